"""Text as callers send it."""

import unicodedata
from typing import Annotated

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


def _storable(text: str) -> str:
    if "\0" in text or _has_half_a_pair(text):
        raise ValueError("holds characters that cannot be stored; leave out NUL and lone surrogates")
    return text


Storable = Annotated[str, AfterValidator(_storable)]
