"""Telling a commitment from other sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from aisle.answering.promises.figures import figures
from aisle.answering.promises.languages import WORDINGS
from aisle.answering.promises.types import Commitment, Topic, Wording

_SPACES = re.compile(r"\s+")
_ENGLISH = re.compile(
    r"\b(?:the|you|your|we|i've|i'll|have|has|will|been|and|of|for|it|is|this|that|to|with|our|can|get|not)\b"
)
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 4
_CODE = re.compile(r"\b[A-Z]{3,}-?\d{1,}\b|\b[A-Z]{6,}\b")
_SAFETY = re.compile(
    r"\b(?:safe|safely|allerg\w+|nuts?|gluten|free (?:from|of)|sicher|nüsse?n?|unbedenklich|sans danger|noix|arachid\w+|seguro|sicuro|frutta"
    r"|frutos|veilig|noten|medic\w+|pregnan\w+|schwanger\w*|enceinte|embaraz\w+|incinta|zwanger)\b"
)
# Of all six languages: what is not meant as a person in one ("die", "su") is left out, "we" and "you" never are.
_PERSON = re.compile(
    r"\b(?:i|i'\w+|we|we'\w+|you|you'\w+|your|yours|our|ours|us|me|my|mine|nobody|don't|let's"
    r"|ich|wir|ihr|ihre[nmrs]?|ihnen|du|dir|dich|deine?[nmrs]?|uns|unsere?[nmrs]?|mein\w*|mich|mir"
    r"|je|j'\w+|nous|vous|votre|vos|notre|nos|tu|te|ton|ta|tes|mon"
    r"|yo|tú|ti|usted|ustedes|te|tu|tus|mi|nuestr\w+|nos|le|lo tiene\w*|tienes|tendrás|tendrá"
    r"|io|noi|lei|voi|ti|tuo|tua|suo|sua|nostr\w+|vi|ci"
    r"|ik|wij|u|uw|jij|jou|jouw|jullie|ons|onze|je|mij|reken)\b"
)


def commitment(sentence: str, language: str) -> Commitment | None:
    """Return what a sentence commits the shop to; None where it commits it to nothing.

    English is looked for in every language: a model that was talked into something may answer in the words it was
    talked to.
    """
    plain = plain_text(sentence)
    found = [one for name in _languages(plain, language) if (one := _in(plain, name)) is not None]
    if not found:
        return None
    return Commitment(
        frozenset(topic for one in found for topic in one.topics), any(one.by_itself for one in found)
    )


def topics_of(text: str, language: str) -> frozenset[Topic]:
    """Return the topics that a text speaks of, in its language or in English."""
    plain = plain_text(text)
    return frozenset(topic for name in _languages(plain, language) for topic in _topics(plain, name))


def one_way_back(plain: str, language: str) -> str:
    """Return a text with one word for every way to return goods."""
    words = _topic(Topic.RETURN, language if language in WORDINGS else "en")
    return words.sub(" return ", plain)


def is_impersonal(sentence: str) -> bool:
    """Whether a sentence speaks of things and of nobody: enough words, no code to type, nothing on which health hangs."""
    plain = plain_text(sentence)
    return (
        len(_WORD.findall(plain)) >= _FEWEST_WORDS
        and not _PERSON.search(plain)
        and not _CODE.search(sentence)
        and not _SAFETY.search(plain)
    )


def plain_text(text: str) -> str:
    """Small letters, straight apostrophes, single blanks; marks and bold type left out."""
    bare = re.sub(r"\*\*|\[\d{1,3}\]", "", text).replace("’", "'").lower()
    return _SPACES.sub(" ", bare).strip()


def _in(plain: str, language: str) -> Commitment | None:
    if _acts(plain, language):
        return Commitment(frozenset(_topics(plain, language)), by_itself=True)
    topics = frozenset(_topics(plain, language))
    if not topics or _is_denial(plain, language):
        return None
    bare = not figures(plain, language) and not _found("times", plain, language)
    if plain.endswith("?"):
        held_out = _found("offers", plain, language) or not bare
        return Commitment(topics, by_itself=True) if held_out else None
    if bare and _found("pointers", plain, language) and not _found("strong", plain, language):
        return None
    return Commitment(topics, by_itself=bool(_found("personal", plain, language)))


def _is_denial(plain: str, language: str) -> bool:
    denied = _found("denials", plain, language)
    return bool(denied) and not _found("not_denials", plain, language)


def _acts(plain: str, language: str) -> bool:
    """Whether the speaker does something beyond talking: of the acts named, one is not harmless."""
    if _is_denial(plain, language):
        return False
    harmless = _pattern("harmless_acts", language)
    for match in _pattern("acts", language).finditer(plain):
        verbs = [verb for verb in match.groupdict().values() if verb]
        if not verbs or not harmless.fullmatch(verbs[0]):
            return True
    return False


def _topics(plain: str, language: str) -> Iterator[Topic]:
    for topic in WORDINGS[language].topics:
        if _topic(topic, language).search(plain):
            yield topic


def _found(field: str, plain: str, language: str) -> re.Match[str] | None:
    return _pattern(field, language).search(plain)


def _languages(plain: str, language: str) -> tuple[str, ...]:
    """The sentence's language, and English where it has English words: "i difetti" is no English "I"."""
    english = language not in WORDINGS or len(set(_ENGLISH.findall(plain))) >= 2
    return tuple(dict.fromkeys(name for name in (language, "en" if english else "") if name in WORDINGS))


@lru_cache(maxsize=128)
def _pattern(field: str, language: str) -> re.Pattern[str]:
    wording: Wording = WORDINGS[language]
    return re.compile(getattr(wording, field))


@lru_cache(maxsize=128)
def _topic(topic: Topic, language: str) -> re.Pattern[str]:
    return re.compile(WORDINGS[language].topics[topic])
