"""Queries on sources."""

from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db import Session
from aisle.knowledge.errors import SourceNameTaken
from aisle.knowledge.types import Source, SourceId

# A source whose documents are being erased keeps its row until the last of them is gone.
DELETED = "deleted"


async def insert_source(session: Session, source: Source) -> None:
    """Add a source. Raises SourceNameTaken."""
    try:
        await session.execute(
            "INSERT INTO source (organization_id, store_id, id, kind, name) VALUES ($1, $2, $3, $4, $5)",
            *session.tenant,
            source.id,
            source.kind,
            source.name,
        )
    except asyncpg.UniqueViolationError:
        raise SourceNameTaken(f"“{source.name}” is in use; choose another name.") from None


async def find_source(session: Session, source_id: UUID) -> Source | None:
    """Return a source that is not being deleted."""
    row = await session.fetchrow(
        "SELECT id, kind, name FROM source WHERE organization_id = $1 AND store_id = $2 AND id = $3 AND kind <> $4",
        *session.tenant,
        source_id,
        DELETED,
    )
    return _source(row) if row else None


async def find_source_by_name(session: Session, name: str) -> Source | None:
    """Return the source of that name."""
    row = await session.fetchrow(
        "SELECT id, kind, name FROM source WHERE organization_id = $1 AND store_id = $2 AND name = $3 AND kind <> $4",
        *session.tenant,
        name,
        DELETED,
    )
    return _source(row) if row else None


async def find_source_of_kind(session: Session, kind: str) -> Source | None:
    """Return the first source of a kind."""
    row = await session.fetchrow(
        "SELECT id, kind, name FROM source WHERE organization_id = $1 AND store_id = $2 AND kind = $3 AND kind <> $4"
        " ORDER BY id LIMIT 1",
        *session.tenant,
        kind,
        DELETED,
    )
    return _source(row) if row else None


async def find_first_source(session: Session) -> Source | None:
    """Return the source that the store began with."""
    row = await session.fetchrow(
        "SELECT id, kind, name FROM source WHERE organization_id = $1 AND store_id = $2 AND kind <> $3 ORDER BY id LIMIT 1",
        *session.tenant,
        DELETED,
    )
    return _source(row) if row else None


async def source_names(session: Session) -> dict[SourceId, str]:
    """Return the names of the store's sources by id."""
    rows = await session.fetch(
        "SELECT id, name FROM source WHERE organization_id = $1 AND store_id = $2 AND kind <> $3 ORDER BY name",
        *session.tenant,
        DELETED,
    )
    return {row["id"]: row["name"] for row in rows}


def _source(row: Any) -> Source:
    return Source(row["id"], row["kind"], row["name"])
