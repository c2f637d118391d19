"""Values of tables and attributes as bounds: "up to 180 cm", "–5 °C or lower", "42–47 cm (S/M), 47–53 cm (M/L)"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from aisle.answering.measures import measures

_AT_MOST = re.compile(
    r"\b(?:up to|at most|under|below|max\w*|bis(?: zu)?|höchstens|jusqu|hasta|or (?:lower|less|below|colder)|oder (?:weniger|kälter|tiefer))\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:over|above|from|at least|min\w*|and over|or (?:more|higher|above)|über|ab|mindestens|oder mehr|plus de|desde|más de)\b",
    re.IGNORECASE,
)
# Pieces of an attribute with a size of their own: "47–53 cm (M/L)".
_PIECE = re.compile(r"[^,;]+(?:,\d{3}[^,;]*)*")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A closed range in the base unit of its kind, with the words it was read from."""

    low: float
    high: float
    kind: str
    text: str

    def holds(self, value: float) -> bool:
        """Whether a value lies inside."""
        return self.low <= value <= self.high

    def share_in(self, other: Bounds) -> float:
        """How much of the other range this one covers, 0 to 1."""
        common = min(self.high, other.high) - max(self.low, other.low)
        width = other.high - other.low
        if width == 0 or math.isinf(width):
            return 1.0 if common >= 0 else 0.0
        return max(0.0, common / width) if self.high > self.low else float(common >= 0)


@lru_cache(maxsize=4_096)
def bounds_of(text: str) -> tuple[Bounds, ...]:
    """The ranges a cell or value holds, piece by piece."""
    found = []
    for piece in _PIECE.findall(text[:400]):
        piece = piece.strip()
        for measure in measures(_with_minus(piece))[:1]:
            low, high = measure.low, measure.high
            if not measure.is_range and _AT_MOST.search(piece):
                low = -math.inf if measure.kind == "temperature" else 0.0
            elif not measure.is_range and _AT_LEAST.search(piece):
                high = math.inf
            found.append(Bounds(low, high, measure.kind, piece))
    return tuple(found)


def _with_minus(text: str) -> str:
    """A dash right before a number, with none before it, is a minus."""
    return re.sub(r"(?:(?<=^)|(?<=[\s(]))[–−](?=\d)", "-", text)
