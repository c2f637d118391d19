"""Currencies by sign and code; their names in each language stand with the language."""

_UNIVERSAL = {
    "£": ("£", "gbp"),
    "€": ("€", "eur"),
    "$": ("$", "usd"),
    "chf": ("chf", "sfr"),
    "kr": ("kr", "sek", "nok", "dkk", "kronor", "kroner"),
    "zł": ("zł", "pln"),
    "¥": ("¥", "jpy"),
    "₹": ("₹", "inr"),
    "₪": ("₪", "ils"),
}
# Signs and codes mean the same in every language.
SPELLINGS: dict[str, str] = {
    spelling: sign for sign, spellings in _UNIVERSAL.items() for spelling in spellings
}
CODES = {
    "£": ("GBP",),
    "€": ("EUR",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD"),
    "chf": ("CHF",),
    "kr": ("SEK", "NOK", "DKK"),
    "zł": ("PLN",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "₪": ("ILS",),
}
