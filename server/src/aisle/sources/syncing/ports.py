"""What runs need of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from aisle.core.db import Session
from aisle.sources.records import Record, Resource
from aisle.sources.syncing.types import Change


class Immediate(Protocol):
    """Shows stock and prices to shoppers at once."""

    async def apply_now(
        self, session: Session, source_id: UUID, resource: Resource, changes: Sequence[Change]
    ) -> None:
        """Apply a page of stock or prices, in the transaction that writes the same changes into the live copy.

        The caller has left out what is older than the live copy. Nothing slow happens here.
        """
        ...


class NothingImmediate:
    """For parts that show nothing."""

    async def apply_now(
        self, session: Session, source_id: UUID, resource: Resource, changes: Sequence[Change]
    ) -> None:
        """Do nothing: the live copy is all there is."""


class BadRecord(ValueError):
    """A record that does not fit what is wanted of it. field: which; action: what a person can do."""

    def __init__(self, field: str, reason: str, action: str, code: str = "rule") -> None:
        super().__init__(reason)
        self.field, self.reason, self.action, self.code = field, reason, action, code


class Transform(Protocol):
    """Applies a source's rules to records."""

    def __call__(self, rules: Sequence[Any], resource: Resource, record: Record) -> Record | None:
        """Return the record that the rules make of it; None: a filter leaves it out. Raises BadRecord."""
        ...


def untouched(rules: Sequence[Any], resource: Resource, record: Record) -> Record | None:
    """Leave every record as it is."""
    return record
