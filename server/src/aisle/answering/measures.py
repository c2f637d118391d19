"""Numbers with units in attribute values and questions, made comparable."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Factors into the first unit named of each kind.
_UNITS: dict[str, tuple[str, float]] = {
    "mm": ("length", 1.0), "cm": ("length", 10.0), "m": ("length", 1000.0), "metre": ("length", 1000.0),
    "metres": ("length", 1000.0), "in": ("length", 25.4), "inch": ("length", 25.4), "inches": ("length", 25.4),
    '"': ("length", 25.4), "ft": ("length", 304.8), "km": ("length", 1_000_000.0),
    "g": ("mass", 1.0), "kg": ("mass", 1000.0), "lb": ("mass", 453.592), "lbs": ("mass", 453.592),
    "oz": ("mass", 28.3495), "kilo": ("mass", 1000.0), "kilos": ("mass", 1000.0),
    "l": ("volume", 1000.0), "litre": ("volume", 1000.0), "litres": ("volume", 1000.0), "ml": ("volume", 1.0),
    "liter": ("volume", 1000.0), "liters": ("volume", 1000.0), "cl": ("volume", 10.0),
    "h": ("time", 60.0), "hour": ("time", 60.0), "hours": ("time", 60.0), "min": ("time", 1.0),
    "minutes": ("time", 1.0), "days": ("time", 1440.0), "day": ("time", 1440.0),
    "week": ("time", 10_080.0), "weeks": ("time", 10_080.0), "month": ("time", 43_200.0), "months": ("time", 43_200.0),
    "year": ("time", 525_600.0), "years": ("time", 525_600.0), "tage": ("time", 1440.0), "tagen": ("time", 1440.0),
    "jours": ("time", 1440.0), "días": ("time", 1440.0),
    "°c": ("temperature", 1.0), "°": ("temperature", 1.0), "w": ("power", 1.0), "wh": ("energy", 1.0),
    "mah": ("charge", 1.0), "lm": ("light", 1.0), "lumens": ("light", 1.0), "tog": ("tog", 1.0), "%": ("share", 1.0),
}  # fmt: skip

_NUMBER = r"[-−]?\d{1,9}(?:,\d{3})*(?:[.,]\d{1,4})?"
_UNIT = "|".join(sorted((re.escape(unit) for unit in _UNITS if unit not in '°%"'), key=len, reverse=True))
_MEASURE = re.compile(
    rf"(?<![\w.])({_NUMBER})(?:\s?(?:working |business )?({_UNIT}|[°%\"])(?![a-z]))?(?:\s?(?:–|-|to|bis|à|a)\s?({_NUMBER}))?"
    rf"(?:\s?(?:working |business )?({_UNIT}|[°%\"])(?![a-z]))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A value or range in the base unit of its kind; kind is empty for a bare number."""

    low: float
    high: float
    kind: str

    @property
    def middle(self) -> float:
        """One number to order ranges by."""
        return (self.low + self.high) / 2

    @property
    def is_range(self) -> bool:
        """Whether it spans more than a point."""
        return self.high > self.low

    def holds(self, other: Measure) -> bool:
        """Whether the other lies inside, both being of the same kind."""
        return self.kind == other.kind and self.low <= other.low and other.high <= self.high


def measures(text: str) -> tuple[Measure, ...]:
    """All numbers of a text, with their units where they have one."""
    return tuple(_measure(match) for match in _MEASURE.finditer(text[:4_000]))


def only_measure(value: str) -> Measure | None:
    """The value's leading number, when it begins with one ("1.22 kg per pair" does, "Yes, 2" does not)."""
    value = re.sub(r"^[–−](?=\d)", "-", value.strip())
    match = _MEASURE.match(value.removeprefix("up to ").removeprefix("ca. "))
    return _measure(match) if match else None


def _measure(match: re.Match[str]) -> Measure:
    first, unit, second, late_unit = match.groups()
    kind, factor = _UNITS.get((late_unit or unit or "").lower(), ("", 1.0))
    low = _number(first) * (_UNITS[unit.lower()][1] if unit and late_unit else factor)
    high = _number(second) * factor if second else low
    return Measure(min(low, high), max(low, high), kind)


def _number(text: str) -> float:
    text = text.replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))
