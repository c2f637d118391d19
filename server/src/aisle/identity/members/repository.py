"""Every query on members and their roles."""

from typing import Any
from uuid import UUID

from aisle.core.db import Session


async def list_grants(session: Session, person_id: UUID) -> list[Any]:
    """Return a row for each role of a member who is not suspended, in an organization that is not, in stores that are not."""
    return await session.fetch(
        "SELECT r.store_id, r.role, o.actions FROM member m"
        " JOIN tenant t ON t.organization_id = m.organization_id"
        " JOIN member_role r ON r.organization_id = m.organization_id AND r.person_id = m.person_id"
        " LEFT JOIN role o ON o.organization_id = r.organization_id AND o.id = r.role_id"
        " LEFT JOIN store s ON s.organization_id = r.organization_id AND s.store_id = r.store_id"
        " WHERE m.organization_id = $1 AND m.person_id = $2"
        " AND m.suspended_at IS NULL AND t.suspended_at IS NULL AND s.suspended_at IS NULL",
        session.scope.organization_id,
        person_id,
    )
