"""What a model is given for one answer, chosen from the assignment and from what quoting made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from aisle.answering.difficulty import difficulty
from aisle.answering.generation.amounts import without_money
from aisle.answering.generation.condensing import condense
from aisle.answering.generation.limits import Limits, most_tokens
from aisle.answering.generation.packing import pack
from aisle.answering.generation.prompt import Marks, evidence_text, messages, system_text
from aisle.answering.generation.sources import Sources
from aisle.answering.generation.tokens import count_tokens
from aisle.answering.interpret import Kind
from aisle.answering.names import named
from aisle.answering.types import (
    Answer,
    Basis,
    FactSegment,
    ProductSegment,
    Segment,
    TextSegment,
)
from aisle.answering.writer import Assignment
from aisle.catalog.types import Product
from aisle.llm.chat import ChatMessage, ChatRequest
from aisle.retrieval.types import SearchResult

_MOST_PRODUCTS = 6
_LEAST_EVIDENCE = 256


@dataclass(frozen=True)
class Material:
    """An assignment made ready for a model.

    Attributes:
        base: The answer by quoting: its cards and tables are kept, and it stands in where the model fails.
        lead: The sentence of data that opens it, shown before the model has said anything.
        reasons: What the shop's own weighing says of a product, by the product's number.
    """

    assignment: Assignment
    evidence: SearchResult
    base: Answer
    sources: Sources
    language: str
    lead: tuple[Segment, ...] = ()
    reasons: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def request(self, model: str, limits: Limits, marks: Marks) -> ChatRequest:
        """The prompt within the model's context."""
        settings = self.assignment.settings
        history, system = _frame(self.assignment, self.language, limits, marks)
        evidence = evidence_text(self.sources, self.reasons, self.language, marks)
        begun = text_of(self.assignment.begun)
        prompt = messages(
            system, history, evidence, self.assignment.question.text, marks, begun, text_of(self.lead)
        )
        return ChatRequest(model, prompt, most_tokens(settings.length), difficulty=self._difficulty)

    @property
    def _difficulty(self) -> float | None:
        """How hard the question is as it was understood; None where products alone answer it."""
        asked = self.assignment.meaning.standalone_query
        texts = [one.text for one in self.sources.passages]
        return difficulty(asked, self.assignment.question.language, texts)


def material_for(
    assignment: Assignment, base: Answer, limits: Limits, marks: Callable[[], Marks]
) -> Material:
    """Pack what fits the model's context."""
    assert assignment.evidence is not None
    language = language_of(assignment)
    products = _products(assignment, base)
    room = _room(assignment, language, limits, marks())
    query = assignment.meaning.standalone_query
    alone = Sources((), products, assignment.store)
    room -= count_tokens(evidence_text(alone, {}, language, marks()))
    passages = pack(assignment.evidence.passages, query, language, room)
    sources = Sources(passages, products, assignment.store)
    lead = () if assignment.begun else _lead(base)
    return Material(assignment, assignment.evidence, base, sources, language, lead, _reasons(products, base))


def language_of(assignment: Assignment) -> str:
    """The shopper's, or the assistant's first where it does not speak that."""
    spoken = assignment.settings.languages
    asked = assignment.question.language
    return asked if not spoken or asked in spoken else spoken[0]


def text_of(segments: tuple[Segment, ...]) -> str:
    """The words of segments."""
    return "\n\n".join(one.text for one in segments if isinstance(one, TextSegment))


def _frame(
    assignment: Assignment, language: str, limits: Limits, marks: Marks
) -> tuple[tuple[ChatMessage, ...], str]:
    """The history and the system text."""
    most = int(limits.history_share * limits.context_tokens)
    system = system_text(assignment.settings, assignment.store.name, language, marks)
    return condense(assignment.question.history, most), system


def _room(assignment: Assignment, language: str, limits: Limits, marks: Marks) -> int:
    """Tokens that are left for evidence."""
    history, system = _frame(assignment, language, limits, marks)
    texts = (system, assignment.question.text, text_of(assignment.begun), *(one.text for one in history))
    taken = sum(count_tokens(text) + 10 for text in texts) + most_tokens(assignment.settings.length)
    return max(_LEAST_EVIDENCE, limits.context_tokens - taken)


def _products(assignment: Assignment, base: Answer) -> tuple[Product, ...]:
    """Those that the answer shows or that were spoken of; of a choice the one that was chosen."""
    facts = (one.product_id for one in base.segments if isinstance(one, FactSegment))
    ids: dict[UUID, None] = dict.fromkeys((*base.product_ids, *facts))
    if assignment.meaning.kind is not Kind.CHOOSE:
        titles = {id_: one.title for id_, one in assignment.products.items()}
        shown = (one.id for one in assignment.shown)
        ids.update(dict.fromkeys((*shown, *named(assignment.meaning.standalone_query, titles))))
    known: dict[UUID, Product] = {one.id: one for one in assignment.shown}
    known.update(assignment.products)
    return tuple(known[id_] for id_ in ids if id_ in known)[:_MOST_PRODUCTS]


def _lead(base: Answer) -> tuple[Segment, ...]:
    """What stands before the first card or table, when it is one text without citations."""
    if not base.product_ids:
        return ()
    first = next(n for n, one in enumerate(base.segments) if not isinstance(one, (TextSegment, FactSegment)))
    lead = base.segments[:first]
    texts = [one for one in lead if isinstance(one, TextSegment)]
    return lead if len(texts) == 1 and isinstance(lead[0], TextSegment) and "[" not in texts[0].text else ()


def _reasons(products: tuple[Product, ...], base: Answer) -> dict[int, tuple[str, ...]]:
    """Reasons of the cards that rest on what the goods are; those that rest on prices hold amounts."""
    said = {
        one.product_id: without_money(one.reason)
        for one in base.segments
        if isinstance(one, ProductSegment) and one.reason and one.basis is Basis.ATTRIBUTES
    }
    return {n: (said[one.id],) for n, one in enumerate(products, 1) if one.id in said}
