"""What a shop does not want spoken of, and how much evidence it asks for. Decided by words, so that no model can be talked out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from aisle.answering.phrases import say
from aisle.answering.types import Answer, Question, TextSegment
from aisle.answering.words import keys
from aisle.assistants.types import AssistantSettings
from aisle.retrieval.types import PassageHit, SearchResult

_WORD = re.compile(r"\w+")


def refused_topic(text: str, languages: Iterable[str], topics: Sequence[str]) -> str | None:
    """Return the first topic all of whose words a message holds, however they are inflected in one of the languages."""
    for language in dict.fromkeys(languages):
        said = keys(text, language)
        for topic in topics:
            wanted = keys(topic, language) or frozenset(topic.lower().split())
            if wanted <= said:
                return topic
    return None


def refusal(question: Question, settings: AssistantSettings) -> Answer:
    """Return what is said in place of an answer to what is refused; a person is offered."""
    text = settings.refusal or say("topic_refused", question.language)
    language = "" if settings.refusal else question.language
    return Answer((TextSegment(text),), offer_person=True, abstained=True, language=language)


def holds_any(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text holds the words of a phrase one after the other, whatever stands between them but words."""
    return bool(phrases) and any(f" {_plain(one)} " in f" {_plain(text)} " for one in phrases)


@lru_cache(maxsize=4_096)
def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def usable(passages: Sequence[PassageHit], settings: AssistantSettings) -> tuple[PassageHit, ...]:
    """Return the passages that have score enough, none of whose sentences with avoided words can be quoted."""
    enough = (one for one in passages if one.score >= settings.least_evidence)
    return tuple(replace(one, barred=settings.avoids) if settings.avoids else one for one in enough)


def within(found: SearchResult | None, settings: AssistantSettings) -> SearchResult | None:
    """Return the evidence that the settings let an answer rest on."""
    if found is None or not (settings.avoids or settings.least_evidence):
        return found
    return replace(found, passages=usable(found.passages, settings))
