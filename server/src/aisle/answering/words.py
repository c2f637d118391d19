"""Words of a text as they are compared: folded, stemmed, with shop synonyms made one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from aisle.answering.lexicon import CONCEPT_OF, join_phrases
from aisle.answering.stopwords import LIGHT_WORDS, MODIFIERS, STOPWORDS
from aisle.retrieval.analysis.function_words import FUNCTION_WORDS
from aisle.retrieval.analysis.stemming import stem

# Longer messages are pasted pages; what a shopper wants stands in the first lines.
MAX_QUESTION_CHARS = 2_000

KEY_WEIGHT = 1.0
NAME_WEIGHT = 1.4
MODIFIER_WEIGHT = 0.4
LIGHT_WEIGHT = 0.15

_NOUNS = frozenset({"meaning", "meanings"})
_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|dell|nell|sull|all|dall)'(?=\w\w)")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MODIFIER_ENDING = re.compile(r"(?:ly|ful|ous|able|ible|ish|less|([bdfgklmnprt])\1y)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a question: as written, as compared, and how much it would be missed."""

    text: str
    key: str
    weight: float
    is_name: bool = False


def cut(text: str) -> str:
    """The part of a message that is read, in one normal form."""
    return unicodedata.normalize("NFC", text[:MAX_QUESTION_CHARS]).strip()


def tokens(text: str) -> list[str]:
    """Lower-case words; scripts without spaces give pairs of characters."""
    return list(_tokens(text))


# The same passages and products are read for one question after the other.
@lru_cache(maxsize=8_192)
def _tokens(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in _TOKEN.finditer(join_phrases(text.lower().replace("’", "'"))):
        found.extend(_pieces(match.group()))
    return tuple(found)


def _pieces(token: str) -> Iterable[str]:
    if "-" in token and token not in CONCEPT_OF:
        return token.split("-")
    if _CJK.search(token) and len(token) > 2:
        return (token[i : i + 2] for i in range(len(token) - 1))
    return (_ELISION.sub("", token).removesuffix("'s"),)


@lru_cache(maxsize=20_000)
def key_of(token: str, language: str) -> str:
    """What a word is compared by: its concept where it has one, otherwise its stem."""
    if token in CONCEPT_OF:
        return CONCEPT_OF[token]
    return stem(token, language)


@lru_cache(maxsize=8_192)
def keys(text: str, language: str) -> frozenset[str]:
    """All words of a text as they are compared, stop words left out."""
    stop = _stop_words(language)
    return frozenset(key_of(token, language) for token in tokens(text) if token not in stop)


def _stop_words(language: str) -> frozenset[str]:
    return STOPWORDS.get(language) or FUNCTION_WORDS.get(language, frozenset())


def content_words(text: str, language: str) -> tuple[Word, ...]:
    """The words a question is about, each once, in order."""
    stop = _stop_words(language)
    names = _names(text)
    found: dict[str, Word] = {}
    for token in tokens(text):
        if token in stop or (len(token) == 1 and not token.isdigit() and not _CJK.match(token)):
            continue
        key = key_of(token, language)
        # Where small words can't be told from the subject, none may be missed like one.
        weight = _weight(token, key, token in names) if stop else MODIFIER_WEIGHT
        found.setdefault(key, Word(token, key, weight, token in names))
    return tuple(found.values())


def _weight(token: str, key: str, is_name: bool) -> float:
    # "Gets" is as light as "get", but a noun is none of these: "the meaning of life".
    if token in LIGHT_WORDS or (key in LIGHT_WORDS and token not in _NOUNS):
        return LIGHT_WEIGHT
    if token in MODIFIERS or token[0].isdigit() or _MODIFIER_ENDING.search(token):
        return MODIFIER_WEIGHT
    return NAME_WEIGHT if is_name else KEY_WEIGHT


def _names(text: str) -> frozenset[str]:
    """Words with a capital inside a sentence; none when everything is capitalised or nothing is not."""
    # "I" is always written large, and so is the first word.
    matches = [m for m in _TOKEN.finditer(text) if m.group() != "I"]
    capital = [m for m in matches if m.group()[0].isupper()]
    if len(capital) * 2 > len(matches) + 1:
        return frozenset()
    inner = (m for m in capital if m.start() > 0 and text[: m.start()].rstrip()[-1:] not in ".!?:\n¿¡")
    return frozenset(m.group().lower().replace("’", "'").removesuffix("'s") for m in inner)
