"""Text as callers send it."""

import math
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator

from aisle.core.errors import InvalidInput

LONGEST_WRITTEN_OUT = 8_000  # twice what a question may have as it is sent


def clean(text: str) -> str:
    """Drop NUL and what else nobody can see or store; joiners stay, without which Persian and emoji fall apart.

    Text that has nothing to be seen is empty.

    Raises InvalidInput for a text of signs that stand for many letters each: one sign can be eighteen of them.
    """
    if len(unicodedata.normalize("NFKC", text)) > max(LONGEST_WRITTEN_OUT, len(text)):
        raise InvalidInput("The text is too long once its signs are written out.")
    kept = "".join(
        mark for mark in text if mark in "\n\t" or unicodedata.category(mark) not in ("Cc", "Cs")
    ).strip()
    seen = any(unicodedata.category(mark) != "Cf" and not mark.isspace() for mark in kept)
    return kept if seen else ""


def _has_half_a_pair(text: str) -> bool:
    try:
        text.encode()  # far sooner than a look at each sign
    except UnicodeEncodeError:
        return True
    return False


def is_storable(text: str) -> bool:
    """Whether the database can keep a text: it has no NUL, and no half of a surrogate pair."""
    return "\0" not in text and (text.isascii() or not _has_half_a_pair(text))


def _storable(text: str) -> str:
    if not is_storable(text):
        raise ValueError("holds characters that cannot be stored; leave out NUL and lone surrogates")
    return text


def _storable_json(value: Any) -> Any:
    """Look at every name and value: JSON can write what the database cannot keep."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            _storable(one)
        elif isinstance(one, float) and not math.isfinite(one):
            raise ValueError("holds a number that is none (NaN, or infinite)")
        elif isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            left += one
    return value


Storable = Annotated[str, AfterValidator(_storable)]
StorableObject = Annotated[dict[str, Any], AfterValidator(_storable_json)]
