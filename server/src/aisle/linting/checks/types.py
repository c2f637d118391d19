"""What checks are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from aisle.linting.statements.types import Statement
from aisle.linting.types import Finding, Place


@dataclass(frozen=True, slots=True)
class Offer:
    """A variant as checks see it."""

    title: str
    options: Mapping[str, str]
    price: Decimal | None
    compare_at: Decimal | None
    currency: str | None
    availability: str


@dataclass(frozen=True, slots=True)
class Good:
    """A product as checks see it. absent_since: nothing of it could be bought from then on; None: it can, or nobody knows."""

    id: UUID
    title: str
    description: str
    category: str | None
    tags: Sequence[str]
    images: int
    attributes: Mapping[str, Any]
    options: Sequence[str]
    offers: Sequence[Offer]
    absent_since: datetime | None = None

    def place(self, field: str, quote: str = "") -> Place:
        """Quote one of its fields."""
        return Place(quote, self.title, product_id=self.id, field=field)


@dataclass(frozen=True, slots=True)
class Page:
    """A published version of a document."""

    document_id: UUID
    version_id: UUID
    title: str
    language: str
    text: str
    markets: Sequence[str] = ()
    url: str | None = None

    def place(self, start: int, end: int, url: str | None = None) -> Place:
        """Quote a span of it."""
        return Place(
            self.text[start:end],
            self.title,
            self.document_id,
            self.version_id,
            start,
            end,
            url=url or self.url,
        )


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement with the document that it stands in. scope: with the document's markets."""

    statement: Statement
    document_id: UUID
    version_id: UUID
    title: str
    scope: frozenset[str]

    def place(self) -> Place:
        """Quote it."""
        one = self.statement
        return Place(one.quote, self.title, self.document_id, self.version_id, one.start, one.end)


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence of a page that names exactly one product."""

    start: int
    end: int
    text: str
    above: str
    good: Good


DocumentCheck = Callable[[Page, Sequence[Mention], datetime], Iterator[Finding]]
ProductCheck = Callable[[Good], Iterator[Finding]]
StatementCheck = Callable[[Sequence[Stated]], Iterator[Finding]]
