"""Another order than relevance: the cheapest first, the lightest first, among what the question is about."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from aisle.catalog.criteria import Criteria, attribute_values, by_price, matching
from aisle.core.db import Session
from aisle.retrieval.analysis.units import UNIT_PATTERN, UNITS, plain_number
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import IDENTIFIER, REFERRED, SELECTIVE, Candidate, Candidates

# The cheapest stove is the cheapest of those that have about as many of the question's words as any has.
ABOUT_AS_MUCH = 0.75

# Factors into the first unit of each kind.
_FACTORS = {
    "g": ("mass", 1.0), "kg": ("mass", 1000.0), "lb": ("mass", 453.592), "oz": ("mass", 28.3495),
    "ml": ("volume", 1.0), "cl": ("volume", 10.0), "l": ("volume", 1000.0), "gal": ("volume", 3785.41),
    "mm": ("length", 1.0), "cm": ("length", 10.0), "m": ("length", 1000.0), "km": ("length", 1_000_000.0),
    "in": ("length", 25.4), "ft": ("length", 304.8), "w": ("power", 1.0), "wh": ("energy", 1.0),
    "gb": ("data", 1.0), "tb": ("data", 1000.0),
}  # fmt: skip
_NUMBER = r"\d{1,9}(?:[.,]\d{1,6})*"
_MEASURE = re.compile(
    rf"({_NUMBER})\s?(?:(?:–|-|to|bis|à)\s?({_NUMBER})\s?)?(?:({UNIT_PATTERN})(?!\w))?", re.IGNORECASE
)
_JOINT = re.compile(r"[\s,]*(?:and\s)?")


async def put_in_order(
    session: Session, candidates: Candidates, criteria: Criteria, order: str, limit: int
) -> Candidates:
    """Return products as `order` says ("price_asc", "attribute.Weight_desc"); other kinds and named products stay ahead."""
    products = candidates.of(ItemKind.PRODUCT)
    named = [one for one in products if {IDENTIFIER, REFERRED} & one.legs.keys()]
    relevant = _relevant([one for one in products if one not in named])
    among = [one.item_id for one in relevant] if relevant else None
    if among is None and not criteria:
        return candidates  # nothing says which products are meant
    ids = await _ordered(session, criteria, among, order, limit + len(named))
    known = {one.item_id: one for one in products}
    first = {one.item_id for one in named}
    ordered = [known.get(item) or _unranked(item) for item in ids if item not in first]
    others = [one for one in candidates.ranked if one.kind is not ItemKind.PRODUCT]
    return Candidates((*others, *named, *ordered))


def measured(value: str) -> tuple[str, float] | None:
    """Return kind and size of what a value begins with: "1.02 kg" is 1020 of mass, "2 lb 3 oz" are added up.

    A range counts as its middle; a number without a unit is of the kind "". None when there is no number.
    """
    match = _MEASURE.search(value)
    if match is None:
        return None
    kind, size = _size(match)
    while kind and (further := _MEASURE.match(value, _end_of_joint(value, match.end()))):
        if _size(further)[0] != kind or _unit(further) == _unit(match):
            break
        size, match = size + _size(further)[1], further
    return kind, size


def _relevant(products: Sequence[Candidate]) -> list[Candidate]:
    best = max((one.coverage for one in products), default=0.0)
    return [one for one in products if best and one.coverage >= ABOUT_AS_MUCH * best]


async def _ordered(
    session: Session, criteria: Criteria, among: Sequence[UUID] | None, order: str, limit: int
) -> list[UUID]:
    name, _, direction = order.rpartition("_")
    largest = direction == "desc"
    if name == "price":
        return await by_price(session, criteria, among=among, dearest=largest, limit=limit)
    ids = among if among is not None else await matching(session, criteria, limit=SELECTIVE)
    values = await attribute_values(session, ids, name.removeprefix("attribute."))
    return by_size(ids, values, largest=largest)[:limit]


def by_size(ids: Sequence[UUID], values: Mapping[UUID, str], *, largest: bool) -> list[UUID]:
    """Order ids by the sizes that their values name; those without a size of the usual kind come last, as they were."""
    sizes = {item: found for item, value in values.items() if (found := measured(value))}
    usual = Counter(kind for kind, _ in sizes.values()).most_common(1)
    ranked = [item for item in ids if item in sizes and sizes[item][0] == usual[0][0]]
    ranked.sort(key=lambda item: sizes[item][1], reverse=largest)
    return [*ranked, *(item for item in ids if item not in set(ranked))]


def _size(match: re.Match[str]) -> tuple[str, float]:
    low, high = match[1], match[2]
    kind, factor = _FACTORS.get(_unit(match), ("", 1.0))
    numbers = [float(plain_number(number)) for number in (low, high) if number]
    return kind, factor * sum(numbers) / len(numbers)


def _unit(match: re.Match[str]) -> str:
    return UNITS.get((match[3] or "").lower(), "")


def _end_of_joint(value: str, at: int) -> int:
    joint = _JOINT.match(value, at)
    return joint.end() if joint else at


def _unranked(item: UUID) -> Candidate:
    """A product that meets the limits, which none of the legs had to find."""
    return Candidate(ItemKind.PRODUCT, item, 0.0, None, 0.0, {})
