"""Queries on the sizes of products by name and kind: a range of them is a stretch of an index.

A product has here every size that its attributes or its variants' options name. Which of them counts for a variant, only
the product's and the variant's own measures say: what is found here is looked at again there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aisle.catalog.batches import PlannedProduct
from aisle.catalog.criteria import Criteria, Range
from aisle.catalog.measures import measures_of
from aisle.catalog.repository.conditions import Values
from aisle.core.db import Session

LONGEST_KEY = 500  # characters of a name: an index holds no longer ones
_COLUMNS = {
    "organization_id": "uuid",
    "store_id": "uuid",
    "product_id": "uuid",
    "name": "text",
    "kind": "text",
    "size": "float8",
}


async def write_sizes(session: Session, products: Sequence[PlannedProduct]) -> None:
    """Let products have these sizes and no others; in the transaction that writes the products."""
    known = [product.id for product in products if not product.is_new]
    if known:
        await session.execute(
            "DELETE FROM product_measure WHERE organization_id = $1 AND store_id = $2 AND product_id = ANY($3)",
            *session.tenant,
            known,
        )
    rows = [
        (*session.tenant, product.id, *size) for product in products for size in sorted(sizes_of(product))
    ]
    await session.insert_rows("product_measure", _COLUMNS, rows)


def with_sizes(criteria: Criteria, values: Values) -> str:
    """Return conditions on product p, each preceded by AND, that no product within the measured ranges misses."""
    found = ""
    for wanted in criteria.measured:
        named = values.put(
            "m.name = ANY({}) AND m.kind = {}", [name[:LONGEST_KEY] for name in wanted.names], wanted.kind
        )
        ends = "".join(_ends(wanted.sizes, values))
        found += (
            " AND p.id IN (SELECT m.product_id FROM product_measure m"
            f" WHERE m.organization_id = $1 AND m.store_id = $2 AND {named}{ends})"
        )
    return found


def _ends(wanted: Range, values: Values) -> Iterator[str]:
    # Rounding keeps order, but it may make equal what was less: so "below" takes its end in.
    for sign, end in ((">=", wanted.least), ("<=", wanted.most), ("<=", wanted.below)):
        if end is not None:
            yield values.put(f" AND m.size {sign} {{}}::float8", float(end))


def sizes_of(product: PlannedProduct) -> set[tuple[str, str, float]]:
    described = (product.draft.attributes, *(variant.options for variant in product.draft.variants))
    return {
        (name[:LONGEST_KEY], kind, size)
        for one in described
        for name, (kind, size) in measures_of(one).items()
    }
