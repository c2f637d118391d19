"""Whether a text holds a word, or only says that the thing itself does not: "wool-free" and "without wool" hold none."""

import re

# In the languages that questions are read in. What looks like a thing is not that thing either.
_DENIED = (
    "no|not|non|without|free (?:of|from)|never|zero|faux|fake|imitation|artificial|mock"
    "|kein|keine|keinen|keinem|keiner|ohne|frei von|nicht"
    "|sans|pas de|ni|aucune?|sin|ning[uú]n|ninguna|libre de|senza|nessuna?|privo di|geen|zonder|vrij van|niet"
)
_BEHIND = "free|frei|freie|freien|freies|freier|less|los|vrij"
# Endings of plurals and cases.
_ENDINGS = "e|s|es|n|en|er|ern|x|i"
_SHORTEST_INFLECTED = 4


def pattern_of(word: str) -> str:
    """Return a pattern of PostgreSQL for texts in small letters that hold a word without denying it.

    Args:
        word: As a shopper wrote it; marks in it stand for themselves.
    """
    escaped = re.sub(r"(\W)", r"\\\1", word.lower())
    endings = f"(?:{_ENDINGS})?" if len(word) >= _SHORTEST_INFLECTED else ""
    return rf"(?<!\m(?:{_DENIED})[\s-]+)\m{escaped}{endings}\M(?![\s-]?(?:{_BEHIND})\M)"
