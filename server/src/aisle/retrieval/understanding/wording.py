"""How a filter is written for the shopper, in the shopper's language."""

from decimal import Decimal

SYMBOLS = {
    "GBP": "£",
    "EUR": "€",
    "USD": "$",
    "JPY": "¥",
    "INR": "₹",
    "ILS": "₪",
    "CAD": "$",
    "AUD": "$",
    "NZD": "$",
}

_PHRASES = {
    "en": {
        "lte": "under {}",
        "gte": "over {}",
        "around": "around {}",
        "stock": "in stock",
        "not": "not {}",
        "persons": "for {} people",
    },
    "de": {
        "lte": "unter {}",
        "gte": "über {}",
        "around": "etwa {}",
        "stock": "auf Lager",
        "not": "nicht {}",
        "persons": "für {} Personen",
    },
    "fr": {
        "lte": "moins de {}",
        "gte": "plus de {}",
        "around": "environ {}",
        "stock": "en stock",
        "not": "sans {}",
        "persons": "pour {} personnes",
    },
    "es": {
        "lte": "menos de {}",
        "gte": "más de {}",
        "around": "unos {}",
        "stock": "en stock",
        "not": "sin {}",
        "persons": "para {} personas",
    },
    "it": {
        "lte": "sotto {}",
        "gte": "oltre {}",
        "around": "circa {}",
        "stock": "disponibile",
        "not": "senza {}",
        "persons": "per {} persone",
    },
    "nl": {
        "lte": "onder {}",
        "gte": "boven {}",
        "around": "rond {}",
        "stock": "op voorraad",
        "not": "niet {}",
        "persons": "voor {} personen",
    },
}


def phrase(kind: str, language: str, value: str = "") -> str:
    """Write a limit of a kind (lte, gte, around, stock, not, persons); languages without a phrase get English."""
    return _PHRASES.get(language, _PHRASES["en"])[kind].format(value)


def money(amount: Decimal, currency: str, language: str) -> str:
    """Write an amount as shops do: £1,300, £19.50 and 300 SEK in English, 1.300 € and 19,50 € elsewhere."""
    number = f"{amount:,.2f}".removesuffix(".00")
    symbol = SYMBOLS.get(currency)
    if language == "en":
        return f"{symbol}{number}" if symbol else f"{number} {currency}"
    swapped = number.translate(str.maketrans(",.", " ," if language == "fr" else ".,"))
    return f"{swapped} {symbol or currency}"
