"""Text as callers send it."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator


def clean(text: str) -> str:
    """Drop NUL and what else nobody can see or store; joiners stay, without which Persian and emoji fall apart."""
    return "".join(
        mark for mark in text if mark in "\n\t" or unicodedata.category(mark) not in ("Cc", "Cs")
    ).strip()


def _storable(text: str) -> str:
    if "\0" in text or any("\ud800" <= mark <= "\udfff" for mark in text):
        raise ValueError("holds characters that cannot be stored; leave out NUL and lone surrogates")
    return text


Storable = Annotated[str, AfterValidator(_storable)]
