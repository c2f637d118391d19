"""The port between a turn and whoever writes its answer: a quoting writer, or one that asks a model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from aisle.answering.claims import Claim
from aisle.answering.interpret import Interpretation
from aisle.answering.types import Answer, Question, Segment, StoreFacts
from aisle.assistants.types import AssistantSettings
from aisle.catalog.types import Product
from aisle.llm.chat import Usage
from aisle.retrieval.types import SearchResult


@dataclass(frozen=True, slots=True)
class Assignment:
    """Everything that an answer may be written from.

    Attributes:
        shown: The products that the interpretation refers to, read anew.
        products: Every product of the evidence by id.
        begun: Sentences of an answer that was broken off and is to be continued, in order; they were checked then.
    """

    question: Question
    meaning: Interpretation
    evidence: SearchResult | None
    store: StoreFacts
    settings: AssistantSettings
    shown: tuple[Product, ...] = ()
    products: Mapping[UUID, Product] = field(default_factory=dict)
    begun: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """A line that changes in place while the shopper waits."""

    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Segments that are final and may be shown at once.

    A TextSegment that `goes_on` continues the text before it; its marks and placeholders come in the same piece or
    before it. All pieces together are the beginning of the finished answer's segments, text joined.
    """

    segments: tuple[Segment, ...]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer, with its ledger and what it cost. Always the last event.

    Attributes:
        broken_off: The model stopped before its end: the shopper may ask to continue.
        quoted_because: The code of why a model that should have written did not; None where it did, or none should.
    """

    answer: Answer
    claims: tuple[Claim, ...] = ()
    usage: tuple[Usage, ...] = ()
    broken_off: bool = False
    quoted_because: str | None = None


WriterEvent = Status | Piece | Finished


class Writer(Protocol):
    """Writes an answer from evidence that was found before."""

    def write(self, assignment: Assignment) -> AsyncIterator[WriterEvent]:
        """Write. Closing the iterator ends every call to a model at once.

        Raises:
            ChatModelUnavailable, ChatModelRefused: Only where the settings forbid to fall back to quoting.
        """
        ...
