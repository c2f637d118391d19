"""Word stems by Snowball (Porter 2001), one stemmer per language, remembered by word."""

import threading
from functools import lru_cache
from typing import Any

import snowballstemmer

_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
# A pure Python stemmer needs 40 microseconds a word, the memory 0.1; words of a shop repeat.
REMEMBERED_STEMS = 32_768
# A stemmer keeps the word it works on in itself, so each thread has its own.
_own = threading.local()


@lru_cache(maxsize=REMEMBERED_STEMS)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; languages without a stemmer keep the word."""
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None or word.isdigit():
        return word
    return str(_stemmer(algorithm).stemWord(word)) or word


def _stemmer(algorithm: str) -> Any:
    known: dict[str, Any] = _own.__dict__.setdefault("stemmers", {})
    if algorithm not in known:
        known[algorithm] = snowballstemmer.stemmer(algorithm)
    return known[algorithm]
