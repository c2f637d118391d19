"""Facets of what was found: exact where there are few products, estimated from a fixed sample where there are many."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from aisle.catalog.criteria import Criteria
from aisle.catalog.facets import Facet, FacetCounts, FacetRange, FacetValue, ranges_of, ratings_of
from aisle.catalog.measures import usual_writing
from aisle.catalog.repository import matching
from aisle.catalog.repository.facets import MOST_VALUES, count_facets
from aisle.core.db import Session

# So many products are counted one by one; of more, about as many are drawn.
MOST_COUNTED = 2_500
SHARES = 256  # of a store, as the column `sample` numbers them
# Fewer than these in a sample say too little: what they stand for is few enough to be counted one by one.
FEWEST_SAMPLED = 200
CHANCE = 2**62 - 1  # the bits of a UUID of version 7 that are drawn by lot
MOST_ATTRIBUTES = 12
PLAIN = ("category", "brand", "tag", "price", "rating", "stock")
ALL = "*"


async def get_facets(
    session: Session,
    criteria: Criteria,
    wanted: Collection[str],
    *,
    among: Collection[UUID] | None = None,
    fitting: Collection[UUID] | None = None,
    in_store: int = 0,
) -> tuple[Facet, ...]:
    """Facets of the products that meet the criteria, each counted without its own limit.

    Args:
        wanted: Names of facets, as filters name their fields; "*" for the usual ones.
        among: Only these products; None for the whole store.
        fitting: All products that meet the criteria, where they are known already.
        in_store: About how many products the store has.
    """
    if among is None and in_store > MOST_COUNTED:
        return await _of_large_store(session, criteria, wanted, fitting, in_store)
    sample, scale = _drawn(among)
    return tuple(_facets(await count_facets(session, criteria, among=sample), wanted, scale))


def _drawn(among: Collection[UUID] | None) -> tuple[Collection[UUID] | None, float]:
    """Of too many products some are drawn, by the part of their ids that is chance: always the same ones."""
    if among is None or len(among) <= MOST_COUNTED:
        return among, 1.0
    sample = sorted(among, key=lambda one: one.int & CHANCE)[:MOST_COUNTED]
    return sample, len(among) / len(sample)


async def _of_large_store(
    session: Session,
    criteria: Criteria,
    wanted: Collection[str],
    fitting: Collection[UUID] | None,
    in_store: int,
) -> tuple[Facet, ...]:
    shares = max(1, math.ceil(SHARES * MOST_COUNTED / in_store))
    counts = await count_facets(session, criteria, samples=shares)
    if counts.products >= FEWEST_SAMPLED or not criteria:
        return tuple(_facets(counts, wanted, SHARES / shares))
    # What is left by all limits is few: those are counted. A facet without its own limit may still be large.
    found = await _counted(session, criteria, criteria, wanted, fitting)
    for field, sampled in counts.without.items():
        if ALL not in wanted and field not in wanted:
            continue
        if sampled >= FEWEST_SAMPLED:
            found |= {one.field: one for one in _facets(counts, (field,), SHARES / shares)}
        else:
            found |= await _counted(session, criteria, without(criteria, field), (field,), None)
    return tuple(found.values())


async def _counted(
    session: Session,
    criteria: Criteria,
    limits: Criteria,
    wanted: Collection[str],
    fitting: Collection[UUID] | None,
) -> dict[str, Facet]:
    """Count among the products that meet some limits, one by one as far as they are not too many."""
    if fitting is None:
        fitting = await matching.matching(session, limits, limit=4 * MOST_COUNTED)
    sample, scale = _drawn(fitting)
    counts = await count_facets(session, criteria, among=sample)
    return {one.field: one for one in _facets(counts, wanted, scale)}


def without(criteria: Criteria, field: str) -> Criteria:
    """Return the criteria without those on a field."""
    open_ = Criteria()
    plain = {
        "category": {"categories": ()},
        "brand": {"brands": ()},
        "tag": {"tags": ()},
        "price": {"prices": open_.prices},
        "rating": {"ratings": open_.ratings},
        "stock": {"in_stock": False, "quantity": None},
    }.get(field, {})
    return replace(
        criteria,
        **plain,  # type: ignore[arg-type]
        chosen=tuple(one for one in criteria.chosen if one.field != field),
        measured=tuple(one for one in criteria.measured if one.field != field),
        unwanted=tuple(one for one in criteria.unwanted if one[0] != field),
        unwanted_values=tuple(one for one in criteria.unwanted_values if one.field != field),
    )


def _facets(counts: FacetCounts, wanted: Collection[str], scale: float) -> Iterable[Facet]:
    """Put the facets together that were asked for, in the order of PLAIN, then attributes."""
    for field in PLAIN:
        if ALL in wanted or field in wanted:
            facet = _plain(counts, field)
            if facet.values or facet.ranges:
                yield _scaled(facet, scale)
    for field in _attributes(counts, wanted):
        yield _scaled(_attribute(counts, field), scale)


def _plain(counts: FacetCounts, field: str) -> Facet:
    numbers = counts.numbers.get(field)
    if field == "price":
        return Facet(field, ranges=ranges_of(numbers) if numbers else ())
    if field == "rating":
        return Facet(field, ranges=ratings_of(numbers) if numbers else ())
    values = counts.values.get(field, [])
    if field == "category":
        values = _with_wider(values)
    return Facet(field, tuple(values[:MOST_VALUES]), more=_more(values, counts.distinct.get(field, 0)))


def _with_wider(paths: Sequence[FacetValue]) -> list[FacetValue]:
    """Categories with those that hold them, the fullest first."""
    whole: Counter[str] = Counter()
    for path in paths:
        steps = path.value.split("/")
        for depth in range(1, len(steps) + 1):
            whole["/".join(steps[:depth])] += path.count
    return [
        FacetValue(path, count) for path, count in sorted(whole.items(), key=lambda one: (-one[1], one[0]))
    ]


def _attributes(counts: FacetCounts, wanted: Collection[str]) -> list[str]:
    """The attributes asked for, or those that tell most products apart."""
    known = [field for field in counts.values if field.startswith("attribute.")]
    if ALL not in wanted:
        return [field for field in known if field in wanted]
    told = {field: sum(one.count for one in counts.values[field]) for field in known}
    telling = [field for field in known if len(counts.values[field]) > 1 and _is_shared(counts, field)]
    return sorted(telling, key=lambda field: (-told[field], field))[:MOST_ATTRIBUTES]


def _is_shared(counts: FacetCounts, field: str) -> bool:
    """Many values that one product each has are no choice, unless they are numbers."""
    few = counts.distinct[field] <= MOST_VALUES
    return few or field in counts.numbers or counts.values[field][0].count > 1


def _attribute(counts: FacetCounts, field: str) -> Facet:
    values, numbers = counts.values[field], counts.numbers.get(field)
    if numbers is not None and 2 * len(numbers.sizes) >= sum(one.count for one in values):
        written = ((one.value, one.count) for one in values)
        ranges = ranges_of(numbers, usual_writing(written, numbers.unit_kind or ""))
        if len(ranges) > 1:
            return Facet(field, ranges=ranges)
    return Facet(field, tuple(values), more=_more(values, counts.distinct[field]))


def _more(values: Sequence[FacetValue], distinct: int) -> int:
    return max(0, max(distinct, len(values)) - min(len(values), MOST_VALUES))


def _scaled(facet: Facet, scale: float) -> Facet:
    if scale == 1.0:
        return facet
    return replace(
        facet,
        values=tuple(FacetValue(one.value, round(one.count * scale)) for one in facet.values),
        ranges=tuple(FacetRange(one.low, one.high, round(one.count * scale)) for one in facet.ranges),
        exact=False,
    )
