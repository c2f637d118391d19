"""Numbers with units in attribute values, made comparable: "1.02 kg" and "850 g" are both masses."""

import re
from collections.abc import Mapping
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
# The unit that sizes of a kind are shown in, from a size on; the first that fits is taken.
_SHOWN = {
    "mass": (("kg", 1000.0), ("g", 1.0)),
    "volume": (("l", 1000.0), ("ml", 1.0)),
    "length": (("m", 10_000.0), ("cm", 10.0), ("mm", 1.0)),
    "power": (("W", 1.0),),
    "energy": (("Wh", 1.0),),
    "data": (("TB", 1000.0), ("GB", 1.0)),
}
_SHOWN_FACTOR = {"m": 1000.0}
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


def shown(kind: str, size: float, like: float | None = None) -> str:
    """Write a size in the unit that people use at this size: 1020 of mass is "1.02 kg". like: in the unit of this size."""
    for unit, least in _SHOWN.get(kind, ()):
        if (size if like is None else like) >= least or least == 1.0:
            return f"{_plain(size / _SHOWN_FACTOR.get(unit, least))} {unit}"
    return _plain(size)


def _plain(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


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
