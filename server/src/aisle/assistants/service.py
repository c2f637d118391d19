"""Use cases on assistants. Every store starts with one, and one live release of it."""

from aisle.assistants import repository
from aisle.assistants.types import AssistantSettings, Release, settings_from_json
from aisle.core.db import Session
from aisle.core.errors import NotFound
from aisle.core.ids import new_id


async def create_assistant(session: Session, name: str) -> Release:
    """Add an assistant with its first release, live at once."""
    release = Release(new_id(), new_id(), name, 1, AssistantSettings())
    await repository.insert(session, release)
    return release


async def get_live_release(session: Session) -> Release:
    """Return the live release of the store's assistant. Raises NotFound."""
    row = await repository.find_live(session)
    if row is None:
        raise NotFound("This store has no live assistant.")
    id_, assistant_id, name, number, settings = row
    return Release(id_, assistant_id, name, number, settings_from_json(settings))
