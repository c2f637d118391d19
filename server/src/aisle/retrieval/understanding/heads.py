"""Whether a word of the store is what is looked for, or only stands near it."""

import re
from collections.abc import Collection

from aisle.retrieval.understanding import money_words as words

_PREPOSITION = r"for|with|without|to|on|in|of|from|für|mit|pour|avec|para|con|per|voor|met"
# Words before a thing that leave it what it is: articles, verbs, qualities, colours, persons, -ing and -ed forms.
_QUALITY = re.compile(
    r"(?:^|[\s\W])(?:a|an|the|any|some|my|our|your|this|that|these|those|and|or|but|no|not|of|for|with|without|in|to|is|are"
    r"|all|more|other|another|both|which|what|have|sell|stock|want|need|buy|show|me|find|get|like|see|browse|compare|recommend|it"
    r"|one|two|three|few|pair|pairs|men|mens|women|womens|kids|ladies|girls|boys|children|childrens|unisex|adult|junior|baby"
    r"|good|great|best|better|nice|new|cheap|cheaper|cheapest|affordable|expensive|decent|light|lighter|lightest|heavy|warm|warmer"
    r"|cosy|cool|small|smaller|large|larger|big|bigger|huge|wide|narrow|long|short|tall|thick|thin|soft|hard|strong|sturdy|simple"
    r"|comfortable|comfy|breathable|durable|reliable|portable|compact|quality|premium|professional|modern|classic|rustic|unique"
    r"|beautiful|pretty|stylish|elegant|cute|fancy|plain|round|square|waterproof|windproof|lightweight|ultralight|insulated|vegan|organic|sustainable|real|proper|suitable"
    r"|quick|fast|full|half|double|single|winter|summer|spring|autumn|black|white|grey|gray|red|blue|green|yellow|orange|purple|pink"
    r"|brown|beige|cream|navy|teal|turquoise|khaki|gold|silver|dark|pale|bright|coloured|colored|leather|wool|cotton|nylon|wooden"
    r"|metal|plastic|steel|linen|ein\w*|d(?:er|ie|as|en|em)|k?ein\w*|gut\w*|günstig\w*|billig\w*|leicht\w*|warm\w*|wasserdicht\w*"
    r"|neu\w*|klein\w*|gro(?:ß|ss)\w*|suche?n?|brauche|für|mit|ohne|und|oder|une?|l[ea]s?|des|de|du|cherche|pour|un[oa]s?|el|los|busco"
    r"|para|buen\w*|il|lo|gli|i|cerco|per|een|het|zoek|ik|voor|goede|goedkope"
    r"|\d[\d.,]*[\s-]?\w+|\w{3,}ing|\w{3,}ed|\w{3,}proof|\w+['’]s|\w+s['’])$",
    re.IGNORECASE,
)
# After these a thing is a purpose or a place: "polish for boots", "pegs for my tent".
_PURPOSE = re.compile(
    r"\b(?:for|with|without|fits?|fitting|suits?|to|on|in|inside|under|of|from|into|onto|like|than|my|your|our|his|her|their|compatible with"
    r"|für|mit|ohne|zu|zum|zur|an|auf|von|mein\w*|pour|avec|sans|de|du|mon|ma|mes|para|con|sin|mi|mis"
    r"|per|senza|di|mio|mia|voor|met|zonder|van|mijn)\s+(?:(?:a|an|the|any|some|my|your|our|this|that|these|those"
    r"|ein\w*|d\w{2}|mein\w*|une?|les?|la|mon|ma|un[ao]?|el|los|las|il|lo|gli|een|het|mijn)\s+)?"
    rf"(?:(?!(?:{_PREPOSITION})\b)[\w-]+\s+){{0,2}}$",
    re.IGNORECASE,
)
# "Looking for a tent" looks for the tent; so does the price before "for a tent".
_SEEKING = re.compile(
    r"\b(?:look\w*|search\w*|shop\w*|hunt\w*|need\w*|want\w*|ask\w*|recommend\w*|suggest\w*|ideas?|options?|deals?|price\w*"
    r"|choice\w*|types?|kinds?|range|selection|pairs?|set|lots?|list|interested|after|best|cheap\w*|lightest|suche?n?|möchte"
    r"|cherche\w*|busco|cerco|zoek)\s+(?:me\s+)?(?:(?:a|an|the|some|any|good|new|nice)\s+)*"
    r"(?:for|of|in|at|nach|einen?|des?|un[ae]?|naar|een|on)?\s*"
    rf"(?:(?:a|an|the|any|some|ein\w*|une?|des|un[ao]?|een)\s+)?(?:(?!(?:{_PREPOSITION})\b)[\w-]+\s+){{0,2}}$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:(?:and|or|&|,|/|und|oder|et|ou|y|o|e|en|of)\s+)?", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:no|not|non|isn['’]t|aren['’]t|without|except|excluding|anything but|nicht|kein\w{0,2}|ohne|außer|sans|pas(?: de)?"
    r"|sauf|sin|excepto|senza|geen|niet|zonder|behalve)(?:[\s-]+(?:any|a|an|in|from|by|the|made of|de|en|en|le|la))?[\s-]+$",
    re.IGNORECASE,
)
_NOT_NEGATION = re.compile(r"\b(?:why|if|whether|or|not only)\s+(?:\w+\s+)?(?:not|no)\s+$", re.IGNORECASE)
_BOUND = re.compile(
    rf"\b(?:{words.UNDER}|{words.UP_TO}|{words.OVER}|{words.AROUND}|(?:{words.BETWEEN})(?:\s+\S+(?:\s\w+)?(?:{words.TO}))?)\s*$",
    re.IGNORECASE,
)
_ONESELF = re.compile(
    r"\b(?:i['’]?m|i am|s?he(?:['’]s| is)|someone (?:of|who is)|ich bin|je (?:mesure|fais)|mido|(?:man|woman|person|mann|frau) (?:of|von))\s+(?:about |only )?$",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"summer|winter|spring|autumn|fall|sommer|frühling|frühjahr|herbst|été|hiver|printemps|automne|verano|invierno|primavera|otoño",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:in|during|this|next|all|im|diesen|en|au|cet|este)\s+(?:the |el |l['’])?$", re.IGNORECASE
)
_FOREIGN_BRAND = re.compile(
    r"\b(?:for|with|fits?|like|than|similar to|compatible with|instead of|für|pour|para|per|voor|comme|como|wie)"
    r"\s+(?:(?:a|an|the|my|your)\s+)?$",
    re.IGNORECASE,
)
# What may follow the thing itself: the end, a mark, or a word that begins something new about it.
_CLOSED = re.compile(
    r"\s*(?:$|[.,;:!?()/\d£€$]|(?:for|with|without|that|which|who|in|on|by|from|to|under|below|less|over|above|up|between"
    r"|around|about|but|if|is|are|was|do|does|can|will|have|has|should|would|could|fit\w*|suit\w*|weigh\w*|made|available|please"
    r"|thanks|cheaper|costing|priced|size\w*|not|no|than|at|as|of|near|you|i|we|it|has|good|suitable|instead|best|also|now|max"
    r"|für|mit|ohne|unter|bis|ab|die|der|das|den|in|aus|von|zum|zur|im|am|pour|avec|sans|moins|de|en|qui|à|a|au"
    r"|para|con|sin|menos|por|que|per|senza|meno|sotto|di|da|che|voor|met|zonder|onder|van|tot|die)\b)",
    re.IGNORECASE,
)


def is_head(text: str, start: int, end: int, known_starts: Collection[int]) -> bool:
    """Say whether a category word is the thing looked for.

    Args:
        text: The question.
        start: First character of the word.
        end: One past its last.
        known_starts: Where other values and limits of the store begin; they may follow the thing.
    """
    if _is_purpose(text, start):
        return False
    following = _next_word(text, end)
    return following in known_starts or _CLOSED.match(text, end) is not None


def _next_word(text: str, end: int) -> int:
    """Return where the next word begins, a joining "and" or "or" skipped."""
    joined = _JOINED.match(text, end)
    return joined.end() if joined else end


def is_whole(text: str, start: int, known_ends: Collection[int]) -> bool:
    """Say whether a category of one word stands without a noun before it that would make it another thing.

    "Plant stand" is no "stand" and a "bunk bed" may not be a "bed"; qualities change nothing.
    """
    before = text[:start].rstrip()
    if not before or len(before) in known_ends or not (before[-1].isalpha() or before[-1] in "'’"):
        return True
    return _QUALITY.search(before) is not None


def is_about_head(text: str, start: int, end: int) -> bool:
    """Say whether a quality belongs to the thing looked for: not "leather" in "polish for leather boots"."""
    return not _is_purpose(text, start) or _CLOSED.match(text, end) is not None


def _is_purpose(text: str, start: int) -> bool:
    """Say whether a word stands after "for", "with" and the like, and something else is looked for before it."""
    purpose = _PURPOSE.search(text, 0, start)
    if purpose is None or _SEEKING.search(text, 0, start):
        return False
    return any(character.isalnum() for character in text[: purpose.start()])


def is_negated(text: str, start: int) -> re.Match[str] | None:
    """Return the negation right before a value: "no leather", "not red", "without a frame"."""
    if _NOT_NEGATION.search(text, 0, start):
        return None
    return _NEGATION.search(text, 0, start)


def is_circumstance(text: str, start: int, end: int) -> bool:
    """Say whether a value is about the shopper or the time and not the thing: "I'm 190 cm", "a walk in summer"."""
    if _ONESELF.search(text, 0, start):
        return True
    return _SEASON.fullmatch(text, start, end) is not None and _WHEN.search(text, 0, start) is not None


def is_bound(text: str, start: int) -> bool:
    """Say whether an amount is only the end of a range: "under 1.18 kg" does not mean exactly 1.18 kg."""
    return _BOUND.search(text, 0, start) is not None


def is_origin(text: str, start: int) -> bool:
    """Say whether a brand is whose thing is wanted, not what it must go with ("a case for ...")."""
    return _FOREIGN_BRAND.search(text, 0, start) is None
