"""Use cases on sources."""

from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.core.ids import new_id
from aisle.knowledge.errors import SourceNotFound
from aisle.knowledge.repository import sources
from aisle.knowledge.types import Source, SourceId


async def create_source(session: Session, kind: str, name: str) -> UUID:
    """Add a source to the session's store and return its id. Raises InvalidInput, SourceNameTaken."""
    if not name.strip():
        raise InvalidInput("A source needs a name.")
    source = Source(SourceId(new_id()), kind, name.strip())
    await sources.insert_source(session, source)
    await record(
        session, Event("source.created", "source", source.id, after={"kind": kind, "name": source.name})
    )
    return source.id


async def get_source(session: Session, source_id: UUID) -> Source:
    """Return a source. Raises SourceNotFound."""
    source = await sources.find_source(session, source_id)
    if source is None:
        raise SourceNotFound()
    return source


async def find_source_of_kind(session: Session, kind: str) -> Source | None:
    """Return the store's first source of a kind, or None."""
    return await sources.find_source_of_kind(session, kind)


async def find_source_by_name(session: Session, name: str) -> Source | None:
    """Return the source of that name, or None."""
    return await sources.find_source_by_name(session, name)
