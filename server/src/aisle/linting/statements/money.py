"""Prices that a sentence names, with their currency."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_SIGNS = {
    "£": "GBP",
    "€": "EUR",
    "$": "USD",
    "gbp": "GBP",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "usd": "USD",
    "chf": "CHF",
}
_NUMBER = r"\d{1,3}(?:[., ’']\d{3})*(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_PRICE = re.compile(
    rf"(?P<before>[£€$]|\b(?:GBP|EUR|USD|CHF))\s?(?P<one>{_NUMBER})|(?P<two>{_NUMBER})\s?(?P<after>[€£$]|(?:EUR|GBP|USD|CHF|euros?)\b)",
    re.IGNORECASE,
)  # fmt: skip


def prices_in(text: str) -> list[tuple[Decimal, str]]:
    """Return amounts with their ISO 4217 currency, in their order."""
    found = []
    for match in _PRICE.finditer(text):
        sign = (match["before"] or match["after"]).lower()
        amount = _amount(match["one"] or match["two"])
        if amount is not None:
            found.append((amount, _SIGNS[sign]))
    return found


def _amount(text: str) -> Decimal | None:
    plain = re.sub(r"[ ’']", "", text)
    whole, mark, rest = plain[:-3], plain[-3:-2], plain[-2:]
    if mark in (".", ","):
        plain = f"{re.sub(r'[.,]', '', whole)}.{rest}"
    elif plain[-2:-1] in (".", ","):
        plain = f"{re.sub(r'[.,]', '', plain[:-2])}.{plain[-1]}"
    else:
        plain = re.sub(r"[.,]", "", plain)
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None
