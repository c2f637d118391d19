"""What kept answers need from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from aisle.core.db import Scope
from aisle.llm.chat import Usage


@dataclass(frozen=True, slots=True)
class Saved:
    """A kept answer that was given: what writing it had taken, and in which conversation it was given."""

    how: str
    usage: Sequence[Usage]
    conversation_id: UUID
    release_id: UUID


class SavedCosts(Protocol):
    """Is told of costs that a kept answer saved."""

    async def saved(self, scope: Scope, saved: Saved) -> None:
        """Write it down. Raises AisleError where that cannot be done now."""
        ...
