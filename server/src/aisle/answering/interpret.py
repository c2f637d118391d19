"""What a message asks for, made whole from the conversation, before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from aisle.answering import cues
from aisle.answering.glossary import glossed
from aisle.answering.lexicon import phrase_words
from aisle.answering.names import named
from aisle.answering.phrases import say
from aisle.answering.references import by_ordinal, top
from aisle.answering.speaking import languages_of
from aisle.answering.stated_needs import stated_needs
from aisle.answering.superlatives import names_order
from aisle.answering.topic import Topic, continued, joined, topic_of
from aisle.answering.types import PastTurn
from aisle.answering.words import KEY_WEIGHT, content_words, cut
from aisle.retrieval.types import Wants
from aisle.retrieval.understanding.wants import wants_of

_TALK_CHARS = 80
_LONG = 120
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_MOST_COMPARED = 3


class Kind(StrEnum):
    """What a message is; only some kinds need anything looked up."""

    ASK = "ask"
    SMALLTALK = "smalltalk"
    COMPARE = "compare"
    CHOOSE = "choose"
    ORDER_STATUS = "order_status"
    PERSON = "person"
    CORRECTION = "correction"
    EMPTY = "empty"

    @property
    def needs_evidence(self) -> bool:
        """Whether to search before writing."""
        return self in {Kind.ASK, Kind.COMPARE, Kind.CHOOSE, Kind.ORDER_STATUS}


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A message as retrieval and the writer should read it.

    `compare_ids` are products already shown that are to be compared, None when the message names others;
    `refers_to` are products shown that "it" or "the second one" means. Both must be among the evidence.
    """

    standalone_query: str
    kind: Kind
    compare_ids: tuple[UUID, ...] | None = None
    refers_to: tuple[UUID, ...] = ()


def interpret(
    text: str, history: Sequence[PastTurn], language: str, store_language: str | None = None
) -> Interpretation:
    """Read a message in its conversation.

    Args:
        text: The message.
        history: The turns before it, oldest first.
        language: ISO 639-1 code of the language to read it in.
        store_language: Code of what the shop is written in; words of the question that a shop's dictionary knows are said
            in it, to be searched with. None leaves them.
    """
    meaning = _with_phrases(_read(text, history, language))
    if store_language is None or not meaning.kind.needs_evidence:
        return meaning
    query = meaning.standalone_query
    for spoken in dict.fromkeys((language, *languages_of(history, store_language))):
        query = glossed(query, spoken, store_language)
    return replace(meaning, standalone_query=query)


def _with_phrases(meaning: Interpretation) -> Interpretation:
    """ "Can I send it back?": guides speak of returns; the word is added for the search alone."""
    words = phrase_words(meaning.standalone_query) if meaning.kind is Kind.ASK else ()
    if not words:
        return meaning
    query = meaning.standalone_query.rstrip()
    said = query.rstrip("?!. ")
    return replace(meaning, standalone_query=f"{said} {' '.join(words)}{query[len(said) :]}")


def _read(text: str, history: Sequence[PastTurn], language: str) -> Interpretation:
    text = asking_sentence(cut(text), language)
    lowered = " ".join(text.lower().replace("’", "'").split())
    if history and history[-1].offered and cues.ASSENT.search(lowered):
        return Interpretation(text, Kind.PERSON)
    plain = _plain_kind(lowered)
    if plain is Kind.ORDER_STATUS:
        # Guides speak of tracking, not of "my order"; the words are added for the search alone.
        return Interpretation(f"{text} {say('tracking', language)}", plain)
    if plain is not None:
        return Interpretation(text, plain)
    topic = topic_of(history, language)
    if cues.CORRECTION.search(lowered) and not cues.CORRECTED_TO.search(lowered):
        return Interpretation(topic.text or text, Kind.CORRECTION)
    if cues.COMPARE.search(lowered):
        return _comparison(text, lowered, topic)
    if cues.CHOOSE.search(lowered) and topic.product_ids:
        return Interpretation(_chosen_by(text, topic, language), Kind.CHOOSE, refers_to=topic.product_ids)
    whole = continued(text, topic, language)
    kind = Kind.COMPARE if cues.THAN.search(lowered) else Kind.ASK
    return Interpretation(whole.text, kind, refers_to=whole.refers_to)


def _chosen_by(text: str, topic: Topic, language: str) -> str:
    """What was asked before, with what the choice is to be made by where it says so: "which of them is lightest?"."""
    says = cues.CHEAPER_OR_CHEAPEST.search(text.lower()) or names_order(text) or stated_needs(text, language)
    return joined(topic.text, text) if says else topic.text


def asking_sentence(text: str, language: str) -> str:
    """The last sentence of a long message where it asks how the shop or a thing works; the story before limits nothing.

    What stands before a wish for goods ("I'm 163 cm. Which rucksack?") says what they must be like and is kept.
    """
    if len(text) < _LONG:
        return text
    said = _SENTENCE_END.split(text.strip())
    last = said[-1]
    own = [word for word in content_words(last, language) if word.weight >= KEY_WEIGHT]
    alone = len(said) > 2 and len(own) > 1 and not cues.STRONG_PRONOUN.search(last.lower())
    return last if alone and wants_of(last, has_limits=False) is Wants.KNOWLEDGE else text


def _plain_kind(lowered: str) -> Kind | None:
    """The kinds that can be told from the message alone."""
    if not any(character.isalnum() for character in lowered):
        return Kind.EMPTY
    if len(lowered) <= _TALK_CHARS and small_talk(lowered):
        return Kind.SMALLTALK
    if cues.PERSON.search(lowered) or cues.CART.search(lowered):
        return Kind.PERSON
    return Kind.ORDER_STATUS if cues.ORDER_STATUS.search(lowered) else None


def small_talk(lowered: str) -> str | None:
    """ "greeting", "thanks" or "bye", when the message is nothing else."""
    talk = (("greeting", cues.GREETING), ("bye", cues.BYE), ("thanks", cues.THANKS))
    return next((name for name, cue in talk if cue.search(lowered)), None)


def _comparison(text: str, lowered: str, topic: Topic) -> Interpretation:
    """ "The top two" are the last products shown; names are looked for among those shown first."""
    titles = dict(zip(topic.product_ids, topic.product_titles, strict=False))
    by_name = named(text, titles)
    # What was asked before says what matters: "compare the top two" alone has no need in it.
    whole = topic.text if not by_name and topic.text else text
    ids = top(lowered, topic.product_ids) or by_ordinal(lowered, topic.product_ids)
    for found in (by_name, ids):
        if len(found) >= 2:
            return Interpretation(whole, Kind.COMPARE, found[:_MOST_COMPARED], found[:_MOST_COMPARED])
    if not by_name and names_nothing(lowered) and len(topic.product_ids) >= 2:
        return Interpretation(whole, Kind.COMPARE, topic.product_ids[:2], topic.product_ids[:2])
    return Interpretation(text, Kind.COMPARE, refers_to=by_name)


def names_nothing(lowered: str) -> bool:
    """ "Compare them", "what's the difference?": the message leaves open what to compare."""
    rest = cues.COMPARE.sub(" ", cues.PRONOUN.sub(" ", cues.TOP_COUNT.sub(" ", lowered)))
    return not [word for word in rest.split() if len(word.strip("?!.,")) > 3]
