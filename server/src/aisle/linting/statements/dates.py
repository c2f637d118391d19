"""Days up to which something holds, as people write them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    r"jan(?:uary|uar|vier|uari)?|jänner|enero|janv",
    r"feb(?:ruary|ruar|rero)?|février|févr",
    r"mar(?:ch|s|zo)?|märz|mrz",
    r"apr(?:il)?|avril|abril",
    r"may|mai|mayo",
    r"june?|juni|juin|junio",
    r"july?|juli|juillet|julio",
    r"aug(?:ust)?|août|agosto",
    r"sep(?:t(?:ember)?)?|septembre|septiembre",
    r"oct(?:ober)?|okt(?:ober)?|octobre|octubre",
    r"nov(?:ember|embre|iembre)?",
    r"dec(?:ember)?|dez(?:ember)?|décembre|diciembre",
)
_MONTH = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
_UNTIL = r"\b(?:until|till|through|ends?(?: on)?|ending|expires?(?: on)?|valid to|by|before|bis(?: zum| einschließlich| inklusive)?|endet am|gültig bis|jusqu'?au|jusqu’au|se termine le|avant le|hasta(?: el)?|termina el|válid[oa] hasta(?: el)?)\s+(?:\w+day,?\s+)?(?:the\s+)?"
_DAY = re.compile(
    _UNTIL + r"(?:(?P<y1>\d{4})-(?P<n1>\d{2})-(?P<d1>\d{2})|(?P<d2>\d{1,2})[./](?P<n2>\d{1,2})[./](?P<y2>\d{4})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?:{_MONTH})\.?\s+(?:de\s+)?(?P<y3>\d{{4}})"
    rf"|(?:{_MONTH.replace('?P<m', '?P<k')})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}}))",
    re.IGNORECASE,
)  # fmt: skip


def last_days(text: str) -> list[date]:
    """Return the days up to which a sentence says that something holds; days that no calendar has are left out."""
    return [day for match in _DAY.finditer(text) if (day := _date(match.groupdict())) is not None]


def _date(found: dict[str, str | None]) -> date | None:
    number = next((n for n in range(1, 13) if found[f"m{n}"] or found[f"k{n}"]), None)
    for place in "1234":
        if year := found[f"y{place}"]:
            month = found.get(f"n{place}") or number
            try:
                return date(int(year), int(month or 0), int(found[f"d{place}"] or 0))
            except ValueError:
                return None
    return None
