"""The query that counts facets: one statement, however many facets and limits there are.

Each product and variant gets a mask with a bit for each field whose limits it misses. What misses nothing counts for
every facet; what misses one field only counts for the facet of that field, which is counted without its own limit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np

from aisle.catalog.criteria import Criteria
from aisle.catalog.facets import FacetCounts, FacetValue, Numbers
from aisle.catalog.repository.conditions import BUYABLE, Condition, Values, conditions_of
from aisle.core.db import Session

MOST_VALUES = 20
LONGEST_VALUE = 100
# Categories are put together to a tree afterwards, which needs all of them.
MOST_CATEGORIES = 1_000
_TENANT = "organization_id = $1 AND store_id = $2"


async def count_facets(
    session: Session, criteria: Criteria, *, among: Collection[UUID] | None = None, samples: int | None = None
) -> FacetCounts:
    """Count every facet over some products, or over the first `samples` shares of the store, or over all of it."""
    values = Values(session.tenant)
    conditions = conditions_of(criteria, values)
    bits = {field: 1 << place for place, field in enumerate(dict.fromkeys(one.field for one in conditions))}
    some = values.put(" AND p.id = ANY({})", list(among)) if among is not None else ""
    if samples is not None:
        some += f" AND p.sample < {int(samples)}"
    rows = await session.fetch(
        f"WITH {_pool(conditions, bits, some)}, {_offers(conditions, bits)}, {_FITS}"
        f" {' UNION ALL '.join(_counts(criteria, bits, values))}",
        *values.given,
    )
    return _read(rows, bits)


def _pool(conditions: Sequence[Condition], bits: Mapping[str, int], some: str) -> str:
    mask = _mask([one for one in conditions if not one.of_variant], bits)
    return (
        "pool AS MATERIALIZED (SELECT p.id, p.brand, p.category, p.tags, p.rating, p.attributes, p.measures,"
        f" {mask} AS mask FROM product p WHERE p.{_TENANT.replace('AND ', 'AND p.')}{some})"
    )


def _offers(conditions: Sequence[Condition], bits: Mapping[str, int]) -> str:
    """Every variant with what it and its product miss; a product without variants has one empty offer."""
    mask = _mask([one for one in conditions if one.of_variant], bits)
    return (
        "offers AS MATERIALIZED (SELECT p.id, v.options, v.measures, v.price, v.availability,"
        f" p.mask | {mask} AS mask FROM pool p LEFT JOIN variant v ON v.organization_id = $1 AND v.store_id = $2"
        " AND v.product_id = p.id WHERE p.mask & (p.mask - 1) = 0)"
    )


# What misses two fields counts for nothing.
_FITS = "fits AS MATERIALIZED (SELECT DISTINCT id, mask FROM offers WHERE mask & (mask - 1) = 0)"
_ROW = "{field} AS field, {value} AS value, {count} AS count, {distinct} AS distinct_values, NULL::float8[] AS sizes, NULL::bigint[] AS owners"


def _mask(conditions: Sequence[Condition], bits: Mapping[str, int]) -> str:
    by_field: dict[str, list[str]] = {}
    for one in conditions:
        by_field.setdefault(one.field, []).append(one.sql)
    missed = [
        f"CASE WHEN {' AND '.join(all_of)} THEN 0 ELSE {bits[field]} END"
        for field, all_of in by_field.items()
    ]
    return f"({' | '.join(missed) or '0'})::bigint"


def _counts(criteria: Criteria, bits: Mapping[str, int], values: Values) -> list[str]:
    return [
        _total(bits),
        _single("brand", "p.brand", _own("brand", bits), MOST_VALUES),
        _single("category", "p.category", _own("category", bits), MOST_CATEGORIES),
        _single("tag", "t.tag", _own("tag", bits), MOST_VALUES, ", unnest(p.tags) AS t (tag)"),
        _stock(_own("stock", bits)),
        _numbers(
            "'price'",
            "o.price::float8",
            "o.id",
            f"FROM offers o WHERE o.price IS NOT NULL AND {_own('price', bits, 'o')}",
        ),
        _numbers(
            "'rating'",
            "p.rating::float8",
            "p.id",
            f"FROM fits f JOIN pool p USING (id) WHERE p.rating IS NOT NULL AND {_own('rating', bits)}",
        ),
        *_described(criteria, bits, values),
    ]


def _own(field: str, bits: Mapping[str, int], alias: str = "f") -> str:
    bit = bits.get(field, 0)
    return f"{alias}.mask IN (0, {bit})" if bit else f"{alias}.mask = 0"


def _own_attribute(criteria: Criteria, bits: Mapping[str, int], values: Values) -> str:
    """The same for attributes, whose names are only known row by row."""
    named = {name: bits[one.field] for one in criteria.attributes for name in one.names}
    cases = " ".join(values.put(f"WHEN {{}} THEN {bit}", name) for name, bit in named.items())
    return f"(d.mask = 0 OR d.mask = CASE d.key {cases} ELSE 0 END)" if cases else "d.mask = 0"


def _total(bits: Mapping[str, int]) -> str:
    """How many products miss nothing, and how many miss no more than one field, by field."""
    row = _row("'*'", "NULL", "count(*)")
    rows = [f"SELECT {row} FROM fits f WHERE f.mask = 0"]
    for field, bit in bits.items():
        row = _row(f"'*{bit}'", "NULL", "count(DISTINCT f.id)")
        rows.append(f"SELECT {row} FROM fits f WHERE {_own(field, bits)}")
    return " UNION ALL ".join(rows)


def _row(field: str, value: str, count: str, distinct: str = "NULL::bigint") -> str:
    return _ROW.format(field=field, value=f"{value}::text", count=count, distinct=distinct)


def _single(field: str, value: str, own: str, most: int, more: str = "") -> str:
    row = _row(f"'{field}'", value, "count(DISTINCT f.id)", "count(*) OVER ()")
    return (
        f"(SELECT {row} FROM fits f JOIN pool p USING (id){more} WHERE {value} IS NOT NULL AND {own}"
        f" GROUP BY {value} ORDER BY 3 DESC, 2 LIMIT {most})"
    )


def _stock(own: str) -> str:
    row = _row("'stock'", "'in_stock'", "count(DISTINCT f.id)")
    return f"SELECT {row} FROM offers f WHERE f.availability IN {BUYABLE} AND {own}"


def _described(criteria: Criteria, bits: Mapping[str, int], values: Values) -> list[str]:
    own = _own_attribute(criteria, bits, values)
    texts = (
        "(SELECT f.id, f.mask, a.key, a.value FROM fits f JOIN pool p USING (id), jsonb_each_text(p.attributes) a"
        " UNION ALL SELECT o.id, o.mask, a.key, a.value FROM offers o, jsonb_each_text(o.options) a) AS d"
    )
    row = _row("'=' || d.key", "d.value", "count(DISTINCT d.id)", "count(*) OVER (PARTITION BY d.key)")
    ranked = (
        f"SELECT {row}, row_number() OVER (PARTITION BY d.key ORDER BY count(DISTINCT d.id) DESC, d.value) AS place"
        f" FROM {texts} WHERE {own} AND length(d.value) <= {LONGEST_VALUE} GROUP BY d.key, d.value"
    )
    sizes = (
        "(SELECT f.id, f.mask, a.key, a.value FROM fits f JOIN pool p USING (id), jsonb_each(p.measures) a"
        " UNION ALL SELECT o.id, o.mask, a.key, a.value FROM offers o, jsonb_each(o.measures) a) AS d"
    )
    return [
        f"SELECT field, value, count, distinct_values, sizes, owners FROM ({ranked}) AS r WHERE place <= {MOST_VALUES}",
        _numbers(
            "'#' || d.key || '#' || (d.value ->> 0)",
            "(d.value ->> 1)::float8",
            "d.id",
            f"FROM {sizes} WHERE {own} AND d.value ->> 0 <> '' GROUP BY d.key, d.value ->> 0",
        ),
    ]


def _numbers(field: str, size: str, owner: str, source: str) -> str:
    """Numbers as arrays: what ranges they fall into is decided when all are known."""
    return f"SELECT {field}, NULL::text, count(*), NULL::bigint, array_agg({size}), array_agg(uuid_hash_extended({owner}, 0)) {source}"


def _read(rows: Sequence[Any], bits: Mapping[str, int]) -> FacetCounts:
    values: dict[str, list[FacetValue]] = {}
    distinct: dict[str, int] = {}
    numbers: dict[str, Numbers] = {}
    totals: dict[str, int] = {}
    for row in rows:
        field, name = row["field"], _name(row["field"])
        if row["sizes"] is not None:
            kind = field.rpartition("#")[2] if field.startswith("#") else None
            _keep_usual(
                numbers, name, Numbers(np.array(row["sizes"]), np.array(row["owners"], np.int64), kind)
            )
        elif field.startswith("*"):
            totals[field] = row["count"]
        elif row["value"] is not None and row["count"]:
            values.setdefault(name, []).append(FacetValue(row["value"], row["count"]))
            distinct[name] = row["distinct_values"] or 1
    without = {field: totals.get(f"*{bit}", 0) for field, bit in bits.items()}
    return FacetCounts(totals.get("*", 0), values, distinct, numbers, without)


def _name(field: str) -> str:
    if field.startswith("="):
        return f"attribute.{field[1:]}"
    return f"attribute.{field[1:].rpartition('#')[0]}" if field.startswith("#") else field


def _keep_usual(numbers: dict[str, Numbers], name: str, found: Numbers) -> None:
    """An attribute that is measured in two ways is shown in the more frequent one."""
    if name not in numbers or len(found.sizes) > len(numbers[name].sizes):
        numbers[name] = found
