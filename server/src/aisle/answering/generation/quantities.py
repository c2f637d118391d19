"""The numbers of a text with their units, in whatever notation they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from aisle.answering.generation.number_words import number_words
from aisle.answering.generation.unit_words import CALENDAR, UNITS

_SPACED = "\u00a0\u202f\u2009'’"
_NUMBER = re.compile(
    rf"(?<![\w.,])[-−]?(?:\d{{1,3}}(?:[.,{_SPACED} ]\d{{3}})+(?:[.,]\d{{1,2}})?|\d+(?:[.,]\d+)?)"
)
_UNIT_WORDS = "|".join(sorted((re.escape(unit) for unit in UNITS), key=len, reverse=True))
_UNIT_AFTER = re.compile(
    rf"[\s\u00a0\u202f-]{{0,2}}(?:(?:full|whole|calendar|working|business|volle[nr]?|ganze[nr]?) )?({_UNIT_WORDS})(?![^\W\d_])"
)
_RANGE_TO = re.compile(r"\s?(?:–|—|-|to|bis|à|a|al|tot|and|und|et|y|e|en|or|oder)\s?")
_NO_RANGE = frozenset({"", "month-name", "weekday"})
_SIGN_BEFORE = re.compile(r"([£€$¥₹₩]|\b(?:gbp|eur|usd|chf))\s?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it may be read ("1.500" is 1500 or 1.5), in the first unit of its kind.

    Attributes:
        kind: What is counted: time, money:£, mass, month-name, or nothing where no unit stands beside it.
        start: Of the number in the text; `end` is one past it, its unit not counted.
    """

    readings: frozenset[Decimal]
    kind: str
    start: int
    end: int

    def agrees(self, other: Quantity) -> bool:
        """Whether both say the same: as much, of the same."""
        return self.kind == other.kind and bool(self.readings & other.readings)

    def stands_in(self, held: Sequence[Quantity]) -> bool:
        """Whether a source says it. A unit may stand elsewhere in the source, but then on no other number."""
        if any(self.agrees(one) for one in held):
            return True
        if not self.kind or any(one.kind == self.kind for one in held):
            return False
        return any(not one.kind and _bare(self) & one.readings for one in held)


def _bare(quantity: Quantity) -> frozenset[Decimal]:
    factors = {factor for kind, factor in UNITS.values() if kind == quantity.kind} | {Decimal(1)}
    return frozenset(value / factor for value in quantity.readings for factor in factors)


def plain_digits(text: str) -> str:
    """The text with the digits of any script as 0-9 and small letters, no character moved."""
    digits = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
    lowered = (one.lower() if len(one.lower()) == 1 else one for one in digits)
    return "".join(lowered).replace("\uff05", "%").replace("\uffe1", "£").replace("\uff04", "$")


@lru_cache(maxsize=4_096)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """All numbers in digits or words, months and days of the week by name, in the order they stand."""
    plain = plain_digits(text)
    found = [
        _read(plain, match.start(), match.end(), readings(match.group())) for match in _NUMBER.finditer(plain)
    ]
    found += [
        _read(plain, start, end, frozenset({value})) for start, end, value in _in_words(plain, language)
    ]
    found = [one for one in found if one.kind or one.readings != {Decimal(1)} or plain[one.start].isdigit()]
    found += [
        Quantity(frozenset({Decimal(value)}), kind, match.start(), match.end())
        for match in _calendar().finditer(plain)
        for kind, value in (CALENDAR[match.group()],)
    ]
    return _with_range_units(tuple(sorted(found, key=lambda one: one.start)), plain)


def ranges(text: str, language: str) -> tuple[tuple[Quantity, Quantity], ...]:
    """The lower and the upper ends of "42–47 cm"."""
    plain, found = plain_digits(text), quantities(text, language)
    return tuple(
        (low, high) for low, high in pairwise(found) if _RANGE_TO.fullmatch(plain[low.end : high.start])
    )


def readings(number: str) -> frozenset[Decimal]:
    """Every value that a notation may stand for."""
    number = re.sub(rf"[{_SPACED} ]", "", number.replace("−", "-"))
    found = (
        {number.replace(",", "")}
        if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-\d.]+", number)
        else set()
    )
    if number.count(",") == 1:
        found.add(number.replace(",", "."))
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        found.add(number.replace(".", "").replace(",", "."))
    return frozenset(Decimal(one).normalize() for one in found if re.fullmatch(r"-?\d+(?:\.\d+)?", one))


def _read(plain: str, start: int, end: int, values: frozenset[Decimal]) -> Quantity:
    before = _SIGN_BEFORE.search(plain[max(0, start - 5) : start])
    after = _UNIT_AFTER.match(plain, end)
    unit = before.group(1) if before else after.group(1) if after else ""
    kind, factor = UNITS.get(unit, ("", Decimal(1)))
    return Quantity(frozenset((value * factor).normalize() for value in values), kind, start, end)


def _with_range_units(found: tuple[Quantity, ...], plain: str) -> tuple[Quantity, ...]:
    """ "2–3 days": the first number is of days, too."""
    units = list(found)
    for place in range(len(found) - 2, -1, -1):
        here, after = units[place], units[place + 1]
        between = plain[here.end : after.start]
        if not here.kind and after.kind not in _NO_RANGE and _RANGE_TO.fullmatch(between):
            units[place] = _read_as(here, after, plain)
    return tuple(units)


def _read_as(here: Quantity, after: Quantity, plain: str) -> Quantity:
    unit = _UNIT_AFTER.match(plain, after.end)
    factor = UNITS[unit.group(1)][1] if unit else Decimal(1)
    return Quantity(
        frozenset((v * factor).normalize() for v in here.readings), after.kind, here.start, here.end
    )


def _in_words(plain: str, language: str) -> list[tuple[int, int, Decimal]]:
    words = number_words(language)
    if not words:
        return []
    return [(m.start(), m.end(), Decimal(words[m.group()])) for m in _words(language).finditer(plain)]


@lru_cache(maxsize=16)
def _words(language: str) -> re.Pattern[str]:
    forms = "|".join(sorted((re.escape(word) for word in number_words(language)), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?<!pour )(?:{forms})(?!\w)")


@lru_cache(maxsize=1)
def _calendar() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in CALENDAR), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")
