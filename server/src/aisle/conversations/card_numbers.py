"""Card numbers that shoppers paste: masked before anything is stored, logged or sent to a model.

13 to 19 digits of any script that pass the Luhn check (ISO/IEC 7812-1, annex B), written in groups or not. The chat window
(widget/src/text/card-number.ts) warns of the usual notations before the message is sent.
"""

import re
import unicodedata
from dataclasses import replace

from aisle.retrieval.types import Filter

SHORTEST, LONGEST = 13, 19
MASK = "••••"
# Groups of digits with at most this many signs between them read as one number.
_USUAL = r"[\s.\-‐-―·/\u200b-\u200f\u2060]{1,3}"
# These stand between other numbers, too, so the groups have to be those of a card.
_ODD = r"(?:[,;:_|+*()−\u00ad\u2061-\u2064\u20e3\ufe0f\ufeff]{1,3}|\s{4,9})"
_SHAPE = re.compile(r"(?:4,){3,4}[1-4],|4,6,[45],|(?:1,)+")
_RUN = re.compile(rf"\d+(?:(?:{_USUAL}|{_ODD})\d+)*")
_IS_USUAL = re.compile(_USUAL)
_GROUP = re.compile(r"\d+")


def mask_card_numbers(text: str) -> tuple[str, bool]:
    """Return the text with every card number replaced, and whether there was one."""
    plain = "".join(
        _plain(sign) for sign in text
    )  # as long as the text, so that places in it are places in the text
    found = [span for run in _RUN.finditer(plain) for span in _cards_in(run.group(), run.start())]
    for first, last in reversed(found):
        text = text[:first] + MASK + text[last:]
    return text, bool(found)


def is_luhn_valid(digits: str) -> bool:
    """Whether digits pass the Luhn check."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _plain(sign: str) -> str:
    value = unicodedata.digit(sign, None)
    return sign if value is None else str(value)


def _cards_in(run: str, start: int) -> list[tuple[int, int]]:
    """Spans of card numbers: neighbouring groups together, since people write them after other numbers."""
    groups = list(_GROUP.finditer(run))
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(groups):
        last = _last_of_card(run, groups, first)
        if last is not None:
            found.append((start + groups[first].start(), start + groups[last].end()))
            first = last
        first += 1
    return found


def _last_of_card(run: str, groups: list[re.Match[str]], first: int) -> int | None:
    digits, shape, longest, usual = "", "", None, True
    for place in range(first, len(groups)):
        group = groups[place]
        usual &= place == first or bool(_IS_USUAL.fullmatch(run[groups[place - 1].end() : group.start()]))
        digits, shape = digits + group.group(), f"{shape}{len(group.group())},"
        if len(digits) > LONGEST:
            break
        if len(digits) >= SHORTEST and (usual or _SHAPE.fullmatch(shape)) and is_luhn_valid(digits):
            longest = place
    return longest


def masked_filter(one: Filter) -> Filter:
    """Mask numbers in everything of a filter that its sender wrote."""
    origin = one.origin
    if origin is not None:
        words, synonym = mask_card_numbers(origin.words)[0], mask_card_numbers(origin.synonym)[0]
        origin = replace(origin, words=words, synonym=synonym)
    values = tuple(mask_card_numbers(value)[0] for value in one.values)
    return replace(one, values=values, text=mask_card_numbers(one.text)[0], origin=origin)
