"""Spots part numbers and bar codes in a question, written as the catalogue compares them."""

import re

from aisle.catalog.identifiers import GTIN_LENGTHS, identifier_key
from aisle.core.units import UNITS
from aisle.retrieval.analysis.function_words import FUNCTION_WORDS
from aisle.retrieval.analysis.words import UNSPACED, fold
from aisle.retrieval.fusion import QueryKind

SHORTEST = 4

# Scripts without spaces end a part number as a space does.
_TOKEN = re.compile(rf"[^\s,;:!?()\"“”，、。：！？（）「」{UNSPACED}]+")
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(r"[\W_]+")
_MEASURE = re.compile(r"(?:\d+[.,]?\d*)[\s\-/]?([^\W\d_]+)")
# 18x18, 1st, 70s, 4k, 24h, EU42 and a year with a letter are sizes, counts and times, not part numbers.
_EVERYDAY = re.compile(
    r"\d+x\d+(?:x\d+)?\w{0,2}|\d+(?:st|nd|rd|th|s|k|x|h|hr|hrs|er|ft|yr|yrs|d)|(?:eu|uk|us|size|gr)\d+|\d+(?:in|\")1"
    r"|\d+[a-z]?-?\d*(?:day|days|night|nights|week|weeks|month|months|year|years|hour|hours|minute|minutes|inch|man)"
)


def identifiers_in(query: str) -> tuple[str, ...]:
    """Return the normalised part numbers and bar codes of a question, in order.

    A part number mixes letters and at least two digits; a bare number counts only with a right check digit.
    Sizes, quantities and ordinals are neither.
    """
    found = (token.rstrip(".'\u2019") for token in _TOKEN.findall(query))
    return tuple(dict.fromkeys(identifier_key(token) for token in found if _is_identifier(token)))


def query_kind(query: str) -> QueryKind:
    """Say whether a question is little more than an identifier."""
    identifiers = identifiers_in(query)
    if not identifiers:
        return QueryKind.WORDS
    words = [
        word for word in _WORD.findall(query) if len(word) > 1 and fold(word) not in FUNCTION_WORDS["en"]
    ]
    others = [word for word in words if not any(fold(word) in identifier for identifier in identifiers)]
    return QueryKind.IDENTIFIER if len(others) <= 1 else QueryKind.WORDS


def _is_identifier(token: str) -> bool:
    folded = fold(token)
    plain = _MARKS.sub("", folded)
    if plain.isdigit():
        return plain == folded and len(plain) in GTIN_LENGTHS and _check_digit_is_right(plain)
    digits = sum(character.isdigit() for character in plain)
    if len(plain) < SHORTEST or digits < 2 or digits == len(plain) or not plain.isascii():
        return False
    measure = _MEASURE.fullmatch(folded)
    return not (
        _EVERYDAY.fullmatch(plain) or (measure and measure[1] in UNITS) or "://" in token or "@" in token
    )


def _check_digit_is_right(code: str) -> bool:
    """GS1 General Specifications, section 7.9: weights 3 and 1 from the right, the sum a multiple of ten."""
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return weighted % 10 == 0
