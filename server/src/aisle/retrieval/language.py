"""Guesses the language of a text from its script, its function words, its letters and the words of shops.

A statistical detector was measured and left out: it held 79 MB and took six-word shop queries for Latin.
A shop knows which languages its shoppers write, so a guess away from those needs evidence.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from aisle.retrieval.analysis.function_words import FUNCTION_WORDS
from aisle.retrieval.analysis.words import fold
from aisle.retrieval.shop_words import SHOP_WORDS

# What the store's languages are ahead by, in function words; another language needs two words of its own to win.
PRIOR = 1.2
# One word alone never overrules the store: shoppers borrow words ("chaise longue", "piñata").
MOST_OF_ONE_WORD = PRIOR - 0.2
# Words read; more change nothing.
MOST_WORDS = 400
# A store's text may carry brand names in Latin letters, so another script wins well below a half.
SCRIPT_SHARE = 0.35

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "kana": "\u3041-\u30ff\uff66-\uff9f",
    "han": "\u3400-\u4dbf\u4e00-\u9fff",
    "hangul": "\uac00-\ud7af\u1100-\u11ff",
    "thai": "\u0e00-\u0e7f",
    "hebrew": "\u0590-\u05ff",
    "arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "cyrillic": "\u0400-\u04ff",
    "greek": "\u0370-\u03ff",
    "devanagari": "\u0900-\u097f",
}
_SCRIPT_OF = {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}
# The languages of a script: the first is meant unless the store speaks another or a letter gives one away.
_LANGUAGES_OF = {
    "kana": ("ja",),
    "han": ("zh", "ja"),
    "hangul": ("ko",),
    "thai": ("th",),
    "hebrew": ("he",),
    "arabic": ("ar", "fa", "ur"),
    "cyrillic": ("ru", "uk", "bg", "sr"),
    "greek": ("el",),
    "devanagari": ("hi",),
}
_TELLING = {"uk": "іїєґ", "fa": "پچژگ", "ur": "ٹڈڑے", "sr": "ђћџљњ"}
# Letters of the Latin script that few languages use, and endings; each counts as part of a word of the language.
_LETTERS: Mapping[str, Mapping[str, float]] = {
    "ß": {"de": 1.5},
    "ä": {"de": 0.6, "sv": 0.6, "fi": 0.6},
    "ö": {"de": 0.5, "sv": 0.5, "fi": 0.5, "tr": 0.5},
    "ü": {"de": 0.8, "tr": 0.6},
    "ñ": {"es": 1.5},
    "¿": {"es": 1.5},
    "¡": {"es": 1.5},
    "ã": {"pt": 1.5},
    "õ": {"pt": 1.5},
    "ç": {"fr": 0.7, "pt": 0.7, "tr": 0.7},
    "œ": {"fr": 1.5},
    "è": {"fr": 0.6, "it": 0.6},
    "ê": {"fr": 0.8, "pt": 0.5},
    "à": {"fr": 0.6, "it": 0.6},
    "ù": {"it": 0.7, "fr": 0.4},
    "ò": {"it": 1.0},
    "å": {"sv": 0.9, "da": 0.9, "no": 0.9},
    "ø": {"da": 1.2, "no": 1.2},
    "æ": {"da": 1.2, "no": 1.0},
    "ł": {"pl": 1.5},
    "ą": {"pl": 1.5},
    "ę": {"pl": 1.5},
    "ś": {"pl": 1.5},
    "ż": {"pl": 1.5},
    "ı": {"tr": 1.5},
    "ş": {"tr": 1.5},
    "ğ": {"tr": 1.5},
    "ř": {"cs": 1.5},
    "ě": {"cs": 1.5},
    "ů": {"cs": 1.5},
}
_ENDINGS: Mapping[str, Sequence[str]] = {
    "de": ("ung", "lich", "keit", "heit", "schuhe", "tasche", "jacke"),
    "fr": ("eaux", "euse", "ette", "ettes"),
    "es": ("ción", "dad", "illa", "illo"),
    "it": ("zione", "zioni", "ità", "etta", "ezza"),
    "nl": ("ijk", "heid", "schoenen", "tje"),
    "pt": ("ção", "ções", "dade", "inho"),
    "en": ("ing", "tion", "ness"),
}
_ENDING_WEIGHT = 0.5
_SHOP_WORD_WEIGHT = 1.3


def uses_latin_script(language: str) -> bool:
    """Say whether a language is written in Latin letters."""
    return not any(language in languages for languages in _LANGUAGES_OF.values())


def guess_language(text: str, store_languages: Sequence[str] = ("en",)) -> str:
    """Guess the language of a question or a document.

    Args:
        text: Any text; a short one comes out as the store's language unless the evidence is strong.
        store_languages: The store's languages, the main one first.

    Returns:
        An ISO 639-1 code.
    """
    home = tuple(store_languages) or ("en",)
    script = _main_script(text)
    return _of_script(text, script, home) if script else _of_latin(text, home)


def _main_script(text: str) -> str | None:
    words = "".join(_WORD.findall(text[:4000]))
    if not words or words.isascii():
        return None
    counts = {script: len(letters.findall(words)) for script, letters in _SCRIPT_OF.items()}
    # Kana occurs only in Japanese, however many Han characters stand around it.
    if counts["kana"] and counts["kana"] + counts["han"] >= SCRIPT_SHARE * len(words):
        return "kana"
    script = max(counts, key=lambda name: counts[name])
    return script if counts[script] >= SCRIPT_SHARE * len(words) else None


def _of_script(text: str, script: str, home: Sequence[str]) -> str:
    candidates = _LANGUAGES_OF[script]
    for language in candidates:
        if any(letter in text.casefold() for letter in _TELLING.get(language, "")):
            return language
    return next((language for language in home if language in candidates), candidates[0])


def _of_latin(text: str, home: Sequence[str]) -> str:
    evidence = defaultdict(float, dict.fromkeys(home, 0.0))
    for word in _WORD.findall(text.casefold())[:MOST_WORDS]:
        for language, weight in _evidence(word):
            evidence[language] += weight
    for character in "¿¡":
        if character in text:
            evidence["es"] += _LETTERS[character]["es"]
    ahead = {language: PRIOR - 0.1 * place for place, language in enumerate(home)}
    return max(
        evidence, key=lambda language: (evidence[language] + ahead.get(language, 0.0), language in home)
    )


@lru_cache(maxsize=16_384)
def _evidence(word: str) -> tuple[tuple[str, float], ...]:
    """Return what one word says for each language; a word of many languages says little for any."""
    found: defaultdict[str, float] = defaultdict(float)
    _share(found, _function_words().get(word) or _folded_words().get(fold(word), ()), 1.0)
    _share(found, _shop_words().get(fold(word), ()), _SHOP_WORD_WEIGHT)
    for letter in set(word):
        for language, weight in _LETTERS.get(letter, {}).items():
            found[language] += weight
    if len(word) > 5 and not found:
        found |= {one: _ENDING_WEIGHT for one, ends in _ENDINGS.items() if word.endswith(tuple(ends))}
    return tuple((language, min(weight, MOST_OF_ONE_WORD)) for language, weight in found.items())


def _share(found: defaultdict[str, float], languages: Iterable[str], weight: float) -> None:
    among = tuple(languages)
    for language in among:
        found[language] += weight / len(among)


@lru_cache(maxsize=1)
def _function_words() -> Mapping[str, tuple[str, ...]]:
    return _inverted(FUNCTION_WORDS)


@lru_cache(maxsize=1)
def _folded_words() -> Mapping[str, tuple[str, ...]]:
    """Shoppers leave accents out: "ou" for "où", "fur" for "für"."""
    return _inverted({language: frozenset(map(fold, words)) for language, words in FUNCTION_WORDS.items()})


@lru_cache(maxsize=1)
def _shop_words() -> Mapping[str, tuple[str, ...]]:
    return _inverted(SHOP_WORDS)


def _inverted(lists: Mapping[str, frozenset[str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in lists.items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found
