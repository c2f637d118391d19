"""Card numbers that shoppers paste: masked before anything is stored, logged or sent to a model.

The rules are those of the chat window (widget/src/text/card-number.ts), which warns before the message is sent:
13 to 19 digits of any script that pass the Luhn check (ISO/IEC 7812-1, annex B), written in groups or not.
"""

import re
import unicodedata

SHORTEST, LONGEST = 13, 19
MASK = "••••"
# Groups of digits with at most this many signs between them read as one number.
_RUN = re.compile(r"\d+(?:[\s.\-‐-―·/\u200b-\u200f\u2060]{1,3}\d+)*")
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
    value = unicodedata.digit(sign, None) if sign.isdecimal() else None
    return sign if value is None else str(value)


def _cards_in(run: str, start: int) -> list[tuple[int, int]]:
    """Spans of card numbers: neighbouring groups together, since people write them after other numbers."""
    groups = list(_GROUP.finditer(run))
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(groups):
        last = _last_of_card(groups, first)
        if last is not None:
            found.append((start + groups[first].start(), start + groups[last].end()))
            first = last
        first += 1
    return found


def _last_of_card(groups: list[re.Match[str]], first: int) -> int | None:
    digits, longest = "", None
    for place in range(first, len(groups)):
        digits += groups[place].group()
        if len(digits) > LONGEST:
            break
        if len(digits) >= SHORTEST and is_luhn_valid(digits):
            longest = place
    return longest
