"""Queries for products within limits: which, how many, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from aisle.catalog.criteria import Criteria
from aisle.catalog.repository.conditions import Condition, Values, conditions_of, fitting_variants, where
from aisle.catalog.repository.sizes import with_sizes
from aisle.core.db import Session

Among = Collection[UUID] | None
_STORE = "FROM product p WHERE p.organization_id = $1 AND p.store_id = $2 AND NOT p.hidden"
_COLUMNS = {
    "rating": ("p.rating", "p.rating_count DESC NULLS LAST, "),
    "newest": ("p.created_at", ""),
    "title": ("p.title", ""),
}


async def matching(session: Session, criteria: Criteria, *, among: Among = None, limit: int) -> list[UUID]:
    """Return ids of products that meet the criteria, at most `limit`, of all or of some."""
    values, _, limits = _limited(session, criteria, among)
    rows = await session.fetch_planned(f"SELECT p.id {_STORE}{limits} LIMIT {int(limit)}", *values.given)
    return [row["id"] for row in rows]


async def count_matching(session: Session, criteria: Criteria, *, among: Among = None, most: int) -> int:
    """Return how many products meet the criteria; counting stops at `most`."""
    values, _, limits = _limited(session, criteria, among)
    rows = await session.fetch_planned(
        f"SELECT count(*) FROM (SELECT 1 {_STORE}{limits} LIMIT {int(most)}) AS found", *values.given
    )
    return int(rows[0]["count"])


async def by_price(
    session: Session, criteria: Criteria, *, among: Among, descending: bool, limit: int
) -> list[UUID]:
    """Return ids by the best price among the variants that meet the criteria; products without a price come last."""
    values, conditions, limits = _limited(session, criteria, among)
    best, order = ("max", "DESC") if descending else ("min", "ASC")
    price = f"p.price_{best}"
    if any(one.of_variant for one in conditions):
        price = f"(SELECT {best}(v.price) {fitting_variants(conditions)})"
    return await _ordered(session, values, f"{_STORE}{limits}", f"{price} {order} NULLS LAST", limit)


async def by_column(
    session: Session, criteria: Criteria, field: str, *, among: Among, descending: bool, limit: int
) -> list[UUID]:
    """Return ids by rating, newest (when a product first came) or title; products that say nothing come last."""
    values, _, limits = _limited(session, criteria, among)
    column, then = _COLUMNS[field]
    order = f"{column} {'DESC' if descending else 'ASC'} NULLS LAST, {then}".rstrip(", ")
    return await _ordered(session, values, f"{_STORE}{limits}", order, limit)


async def by_measure(
    session: Session, criteria: Criteria, names: Sequence[str], *, among: Among, descending: bool, limit: int
) -> list[UUID]:
    """Return ids by the size that an attribute or an option names; those without a size of the usual kind come last."""
    values, conditions, limits = _limited(session, criteria, among)
    size = f"coalesce({', '.join(_sizes(values, names, fitting_variants(conditions)))})"
    sized = f"WITH p AS MATERIALIZED (SELECT p.id, p.title, {size} AS size {_STORE}{limits})"
    usual = (
        "(SELECT u.size ->> 0 FROM p u WHERE u.size IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1)"
    )
    number = f"CASE WHEN p.size ->> 0 = {usual} THEN (p.size ->> 1)::float8 END"
    order = f"{number} {'DESC' if descending else 'ASC'} NULLS LAST"
    rows = await session.fetch_planned(
        f"{sized} SELECT p.id FROM p ORDER BY {order}, p.title, p.id LIMIT {int(limit)}", *values.given
    )
    return [row["id"] for row in rows]


def _sizes(values: Values, names: Sequence[str], variants: str) -> Iterator[str]:
    """The size on the product, or else that of its first variant that meets everything."""
    for name in names:
        yield values.put("p.measures -> {}", name)
        yield values.put(f"(SELECT v.measures -> {{}} {variants} ORDER BY v.position LIMIT 1)", name)


async def _ordered(session: Session, values: Values, source: str, order: str, limit: int) -> list[UUID]:
    rows = await session.fetch_planned(
        f"SELECT p.id {source} ORDER BY {order}, p.title, p.id LIMIT {int(limit)}", *values.given
    )
    return [row["id"] for row in rows]


def _limited(session: Session, criteria: Criteria, among: Among) -> tuple[Values, list[Condition], str]:
    values = Values(session.tenant)
    some = "" if among is None else values.put(" AND p.id = ANY({})", list(among))
    conditions = conditions_of(criteria, values)
    return values, conditions, some + with_sizes(criteria, values) + where(conditions)
