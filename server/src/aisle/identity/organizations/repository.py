"""Every query on organizations as their members use them."""

from typing import Any
from uuid import UUID

from aisle.core.db import Session


async def list_entrances(session: Session) -> list[UUID]:
    """Return the organizations that the session's person may try to enter."""
    rows = await session.fetch(
        "SELECT organization_id FROM person_organization WHERE person_id = $1 ORDER BY joined_at LIMIT 200",
        session.scope.organization_id,
    )
    return [row["organization_id"] for row in rows]


async def find_belonging(session: Session, person_id: UUID) -> Any | None:
    """Return the session's organization as a member sees it."""
    return await session.fetchrow(
        "SELECT o.name, o.deleted_at, t.suspended_at, m.suspended_at AS left_out,"
        " ARRAY(SELECT DISTINCT coalesce(r.role, c.name) FROM member_role r LEFT JOIN role c"
        " ON c.organization_id = r.organization_id AND c.id = r.role_id"
        " WHERE r.organization_id = m.organization_id AND r.person_id = m.person_id ORDER BY 1) AS roles"
        " FROM member m JOIN organization o ON o.organization_id = m.organization_id"
        " JOIN tenant t ON t.organization_id = m.organization_id WHERE m.organization_id = $1 AND m.person_id = $2",
        session.scope.organization_id,
        person_id,
    )


async def find_organization(session: Session, *, lock: bool = False) -> Any | None:
    """Return the session's organization."""
    end = " FOR NO KEY UPDATE OF o" if lock else ""
    return await session.fetchrow(
        "SELECT o.name, o.settings, o.created_at, o.deleted_at, t.suspended_at, t.suspended_why FROM organization o"
        f" JOIN tenant t ON t.organization_id = o.organization_id WHERE o.organization_id = $1{end}",
        session.scope.organization_id,
    )


async def update_organization(session: Session, name: str, settings: dict[str, Any]) -> None:
    """Write name and settings."""
    await session.execute(
        "UPDATE organization SET name = $2, settings = $3 WHERE organization_id = $1",
        session.scope.organization_id,
        name,
        settings,
    )


async def set_suspension(session: Session, why: str | None) -> None:
    """Let the session's tenant rest for a reason, or with None work again."""
    await session.execute(
        "UPDATE tenant SET suspended_at = CASE WHEN $2::text IS NULL THEN NULL ELSE coalesce(suspended_at, now()) END,"
        " suspended_why = $2 WHERE organization_id = $1",
        session.scope.organization_id,
        why,
    )


async def set_deleted(session: Session, *, deleted: bool) -> None:
    """Note when the organization was deleted, or that it was brought back."""
    await session.execute(
        "UPDATE organization SET deleted_at = CASE WHEN $2 THEN now() END WHERE organization_id = $1",
        session.scope.organization_id,
        deleted,
    )


async def rebind_login(
    session: Session, login_id: UUID, organization_id: UUID | None, secret_hash: bytes | None
) -> None:
    """Let a sign-in of the session's person act in another organization, at will under a new secret."""
    await session.execute(
        "UPDATE login SET organization_id = $3, secret_hash = coalesce($4, secret_hash) WHERE person_id = $1 AND id = $2",
        session.scope.organization_id,
        login_id,
        organization_id,
        secret_hash,
    )


async def delete_tenant(session: Session) -> None:
    """Remove the session's organization with everything that refers to it."""
    await session.execute("DELETE FROM tenant WHERE organization_id = $1", session.scope.organization_id)


async def count_jobs(session: Session, besides: UUID) -> int:
    """Count jobs of the tenant that have not ended, besides one."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT count(*) FROM job WHERE organization_id = $1 AND id <> $2 AND kind = ANY($3) AND state IN ('queued', 'running')",
        session.scope.organization_id,
        besides,
        ["drop_index_homes"],
    )
