"""An answer while it is being put together: marks and facts numbered in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.phrases import say
from aisle.answering.suggestions import After, suggest
from aisle.answering.types import Answer, CitationSegment, FactSegment, Segment
from aisle.catalog.types import Product
from aisle.retrieval.types import Filter, PassageHit


class Draft:
    """Collects what each part of a question was answered with."""

    def __init__(self, language: str, filters: Sequence[Filter]) -> None:
        self._language = language
        self._filters = tuple(filters)
        self._segments: list[Segment] = []
        self._confidences: list[float] = []
        self._reasons: dict[str, None] = {}
        self._products: dict[object, Product] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found to say so far."""
        return not self._segments

    @property
    def next_mark(self) -> int:
        """The number of the next citation."""
        return 1 + len(self._citations)

    @property
    def next_fact(self) -> int:
        """The number of the next fact placeholder."""
        return 1 + sum(isinstance(segment, FactSegment) for segment in self._segments)

    @property
    def _citations(self) -> list[CitationSegment]:
        return [segment for segment in self._segments if isinstance(segment, CitationSegment)]

    def cites(self, citation: CitationSegment) -> bool:
        """Whether the same words of the same document are quoted already."""
        version = citation.document_version_id
        return any(
            one.document_version_id == version and one.start < citation.end and citation.start < one.end
            for one in self._citations
        )

    def says(self, segment: Segment) -> bool:
        """Whether the very same was added before."""
        return segment in self._segments

    def add(
        self,
        segments: Sequence[Segment],
        confidence: float,
        reasons: Sequence[str],
        products: Sequence[Product] = (),
    ) -> None:
        """Append the answer to one part of the question."""
        self._segments.extend(segments)
        self._confidences.append(confidence)
        self._reasons.update(dict.fromkeys(reasons))
        self._products.update({product.id: product for product in products})

    def answer(
        self,
        question: str,
        passages: Sequence[PassageHit],
        *,
        after: After = After.ANSWERING,
        offer_person: bool = False,
    ) -> Answer:
        """The whole answer; it is as sure as its least sure part."""
        cited = {citation.document_id for citation in self._citations}
        products = tuple(self._products.values())
        return Answer(
            tuple(self._segments),
            suggestions=suggest(question, self._language, products, passages, cited, after),
            offer_person=offer_person,
            confidence=min(self._confidences, default=0.0),
            reasons=tuple(self._reasons),
            label=say("label", self._language) if cited else None,
            filters=self._filters,
        )
