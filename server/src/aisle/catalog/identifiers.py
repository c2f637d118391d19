"""SKUs and bar codes as they are compared: however a shopper types them."""

from __future__ import annotations

import re
import unicodedata

GTIN_LENGTHS = (8, 12, 13, 14)
_MARKS = re.compile(r"[\W_]+")
_LETTERS = str.maketrans("øłđı", "oldi")


def identifier_key(text: str) -> str:
    """Without marks, case and accents: "PT-204 GRN" is pt204grn; a bar code loses its leading zeros."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    plain = _MARKS.sub("", "".join(char for char in plain if not unicodedata.combining(char)))
    return plain.lstrip("0") if plain.isdigit() and len(plain) in GTIN_LENGTHS else plain


def barcodes_of(key: str) -> list[str]:
    """The forms in which a bar code may be written: the same code is printed with 12 and with 13 digits."""
    return (
        [key, *(key.zfill(length) for length in GTIN_LENGTHS if length > len(key))] if key.isdigit() else []
    )
