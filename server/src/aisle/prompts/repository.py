"""Every query on what organizations put in the place of prompts."""

from typing import Any

from aisle.core.db import Session
from aisle.prompts.types import Override

COLUMNS = "name, version, text, based_on, note, made_at, made_by"


async def newest_of_all(session: Session) -> dict[str, Override]:
    """Return the newest version of each override by name; those that went back to the shipped text, too."""
    rows = await session.fetch(
        f"SELECT DISTINCT ON (name) {COLUMNS} FROM prompt_override WHERE organization_id = $1"
        " ORDER BY name, version DESC",
        session.scope.organization_id,
    )
    return {row["name"]: _override(row) for row in rows}


async def find(session: Session, name: str, version: int | None = None) -> Override | None:
    """Return a version of an override, the newest where none is named."""
    row = await session.fetchrow(
        f"SELECT {COLUMNS} FROM prompt_override WHERE organization_id = $1 AND name = $2"
        " AND ($3::int IS NULL OR version = $3) ORDER BY version DESC LIMIT 1",
        session.scope.organization_id,
        name,
        version,
    )
    return _override(row) if row else None


async def history(session: Session, name: str, before: int | None, limit: int) -> list[Override]:
    """Return versions, the newest first. before: the last number of the page before."""
    rows = await session.fetch(
        f"SELECT {COLUMNS} FROM prompt_override WHERE organization_id = $1 AND name = $2"
        " AND ($3::int IS NULL OR version < $3) ORDER BY version DESC LIMIT $4",
        session.scope.organization_id,
        name,
        before,
        limit,
    )
    return [_override(row) for row in rows]


async def add(session: Session, name: str, text: str | None, based_on: int, note: str) -> Override:
    """Add a version, which is the newest; those who add at the same time wait for each other."""
    tenant = session.scope.organization_id
    await session.execute("SELECT FROM organization WHERE organization_id = $1 FOR UPDATE", tenant)
    row = await session.fetchrow(
        "INSERT INTO prompt_override (organization_id, name, version, text, based_on, note, made_by)"
        " SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6 FROM prompt_override"
        f" WHERE organization_id = $1 AND name = $2 RETURNING {COLUMNS}",
        tenant,
        name,
        text,
        based_on,
        note,
        session.scope.principal,
    )
    return _override(row)


def _override(row: Any) -> Override:
    return Override(*(row[name.strip()] for name in COLUMNS.split(",")))
