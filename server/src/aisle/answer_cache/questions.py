"""When two questions are the same one, written by different hands."""

import re
import unicodedata

from aisle.retrieval.analysis.words import visible

_END = " \t?!.…¿¡"


def normalised(question: str) -> str:
    """Return a question without what does not change its meaning: case, spacing, marks nobody sees, the last sign.

    Words in capitals keep them where the others have none: "Do you ship to US?" asks something else than "to us".
    """
    text = unicodedata.normalize("NFKC", visible(question)).replace("’", "'")
    words = text.split()
    shouted = text.isupper()
    return " ".join(_word(word, shouted) for word in words).strip(_END)


def _word(word: str, shouted: bool) -> str:
    letters = re.sub(r"[^\w]", "", word)
    return word if not shouted and len(letters) > 1 and letters.isupper() else word.casefold()
