"""Figures of a sentence in one notation: "two weeks" and "14 days" are the same, "£5" and "5 %" are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from aisle.answering.promises.languages import WORDINGS

Figure = tuple[float, str]  # a value and the name of its unit, "" where it has none

_SIGNS = {"£": "gbp", "€": "eur", "$": "usd"}
_LARGER = {"week": ("day", 7.0), "year": ("month", 12.0), "minute": ("hour", 1 / 60)}
_BETWEEN = r"(?:\s*(?:-|–|—|to|and|or|bis|und|oder|à|et|ou|a|y|o|e|tot|en|of)\s*)"


def figures(text: str, language: str) -> frozenset[Figure]:
    """Return the figures of a text. A number word counts only with a unit: "one" alone names no amount."""
    found = _reader(language).finditer(text.lower())
    return frozenset(figure for match in found for figure in _read(match, language))


def without_figures(text: str, language: str) -> str:
    """Return a text in small letters without its figures and their units."""
    return _reader(language).sub(
        lambda match: " " if any(_read(match, language)) else match.group(), text.lower()
    )


@lru_cache(maxsize=16)
def _reader(language: str) -> re.Pattern[str]:
    """Digits with what stands beside them, or a word of number with its unit; a range gives the unit to both ends.

    One word may stand before the unit ("two working days"), but no number: "a five-year warranty" is not one year.
    German and Dutch write both as one word ("fünfjährige").
    """
    wording = WORDINGS.get(language, WORDINGS["en"])
    words = "|".join(sorted((re.escape(word) for word in wording.numbers), key=len, reverse=True))
    unit = "|".join(f"(?P<{name}>{pattern})" for name, pattern in wording.units.items())
    end = rf"(?:\b|(?=(?:{'|'.join(wording.units.values())})(?!\w)))"
    number = rf"(?:\d[\d.,]*\d|\d|\b(?:{words}){end})"
    return re.compile(
        rf"(?P<sign>[£€$])?\s?(?P<first>{number})(?:{_BETWEEN}[£€$]?(?P<last>{number}))?"
        rf"[\s-]?(?:(?P<after>[£€$])|(?:(?!{number})\w+[\s-])??(?:{unit})(?!\w))?"
    )


def _read(match: re.Match[str], language: str) -> Iterator[Figure]:
    groups = match.groupdict()
    sign = groups["sign"] or groups["after"]
    known = [name for name in WORDINGS.get(language, WORDINGS["en"]).units if groups.get(name)]
    unit = _SIGNS[sign] if sign else (known[0] if known else "")
    for text in (groups["first"], groups["last"]):
        value = _value(text, language) if text else None
        if value is not None and (unit or text[0].isdigit()):
            yield _plain(value, unit)


def _plain(value: float, unit: str) -> Figure:
    smaller, times = _LARGER.get(unit, (unit, 1.0))
    return (round(value * times, 4), smaller)


def _value(text: str, language: str) -> float | None:
    words = WORDINGS.get(language, WORDINGS["en"]).numbers
    if text in words:
        return words[text]
    whole, _, rest = text.replace(" ", "").rpartition(",") if _is_decimal_comma(text) else (text, "", "")
    plain = f"{whole.replace('.', '')}.{rest}" if rest else text.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return None


def _is_decimal_comma(text: str) -> bool:
    """ "5,95" and "1.200,50" but not "1,200"."""
    return bool(re.fullmatch(r"\d[\d.]*,\d{1,2}", text))
