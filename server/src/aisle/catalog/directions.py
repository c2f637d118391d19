"""Which end of a scale is better, by the name of a property; most properties have none."""

from __future__ import annotations

import re

_LOWER = re.compile(
    r"\b(?:weight|price|(?:comfort|limit|komfort) ?temperatur\w*|noise|packed (?:size|length|volume)|power (?:use|consumption)|energy use|charging time|pitching time|"
    r"response time|latency|gewicht|poids|peso|lead time)\b",
    re.IGNORECASE,
)
_HIGHER = re.compile(
    r"\b(?:hydrostatic head|waterproof rating|battery(?: life)?|burn time|warranty|guarantee|comfortable load|max(?:imum)? load|"
    r"fill power|r-?value|brightness|lumens|output|range|resolution|wassersäule|akkulaufzeit|garantie|autonomie|autonomía|"
    r"standing height|run ?time)\b",
    re.IGNORECASE,
)


def lower_is_better(name: str) -> bool | None:
    """True or False where the property has a better end, None where it is a matter of need."""
    if _LOWER.search(name):
        return True
    return False if _HIGHER.search(name) else None
