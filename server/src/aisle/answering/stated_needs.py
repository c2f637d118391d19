"""What a shopper says about themselves and the trip: their height, rain, days away, cold, little weight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from aisle.answering.phrases import say


class NeedKind(StrEnum):
    """Needs that typed fields of products can meet or miss."""

    HEIGHT = "height"
    DRY = "dry"
    COLD = "cold"
    DAYS = "days"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Need:
    """One need: `text` as the shopper would read it ("163 cm"), `value` in cm, days or °C where one was said."""

    kind: NeedKind
    text: str
    value: float | None = None


_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a": 1, "an": 1,
    "ein": 1, "eine": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "un": 1, "une": 1, "deux": 2,
    "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "siete": 7,
}  # fmt: skip
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_DAY = r"days?|tage?n?|jours?|d[ií]as?"
_NIGHT = r"nights?|nächten?|nacht|nuits?|noches?"
_WEEK = r"weeks?|wochen?|semaines?|semanas?"
_SPAN = re.compile(
    rf"\b(?P<low>{_COUNT})(?:\s*(?:-|–|to|or|bis|oder|à|ou|a|o)\s*(?P<high>{_COUNT}))?[\s-]+(?:[a-zäöüßéèñ]+[\s-]+)?"
    rf"(?P<unit>{_DAY}|{_NIGHT}|{_WEEK})\b",
    re.IGNORECASE,
)
# "A day on the fells", "day walk": one day without a number.
_ONE_DAY = re.compile(
    rf"\b(?:(?:summer|winter|full|long|whole)[\s-]+)?days?[\s-]+(?:walk|hike|trip|tour|out)s?\b|^\W*\w+ (?:{_DAY})\W*$|\btageswanderung",
    re.IGNORECASE,
)
_NAMED_SPANS = (
    (re.compile(r"\bweekend|\bwochenende|\bweek-end|\bfin de semana", re.IGNORECASE), (2.0, 3.0)),
    (re.compile(r"\bfortnight|\bquinzaine", re.IGNORECASE), (14.0, 15.0)),
    (re.compile(r"\bovernight", re.IGNORECASE), (2.0, 2.0)),
)

_NAMED_TEXTS = {"weekend": "a weekend", "fortnight": "a fortnight", "overnight": "a night"}

_BODY = re.compile(
    r"\b(?:i['’]?m|i am|(?:s?he|who)(?:['’]s| is)|someone|somebody|person|m[ae]n|wom[ae]n|tall|height|stand|measure|me|"
    r"ich bin|größe von|körpergröße|je mesure|je fais|mido|estatura)\b[^.?!]{0,24}?"
    r"\b(?P<cm>1[0-9]\d|20\d|21\d)\s?cm\b(?!\s+(?:back|torso|chest|waist|hip|long|wide|inside))"
    r"|\b(?P<cm2>1[0-9]\d|20\d|21\d)\s?cm\s+(?:tall|high|groß|person|man|woman|grande?s?|alt[oa])\b"
    r"|\b(?P<m>[12][.,]\d\d)\s?m\b|\b(?P<ft>[4-6])\s?(?:ft|feet|foot|['’])\s?(?P<inch>\d{1,2})?",
    re.IGNORECASE,
)
_CM_PER_FOOT, _CM_PER_INCH = 30.48, 2.54

_DRY = re.compile(
    r"\b(?:wet|rain\w*|waterproof\w*|downpours?|drizzle|soaked|showers?|stay(?:s|ing)? dry|keep(?:s|ing)? (?:\w+ ){0,2}dry|nass\w*|regen\w*|wasserdicht\w*|"
    r"pluie|pluvieu\w+|imperméables?|étanches?|lluvia|lluvios\w+|impermeables?)\b",
    re.IGNORECASE,
)
_COLD = re.compile(
    r"\b(?:winter\w*|frost\w*|freez\w+|snow\w*|cold|october|november|december|january|february|march|sub-?zero|minus \d+|kalt\w*|schnee|oktober|"
    r"dezember|januar|februar|hiver|froid\w*|neige|octobre|novembre|décembre|janvier|février|invierno|frío|nieve|octubre|noviembre|diciembre|enero)\b"
    r"|[-–−]\s?\d{1,2}\s?(?:°|degrees|grad|degrés|grados)|\bat [-–−]\s?\d{1,2}\b",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"(?P<sign>[-–−]|\bminus\s)?\s?(?P<n>\d{1,2})\s?(?:°\s?c?\b|°|degrees?\b|grad\b|degrés\b|grados\b|(?<=[-–−]\d)(?!\d)|(?<=[-–−]\d\d))",
    re.IGNORECASE,
)
_LIGHT = re.compile(
    r"\b(?:light|lighter|lightest|lightweight|ultra-?light|leicht\w*|lég[eè]r\w*|legger\w*|lichter|lichtste|ligh?tness|liger[oa]s?|weighs? (?:the )?(?:less|least)(?! than))\b",
    re.IGNORECASE,
)
_NOT_WEIGHT = re.compile(
    r"\blight (?:blue|green|grey|gray|brown|up)\b|\bhead ?(?:light|torch)|\bred light|\blights?\W*$",
    re.IGNORECASE,
)


def stated_needs(question: str, language: str) -> tuple[Need, ...]:
    """The needs a question states, each kind once, in the order in which they are worth mentioning."""
    found = (
        _height(question),
        _days(question),
        _cold(question, language),
        _dry(question, language),
        _light(question, language),
    )
    return tuple(need for need in found if need is not None)


def spans_of(text: str) -> tuple[tuple[float, float], ...]:
    """Lengths of trips in days, lowest and highest: "two or three nights" are three to four days."""
    found = [span for cue, span in _NAMED_SPANS if cue.search(text)]
    found.extend(_span(match) for match in _SPAN.finditer(text))
    if not found and _ONE_DAY.search(text):
        found.append((1.0, 1.0))
    return tuple(found)


def _span(match: re.Match[str]) -> tuple[float, float]:
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    unit = match["unit"].lower()
    if re.fullmatch(_WEEK, unit):
        return low * 7, high * 7
    added = 1.0 if re.fullmatch(_NIGHT, unit) else 0.0
    return low + added, high + added


def _number(text: str) -> float:
    return float(text) if text.isdigit() else float(_NUMBERS[text.lower()])


def _height(question: str) -> Need | None:
    match = _BODY.search(question)
    if match is None:
        return None
    if match["ft"]:
        value = round(int(match["ft"]) * _CM_PER_FOOT + int(match["inch"] or 0) * _CM_PER_INCH)
    elif match["m"]:
        value = round(float(match["m"].replace(",", ".")) * 100)
    else:
        value = int(match["cm"] or match["cm2"])
    return Need(NeedKind.HEIGHT, f"{value} cm", float(value))


def _days(question: str) -> Need | None:
    match = _SPAN.search(question)
    spans = spans_of(question)
    if not spans:
        return None
    if match is None:
        named = next((cue.search(question) for cue, _ in _NAMED_SPANS if cue.search(question)), None)
        text = _NAMED_TEXTS.get(named.group().lower(), named.group().lower()) if named else ""
    else:
        count = f"{match['low']}–{match['high']}" if match["high"] else match["low"]
        text = f"{count} {match['unit']}"
    return Need(NeedKind.DAYS, text, spans[-1][0] if match else spans[0][1])


def _cold(question: str, language: str) -> Need | None:
    degrees = _DEGREES.search(question)
    if degrees and (degrees["sign"] or _COLD.search(question)):
        value = -float(degrees["n"]) if degrees["sign"] else float(degrees["n"])
        return Need(NeedKind.COLD, f"{'–' if value < 0 else ''}{degrees['n']} °C", value)
    match = _COLD.search(question)
    if match is None:
        return None
    word = match.group()
    return Need(NeedKind.COLD, word if word[0].isupper() else say("need_cold", language))


def _dry(question: str, language: str) -> Need | None:
    return Need(NeedKind.DRY, say("need_dry", language)) if _DRY.search(question) else None


def _light(question: str, language: str) -> Need | None:
    if not _LIGHT.search(question) or _NOT_WEIGHT.search(question):
        return None
    return Need(NeedKind.LIGHT, say("need_light", language))
