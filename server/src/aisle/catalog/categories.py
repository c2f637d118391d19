"""The store's categories as a tree, made of the paths that products carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """A category with what lies below it.

    Attributes:
        path: From the widest, "Rucksacks/Trekking packs"; "" is the whole store.
        products: How many it holds, those below it included.
        children: The fullest first; cut off at the depth that was asked for.
    """

    path: str
    products: int
    children: tuple[Category, ...] = ()

    @property
    def name(self) -> str:
        """Its own level of the path."""
        return self.path.rpartition("/")[2]

    @property
    def breadcrumbs(self) -> tuple[str, ...]:
        """The paths of what holds it, the widest first."""
        steps = self.path.split("/")
        return tuple("/".join(steps[:depth]) for depth in range(1, len(steps)))


def find_category(counts: Mapping[str, int], path: str, depth: int) -> Category | None:
    """Return a category with `depth` levels below it; None when no product has it. The case of the path is free.

    Args:
        counts: Products by path, each without those below it.
        path: "" for the whole store.
    """
    whole = with_those_below(counts)
    if not path:
        return Category("", sum(counts.values()), _below(whole, "", depth))
    own = next((known for known in whole if known.casefold() == path.casefold()), None)
    return Category(own, whole[own], _below(whole, own, depth)) if own else None


def with_those_below(counts: Mapping[str, int]) -> dict[str, int]:
    """Return products by path, each with those below it."""
    whole: Counter[str] = Counter()
    for path, count in counts.items():
        steps = path.split("/")
        for depth in range(1, len(steps) + 1):
            whole["/".join(steps[:depth])] += count
    return dict(whole)


def _below(whole: Mapping[str, int], path: str, depth: int) -> tuple[Category, ...]:
    by_parent: dict[str, list[str]] = {}
    for known in whole:
        by_parent.setdefault(known.rpartition("/")[0], []).append(known)
    return _children(whole, by_parent, path, depth)


def _children(
    whole: Mapping[str, int], by_parent: Mapping[str, Sequence[str]], path: str, depth: int
) -> tuple[Category, ...]:
    if depth <= 0:
        return ()
    own = sorted(by_parent.get(path, ()), key=lambda known: (-whole[known], known))
    return tuple(Category(one, whole[one], _children(whole, by_parent, one, depth - 1)) for one in own)
