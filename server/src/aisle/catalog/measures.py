"""Numbers with units in attribute values, made comparable: "1.02 kg" and "850 g" are both masses."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from aisle.core.units import UNIT_PATTERN, UNITS, plain_number

# Factors into the first unit of each kind.
_FACTORS = {
    "g": ("mass", 1.0), "kg": ("mass", 1000.0), "lb": ("mass", 453.592), "oz": ("mass", 28.3495),
    "ml": ("volume", 1.0), "cl": ("volume", 10.0), "l": ("volume", 1000.0), "qt": ("volume", 946.353), "gal": ("volume", 3785.41),
    "mm": ("length", 1.0), "cm": ("length", 10.0), "m": ("length", 1000.0), "km": ("length", 1_000_000.0),
    "in": ("length", 25.4), "ft": ("length", 304.8), "w": ("power", 1.0), "wh": ("energy", 1.0),
    "gb": ("data", 1.0), "tb": ("data", 1000.0),
}  # fmt: skip
_NUMBER = r"\d{1,9}(?:[.,]\d{1,6})*"
# "In" is a preposition in sentences and a unit in values.
_INCH = r"in|[\"”″]|''"
_MEASURE = re.compile(
    rf"({_NUMBER})\s?(?:(?:–|-|to|bis|à)\s?({_NUMBER})\s?)?(?:({UNIT_PATTERN}|{_INCH})(?!\w))?", re.IGNORECASE
)
_JOINT = re.compile(r"[\s,]*(?:and\s)?")


@lru_cache(maxsize=10_000)
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


def measures_of(described: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """Return kind and size of every value that names one, by the name of the attribute or option."""
    return {name: found for name, value in described.items() if (found := measured(value))}


@dataclass(frozen=True, slots=True)
class Writing:
    """How a shop writes sizes: "1,900 g" is in grams with a blank. factor: of the unit, in the kind's first one."""

    unit: str = ""
    factor: float = 1.0

    def of(self, size: float) -> str:
        """Write a size; six digits are more than anybody measures."""
        number = format(Decimal(f"{size / self.factor:.6g}"), "f")
        return f"{number}{self.unit}"


def usual_writing(values: Iterable[tuple[str, int]], kind: str) -> Writing:
    """Return how most of the values that measure a kind write it; of equals, the larger unit. values: each with its weight."""
    weights: Counter[Writing] = Counter()
    for value, weight in values:
        match = _MEASURE.search(value)
        if match is not None and (found := _FACTORS.get(_unit(match), ("", 1.0)))[0] == kind:
            weights[Writing(value[match.end(2 if match[2] else 1) : match.end()].rstrip(), found[1])] += (
                weight
            )
    return max(weights, key=lambda one: (weights[one], one.factor, one.unit), default=Writing())


def _size(match: re.Match[str]) -> tuple[str, float]:
    low, high = match[1], match[2]
    kind, factor = _FACTORS.get(_unit(match), ("", 1.0))
    numbers = [float(plain_number(number)) for number in (low, high) if number]
    return kind, factor * sum(numbers) / len(numbers)


def _unit(match: re.Match[str]) -> str:
    written = (match[3] or "").lower()
    return UNITS.get(written, "in" if written else "")


def _end_of_joint(value: str, at: int) -> int:
    joint = _JOINT.match(value, at)
    return joint.end() if joint else at
