"""What kind of thing would answer a question, and whether a sentence holds that kind of thing."""

from __future__ import annotations

import re
from enum import StrEnum

_READ = 600


class AnswerType(StrEnum):
    """What a question asks for."""

    DURATION = "duration"
    AMOUNT = "amount"
    PLACE = "place"
    HOURS = "hours"
    SIZE = "size"
    TEMPERATURE = "temperature"
    YES_NO = "yes_no"
    STEPS = "steps"


_ASKS = {
    AnswerType.DURATION: r"\bhow (?:long|soon|fast|quick|many (?:days|weeks|months|hours|years))|\bwhen\b|\bwie lange\b|\bwann\b|\bwie schnell\b|"
    r"\bwie ?viele (?:tage|wochen|monate|jahre|stunden)\b|\bquant[oi] (?:tempo|giorni|mesi|anni)\b|\bquando\b|\bhoe ?(?:lang|snel)\b|\bhoeveel (?:dagen|weken|maanden|jaar)\b|\bwanneer\b|\bcu[aá]ntos (?:d[ií]as|meses|años)\b|"
    r"\bcombien de (?:temps|jours)\b|\bquand\b|\bcu[aá]nto (?:tiempo|tarda)\b|\bcu[aá]ndo\b|\bhow often\b|\bdeadline\b",
    AnswerType.AMOUNT: r"\bhow much\b|\b(?:price|cost|fee|charge|free|discount|percent\w*)s?\b|\bwie ?viel\b|\bkoste[tn]?\b|\bcombien\b(?! de (?:temps|jours))|"
    r"\bcoûte\b|\bquanto (?:costa|costano|è|viene)\b|\bcosta(?:no)?\b|\bhoeveel (?:kost|is)\w*|\bkost\b|\bcu[aá]nto (?:cuesta|vale|es)\b|\bcuesta\b",
    AnswerType.PLACE: r"^\W*where\b|\baddress\b|\bwhich countr|^\W*wo\b|^\W*wohin\b|^\W*où\b|\bd[oó]nde\b|^\W*dove\b|^\W*waar\b",
    AnswerType.HOURS: r"\bopen(?:ing)?\b|\bclos(?:e|ing)\b|\bgeöffnet\b|\böffnungszeiten\b|\bhoraires?\b|\bhorarios?\b|\borari\b|\baperti?\b|\bopeningstijden\b|\bgeopend\b",
    AnswerType.SIZE: r"\bsiz(?:e|es|ing)\b|\bfit(?:s|ting)?\b|\bhow (?:tall|big|wide)\b|\b\d+\s?cm\b|\bgröße|\btaille|\bpointure|\btalla|\btagli[ae]\b|\bmisur[ae]\b|\bmaa?t(?:en)?\b|\bmeasure",
    AnswerType.TEMPERATURE: r"\btemperature|\bhow (?:hot|cold)\b|\bdegrees\b|\btemperatur|\bgrad\b|\btempérature|\btemperatuur",
    AnswerType.YES_NO: r"^\W*(?:can|could|do|does|is|are|will|may|am|should|kann|darf|ist|sind|gibt|liefert|habt|puis-je|peut-on|est-ce|avez|"
    r"livrez|posso|si può|avete|fate|c'è|ci sono|kan ik|kunnen|hebben|mag ik|is er|zijn er|leveren|puedo|se puede|tienen|hay|hacen|es)\b",
    AnswerType.STEPS: r"\bhow (?:do|can|should|to|would)\b|\bwie (?:kann|soll|muss|wasche|pflege|reinige|mache)|\bcomment\b|\bc[oó]mo\b|^\W*come\b|^\W*hoe (?:kan|moet|was|onderhoud|reinig)",
}
_TIME_UNIT = (
    r"(?:working |business )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)|(?:werk|arbeits)?(?:tagen?|tage|wochen?|monaten?|jahren?|stunden?)"
    r"|jours?|semaines?|mois|heures?|ans?|d[ií]as?|semanas?|meses|horas?|años?"
)
_NUMBER_WORD = (
    r"\d+|one|two|three|four|five|six|seven|ten|fourteen|thirty|sixty|zwei|drei|deux|trois|dos|tres"
)
_HOLDS = {
    AnswerType.DURATION: rf"\b(?:{_NUMBER_WORD})\b[\s–\-\w]{{0,14}}?(?:{_TIME_UNIT})\b|\b(?:same|next) day\b|\b(?:every|once|twice|immediately|at once)\b|"
    r"\b\d{1,2}(?::\d\d| ?[ap]m)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    AnswerType.AMOUNT: r"[£$€]\s?\d|\d\s?(?:€|£|\$|eur|gbp|usd|pounds|euros?)\b|\bfree\b|\bkostenlos|\bgratui|\bgratis\b|\d\s?%",
    AnswerType.PLACE: r"\b(?:in|at|to|near|from|an|bei|à|en|nach)\s+(?:the\s+)?[A-ZÄÖÜÉ]\w+|\baddress\b|https?://|\bstreet\b|\broad\b|straße",
    AnswerType.HOURS: r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|uhr|h)\b|\b\d{1,2}:\d\d\b|\bopen\b|\bclosed\b|geöffnet|geschlossen|ouvert|abiert",
    AnswerType.SIZE: r"\d\s?(?:cm|mm|in\b|inch)|\bsizes?\b|\bmeasure|\bgröße|\btaille|\btalla|\b(?:XS|S|M|L|XL)\b",
    AnswerType.TEMPERATURE: r"\d\s?°|\bdegrees\b|\bgrad\b|\bdegrés\b",
    AnswerType.YES_NO: r"^\W*(?:yes|no|ja|nein|oui|non|sí|no)\b|\b(?:can|may|must|will|won't|cannot|can't|do not|don't|does not|only|never|always|not|"
    r"kann|können|dürfen|nicht|kein|liefern|pouvez|peut|ne|pas|puede|pueden|no)\b",
    AnswerType.STEPS: r"^\W*(?:use|wash|rinse|remove|brush|dry|put|take|send|go|open|click|choose|fill|pack|measure|hang|apply|keep|do|don't|never|"
    r"first|then|start|let|email|call|contact|print|bring|stuff|clean|waschen|benutz|lavez|utilisez|lave|use)\b|\bby \w+ing\b|\bpour\b|\bto \w+,",
}
_ASKS_COMPILED = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _ASKS.items()}
_HOLDS_COMPILED = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _HOLDS.items()}
_HOLDS_COMPILED[AnswerType.PLACE] = re.compile(_HOLDS[AnswerType.PLACE])


def asked_for(question: str) -> frozenset[AnswerType]:
    """The kinds of thing that would answer the question; often more than one, sometimes none."""
    return frozenset(kind for kind, cue in _ASKS_COMPILED.items() if cue.search(question[:_READ]))


def fit(sentence: str, asked: frozenset[AnswerType]) -> float:
    """The share of what was asked for that the sentence holds, 0 when nothing particular was asked."""
    if not asked:
        return 0.0
    return sum(bool(_HOLDS_COMPILED[kind].search(sentence[:_READ])) for kind in asked) / len(asked)
