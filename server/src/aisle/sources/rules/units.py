"""Measures: units of one quantity turned into each other, exactly."""

import re
from decimal import Decimal, DecimalException

from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.values import EXACT, read_number

# By quantity: each unit in the first one. International yard and pound (1959), US gallon, both exact by definition.
_QUANTITIES: dict[str, dict[str, str]] = {
    "mass": {"g": "1", "mg": "0.001", "kg": "1000", "t": "1000000", "lb": "453.59237", "oz": "28.349523125"},
    "length": {
        "mm": "1",
        "cm": "10",
        "m": "1000",
        "km": "1000000",
        "in": "25.4",
        "ft": "304.8",
        "yd": "914.4",
    },
    "volume": {
        "ml": "1",
        "cl": "10",
        "dl": "100",
        "l": "1000",
        "gal": "3785.411784",
        "fl oz": "29.5735295625",
    },
    "area": {"cm2": "1", "m2": "10000", "mm2": "0.01", "sq ft": "929.0304", "sq in": "6.4516"},
    "time": {"s": "1", "min": "60", "h": "3600", "d": "86400"},
    "power": {"w": "1", "kw": "1000"},
    "data": {"b": "1", "kb": "1000", "mb": "1000000", "gb": "1000000000", "tb": "1000000000000"},
}
_OTHER_NAMES = {"kgs": "kg", "gram": "g", "grams": "g", "gr": "g", "lbs": "lb", "pound": "lb", "pounds": "lb"}
_OTHER_NAMES |= {
    "ounce": "oz",
    "ounces": "oz",
    "inch": "in",
    "inches": "in",
    '"': "in",
    "″": "in",
    "feet": "ft",
}
_OTHER_NAMES |= {
    "foot": "ft",
    "'": "ft",
    "metre": "m",
    "meter": "m",
    "metres": "m",
    "meters": "m",
    "litre": "l",
}
_OTHER_NAMES |= {"liter": "l", "litres": "l", "liters": "l", "kilogram": "kg", "kilograms": "kg", "m²": "m2"}
_OTHER_NAMES |= {"cm²": "cm2", "mm²": "mm2", "hours": "h", "minutes": "min", "seconds": "s", "days": "d"}
_FACTORS = {
    unit: (quantity, Decimal(factor))
    for quantity, units in _QUANTITIES.items()
    for unit, factor in units.items()
}
_MEASURE = re.compile(r"\s*([-+]?[\d.,'’\s\u00a0\u202f]*\d)\s*(\D{1,20}?2?)\s*\Z")
LONGEST_MEASURE = 60  # characters


def known_unit(said: str) -> str | None:
    """Return a unit's usual sign, None for one that is not known."""
    plain = said.strip().rstrip(".").casefold()
    plain = _OTHER_NAMES.get(plain, plain)
    return plain if plain in _FACTORS else None


def converted(number: Decimal, unit: str, wanted: str) -> Decimal:
    """Return a measure in another unit of its quantity. Raises CannotApply."""
    (one, factor), (other, per) = _factor(unit), _factor(wanted)
    if one != other:
        raise CannotApply("other_quantity", f"{unit} is a {one}, {wanted} a {other}.")
    try:
        return EXACT.divide(EXACT.multiply(number, factor), per)
    except DecimalException:
        raise CannotApply("not_computable", f"{number} {unit} is too much.") from None


def read_measure(text: str, mark: str = ".") -> tuple[Decimal, str]:
    """Return number and unit of a text such as "1,5 kg". Raises CannotApply."""
    found = _MEASURE.match(text) if len(text) <= LONGEST_MEASURE else None
    if found is None:
        raise CannotApply("not_a_measure", f"{text[:60]!r} is not a number with a unit.")
    return read_number(found.group(1), mark), found.group(2)


def _factor(unit: str) -> tuple[str, Decimal]:
    known = known_unit(unit)
    if known is None:
        raise CannotApply(
            "no_such_unit", f"{unit[:20]!r} is not a known unit ({', '.join(sorted(_FACTORS))})."
        )
    return _FACTORS[known]
