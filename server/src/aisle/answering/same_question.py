"""Which words two questions must share to be answered alike: everything in which shop questions tend to differ.

Likeness of vectors hardly sees a number, a "not", a colour or which of two things is meant. So what must agree is compared
exactly, word by word, and vectors decide about the rest: how a question is put.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aisle.answering.lexicon import join_phrases
from aisle.answering.words import LIGHT_WEIGHT, Word, content_words
from aisle.core.units import UNITS, plain_number
from aisle.retrieval.analysis.words import pieces

# Small words that turn an answer round: what is left out, on which side of a limit, in which order.
_TURNS = {
    "not": """not no never none nor cannot nicht kein keine keinen keinem keiner keines nie niemals pas jamais aucun aucune sans-que
        non mai nessun nessuna nessuno niet geen nooit ningún ninguna ninguno nunca tampoco""",
    "without": "without except excluding ohne außer sans sauf sin excepto senza tranne zonder behalve",
    "under": "under below less fewer within unter unterhalb weniger höchstens sous moins menos bajo sotto meno entro onder minder hoogstens",
    "over": "over above more beyond exceeding über mehr mindestens plus sur más sobre sopra più oltre boven meer minstens",
    "before": "before until till by vor bis avant jusque jusqu hasta antes prima fino vóór tot",
    "after": "after since nach seit après depuis después desde dopo dal na sinds",
    "between": "between zwischen entre fra tra tussen",
    "only": "only just nur bloß seulement solo solamente soltanto alleen slechts",
    "both": "both either beide beides deux ambos entrambi allebei",
    "first": "first last erste letzte premier dernier primero último primo ultimo eerste laatste",
    "outside": "outside inside into aus innen außen dehors dedans fuera dentro fuori buiten binnen",
}
_TURN_OF = {word: f"!{turn}" for turn, words in _TURNS.items() for word in words.split()}
_NOT = re.compile(r"n['’]t\b", re.IGNORECASE)
# Where one of these stands, the order of the words says who does what to whom.
_ORDERED = re.compile(
    r"\b(?:from|than|instead|versus|vs|against|over|exchang\w*|swap\w*|convert\w*|von|als|statt|anstatt|gegen|über|\w*tausch\w*|"
    r"plutôt|au lieu|échang\w*|depuis|desde|cambi\w*|invece|dan|in plaats|tegen|\w*ruil\w*)\b|\b(?:plus|moins|más|menos|più|meno)\b.+\b(?:que|di|che)\b",
    re.IGNORECASE,
)
# Ways of putting a question that say nothing of its subject.
_PUT = (
    (re.compile(r"\bwhat(?:'s| is) the (?:best|right|proper|correct) way (?:of|to)\b", re.IGNORECASE), "how do i"),
    (re.compile(r"\bhow (?:should|shall|must|can|could|would)\b", re.IGNORECASE), "how do"),
    (re.compile(r"\bhow frequently\b", re.IGNORECASE), "how often"),
    # What is sent back must not be lost in the phrase.
    (re.compile(r"\b(?:send|give|bring|take|post|ship)(?:ing)? ((?:an? )?\w+) back\b", re.IGNORECASE), r"return \1"),
    (re.compile(r"\bsenden? ((?:\w+ ){1,2})zurück\b", re.IGNORECASE), r"zurückschicken \1"),
    (re.compile(r"\bstuur ((?:\w+ ){1,2})terug\b", re.IGNORECASE), r"terugsturen \1"),
    (re.compile(r"\b(?:please|hi|hello|hey|tell me|can you tell me|could you tell me|i (?:would|'d) like to know)\b[ ,]*", re.IGNORECASE), ""),
)  # fmt: skip
# What is asked of the subject. What is none of these ("which", "can I", "do you") asks for the same thing in other words.
_AIMS = (
    ("?time", r"\bwhen\b|\bhow (?:long|soon|quick\w*|fast|late|early)\b|\bhow many (?:\w+ )?(?:days?|weeks?|hours?|months?|years?)\b"
     r"|\bwann\b|\bwie (?:lange|schnell|bald)\b|\bwieviele? tage\b|\bquand\b|\bcombien de (?:temps|jours)\b|\bcuándo\b|\bcuánto (?:tiempo|tarda)\b"
     r"|\bcuántos días\b|\bquando\b|\bquanto tempo\b|\bquanti giorni\b|\bwanneer\b|\bhoe (?:lang|snel)\b|\bhoeveel dagen\b"),
    ("?cost", r"\bhow much (?:is|are|does|do|will|would|for)\b|\bwas kostet\b|\bwie (?:viel|teuer)\b|\bcombien (?:coûte|ça)\b|\bcuánto (?:cuesta|vale)\b"
     r"|\bquanto costa\b|\bhoeveel kost\b"),
    ("?count", r"\bhow many\b|\bhow much\b|\bwie viele\b|\bwieviele\b|\bcombien\b|\bcuánt[oa]s\b|\bquant[ie]\b|\bhoeveel\b"),
    ("?size", r"\bhow (?:big|large|tall|wide|deep|high|small)\b|\bwie (?:groß|breit|hoch|tief)\b"),
    ("?weight", r"\bhow (?:heavy|light)\b|\bwie (?:schwer|leicht)\b"),
    ("?heat", r"\bhow (?:warm|hot|cold)\b|\bwie (?:warm|kalt)\b"),
    ("?where", r"\bwhere\b|\bwo\b|\bwohin\b|\bwoher\b|\boù\b|\bdónde\b|\bdove\b|\bwaar\b"),
    ("?who", r"\bwho(?:m|se)?\b|\bwer\b|\bwem\b|\bwen\b|\bquién\b|\bchi\b|\bwie is\b"),
    ("?why", r"\bwhy\b|\bwarum\b|\bwieso\b|\bpourquoi\b|\bpor qué\b|\bperché\b|\bwaarom\b"),
    ("?how", r"\bhow (?:do|does|can|should|to|would|must|is|are)\b|\bwie (?:kann|soll|muss|wird|werden|wasche|reinige)\b|\bcomment\b|\bcómo\b|^\W*(?:e |ed )?come\b|\bhoe (?:kan|moet|was)\b"),
)  # fmt: skip
_AIM_PATTERNS = tuple((aim, re.compile(pattern, re.IGNORECASE)) for aim, pattern in _AIMS)
_MUST = re.compile(
    r"\b(?:must|have to|has to|need to|needs to|should|ought|required|muss|müssen|soll|sollte|dois|doit|faut|devrais|tengo que|debo|hay que|"
    r"devo|bisogna|moet|moeten)\b",
    re.IGNORECASE,
)
# Light words that tell two answers apart all the same.
_TELLING_LIGHT = frozenset(
    """better bigger smaller larger lighter lightest heavier less cheap cheaper cheapest best different difference compare today
    tomorrow owner people person order ordered use used using made""".split()  # noqa: SIM905
)
# Degrees of what is one concept otherwise: "lighter" and "heavier" are both about weight.
_DEGREES = re.compile(
    r"\b(?:light|heavi|warm|cold|cool)(?:er|est)\b|\b(?:leichte|schwere|wärme|kälte)(?:r|ste[nrs]?)\b",
    re.IGNORECASE,
)
_SHOP_BUYS = re.compile(
    r"\byou buy\b|\bkaufen sie\b|\bachetez\b|\bcompran\b|\bcomprate\b|\bkopen jullie\b", re.IGNORECASE
)
# What an aim says already, or what is said of any subject.
_IMPLIED = frozenset("=day week hour take arriv quick fast soon come zeit schnell".split())  # noqa: SIM905
_IDLE = frozenset("possibl moglich way art weise put go keep okay availabl verfugbar".split())  # noqa: SIM905
_SAYS = {"?cost": "=price", "?weight": "=weight"}
_LETTER = re.compile(
    r"(?<![\w'’&])(?<!\d\s)[B-HJ-Zb-hj-z](?![\w'’&])|(?<![\w'’])(?:x{1,4}[sl]|xs|xxs)(?![\w'’])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+")


def guard_words(question: str, language: str) -> tuple[str, ...]:
    """Return what a question must share with another to mean the same, in one order; never empty.

    Args:
        question: A question that stands alone.
        language: ISO 639-1 code of the language to read it in.
    """
    text = question.replace("’", "'")
    for way, plain in _PUT:
        text = way.sub(plain, text)
    aim = aim_of(text)
    said = list(dict.fromkeys(_said(text, language, aim)))
    ordered = said if _ORDERED.search(text) and len(said) > 1 else sorted(said)
    return (*_aims(text, aim), *sorted(set(_turns(text))), *_sizes(text), "", *ordered)


def aim_of(question: str) -> str:
    """Return what is asked of the subject ("?time", "?where"); "?" where none of these is said."""
    return next((aim for aim, pattern in _AIM_PATTERNS if pattern.search(question)), "?")


def _said(text: str, language: str, aim: str) -> Iterator[str]:
    """The subject's words, with what the aim says of it."""
    implied = _IMPLIED if aim == "?time" else frozenset()
    if aim in _SAYS:
        yield _SAYS[aim]
    for word in content_words(text, language):
        if _tells(word) and not word.text.isdigit() and word.key not in implied | _IDLE:
            yield word.key


