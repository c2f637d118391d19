"""Opening hours as people write them: days and times in one notation."""

from __future__ import annotations

import re

_DAYS = (
    r"mon(?:day)?s?|montags?|mo|lundi|lun(?:es)?",
    r"tue(?:s(?:day)?)?s?|dienstags?|di|mardi|mar(?:tes)?",
    r"wed(?:nesday)?s?|mittwochs?|mi|mercredi|mi[eé](?:rcoles)?",
    r"thu(?:rs(?:day)?)?s?|donnerstags?|do|jeudi|jue(?:ves)?",
    r"fri(?:day)?s?|freitags?|fr|vendredi|vie(?:rnes)?",
    r"sat(?:urday)?s?|samstags?|sa|samedi|s[aá]b(?:ado)?s?",
    r"sun(?:day)?s?|sonntags?|so|dimanche|dom(?:ingo)?s?",
)
_DAY = "|".join(f"(?P<{{side}}{number}>{pattern})" for number, pattern in enumerate(_DAYS))
_TO = r"\s*(?:-|–|—|to|bis|until|till|au?|à|al?|through)\s*"
_TIME = r"(\d{{1,2}})(?:[:.h](\d{{2}}))?\s*(am|pm|a\.m\.|p\.m\.|uhr|h)?"
_HOURS = re.compile(
    rf"\b(?:{_DAY.format(side='a')})\.?(?:{_TO}(?:{_DAY.format(side='b')})\b\.?)?"
    r"[\s,:]*(?:from|von|de|des?|entre|between|ab)?\s*"
    + _TIME.format()
    + r"\s*(?:-|–|—|to|bis|until|till|à|a(?: las)?|and|und)\s*"
    + _TIME.format(),
    re.IGNORECASE,
)


def hours_of(text: str) -> frozenset[tuple[str, str]]:
    """Return days and times: {("0", "9:00-18:00"), ...}, with 0 for Monday."""
    return frozenset(
        (str(day), times) for match in _HOURS.finditer(text) for day, times in _each(match) if times
    )


def _each(match: re.Match[str]) -> list[tuple[int, str]]:
    first, last = _day(match, "a"), _day(match, "b")
    if first is None:
        return []
    days = [first] if last is None else [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    groups = match.groups()[-6:]
    begin, end = _time(*groups[:3]), _time(*groups[3:])
    return [(day, f"{begin}-{end}") for day in days] if begin != end else []


def _day(match: re.Match[str], side: str) -> int | None:
    return next((number for number in range(7) if match.group(f"{side}{number}")), None)


def _time(hour: str, minute: str | None, half: str | None) -> str:
    value = int(hour) % 24
    if half and half[0].lower() == "p" and value < 12:
        value += 12
    return f"{value}:{minute or '00'}"
