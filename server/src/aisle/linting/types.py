"""Findings, the places they quote, and runs of the linter."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Severity(StrEnum):
    """Error: shoppers are told something wrong. Warning: they may be. Hint: answers would be better."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class FindingState(StrEnum):
    """Open, ignored by a person with a reason, or fixed: the last run did not meet it any more."""

    OPEN = "open"
    IGNORED = "ignored"
    FIXED = "fixed"


class RunState(StrEnum):
    """How far a run is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Cause(StrEnum):
    """Why a run was asked for: by a person, or because content changed."""

    DEMAND = "demand"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault stands, quoted exactly: a span of a document version, a field of a product, or a question.

    Attributes:
        quote: The words, or the value of the field; empty where a field is empty.
        start, end: Characters of the version's text.
        name: What people call it: a document's title, a product's.
    """

    quote: str
    name: str
    document_id: UUID | None = None
    version_id: UUID | None = None
    start: int | None = None
    end: int | None = None
    product_id: UUID | None = None
    field: str | None = None
    url: str | None = None

    @property
    def identity(self) -> list[str]:
        """What stays the same while the fault does: a document's words, but not its version; a field, but not its value."""
        if self.product_id is not None:
            return [str(self.product_id), self.field or ""]
        return [str(self.document_id or ""), " ".join(self.quote.split())]

    def data(self) -> dict[str, Any]:
        """Return it as it is stored."""
        names = ("quote", "name", "document_id", "version_id", "start", "end", "product_id", "field", "url")
        values = {name: getattr(self, name) for name in names}
        return {
            name: str(value) if isinstance(value, UUID) else value
            for name, value in values.items()
            if value is not None
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault as a check met it. kind: a stable code, "subject.fault"; places: one or two."""

    kind: str
    severity: Severity
    message: str
    suggestion: str
    places: tuple[Place, ...]

    @property
    def key(self) -> bytes:
        """The same for the same fault in every run, whichever place was met first."""
        text = json.dumps([self.kind, sorted(place.identity for place in self.places)])
        return hashlib.sha256(text.encode()).digest()


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as it is stored."""

    id: UUID
    kind: str
    severity: Severity
    message: str
    suggestion: str
    places: list[dict[str, Any]]
    state: FindingState
    reason: str | None
    decided_by: str | None
    first_at: datetime
    last_at: datetime
    fixed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RunView:
    """A run as it is stored. read: documents that were new; open: open findings by severity, as they are now."""

    id: UUID
    cause: Cause
    state: RunState
    documents: int
    read: int
    products: int
    links_left: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    open: dict[str, int] = field(default_factory=dict)
