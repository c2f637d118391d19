"""Opening hours as people write them: days and times in one notation.

Days and spans of time are found each for themselves and put together by where they stand: times belong to the days before
them, or, where a sentence begins with them, to those behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_LONG = (
    r"mondays?|mon|montags?|lundis?|lunes",
    r"tuesdays?|tues?|dienstags?|mardis?|martes",
    r"wednesdays?|wed|mittwochs?|mercredis?|mi[eé]rcoles",
    r"thursdays?|thur?s?|donnerstags?|jeudis?|jueves",
    r"fridays?|fri|freitags?|vendredis?|viernes",
    r"saturdays?|sat|samstags?|samedis?|s[aá]bados?",
    r"sundays?|sun|sonntags?|dimanches?|domingos?",
)
# Also words of their own, in one language or another: days only where days or times follow at once.
_SHORT = ("mo|lun", "di|mar", "mi|mer|mi[eé]", "do|jeu|jue", "fr|ven|vie", "sa|sam|s[aá]b", "so|dim|dom")
_FOLLOWED = r"(?=\.?\s*(?:[-–—/&,+:]|\d|bis\b|und\b|au?\b|à|y\b|et\b|von\b|de\b|des\b))"
# Behind another day, or a dash, nothing need follow.
_DAY = "|".join(
    rf"(?P<d{number}>\b(?:{long})\b|\b(?:{short})\b{_FOLLOWED}|(?<=[-–—])\s?(?:{short})\b|(?<=[-–—] )(?:{short})\b|(?<=\bbis )(?:{short})\b|(?<=\bau )(?:{short})\b)"
    for number, (long, short) in enumerate(zip(_LONG, _SHORT, strict=True))
)
_WEEK = r"(?P<week>\bweekdays\b|\bwerktags\b|\bwochentags\b|\bunter der woche\b|\ban (?:werk|wochen)tagen\b|\ben semaine\b|\bentre semana\b|\bdías laborables\b)"
_ALL = r"(?P<all>\bdaily\b|\bevery day\b|\bseven days a week\b|\btäglich\b|\btous les jours\b|\b7j?/7\b|\btodos los días\b)"
_CLOCK = r"(?:at |um |à |a las |las )?(\d{{1,2}})(?:[:.h](\d{{2}}))?(?:\s?(?:uhr|heures|horas|h)\b)?(?:\s?(am\b|pm\b|a\.m\.|p\.m\.|{half}))?"
# The halves of a day in words; of those of its second half the hours count on.
_LATE = r"abends|nachmittags|du soir|de l['’]après-midi|de la tarde|de la noche|in the (?:afternoon|evening)"
_HALF = rf"(?:(?:in the morning|morgens|früh|vormittags|du matin|de la mañana|{_LATE})\b)"
_CLOSING = r",?\s(?:and|und|et|y)\s(?:we |wir |nous |on )?(?:close[sd]?|schlie(?:ß|ss)\w+|ferm\w+|cerramos|cierr\w+)\s"
_TIMES = (
    r"(?<![\d.,€£$])"
    + _CLOCK.format(half=_HALF)
    + rf"(?:\s?(?:[-–—]|to|bis|until|till|jusqu['’]à|à|hasta|a|and|und|et|y)\s?|{_CLOSING})"
    + _CLOCK.format(half=_HALF)
    + r"(?!\s?(?:[\d€£$%]|days|tage|werktag|arbeitstag|working|jours|días|min|people|personen))"
)
_TOKEN = re.compile(f"{_DAY}|{_WEEK}|{_ALL}|(?P<times>{_TIMES})", re.IGNORECASE)
_THROUGH = re.compile(
    r"\.?\s*(?:-|–|—|to|through|until|till|bis|au?|à|al)\s*(?:el |le |einschließlich |inklusive )?",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"\.?\s*(?:,|&|/|\+|and|und|et|y|,\s*(?:and|und|et|y))\s*(?:again |wieder )?", re.IGNORECASE
)
_BUT = re.compile(
    r"\W*(?:außer|except|sauf|excepto|salvo)\b(?: (?:on|am|an|le|les|el|los)\b)?\W*", re.IGNORECASE
)
_PIECES = re.compile(r";\s|\s(?:but|aber|mais|pero)\s")
NEAR = 40  # characters between days and their times
NARROWING = 12  # between "daily" with its times and the days that are meant


@dataclass(slots=True)
class _Days:
    """Days in a row and the times that belong to them. end: behind the last of both."""

    days: list[int]
    end: int
    times: set[str] = field(default_factory=set)
    is_open: bool = True  # whether another day may still join
    is_all: bool = False


def pieces_of(said: str) -> list[str]:
    """Return the parts of a sentence that speak of different doors."""
    return [piece for piece in _PIECES.split(said) if piece.strip()]


def hours_of(text: str) -> Mapping[int, frozenset[str]]:
    """Return the times of each day, 0 for Monday: {0: {"9:00-12:00", "14:00-18:00"}, ...}."""
    found: list[_Days] = []
    early: tuple[str, int] | None = None  # times that stand before their days
    for match in _TOKEN.finditer(text):
        if match["times"]:
            early = _add_times(text, found, match)
        else:
            _add_days(text, found, match)
            if early and not found[-1].times and match.start() - early[1] <= NEAR:
                found[-1].times.add(early[0])
                found[-1].is_open = True
            early = None if found[-1].times and not found[-1].is_open else early
    return _by_day(found)


def _add_times(text: str, found: Sequence[_Days], match: re.Match[str]) -> tuple[str, int] | None:
    """Give times to the days before them; those that stand before any days are returned."""
    times, last = _times(match), found[-1] if found else None
    if times is None:
        return None
    if last is None:
        return times, match.end()
    between = text[last.end : match.start()]
    if len(between) <= NEAR if not last.times else _JOINS.fullmatch(between):
        last.times.add(times)
        last.end, last.is_open = match.end(), False
    return None


def _add_days(text: str, found: list[_Days], match: re.Match[str]) -> None:
    days, last = _days(match), found[-1] if found else None
    if last and _BUT.fullmatch(text[last.end : match.start()]):
        last.days, last.end = [day for day in last.days if day not in days], match.end()
        return
    if last and last.is_all and last.times and match.start() - last.end <= NARROWING:
        last.days, last.end, last.is_open, last.is_all = (
            days,
            match.end(),
            True,
            False,
        )  # "daily 9-5, Monday to Friday"
        return
    if last is None or not last.is_open:
        found.append(_Days(days, match.end(), is_all=bool(match["all"])))
        return
    between = text[last.end : match.start()]
    if _THROUGH.fullmatch(between) and len(days) == 1:
        first = last.days[-1]
        last.days += [(first + step) % 7 for step in range(1, (days[0] - first) % 7 + 1)]
    elif _JOINS.fullmatch(between):
        last.days += days
    else:
        found.append(_Days(days, match.end(), is_all=bool(match["all"])))
        return
    last.end = match.end()


def _days(match: re.Match[str]) -> list[int]:
    if match["all"]:
        return list(range(7))
    return list(range(5)) if match["week"] else [n for n in range(7) if match[f"d{n}"]]


def _by_day(found: Sequence[_Days]) -> dict[int, frozenset[str]]:
    by_day: dict[int, set[str]] = {}
    for one in found:
        for day in one.days if one.times else ():
            by_day.setdefault(day, set()).update(one.times)
    return {day: frozenset(times) for day, times in by_day.items()}


def _times(match: re.Match[str]) -> str | None:
    hour, minute, half, last, last_minute, last_half = match.groups()[-6:]
    begin, end = _minutes(hour, minute, half), _minutes(last, last_minute, last_half)
    if end <= begin and end <= 12 * 60 and not last_half and not last_minute:
        end += 12 * 60  # "9 to 5"
    return f"{_clock(begin)}-{_clock(end)}" if begin != end else None


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    value = int(hour) % 24
    if half and value < 12 and (half[0].lower() == "p" or re.fullmatch(_LATE, half, re.IGNORECASE)):
        value += 12
    return value * 60 + int(minute or 0)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


# Whose hours they are: a telephone's are not the shop's.
_DOORS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for name, words in {
        "telephone": r"(?:tele)?phone|calls?\b|hotline|telefon|téléphone|appels?\b|teléfono|llamadas?\b|whatsapp",
        "chat": r"chat\b",
        "workshop": r"workshop|werkstatt|atelier|taller\b|repair",
        "cafe": r"caf[eé]\b|restaurant|bistro",
        "holidays": r"bank holiday|public holiday|feiertag|jours? férié|festivos?\b|christmas|weihnacht|noël|navidad",
        "season": r"summer|winter|sommer|été\b|hiver|verano|invierno|season|saison|temporada",
    }.items()
}
_ROW = re.compile(r"^\s*\|?\s*([^|\t]+?)\s*(?:\||\t)")


def doors_of(said: str, heading: str) -> Iterator[str]:
    """Yield whose hours a sentence tells: a kind of door, and the first cell of a table's row."""
    label = _ROW.match(said)
    if label:
        yield f"row:{label[1].lower()}"
    yield from (f"door:{name}" for name, words in _DOORS.items() if words.search(f"{said}\n{heading}"))
