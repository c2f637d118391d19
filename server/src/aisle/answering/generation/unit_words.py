"""Words behind a number that say what is counted, in six languages, and the names of days and months."""

from __future__ import annotations

from decimal import Decimal

_KINDS: dict[str, dict[str, str]] = {
    "time": {  # in minutes
        "1": "min minute minutes minuten minuto minutos minuti minuut",
        "60": "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren",
        "1440": "day days tag tage tagen werktag werktage werktagen jour jours jour(s) día días dia dias giorno giorni dag dagen werkdag werkdagen",
        "10080": "week weeks woche wochen semaine semaines semana semanas settimana settimane weken",
        "20160": "fortnight fortnights",
    },
    # A month is no fixed number of days; what is promised for two months is not promised for sixty days.
    "months": {
        "1": "month months monat monate monaten mois mes meses mese mesi maand maanden",
        "12": "year years yr yrs jahr jahre jahren an ans année années año años anno anni jaar jaren",
    },
    "length": {
        "1": "mm", "10": "cm", "1000": "m metre metres meter meters mètre mètres metro metros metri",
        "1000000": "km", "25.4": 'in inch inches zoll pouces pulgadas pollici "', "304.8": "ft feet foot",
    },
    "mass": {"1": "g gram grams gramm", "1000": "kg kilo kilos kilogram kilograms", "28.3495": "oz", "453.592": "lb lbs"},
    "volume": {"1": "ml", "10": "cl", "1000": "l litre litres liter liters litri litro litros"},
    "temperature": {"1": "°c ° degrees grad degrés grados gradi graden"},
    "share": {"1": "% percent pct prozent pour cent pourcent por ciento per cento procent"},
    "power": {"1": "w watt watts", "1000": "kw"},
    "charge": {"1": "mah", "1000": "ah"},
    "light": {"1": "lm lumen lumens"},
    "people": {"1": "person people persons personen personnes personas persone personne"},
    "am": {"1": "am a.m."}, "pm": {"1": "pm p.m."},
    "money:£": {"1": "£ gbp pound pounds quid pfund livre livres libra libras sterlina sterline pond", "0.01": "p pence penny"},
    "money:€": {"1": "€ eur euro euros"},
    "money:$": {"1": "$ usd dollar dollars bucks dólar dólares dollari"},
    "money:cent": {"1": "cent cents ct centimes céntimos centesimi"},
    "money:chf": {"1": "chf franken francs francos franchi"},
    "money:¥": {"1": "¥ jpy yen yuan cny 円 元"}, "money:₹": {"1": "₹ inr rupees rupien"}, "money:₩": {"1": "₩ krw won 원"},
    "money:kr": {"1": "kr sek nok dkk kronor kroner kronen"}, "money:zł": {"1": "zł pln złoty zloty"},
}  # fmt: skip
_PHRASES = ("pour cent", "por ciento", "per cento")

UNITS: dict[str, tuple[str, Decimal]] = {
    word: (kind, Decimal(factor))
    for kind, factors in _KINDS.items()
    for factor, words in factors.items()
    for word in words.split()
    if word not in {"pour", "por", "per", "ciento", "cento"}
} | dict.fromkeys(_PHRASES, ("share", Decimal(1)))

_MONTHS = """january jan januar janvier enero gennaio januari|february feb februar février febrero febbraio februari|march märz mars marzo maart|
april avril abril aprile|may mai mayo maggio mei|june jun juni juin junio giugno|july jul juli juillet julio luglio|august aug août agosto augustus|
september sept septembre septiembre settembre|october oct oktober octobre octubre ottobre|november nov novembre noviembre|
december dec dezember décembre diciembre dicembre"""
_DAYS = """monday montag lundi lunes lunedì maandag|tuesday dienstag mardi martes martedì dinsdag|wednesday mittwoch mercredi miércoles mercoledì woensdag|
thursday donnerstag jeudi jueves giovedì donderdag|friday freitag vendredi viernes venerdì vrijdag|saturday samstag samedi sábado sabato zaterdag|
sunday sonntag dimanche domingo domenica zondag"""
# "May" and "mars" are words as well, so the months that are words count only where a number stands beside them.
_ALSO_WORDS = frozenset({"may", "mars", "jan", "mei"})

CALENDAR: dict[str, tuple[str, int]] = {
    name: (kind, number)
    for kind, names in (("month-name", _MONTHS), ("weekday", _DAYS))
    for number, group in enumerate(names.split("|"), 1)
    for name in group.split()
    if name not in _ALSO_WORDS
}
