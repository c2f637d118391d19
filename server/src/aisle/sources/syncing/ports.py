"""What runs need of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from aisle.core.db import Session
from aisle.sources.records import Resource
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
