"""Which answers may be kept: those that say the same to everybody for as long as their sources stand."""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from aisle.answer_cache.personal import holds_contact, is_personal, known_words
from aisle.answer_cache.types import Rests
from aisle.answering.types import (
    Answer,
    Basis,
    ComparisonSegment,
    FactSegment,
    ProductSegment,
    TextSegment,
)
from aisle.answering.writer import Assignment, Finished
from aisle.assistants.types import QUOTE
from aisle.catalog.search_text import product_fields
from aisle.retrieval.types import Filter, SearchResult, Wants

VOLATILE_FIELDS = frozenset({"price", "stock", "in_stock", "availability", "discount", "rating", "sale"})


class Unfit(StrEnum):
    """Why an answer is not kept."""

    HISTORY = "it was written with what was said before"
    UNFINISHED = "it broke off"
    STOOD_IN = "another than the assistant's model wrote it"
    CLAIMS_NOTHING = "it claims nothing, or rests on nothing"
    ASKS_BACK = "it asks back, or offers a person"
    DEGRADED = "a part of the search did not take part"
    VOLATILE = "it rests on prices, stock or an order of products"
    PERSONAL = "the question or the answer may be about one person"


def unfit(question: str, assignment: Assignment, finished: Finished, writes: str) -> Unfit | None:
    """Return why an answer is not kept; None where it may be.

    Args:
        question: As it would be looked up.
        assignment: What it was written from.
        finished: The answer.
        writes: Who should have written it: `quote`, or a model's name.
    """
    answer, evidence = finished.answer, assignment.evidence
    if assignment.question.history or assignment.begun:
        return Unfit.HISTORY
    if finished.broken_off:
        return Unfit.UNFINISHED
    if (answer.writer == QUOTE) != (writes == QUOTE):
        return Unfit.STOOD_IN
    if answer.clarify is not None or answer.offer_person:
        return Unfit.ASKS_BACK
    if evidence is None or answer.abstained or not answer.claims_something or not _rests(answer):
        return Unfit.CLAIMS_NOTHING
    if evidence.degraded:
        return Unfit.DEGRADED
    if _is_volatile(answer, evidence):
        return Unfit.VOLATILE
    return Unfit.PERSONAL if _is_personal(question, answer, evidence, assignment.store.name) else None


def rests_of(answer: Answer, evidence: SearchResult) -> Rests:
    """Return what an answer rests on."""
    known: dict[UUID, bool | None] = {hit.product.id: hit.product.in_stock for hit in evidence.products}
    shown = dict.fromkeys([*answer.product_ids, *(one.product_id for one in _facts(answer))])
    # A product that is shown and was not found cannot be checked: `None` of one that is sold never matches.
    products = {id_: known.get(id_) for id_ in shown}
    catalogue = bool(shown) or evidence.understanding.wants is Wants.PRODUCTS
    return Rests({one.document_id: one.document_version_id for one in answer.citations}, products, catalogue)


def _rests(answer: Answer) -> bool:
    return bool(answer.citations or answer.product_ids or any(_facts(answer)))


def _facts(answer: Answer) -> Iterator[FactSegment]:
    return (one for one in answer.segments if isinstance(one, FactSegment))


def _is_volatile(answer: Answer, evidence: SearchResult) -> bool:
    understood = evidence.understanding
    if evidence.sort or understood.sort or answer.relaxed or evidence.relaxed:
        return True
    things = (limit for thing in understood.things for limit in thing.filters)
    if any(_changes(limit) for limit in (*understood.filters, *answer.filters, *things)):
        return True
    return any(_rests_on_price(one) for one in answer.segments)


def _changes(limit: Filter) -> bool:
    return limit.field.split(".")[0] in VOLATILE_FIELDS


def _rests_on_price(segment: object) -> bool:
    if isinstance(segment, ProductSegment):
        return segment.basis is Basis.PRICE
    if isinstance(segment, ComparisonSegment):
        return any(cell.fact is not None and cell.best for row in segment.rows for cell in row.cells)
    return False


def _is_personal(question: str, answer: Answer, evidence: SearchResult, store: str) -> bool:
    products = [hit.product for hit in evidence.products]
    fields = [product_fields(product) for product in products]
    sources = [
        store,
        *(f"{hit.title} {hit.context} {hit.text}" for hit in evidence.passages),
        *(f"{one.title} {one.category} {one.identifiers} {one.attributes} {one.body}" for one in fields),
    ]
    if is_personal(question, known_words(sources)):
        return True
    words = " ".join(one.text for one in answer.segments if isinstance(one, TextSegment))
    return holds_contact(words, "\n".join(sources))
