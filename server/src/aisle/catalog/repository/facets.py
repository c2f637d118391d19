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
    rows = await session.fetch_planned(
        f"WITH {_pool(conditions, bits, some)}, {_offers(conditions, bits)}, {_FITS}"
        f" {' UNION ALL '.join(_counts(criteria, bits, values))}",
        *values.given,
    )
    return _read(rows, bits)


def _pool(conditions: Sequence[Condition], bits: Mapping[str, int], some: str) -> str:
    """The products with what they miss. n: a number is cheaper to sort, hash and send than an id."""
    mask = _mask([one for one in conditions if not one.of_variant], bits)
    return (
        "pool AS MATERIALIZED (SELECT row_number() OVER ()::int AS n, p.id, p.brand, p.category, p.tags, p.rating,"
        f" p.attributes, p.measures, {mask} AS mask FROM product p"
        f" WHERE p.organization_id = $1 AND p.store_id = $2 AND NOT p.hidden{some})"
    )


def _offers(conditions: Sequence[Condition], bits: Mapping[str, int]) -> str:
    """Every variant with what it and its product miss; a product without variants has one empty offer."""
    mask = _mask([one for one in conditions if one.of_variant], bits)
    return (
        "offers AS MATERIALIZED (SELECT p.n, v.options, v.measures, v.price, v.availability,"
        f" p.mask | {mask} AS mask FROM pool p LEFT JOIN variant v ON v.organization_id = $1 AND v.store_id = $2"
        " AND v.product_id = p.id WHERE p.mask & (p.mask - 1) = 0)"
    )


# What misses two fields counts for nothing.
_FITS = "fits AS MATERIALIZED (SELECT DISTINCT n, mask FROM offers WHERE mask & (mask - 1) = 0)"
_FITTING = "FROM fits f JOIN pool p USING (n)"
_ROW = "{field} AS field, {value} AS value, {count} AS count, {distinct} AS distinct_values, NULL::float8[] AS sizes, NULL::int[] AS owners"


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
    price = f"FROM offers f WHERE f.price IS NOT NULL AND {_own('price', bits)}"
    rating = f"{_FITTING} WHERE p.rating IS NOT NULL AND {_own('rating', bits)}"
    return [
        _total(bits),
        _single("brand", "p.brand", bits, MOST_VALUES),
        _single("category", "p.category", bits, MOST_CATEGORIES),
        _single("tag", "t.tag", bits, MOST_VALUES, ", unnest(p.tags) AS t (tag)"),
        _stock(_own("stock", bits)),
        _numbers("'price'", "f.price::float8", price),
        _numbers("'rating'", "p.rating::float8", rating),
        *_described(_own_attribute(criteria, bits, values)),
    ]


def _own(field: str, bits: Mapping[str, int]) -> str:
    bit = bits.get(field, 0)
    return f"f.mask IN (0, {bit})" if bit else "f.mask = 0"


def _own_attribute(criteria: Criteria, bits: Mapping[str, int], values: Values) -> str:
    """The same for attributes, whose names are only known row by row."""
    named = {name: bits[one.field] for one in criteria.attributes for name in one.names}
    cases = " ".join(values.put(f"WHEN {{}} THEN {bit}", name) for name, bit in named.items())
    return f"(f.mask = 0 OR f.mask = CASE a.key {cases} ELSE 0 END)" if cases else "f.mask = 0"


def _total(bits: Mapping[str, int]) -> str:
    """How many products miss nothing, and how many miss no more than one field, by field."""
    row = _row("'*'", "NULL", "count(*)")
    rows = [f"SELECT {row} FROM fits f WHERE f.mask = 0"]
    for field, bit in bits.items():
        row = _row(f"'*{bit}'", "NULL", "count(DISTINCT f.n)")
        rows.append(f"SELECT {row} FROM fits f WHERE {_own(field, bits)}")
    return " UNION ALL ".join(rows)


def _row(field: str, value: str, count: str, distinct: str = "NULL::bigint") -> str:
    return _ROW.format(field=field, value=f"{value}::text", count=count, distinct=distinct)


def _single(field: str, value: str, bits: Mapping[str, int], most: int, more: str = "") -> str:
    # A product stands twice only where it may miss the field or not.
    count = "count(DISTINCT f.n)" if field in bits else "count(*)"
    row = _row(f"'{field}'", value, count, "count(*) OVER ()")
    return (
        f"(SELECT {row} {_FITTING}{more} WHERE {value} IS NOT NULL AND {_own(field, bits)}"
        f" GROUP BY {value} ORDER BY 3 DESC, 2 LIMIT {most})"
    )


def _stock(own: str) -> str:
    row = _row("'stock'", "'in_stock'", "count(DISTINCT f.n)")
    return f"SELECT {row} FROM offers f WHERE f.availability IN {BUYABLE} AND {own}"


def _described(own: str) -> list[str]:
    # Byte order: sorting tens of thousands of values by the rules of a language would be most of the cost.
    key, value = 'a.key COLLATE "C" AS key', 'a.value COLLATE "C" AS value'
    short = f"{own} AND length(a.value) <= {LONGEST_VALUE}"
    texts = (
        f"SELECT DISTINCT f.n, {key}, {value} FROM offers f, jsonb_each_text(f.options) a"
        f" WHERE f.options <> '{{}}' AND {short}"
        f" UNION SELECT f.n, {key}, {value} {_FITTING}, jsonb_each_text(p.attributes) a WHERE {short}"
    )
    row = _row("'=' || d.key", "d.value", "count(*)", "count(*) OVER (PARTITION BY d.key)")
    place = "row_number() OVER (PARTITION BY d.key ORDER BY count(*) DESC, d.value)"
    ranked = f"SELECT {row}, {place} AS place FROM ({texts}) AS d GROUP BY d.key, d.value"
    sized = f"{own} AND a.value ->> 0 <> ''"
    sizes = (
        f"SELECT f.n, a.key, a.value FROM offers f, jsonb_each(f.measures) a WHERE f.measures <> '{{}}' AND {sized}"
        f" UNION ALL SELECT f.n, a.key, a.value {_FITTING}, jsonb_each(p.measures) a WHERE {sized}"
    )
    kinds = f"FROM ({sizes}) AS f GROUP BY f.key, f.value ->> 0"
    return [
        f"SELECT field, value, count, distinct_values, sizes, owners FROM ({ranked}) AS r WHERE place <= {MOST_VALUES}",
        _numbers("'#' || f.key || '#' || (f.value ->> 0)", "(f.value ->> 1)::float8", kinds),
    ]


def _numbers(field: str, size: str, source: str) -> str:
    """Numbers as arrays: what ranges they fall into is decided when all are known."""
    return f"SELECT {field}, NULL::text, count(*), NULL::bigint, array_agg({size}), array_agg(f.n) {source}"


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
