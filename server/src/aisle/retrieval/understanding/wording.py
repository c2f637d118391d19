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
        "unmentioned": "no mention of {}",
        "persons": "for {} people",
        "only": "only {}",
        "rating": "{} stars and up",
        "at_most": "at most {}",
        "at_least": "at least {}",
    },
    "de": {
        "lte": "unter {}",
        "gte": "über {}",
        "around": "etwa {}",
        "stock": "auf Lager",
        "not": "nicht {}",
        "unmentioned": "ohne Erwähnung von {}",
        "persons": "für {} Personen",
        "only": "nur {}",
        "rating": "ab {} Sternen",
        "at_most": "höchstens {}",
        "at_least": "mindestens {}",
    },
    "fr": {
        "lte": "moins de {}",
        "gte": "plus de {}",
        "around": "environ {}",
        "stock": "en stock",
        "not": "sans {}",
        "unmentioned": "sans mention de {}",
        "persons": "pour {} personnes",
        "only": "seulement {}",
        "rating": "{} étoiles et plus",
        "at_most": "au plus {}",
        "at_least": "au moins {}",
    },
    "es": {
        "lte": "menos de {}",
        "gte": "más de {}",
        "around": "unos {}",
        "stock": "en stock",
        "not": "sin {}",
        "unmentioned": "sin mención de {}",
        "persons": "para {} personas",
        "only": "solo {}",
        "rating": "{} estrellas o más",
        "at_most": "como mucho {}",
        "at_least": "al menos {}",
    },
    "it": {
        "lte": "sotto {}",
        "gte": "oltre {}",
        "around": "circa {}",
        "stock": "disponibile",
        "not": "senza {}",
        "unmentioned": "senza menzione di {}",
        "persons": "per {} persone",
        "only": "solo {}",
        "rating": "{} stelle o più",
        "at_most": "al massimo {}",
        "at_least": "almeno {}",
    },
    "nl": {
        "lte": "onder {}",
        "gte": "boven {}",
        "around": "rond {}",
        "stock": "op voorraad",
        "not": "niet {}",
        "unmentioned": "zonder vermelding van {}",
        "persons": "voor {} personen",
        "only": "alleen {}",
        "rating": "{} sterren of meer",
        "at_most": "hoogstens {}",
        "at_least": "minstens {}",
    },
}


def phrase(kind: str, language: str, value: str = "") -> str:
    """Write a limit of a kind (lte, gte, around, stock, not, unmentioned, persons, only, rating, at_most, at_least); languages without a phrase get English."""
    return _PHRASES.get(language, _PHRASES["en"])[kind].format(value)


def money(amount: Decimal, currency: str, language: str) -> str:
    """Write an amount as shops do: £1,300, £19.50 and 300 SEK in English, 1.300 € and 19,50 € elsewhere."""
    number = f"{amount:,.2f}".removesuffix(".00")
    symbol = SYMBOLS.get(currency)
    if language == "en":
        return f"{symbol}{number}" if symbol else f"{number} {currency}"
    swapped = number.translate(str.maketrans(",.", " ," if language == "fr" else ".,"))
    return f"{swapped} {symbol or currency}"