def _tells(word: Word) -> bool:
    return word.weight > LIGHT_WEIGHT or word.text in _TELLING_LIGHT


def _aims(text: str, aim: str) -> tuple[str, ...]:
    if aim in _SAYS:
        aim = "?"
    return (aim, "?must") if aim not in ("?time", "?how") and _MUST.search(text) else (aim,)


def _turns(question: str) -> Iterator[str]:
    for match in _WORD.finditer(join_phrases(question.lower().replace("’", "'"))):
        turn = _TURN_OF.get(match.group())
        if turn is not None:
            yield turn
        elif _NOT.search(match.group()):
            yield "!not"
    yield from (f"!{match.group().lower()}" for match in _DEGREES.finditer(question))
    if _SHOP_BUYS.search(question):
        yield "!buys"


def _sizes(question: str) -> tuple[str, ...]:
    """Numbers with their units, in the order in which they stand, and letters that are sizes or names of models."""
    found = [
        f"#{plain_number(one.number)}{UNITS[one.unit.lower()]}"
        for one in pieces(question)
        if one.kind == "quantity"
    ]
    numbers = [f"#{number}" for number in re.findall(r"\d+(?:[.,]\d+)*", question)]
    return (*found, *numbers, *(f"#{match.group().lower()}" for match in _LETTER.finditer(question)))
