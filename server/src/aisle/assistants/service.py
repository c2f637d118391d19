"""Use cases on assistants. Every store starts with one, and one live release of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.assistants import repository
from aisle.core.db import Session
from aisle.core.errors import NotFound
from aisle.core.ids import new_id


@dataclass(frozen=True, slots=True)
class Release:
    """The settings under which an assistant answers now."""

    id: UUID
    assistant_id: UUID
    name: str
    number: int
    settings: dict[str, Any]


async def create_assistant(session: Session, name: str) -> Release:
    """Add an assistant with its first release, live at once."""
    release = Release(new_id(), new_id(), name, 1, {"writer": "quote"})
    await repository.insert(session, release)
    return release


async def get_live_release(session: Session) -> Release:
    """Return the live release of the store's assistant. Raises NotFound."""
    release = await repository.find_live(session)
    if release is None:
        raise NotFound("This store has no live assistant.")
    return Release(*release)
