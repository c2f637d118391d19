"""Every query on an organization's own schemas."""

import json
from typing import Any

from aisle.analysis.stored.types import NamedSchema, SchemaText
from aisle.core.db import Session

COLUMNS = "s.name, v.version, v.body, v.made_at, v.made_by"
NEWEST = (
    f"SELECT {COLUMNS} FROM output_schema s JOIN output_schema_version v"
    " ON v.organization_id = s.organization_id AND v.name = s.name AND v.version = s.version"
    " WHERE s.organization_id = $1 AND s.deleted_at IS NULL"
)


async def list_newest(session: Session, after: str | None, limit: int) -> list[NamedSchema]:
    """Return the newest version of each schema by name. after: the last name of the page before."""
    sql = f"{NEWEST} AND ($2::text IS NULL OR s.name > $2) ORDER BY s.name LIMIT $3"
    return [_schema(row) for row in await session.fetch(sql, session.scope.organization_id, after, limit)]


async def find(session: Session, name: str, version: int | None = None) -> NamedSchema | None:
    """Return a version of a schema that is not deleted, the newest where none is named."""
    row = await session.fetchrow(
        f"SELECT {COLUMNS} FROM output_schema s JOIN output_schema_version v"
        " ON v.organization_id = s.organization_id AND v.name = s.name AND v.version = coalesce($3, s.version)"
        " WHERE s.organization_id = $1 AND s.name = $2 AND s.deleted_at IS NULL",
        session.scope.organization_id,
        name,
        version,
    )
    return _schema(row) if row else None


async def list_versions(session: Session, name: str, before: int | None, limit: int) -> list[NamedSchema]:
    """Return versions of a schema that is not deleted, the newest first. before: the last number of the page before."""
    rows = await session.fetch(
        f"SELECT {COLUMNS} FROM output_schema s JOIN output_schema_version v"
        " ON v.organization_id = s.organization_id AND v.name = s.name"
        " WHERE s.organization_id = $1 AND s.name = $2 AND s.deleted_at IS NULL AND ($3::int IS NULL OR v.version < $3)"
        " ORDER BY v.version DESC LIMIT $4",
        session.scope.organization_id,
        name,
        before,
        limit,
    )
    return [_schema(row) for row in rows]


async def count(session: Session) -> int:
    """Return how many schemas there are. Whoever adds one waits for others who do."""
    await session.execute(
        "SELECT FROM organization WHERE organization_id = $1 FOR UPDATE", session.scope.organization_id
    )
    found: int = await session.fetchval(
        "SELECT count(*) FROM output_schema WHERE organization_id = $1 AND deleted_at IS NULL",
        session.scope.organization_id,
    )
    return found


async def take_version(session: Session, name: str, *, anew: bool) -> int | None:
    """Return the number of a schema's next version; None where its name is taken (anew) or absent (not anew).

    A name that was deleted goes on where it stopped: a version that somebody pinned never means something else.
    """
    tenant = session.scope.organization_id
    if anew:
        sql = (
            "INSERT INTO output_schema AS s (organization_id, name, version) VALUES ($1, $2, 1)"
            " ON CONFLICT (organization_id, name) DO UPDATE SET version = s.version + 1, deleted_at = NULL"
            " WHERE s.deleted_at IS NOT NULL RETURNING s.version"
        )
    else:
        sql = (
            "UPDATE output_schema SET version = version + 1"
            " WHERE organization_id = $1 AND name = $2 AND deleted_at IS NULL RETURNING version"
        )
    number: int | None = await session.fetchval(sql, tenant, name)
    return number


async def insert_version(session: Session, name: str, version: int, text: SchemaText) -> NamedSchema:
    """Add a version."""
    row = await session.fetchrow(
        "INSERT INTO output_schema_version AS v (organization_id, name, version, body, made_by)"
        f" VALUES ($1, $2, $3, $4, $5) RETURNING {COLUMNS.replace('s.name', 'v.name')}",
        session.scope.organization_id,
        name,
        version,
        json.dumps(text.plain(), ensure_ascii=False),
        session.scope.principal,
    )
    return _schema(row)


async def delete(session: Session, name: str) -> bool:
    """Remove a schema with all its versions; its name and last number stay. Returns whether there was one."""
    tenant = session.scope.organization_id
    found = await session.execute(
        "UPDATE output_schema SET deleted_at = now()"
        " WHERE organization_id = $1 AND name = $2 AND deleted_at IS NULL",
        tenant,
        name,
    )
    await session.execute(
        "DELETE FROM output_schema_version WHERE organization_id = $1 AND name = $2", tenant, name
    )
    return found == 1


def _schema(row: Any) -> NamedSchema:
    text = SchemaText.read(json.loads(row["body"]))
    return NamedSchema(row["name"], row["version"], text, made_at=row["made_at"], made_by=row["made_by"])
