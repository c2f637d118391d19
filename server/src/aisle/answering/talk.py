"""Replies that need no evidence: small talk, a person, nothing found."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.hostile import is_hostile, safe
from aisle.answering.interpret import Kind, small_talk
from aisle.answering.phrases import SPOKEN, cannot_answer, say
from aisle.answering.sufficiency import Judgement
from aisle.answering.types import Answer, Question, StoreFacts, TextSegment
from aisle.answering.words import keys
from aisle.retrieval.types import Filter, PassageHit

# A guide with less of the question than this is not worth naming.
_WORTH_NAMING = 0.34


def reply(kind: Kind, question: Question, store: StoreFacts) -> Answer:
    """A greeting, thanks, a way to a person, or a request for words."""
    if kind is Kind.PERSON:
        return _said(say("person", question.language, name=safe(store.name)), offer_person=True)
    if kind is Kind.CORRECTION:
        return _said(say("correction", question.language), offer_person=True)
    lowered = " ".join(question.text.lower().split())
    return _said(
        say((small_talk(lowered) or "empty") if kind is Kind.SMALLTALK else "empty", question.language)
    )


def not_spoken(asked: str, question: Question, store: StoreFacts) -> Answer:
    """Say honestly that a language is not answered here, in it where there are words for that, and offer a person."""
    spoken = question.language if question.language in SPOKEN else store.language
    text, language = cannot_answer(asked, spoken, safe(store.name))
    return Answer((TextSegment(text),), offer_person=True, abstained=True, language=language)


def _said(text: str, offer_person: bool = False) -> Answer:
    return Answer((TextSegment(text),), offer_person=offer_person)


def _is_titled(hit: PassageHit, question: str, language: str) -> bool:
    """Whether the guide's title speaks of what was asked; an FAQ's never does."""
    return bool(keys(hit.title, language) & keys(question, language))


def abstain(
    question: str,
    language: str,
    judgement: Judgement,
    passages: Sequence[PassageHit],
    filters: Sequence[Filter] = (),
) -> Answer:
    """Say that nothing was found, name the nearest guide if there is one, and offer a person."""
    text = say("not_found", language)
    nearest = max(passages, key=lambda hit: (_is_titled(hit, question, language), hit.coverage), default=None)
    titled = nearest is not None and _is_titled(nearest, question, language)
    if (
        nearest
        and titled
        and nearest.coverage >= _WORTH_NAMING
        and nearest.title
        and not is_hostile(nearest.title)
    ):
        text += f" {say('nearest_guide', language, title=safe(nearest.title))}"
    return Answer(
        (TextSegment(text),),
        offer_person=True,
        confidence=min(judgement.confidence, 0.3),
        reasons=judgement.reasons or (say("nothing_found", language),),
        abstained=True,
        filters=tuple(filters),
    )
