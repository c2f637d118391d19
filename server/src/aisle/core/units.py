"""Units of measure and counts, so that "38l", "38 l", "38 litres" and "2-man", "2 person" are one term each."""

import re

_SPELLINGS = {
    "l": "l lt ltr ltrs litre litres liter liters litro litros litri litr litern",
    "ml": "ml millilitre millilitres milliliter milliliters",
    "cl": "cl",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramm kilogrammes",
    "g": "g gr gram grams gramm grammes gramme gramos grammi",
    "mm": "mm millimetre millimetres millimeter millimeters",
    "cm": "cm centimetre centimetres centimeter centimeters zentimeter zentimetern",
    "m": "m metern metre metres meter meters mètre mètres metro metros metri",
    "km": "km kilometre kilometres kilometer kilometers",
    "in": "inch inches zoll pouce pouces pulgada pulgadas pollici",
    "ft": "ft foot feet",
    "lb": "lb lbs pound-weight",
    "oz": "oz ounce ounces",
    "gal": "gal gallon gallons",
    "qt": "qt qts quart quarts",
    "w": "w watt watts",
    "v": "v volt volts",
    "wh": "wh",
    "mah": "mah",
    "lm": "lm lumen lumens",
    "gb": "gb",
    "tb": "tb",
    "c": "°c ℃",
    "person": "person persons people man men personen personne personnes persona personas persone pessoas "
    "persoons personers berth",
    "season": "season seasons saison saisons jahreszeiten",
    "piece": "piece pieces pc pcs pce teilig teile pièces pièce piezas pezzi",
    "pack": "pack packs pk er-pack",
}
UNITS: dict[str, str] = {
    spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split()
}
# Longest first, so that "litres" is not read as "l" followed by something.
UNIT_PATTERN = "|".join(re.escape(spelling) for spelling in sorted(UNITS, key=len, reverse=True))
# A run of digits this long is no number that anybody writes, and longer ones cannot be converted (Python: 4,300 digits).
_LONGEST = 100
_THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3})+")


def plain_number(number: str) -> str:
    """Write a number one way: "1,500" as 1500, "1,5" and "1.50" as 1.5. A run of digits without end stays as it is."""
    if len(number) > _LONGEST:
        return number
    if _THOUSANDS.match(number):
        number = number.replace(",", "")
    whole, _, fraction = number.replace(",", ".").partition(".")
    fraction = fraction.rstrip("0")
    return f"{int(whole)}.{fraction}" if fraction else str(int(whole))
