"""Every query on assistants."""

from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.assistants.types import (
    AssistantSettings,
    PastRelease,
    Release,
    settings_from_json,
    settings_to_json,
)
from aisle.core.db import Session


async def insert(session: Session, release: Release) -> None:
    """Add an assistant and its live release."""
    await session.execute(
        "INSERT INTO assistant (organization_id, store_id, id, name) VALUES ($1, $2, $3, $4)",
        *session.tenant,
        release.assistant_id,
        release.name,
    )
    await session.execute(
        "INSERT INTO assistant_release (organization_id, store_id, id, assistant_id, number, live, settings) VALUES ($1, $2, $3, $4, $5, true, $6)",
        *session.tenant,
        release.id,
        release.assistant_id,
        release.number,
        settings_to_json(release.settings),
    )


async def lock(session: Session, assistant_id: UUID) -> None:
    """Hold an assistant's row until the transaction ends: drafts and releases of it change one after the other."""
    await session.execute(
        "SELECT 1 FROM assistant WHERE organization_id = $1 AND store_id = $2 AND id = $3 FOR UPDATE",
        *session.tenant,
        assistant_id,
    )


async def find_draft(
    session: Session, assistant_id: UUID
) -> tuple[AssistantSettings | None, datetime | None, str | None, int]:
    """Return the draft (None where it is what the live release says), when and by whom it was changed, its revision."""
    row = await session.fetchrow(
        "SELECT draft, draft_at, draft_by, revision FROM assistant WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        assistant_id,
    )
    assert row is not None
    draft = settings_from_json(row["draft"]) if row["draft"] is not None else None
    return draft, row["draft_at"], row["draft_by"], row["revision"]


async def keep_draft(session: Session, assistant_id: UUID, settings: AssistantSettings | None) -> None:
    """Write the draft; None makes it follow the live release."""
    kept = settings is not None
    await session.execute(
        "UPDATE assistant SET draft = $4, draft_at = CASE WHEN $5 THEN now() END, draft_by = CASE WHEN $5 THEN $6 END, revision = revision + 1"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        assistant_id,
        settings_to_json(settings) if settings is not None else None,
        kept,
        session.scope.principal,
    )


async def insert_live(session: Session, release: Release, restores: int | None, note: str) -> None:
    """Add a release and let it answer in place of the one before."""
    await session.execute(
        "UPDATE assistant_release SET live = false"
        " WHERE organization_id = $1 AND store_id = $2 AND assistant_id = $3 AND live",
        *session.tenant,
        release.assistant_id,
    )
    await session.execute(
        "INSERT INTO assistant_release"
        " (organization_id, store_id, id, assistant_id, number, live, settings, restores, created_by, note)"
        " VALUES ($1, $2, $3, $4, $5, true, $6, $7, $8, $9)",
        *session.tenant,
        release.id,
        release.assistant_id,
        release.number,
        settings_to_json(release.settings),
        restores,
        session.scope.principal,
        note,
    )


async def list_releases(
    session: Session, before: int | None, limit: int, number: int | None = None
) -> list[PastRelease]:
    """Return releases of the store's assistant, the newest first: those below a number, or the one of a number."""
    rows = await session.fetch(
        "SELECT r.id, r.assistant_id, a.name, r.number, r.settings, r.live, r.restores, r.created_at, r.created_by, r.note"
        " FROM assistant_release r"
        " JOIN assistant a ON a.organization_id = r.organization_id AND a.store_id = r.store_id AND a.id = r.assistant_id"
        " WHERE r.organization_id = $1 AND r.store_id = $2 AND ($3::int IS NULL OR r.number < $3)"
        " AND ($4::int IS NULL OR r.number = $4) ORDER BY r.number DESC LIMIT $5",
        *session.tenant,
        before,
        number,
        limit,
    )
    return [_past(row) for row in rows]


def _past(row: Any) -> PastRelease:
    release = Release(
        row["id"], row["assistant_id"], row["name"], row["number"], settings_from_json(row["settings"])
    )
    return PastRelease(
        release, row["live"], row["restores"], row["created_at"], row["created_by"], row["note"]
    )


async def find_live(session: Session) -> tuple[Any, ...] | None:
    """Return id, assistant id, name, number and settings of the live release."""
    row = await session.fetchrow(
        "SELECT r.id, r.assistant_id, a.name, r.number, r.settings FROM assistant_release r"
        " JOIN assistant a ON a.organization_id = r.organization_id AND a.store_id = r.store_id AND a.id = r.assistant_id"
        " WHERE r.organization_id = $1 AND r.store_id = $2 AND r.live ORDER BY a.created_at LIMIT 1",
        *session.tenant,
    )
    return tuple(row) if row else None
