"""Which variants of several sources are the same one: by bar code, by SKU, by their options."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from aisle.sources.truth.identity import gtin_of, sku_of
from aisle.sources.truth.types import SaidVariant

_BY: tuple[Callable[[SaidVariant], Hashable | None], ...] = (
    lambda one: gtin_of(one.record.barcode),
    lambda one: sku_of(one.record.sku),
    lambda one: (
        tuple(sorted((name.casefold(), value.casefold()) for name, value in one.record.options.items()))
        or None
    ),
)


def matched(sources: Sequence[Sequence[SaidVariant]]) -> list[list[SaidVariant]]:
    """Return the variants of a product, each with every source's record of it. sources: the most believed first.

    Variants of one source are never put together. One that nothing names, alone at its source, is that of a product that
    has one only; else it is left out where another source has told variants apart.
    """
    groups: list[list[SaidVariant]] = []
    known: dict[tuple[int, Hashable], int] = {}  # the group that has a name of a kind
    for variants in sources:
        before, used = len(groups), set[int]()
        for variant in sorted(variants, key=_place):
            names = _names(variant)
            place = _find(names, known, before, used)
            if (
                place is None
                and len(variants) == 1
                and before == 1
                and not _differ(names, _names(groups[0][0]))
            ):
                place = 0
            if place is None and before and not names:
                continue
            if place is None:
                place = len(groups)
                groups.append([])
            used.add(place)
            groups[place].append(variant)
            for name in names:
                known.setdefault(name, place)
    return groups


def _names(variant: SaidVariant) -> list[tuple[int, Hashable]]:
    found = ((kind, key_of(variant)) for kind, key_of in enumerate(_BY))
    return [(kind, key) for kind, key in found if key is not None]


def _find(
    names: Sequence[tuple[int, Hashable]],
    known: Mapping[tuple[int, Hashable], int],
    before: int,
    used: set[int],
) -> int | None:
    """Return the group of earlier sources that bears the strongest of these names."""
    for name in names:
        place = known.get(name)
        if place is not None and place < before and place not in used:
            return place
    return None


def _differ(names: Sequence[tuple[int, Hashable]], others: Sequence[tuple[int, Hashable]]) -> bool:
    """Whether two variants have names of one kind that are not the same."""
    theirs = dict(others)
    return any(theirs.get(kind, key) != key for kind, key in names)


def _place(variant: SaidVariant) -> tuple[bool, int]:
    position = variant.record.position
    return position is None, position or 0
