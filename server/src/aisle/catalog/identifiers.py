"""SKUs and bar codes as they are compared: however a shopper types them."""

from __future__ import annotations

import re
import unicodedata

GTIN_LENGTHS = (8, 12, 13, 14)
_MARKS = re.compile(r"[\W_]+")
_LETTERS = str.maketrans("øłđı", "oldi")


def identifier_key(text: str) -> str:
    """Without marks, case and accents: "PT-204 GRN" is pt204grn; a bar code loses its leading zeros."""
    # Marks go before as well: putting a long run of them in order takes the square of its length.
    plain = unicodedata.normalize("NFKD", _without_marks(text)).casefold().translate(_LETTERS)
    plain = _MARKS.sub("", _without_marks(plain))
    return plain.lstrip("0") if plain.isdigit() and len(plain) in GTIN_LENGTHS else plain


def _without_marks(text: str) -> str:
    return "".join(char for char in text if not unicodedata.combining(char))


def barcodes_of(key: str) -> list[str]:
    """The forms in which a bar code may be written: the same code is printed with 12 and with 13 digits."""
    return (
        [key, *(key.zfill(length) for length in GTIN_LENGTHS if length > len(key))] if key.isdigit() else []
    )
