"""Facets: by which values the products that were found can be told apart, and how many have each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from aisle.catalog.measures import Writing, measured

MOST_RANGES = 5
# Ratings are asked for as "four stars and more".
RATING_STEPS = (Decimal(4), Decimal(3), Decimal(2), Decimal(1))
PLAIN = Writing()
_NICE = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5, 10.0)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value and how many products have it. value: as a filter takes it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetRange:
    """Numbers from low up to, but not with, high, as the filters gte and lt take them; None leaves an end open."""

    low: str | None
    high: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to tell products apart.

    Attributes:
        field: As filters name it: brand, price, attribute.Colour.
        values: The most frequent first; none where numbers are asked for.
        ranges: Of numbers, ascending; ratings are open to the top.
        more: How many values there are beyond those shown.
        exact: False when the counts are estimated from a sample, or counted among the best matches only.
    """

    field: str
    values: tuple[FacetValue, ...] = ()
    ranges: tuple[FacetRange, ...] = ()
    more: int = 0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of a field and whose they are; a product may have several. unit_kind: None for plain numbers."""

    sizes: NDArray[np.float64]
    owners: NDArray[np.int64]
    unit_kind: str | None = None


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """What was counted among some products.

    Attributes:
        products: Those that meet all limits.
        values: By field.
        distinct: How many values each field has, shown or not.
        numbers: By field.
        without: Products that meet all limits but those on a field, by field.
    """

    products: int = 0
    values: Mapping[str, list[FacetValue]] = field(default_factory=dict)
    distinct: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, Numbers] = field(default_factory=dict)
    without: Mapping[str, int] = field(default_factory=dict)


def ranges_of(numbers: Numbers, writing: Writing = PLAIN) -> tuple[FacetRange, ...]:
    """Return up to MOST_RANGES ranges with ends that are round as written, and about as many products in each."""
    ends = [None, *_edges(numbers.sizes, writing), None]
    counted = ((low, high, _owners_within(numbers, low, high)) for low, high in pairwise(ends))
    return tuple(
        FacetRange(_written(low, writing), _written(high, writing), count)
        for low, high, count in counted
        if count
    )


def ratings_of(numbers: Numbers) -> tuple[FacetRange, ...]:
    """Return how many products are rated so well or better."""
    steps = ((step, _owners_within(numbers, float(step), None)) for step in RATING_STEPS)
    return tuple(FacetRange(str(step), None, count) for step, count in steps if count)


def _edges(sizes: NDArray[np.float64], writing: Writing) -> list[float]:
    """Round numbers near the quantiles, read as a filter reads them; none beyond the least and the largest."""
    if not len(sizes) or sizes.min() == sizes.max():
        return []
    shares = np.linspace(0, 1, MOST_RANGES + 1)[1:-1]
    round_ones = (_nice(float(one) / writing.factor) for one in np.quantile(sizes, shares))
    read = {_read(writing.of(one * writing.factor)) for one in round_ones}
    return sorted(one for one in read if sizes.min() < one <= sizes.max())


def _read(text: str) -> float:
    found = measured(text)
    return found[1] if found else 0.0


def _nice(number: float) -> float:
    if number <= 0:
        return 0.0
    power = 10.0 ** np.floor(np.log10(number))
    return float(power * min(_NICE, key=lambda one: abs(one - number / power)))


def _owners_within(numbers: Numbers, low: float | None, high: float | None) -> int:
    kept = np.ones(len(numbers.sizes), bool)
    if low is not None:
        kept &= numbers.sizes >= low
    if high is not None:
        kept &= numbers.sizes < high
    return len(np.unique(numbers.owners[kept]))


def _written(number: float | None, writing: Writing) -> str | None:
    return None if number is None else writing.of(number)
