"""Writing an answer without a model, from evidence that was found before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from aisle.answering import cues
from aisle.answering.choosing import choose
from aisle.answering.clarify import clarify
from aisle.answering.comparison import compare
from aisle.answering.draft import Draft
from aisle.answering.interpret import Interpretation, Kind, interpret, names_nothing
from aisle.answering.meant import offering
from aisle.answering.names import named
from aisle.answering.phrases import SPOKEN, say
from aisle.answering.sections import Reader, order_section, read_section
from aisle.answering.several import several_section
from aisle.answering.speaking import unspoken_script
from aisle.answering.suggestions import After
from aisle.answering.talk import abstain, not_spoken, reply
from aisle.answering.types import Answer, Clarify, Question, StoreFacts, TextSegment
from aisle.answering.words import keys
from aisle.catalog.types import Product
from aisle.llm.ports import Embedder
from aisle.retrieval.types import Relaxation, SearchResult

_SURE_OF_FIELDS = 0.9
_CONTACT = "=contact"


async def write(
    question: Question,
    evidence: SearchResult | None,
    store: StoreFacts,
    embed: Embedder,
    *,
    interpretation: Interpretation | None = None,
    shown: Sequence[Product] = (),
) -> Answer:
    """Answer from the evidence alone, in the question's language, or say that it does not suffice.

    Args:
        question: The message with the turns before it.
        evidence: What was found for the interpretation's query; None for kinds that need none.
        store: Whose assistant is speaking.
        embed: Compares sentences with the question; when it is down, words decide.
        interpretation: What `interpret` made of the message, where the caller has it already.
        shown: The products that the interpretation refers to, read anew.
    """
    asked = unspoken_script(question.text, _known(question, evidence, store))
    if asked:
        return not_spoken(asked, question, store)
    meaning = interpretation or interpret(question.text, question.history, question.language)
    answer = await _written(question, evidence, store, embed, meaning, shown)
    return replace(answer, language=question.language)


def _known(question: Question, evidence: SearchResult | None, store: StoreFacts) -> frozenset[str]:
    """The languages that something can be said or quoted in."""
    found = (hit.language for hit in evidence.passages) if evidence else ()
    return frozenset((store.language, *SPOKEN, *found))


async def _written(
    question: Question,
    evidence: SearchResult | None,
    store: StoreFacts,
    embed: Embedder,
    meaning: Interpretation,
    shown: Sequence[Product],
) -> Answer:
    if not meaning.kind.needs_evidence or evidence is None:
        return reply(meaning.kind, question, store)
    reader = Reader(question, meaning, evidence, store, embed, tuple(shown))
    if meaning.kind is Kind.ASK and _asks_for_contact(question, store):
        return reply(Kind.PERSON, question, store)
    if meaning.kind is Kind.ORDER_STATUS:
        return await order_section(reader)
    answer = _special(reader) or _several(reader) or await _ask(reader)
    return replace(answer, relaxed=_relaxed(evidence)) if answer.product_ids else answer


def _asks_for_contact(question: Question, store: StoreFacts) -> bool:
    """Whether the shop's own telephone or mail is asked for, and known."""
    known = store.contact.phone or store.contact.email
    return bool(known and cues.CONTACT.search(" ".join(question.text.lower().split())))


def _several(reader: Reader) -> Answer | None:
    """None unless several things were asked for and something was found for one of them at least."""
    if not any(group.products for group in reader.evidence.groups):
        return None
    draft = several_section(reader)
    return draft.answer(reader.meaning.standalone_query, reader.evidence.passages)


def _relaxed(evidence: SearchResult) -> tuple[Relaxation, ...]:
    return (*evidence.relaxed, *(one for group in evidence.groups for one in group.relaxed))


def _special(reader: Reader) -> Answer | None:
    """Comparisons and choices, when there are products for them."""
    if reader.meaning.kind is Kind.COMPARE:
        return _compared(reader) or _which_two(reader)
    if reader.meaning.kind is Kind.CHOOSE and reader.shown:
        return _chosen(reader)
    return None


def _compared(reader: Reader) -> Answer | None:
    """None when fewer than two products are meant: then a guide may know the difference."""
    products = _to_compare(reader)
    if len(products) < 2:
        return None
    draft = Draft(reader.language, reader.filters)
    segments = compare(products, reader.meaning.standalone_query, reader.language, reader.weights)
    draft.add(segments, _SURE_OF_FIELDS, (say("compared", reader.language),), products=products)
    return draft.answer(reader.meaning.standalone_query, reader.evidence.passages, after=After.COMPARING)


def _which_two(reader: Reader) -> Answer | None:
    """ "Compare them" with nothing on the screen can only be asked back."""
    if not names_nothing(reader.question.text.lower()):
        return None
    return _asking(Clarify(say("need_two", reader.language), ()), reader)


def _to_compare(reader: Reader) -> list[Product]:
    known: dict[UUID, Product] = {product.id: product for product in reader.products}
    if reader.meaning.compare_ids:
        return [known[id_] for id_ in reader.meaning.compare_ids if id_ in known]
    titles: dict[UUID, str] = {product.id: product.title for product in reader.products}
    found = named(reader.meaning.standalone_query, titles, reader.generic)
    if len(found) == 1:  # "Is it lighter than the Silverhow?"
        found = tuple(dict.fromkeys((*reader.meaning.refers_to, *found)))
    return [known[id_] for id_ in found if id_ in known]


def _chosen(reader: Reader) -> Answer:
    segments = choose(reader.shown, reader.language, reader.weights)
    draft = Draft(reader.language, reader.filters)
    draft.add(segments, _SURE_OF_FIELDS, (say("chosen", reader.language),), products=reader.shown)
    return draft.answer(reader.meaning.standalone_query, reader.evidence.passages, after=After.CHOOSING)


async def _ask(reader: Reader) -> Answer:
    asked_back = _clarified(reader)
    if asked_back is not None:
        return _asking(asked_back, reader)
    draft, judgement = await read_section(reader)
    if draft.is_empty:
        query = reader.meaning.standalone_query
        unknown = abstain(query, reader.language, judgement, reader.evidence.passages, reader.filters)
        return offering(unknown, reader.question.text, reader.evidence.widened, reader.language)
    wants_contact = _CONTACT in keys(reader.question.text, reader.language)
    return draft.answer(reader.meaning.standalone_query, reader.evidence.passages, offer_person=wants_contact)


def _clarified(reader: Reader) -> Clarify | None:
    if reader.shown:
        return None
    query = reader.meaning.standalone_query
    found = tuple(hit.product for hit in reader.evidence.products)
    limited = any(one.field != "category" for one in reader.limits)
    ordered = reader.weights.sort is not None
    return clarify(query, reader.language, reader.question.history, found, limited, ordered=ordered)


def _asking(asked: Clarify, reader: Reader) -> Answer:
    """An answer that is one question; nothing is claimed, so nothing is cited."""
    return Answer((TextSegment(asked.question),), clarify=asked, filters=tuple(reader.filters))
