"""Numbers written in words, in six languages, up to a thousand."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "de": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "es": "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
    "it": "zero un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}
_HUNDRED = {"en": "hundred", "de": "hundert", "fr": "cent", "es": "cien", "it": "cento", "nl": "honderd"}
_THOUSAND = {"en": "thousand", "de": "tausend", "fr": "mille", "es": "mil", "it": "mille", "nl": "duizend"}
_MORE = {
    "en": {"dozen": 12, "a hundred": 100, "a thousand": 1000, "a dozen": 12},
    "de": {"eins": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "zwo": 2, "dutzend": 12},
    "fr": {"une": 1, "quatre-vingt": 80, "douzaine": 12, "quinzaine": 15},
    "es": {"uno": 1, "una": 1, "ciento": 100, "quinientos": 500, "veintiún": 21, "docena": 12},
    "it": {"uno": 1, "una": 1, "dozzina": 12},
    "nl": {"één": 1, "dozijn": 12},
}


@lru_cache(maxsize=16)
def number_words(language: str) -> dict[str, int]:
    """Every form in small letters with its value; empty for other languages."""
    if language not in _UNITS:
        return {}
    units, tens = _UNITS[language].split(), _TENS[language].split()
    found = {word: value for value, word in enumerate(units)}
    found |= {word: 20 + 10 * place for place, word in enumerate(tens)}
    for (place, ten), unit in product(enumerate(tens), range(1, 10)):
        found |= dict.fromkeys(_joined(language, ten, units[unit]), 20 + 10 * place + unit)
    found |= _french(units) if language == "fr" else {}
    hundred = _HUNDRED[language]
    for times in range(2, 10):
        found |= dict.fromkeys((f"{units[times]} {hundred}", f"{units[times]}{hundred}"), times * 100)
    if language == "es":
        found |= {f"{units[times]}cientos": times * 100 for times in range(2, 10)}
    return found | {hundred: 100, _THOUSAND[language]: 1000} | _MORE[language]


def _joined(language: str, ten: str, unit: str) -> tuple[str, ...]:
    if language == "en":
        return f"{ten}-{unit}", f"{ten} {unit}"
    if language == "de":
        return (f"{unit}und{ten}",)
    if language == "nl":
        return f"{unit}en{ten}", f"{unit}ën{ten}"
    if language == "it":
        stem = ten[:-1] if unit[0] in "uo" else ten
        return f"{stem}{unit}", f"{stem}{unit}o"
    if language == "es":
        return (f"veinti{unit}",) if ten == "veinte" else (f"{ten} y {unit}",)
    return f"{ten}-{unit}", f"{ten} {unit}", f"{ten} et {unit}", f"{ten}-et-{unit}"


def _french(units: list[str]) -> dict[str, int]:
    """From 70 and from 90 on French counts in teens."""
    found = {f"soixante-{units[teen]}": 60 + teen for teen in range(10, 20)}
    found |= {f"soixante et {units[11]}": 71, f"soixante-et-{units[11]}": 71}
    return found | {f"quatre-vingt-{units[unit]}": 80 + unit for unit in range(1, 20)}
