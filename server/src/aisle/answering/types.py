"""What goes into an answer and what comes out: questions, store facts and typed segments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aisle.assistants.types import QUOTE
from aisle.catalog.types import Money
from aisle.retrieval.types import Filter, Relaxation


@dataclass(frozen=True, slots=True)
class PastTurn:
    """One earlier question with what was answered; products are in the order they were shown.

    Attributes:
        clarified: The answer was a question back.
        offered: It offered a person.
    """

    question: str
    answer_text: str = ""
    product_ids: tuple[UUID, ...] = ()
    filters: tuple[Filter, ...] = ()
    product_titles: tuple[str, ...] = ()
    clarified: bool = False
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the shopper wrote, with the turns before it, oldest first."""

    text: str
    history: tuple[PastTurn, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a person of the store."""

    email: str | None = None
    phone: str | None = None
    hours: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What an answer may say about the store itself."""

    name: str
    currency: str = "GBP"
    language: str = "en"
    contact: Contact = Contact()


class Fact(StrEnum):
    """A volatile value that is read from the catalogue each time it is shown."""

    PRICE = "price"
    STOCK = "stock"
    COMPARE_AT = "compare_at"
    DISCOUNT = "discount"


class Tone(StrEnum):
    """How a reason on a product card is meant."""

    GOOD = "good"
    PLAIN = "plain"
    WARN = "warn"


class Basis(StrEnum):
    """What a reason rests on: one that rests on prices is dropped when the price has changed."""

    ATTRIBUTES = "attributes"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class TextSegment:
    """Text with citation marks `[1]` and fact placeholders `{fact:x1}`; paragraphs end in a blank line."""

    text: str


@dataclass(frozen=True, slots=True)
class CitationSegment:
    """The exact span of a document that the sentences with this mark were taken from."""

    mark: int
    chunk_id: UUID
    document_id: UUID
    document_version_id: UUID
    start: int
    end: int
    quote: str
    title: str
    url: str | None
    page: int | None
    section: tuple[str, ...]
    as_of: datetime | None


@dataclass(frozen=True, slots=True)
class FactSegment:
    """A price, stock level or reduction named by a placeholder in the text; without a variant it is the product's."""

    id: str
    product_id: UUID
    variant_id: UUID | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class ProductSegment:
    """A product card with one reason tied to the question and the price at the time of writing."""

    product_id: UUID
    reason: str
    tone: Tone
    basis: Basis = Basis.ATTRIBUTES
    price_then: Money | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a comparison: literal text, or a fact that is read when shown."""

    text: str | None = None
    fact: Fact | None = None
    note: str | None = None
    best: bool = False


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One property of all compared products, in their order."""

    label: str
    cells: tuple[Cell, ...]
    citation_mark: int | None = None


@dataclass(frozen=True, slots=True)
class ComparisonSegment:
    """Two or three products side by side."""

    product_ids: tuple[UUID, ...]
    rows: tuple[ComparisonRow, ...]


Segment = TextSegment | CitationSegment | FactSegment | ProductSegment | ComparisonSegment


@dataclass(frozen=True, slots=True)
class Clarify:
    """One question back to the shopper with a few answers to choose from."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: segments in reading order and what the shopper is told about how sure it is.

    One without reasons claims nothing (a greeting, a question back), so nothing is said of how sure it is.

    Attributes:
        writer: `quote`, or the name of the model that wrote it.
        language: ISO 639-1 code of what it is written in; empty where it is the store's.
    """

    segments: tuple[Segment, ...]
    suggestions: tuple[str, ...] = ()
    clarify: Clarify | None = None
    offer_person: bool = False
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    abstained: bool = False
    label: str | None = None
    filters: tuple[Filter, ...] = ()
    relaxed: tuple[Relaxation, ...] = ()
    writer: str = QUOTE
    language: str = ""

    @property
    def claims_something(self) -> bool:
        """Whether there is anything to be sure of."""
        return bool(self.reasons)

    @property
    def citations(self) -> tuple[CitationSegment, ...]:
        """The passages quoted, in the order of their marks."""
        return tuple(s for s in self.segments if isinstance(s, CitationSegment))

    @property
    def product_ids(self) -> tuple[UUID, ...]:
        """Products shown as cards or compared, in the order shown, without repeats."""
        shown: dict[UUID, None] = {}
        for segment in self.segments:
            if isinstance(segment, ProductSegment):
                shown[segment.product_id] = None
            elif isinstance(segment, ComparisonSegment):
                shown.update(dict.fromkeys(segment.product_ids))
        return tuple(shown)
