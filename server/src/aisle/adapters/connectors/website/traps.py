"""Addresses without end: calendars, filters of filters, folders within themselves."""

import re
from collections import Counter
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

from aisle.adapters.connectors.website.addresses import MOST_SEGMENTS

MOST_REPEATS = 3  # of one folder in a path
MOST_PARAMETERS = 5
MOST_DATED = 40  # addresses of one shape that differ in a date
MOST_QUERIED = 500  # addresses of one shape that differ in parameters
MOST_SHAPES = 20  # ways to name the parameters of one path
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d[/-](?:0?[1-9]|1[0-2])(?!\d)")
_DATED = re.compile(
    r"(?i)^(?:date|day|month|year|week|from|to|start|end|cal\w*|tribe\w*|ical|eventdate|jahr|monat|tag)$"
)
_DIGITS = re.compile(r"\d+")


class Traps:
    """Counts addresses by shape. Whatever the site itself lists in a sitemap is not asked about."""

    def __init__(self, counts: dict[str, int] | None = None) -> None:
        self.counts: Counter[str] = Counter(counts or {})

    def takes(self, address: str) -> bool:
        """Whether an address may be followed; says no from the point on where its kind has no end."""
        parts = urlsplit(address)
        segments = [one for one in parts.path.split("/") if one]
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        if len(segments) > MOST_SEGMENTS or len(pairs) > MOST_PARAMETERS or _repeats(segments):
            return False
        dated = is_dated(address)
        if not dated and not pairs:
            return True
        path = _DIGITS.sub("#", parts.path)
        shape = f"{path}?{'&'.join(name for name, _ in pairs)}"
        if shape not in self.counts:
            self.counts[path] += 1
            if self.counts[path] > MOST_SHAPES:
                return False
        self.counts[shape] += 1
        return self.counts[shape] <= (MOST_DATED if dated else MOST_QUERIED)


def is_dated(address: str) -> bool:
    """Whether an address names a month or a day, as those of calendars and archives do."""
    parts = urlsplit(address)
    names = (name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return bool(_YEAR.search(parts.path)) or any(_DATED.match(name) for name in names)


def _repeats(segments: list[str]) -> bool:
    """Whether a path holds one folder too often, or the same two after each other twice."""
    if segments and max(Counter(segments).values()) >= MOST_REPEATS:
        return True
    pairs = list(pairwise(segments))
    return any(pair in pairs[place + 2 :] for place, pair in enumerate(pairs))
