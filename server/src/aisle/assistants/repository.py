"""Every query on assistants."""

from typing import Any

from aisle.assistants.types import Release, settings_to_json
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


async def find_live(session: Session) -> tuple[Any, ...] | None:
    """Return id, assistant id, name, number and settings of the live release."""
    row = await session.fetchrow(
        "SELECT r.id, r.assistant_id, a.name, r.number, r.settings FROM assistant_release r"
        " JOIN assistant a ON a.organization_id = r.organization_id AND a.store_id = r.store_id AND a.id = r.assistant_id"
        " WHERE r.organization_id = $1 AND r.store_id = $2 AND r.live ORDER BY a.created_at LIMIT 1",
        *session.tenant,
    )
    return tuple(row) if row else None
