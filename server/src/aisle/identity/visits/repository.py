"""Every query on operators and visits."""

from typing import Any
from uuid import UUID

from aisle.core.db import Session

COLUMNS = "id, person_id, name, reason, writes, began_at, expires_at, ended_at"


async def find_signature(session: Session) -> bytes | None:
    """Return the signature that makes the session's person an operator, if there is one and they are not suspended."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT o.signature FROM platform_operator o JOIN tenant t ON t.organization_id = o.person_id"
        " WHERE o.person_id = $1 AND t.suspended_at IS NULL",
        session.scope.organization_id,
    )


async def write_operator(session: Session, signature: bytes) -> None:
    """Make the session's person an operator."""
    await session.execute(
        "INSERT INTO platform_operator (person_id, signature) VALUES ($1, $2)"
        " ON CONFLICT (person_id) DO UPDATE SET signature = $2",
        session.scope.organization_id,
        signature,
    )


async def delete_operator(session: Session) -> bool:
    """Take that back; False for who was none."""
    gone = await session.execute(
        "DELETE FROM platform_operator WHERE person_id = $1", session.scope.organization_id
    )
    return gone == 1


async def insert_visit(
    session: Session,
    visit_id: UUID,
    person_id: UUID,
    name: str,
    reason: str,
    writes: bool,
    minutes: int,
    secret_hash: bytes,
) -> Any:
    """Add a visit to the session's organization and return it."""
    return await session.fetchrow(
        "INSERT INTO visit (organization_id, id, person_id, name, reason, writes, expires_at, secret_hash)"
        f" VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(mins => $7), $8) RETURNING {COLUMNS}",
        session.scope.organization_id,
        visit_id,
        person_id,
        name,
        reason,
        writes,
        minutes,
        secret_hash,
    )


async def find_running(session: Session, visit_id: UUID) -> Any | None:
    """Return a visit that has not ended."""
    return await session.fetchrow(
        f"SELECT {COLUMNS}, secret_hash FROM visit WHERE organization_id = $1 AND id = $2"
        " AND ended_at IS NULL AND expires_at > now()",
        session.scope.organization_id,
        visit_id,
    )


async def find_visit(session: Session, visit_id: UUID) -> Any | None:
    """Return a visit, running or over."""
    return await session.fetchrow(
        f"SELECT {COLUMNS} FROM visit WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        visit_id,
    )


async def list_visits(session: Session, most: int) -> list[Any]:
    """Return the latest visits, the newest first."""
    return await session.fetch(
        f"SELECT {COLUMNS} FROM visit WHERE organization_id = $1 ORDER BY id DESC LIMIT $2",
        session.scope.organization_id,
        most,
    )


async def end_visit(session: Session, visit_id: UUID) -> bool | None:
    """End a visit; False if it is over, None if there is none."""
    row = await session.fetchrow(
        "SELECT ended_at IS NOT NULL OR expires_at <= now() AS over FROM visit"
        " WHERE organization_id = $1 AND id = $2 FOR UPDATE",
        session.scope.organization_id,
        visit_id,
    )
    if row is None or row["over"]:
        return None if row is None else False
    await session.execute(
        "UPDATE visit SET ended_at = now() WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        visit_id,
    )
    return True


async def list_owner_ids(session: Session) -> list[UUID]:
    """Return the owners of the session's organization, who are told of a visit; not those whom it keeps out."""
    rows = await session.fetch(
        "SELECT DISTINCT r.person_id FROM member_role r JOIN member m USING (organization_id, person_id)"
        " WHERE r.organization_id = $1 AND r.role = 'owner' AND r.store_id IS NULL AND m.suspended_at IS NULL",
        session.scope.organization_id,
    )
    return [row["person_id"] for row in rows]


async def methods_of_login(session: Session, login_id: UUID) -> list[str]:
    """Return how the session's person proved who they are in one of their sign-ins; nothing for another's."""
    found: list[str] | None = await session.fetchval(
        "SELECT methods FROM login WHERE person_id = $1 AND id = $2", session.scope.organization_id, login_id
    )
    return found or []
