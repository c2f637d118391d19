"""In which language to answer: the shopper's own, as far as it can be told and the assistant speaks it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from aisle.answering.phrases import SPOKEN
from aisle.answering.telling_words import TELLING_WORDS
from aisle.answering.types import PastTurn
from aisle.answering.words import cut
from aisle.retrieval.language import guess_language, uses_latin_script

# Longer messages tell their language by their small words.
_SHORT = 6
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def reply_language(
    text: str, history: Sequence[PastTurn], store_language: str, allowed: Sequence[str] = ()
) -> str:
    """The language to answer a message in.

    Words of no language ("Stonechat 38?") go on in the one that was spoken before, at first the store's.

    Args:
        text: The message.
        history: The turns before it, oldest first.
        store_language: ISO 639-1 code of the language that the store is kept in.
        allowed: Codes of the languages that the assistant answers in, the first where the shopper's is none of them; none
            allows every language.

    Returns:
        An ISO 639-1 code; one beside `SPOKEN` and the store's only where a whole other script is written.
    """
    before = languages_of(history, store_language)
    spoken = spoken_language(text, before[-1] if before else store_language, store_language)
    return spoken if not allowed or spoken in allowed else allowed[0]


def languages_of(history: Sequence[PastTurn], store_language: str) -> tuple[str, ...]:
    """The language of each turn, oldest first."""
    spoken: list[str] = []
    for turn in history:
        before = spoken[-1] if spoken else store_language
        spoken.append(spoken_language(turn.question, before, store_language))
    return tuple(spoken)


def spoken_language(text: str, before: str, store_language: str) -> str:
    """The language of one message of a conversation that was in the language `before`."""
    read = cut(text)
    guessed = guess_language(read, tuple(dict.fromkeys((before, store_language))))
    if not uses_latin_script(guessed):
        return guessed
    words = [unicodedata.normalize("NFC", word) for word in _WORD.findall(read.casefold())]
    if len(words) <= _SHORT or guessed not in {*SPOKEN, store_language}:
        return _told(words, before if guessed not in SPOKEN else guessed)
    return guessed


def unspoken_script(text: str, known: Iterable[str]) -> str | None:
    """The language of a message in a script of which no language is known here; None for every other."""
    language = guess_language(cut(text), tuple(known) or SPOKEN[:1])
    return None if uses_latin_script(language) or language in known else language


def _told(words: Sequence[str], otherwise: str) -> str:
    """The one language that most telling words belong to."""
    pieces = (piece for word in words for piece in {word, *word.split("-")})
    counts = Counter(
        language for word in pieces for language, telling in TELLING_WORDS.items() if word in telling
    )
    most = max(counts.values(), default=0)
    best = [language for language in counts if counts[language] == most]
    return otherwise if not best or otherwise in best else best[0] if len(best) == 1 else otherwise
