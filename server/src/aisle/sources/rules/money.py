"""Currencies: their codes, signs and decimals (ISO 4217)."""

from decimal import Decimal

from aisle.sources.rules.errors import CannotApply

# Those whose smallest unit is not a hundredth, by ISO 4217's list one (2024).
_DECIMALS = dict.fromkeys(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF"),
    0,
)
_DECIMALS |= dict.fromkeys(("XOF", "XPF"), 0)
_DECIMALS |= dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3)
_DECIMALS |= {"CLF": 4, "UYW": 4}
# Signs that mean one currency; "$" alone and "kr" mean many.
_SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH"}
_SIGNS |= {
    "zł": "PLN",
    "Kč": "CZK",
    "CHF": "CHF",
    "US$": "USD",
    "R$": "BRL",
    "₪": "ILS",
    "₫": "VND",
    "฿": "THB",
}


def currency_code(said: str) -> str:
    """Return the ISO 4217 code for a code in any case or a sign that means one currency. Raises CannotApply."""
    plain = said.strip()
    code = _SIGNS.get(plain, plain.upper())
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise CannotApply("no_such_currency", f"{said[:20]!r} is not the code of a currency (such as EUR).")
    return code


def major_of(minor: Decimal, currency: str) -> Decimal:
    """Return an amount from its smallest units: 1999 EUR-cents are 19.99, 1999 yen stay."""
    return minor.scaleb(-_DECIMALS.get(currency, 2))


def decimals_of(currency: str) -> int:
    """Return how many decimals can be paid."""
    return _DECIMALS.get(currency, 2)
