"""What kept answers need from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from aisle.core.db import Scope
from aisle.llm.chat import Usage


@dataclass(frozen=True, slots=True)
class Saved:
    """A kept answer that was given: who wrote it, and what that took then."""

    writer: str
    usage: Sequence[Usage]


class SavedCosts(Protocol):
    """Is told of costs that a kept answer saved."""

    async def saved(self, scope: Scope, saved: Saved) -> None:
        """Write it down, for the present payer. Raises AisleError where that cannot be done now."""
        ...
