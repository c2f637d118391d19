"""Every query on sign-ins."""

from typing import Any
from uuid import UUID

from aisle.core.db import Session


async def find_login(session: Session, login_id: UUID) -> Any | None:
    """Return a sign-in that has not ended, of a person who is not suspended."""
    return await session.fetchrow(
        "SELECT l.* FROM login l JOIN tenant t ON t.organization_id = l.person_id"
        " WHERE l.person_id = $1 AND l.id = $2 AND l.ended_at IS NULL AND l.expires_at > now() AND t.suspended_at IS NULL",
        session.scope.organization_id,
        login_id,
    )
