"""The sizes of products as an index has them: always those of the products, and a range finds what the products say."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from shelf import Shelf, product, variant

from aisle.catalog import service as catalog
from aisle.catalog.criteria import Criteria, MeasuredRange, Range
from aisle.catalog.drafts import ProductDraft
from aisle.catalog.measures import measures_of
from aisle.catalog.repository.sizes import LONGEST_KEY
from aisle.core.db import Session
from aisle.retrieval import repository

pytest_plugins = ["shelf_fixtures"]
NAMES = ("Weight", "Length", "größe", "n" * (LONGEST_KEY + 20))
VALUES = ("1.5 kg", "1500 g", "2 lb", "0.3 m", "30 cm", "12", "red", "0.1 g", "1 kg", "")
# Of the third no float is: its neighbours lie on both sides.
ENDS = (Decimal(300), Decimal(1500), Decimal("907.1840000000000001"), Decimal("0.1"), Decimal(12), None)

OF_PRODUCTS = """
SELECT p.id, left(m.key, $3) AS name, m.value ->> 0 AS kind, (m.value ->> 1)::float8 AS size
FROM product p, jsonb_each(p.measures) m WHERE p.organization_id = $1 AND p.store_id = $2
UNION SELECT v.product_id, left(m.key, $3), m.value ->> 0, (m.value ->> 1)::float8
FROM variant v, jsonb_each(v.measures) m WHERE v.organization_id = $1 AND v.store_id = $2
"""
OF_INDEX = "SELECT product_id AS id, name, kind, size FROM product_measure WHERE organization_id = $1 AND store_id = $2"


def _described(dice: random.Random) -> dict[str, str]:
    return {name: dice.choice(VALUES) for name in dice.sample(NAMES, dice.randint(0, 3))}


def _drawn(dice: random.Random, number: int) -> ProductDraft:
    variants = (variant(f"S-{number}-{n}", **_described(dice)) for n in range(dice.randint(1, 3)))
    return replace(product(f"Thing {number}", *variants), attributes=_described(dice))


def _fits(draft: ProductDraft, wanted: MeasuredRange) -> bool:
    """What a measured range promises, by the product itself: a variant's own size, or else its product's."""
    of_product = measures_of(draft.attributes)
    for one in draft.variants:
        for name in wanted.names:
            kind, size = measures_of(one.options).get(name) or of_product.get(name) or (None, None)
            if kind == wanted.kind and wanted.sizes.holds(None if size is None else Decimal(repr(size))):
                return True
    return False


async def _rows(session: Session, sql: str, *more: int) -> set[tuple[object, ...]]:
    return {tuple(row) for row in await session.fetch(sql, *session.tenant, *more)}


@pytest.mark.parametrize("seed", range(4))
async def test_the_index_of_sizes_agrees_with_the_products(shelf: Shelf, seed: int) -> None:
    dice, sold, ids = random.Random(seed), dict[str, ProductDraft](), {}
    for _ in range(5):
        drafts = [_drawn(dice, number) for number in dice.sample(range(12), 6)]
        ids |= await shelf.sell(*drafts)
        sold |= {draft.handle: draft for draft in drafts}
        gone = dice.choice(sorted(sold))
        await shelf.withdraw(ids[gone])
        del sold[gone]
        async with shelf.session() as session:
            indexed = await _rows(session, OF_INDEX)
            assert indexed == await _rows(session, OF_PRODUCTS, LONGEST_KEY)
    assert indexed


@pytest.mark.parametrize("seed", range(3))
async def test_a_range_finds_what_the_products_say(shelf: Shelf, seed: int) -> None:
    dice = random.Random(100 + seed)
    sold = {f"thing-{number}": _drawn(dice, number) for number in range(40)}
    ids = await shelf.sell(*sold.values())
    found_any = 0
    for _ in range(60):
        kind, names = dice.choice(("mass", "length", "")), tuple(dice.sample(NAMES, dice.randint(1, 2)))
        wanted = MeasuredRange(
            "attribute.x", names, kind, Range(dice.choice(ENDS), dice.choice(ENDS), dice.choice(ENDS))
        )
        async with shelf.session() as session:
            found = await catalog.find_matching(session, Criteria(measured=(wanted,)), limit=100)
        assert set(found) == {ids[handle] for handle, draft in sold.items() if _fits(draft, wanted)}, wanted
        found_any += bool(found)
    assert found_any > 10


async def test_sizes_of_another_store_are_neither_seen_nor_written(shelf: Shelf, new_shelf) -> None:
    other: Shelf = await new_shelf()
    await other.sell(replace(product("Tent"), attributes={"Weight": "2 kg"}))
    async with shelf.session() as session:
        assert await session.fetchval("SELECT count(*) FROM product_measure") == 0
    async with other.session() as session:
        assert await session.fetchval("SELECT count(*) FROM product_measure") == 1


async def test_a_range_reads_the_index(shelf: Shelf) -> None:
    await shelf.sell(*(replace(product(f"T {n}"), attributes={"Weight": f"{n} kg"}) for n in range(40)))
    async with shelf.session() as session:
        await repository.refresh_statistics(session)
        await session.execute("SET LOCAL enable_seqscan = off")
        rows = await session.fetch(
            "EXPLAIN SELECT m.product_id FROM product_measure m WHERE m.organization_id = $1 AND m.store_id = $2"
            " AND m.name = ANY($3) AND m.kind = $4 AND m.size >= $5::float8",
            *session.tenant,
            ["Weight"],
            "mass",
            39_000.0,
        )
    plan = "\n".join(row[0] for row in rows)
    # Only leakproof comparisons come before row-level security, and only those use an index.
    assert "size >=" in next(line for line in plan.splitlines() if "Index Cond" in line), plan
