"""Every query on invitations."""

from typing import Any
from uuid import UUID

from aisle.core.db import Session

COLUMNS = (
    "i.id, i.email_hash, i.email_sealed, i.grants, i.secret_hash, i.mail_job_id, i.invited_by, i.created_at, i.sent_at,"
    " i.expires_at, i.accepted_at, i.revoked_at, i.expires_at <= now() AS expired"
)
OPEN = "i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()"


async def insert_invitation(
    session: Session,
    invitation_id: UUID,
    email_hash: bytes,
    email_sealed: bytes,
    grants: list[dict[str, str]],
    invited_by: UUID | None,
    days: int,
) -> None:
    """Add an invitation whose mail has not been made yet."""
    await session.execute(
        "INSERT INTO invitation (organization_id, id, email_hash, email_sealed, grants, invited_by, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7))",
        session.scope.organization_id,
        invitation_id,
        email_hash,
        email_sealed,
        grants,
        invited_by,
        days,
    )


async def find_invitation(session: Session, invitation_id: UUID) -> Any | None:
    """Return an invitation, whatever became of it."""
    return await session.fetchrow(
        f"SELECT {COLUMNS} FROM invitation i WHERE i.organization_id = $1 AND i.id = $2",
        session.scope.organization_id,
        invitation_id,
    )


async def find_open(session: Session, invitation_id: UUID) -> Any | None:
    """Return an open invitation of an organization that is not suspended; nobody else gets it until the transaction ends."""
    return await session.fetchrow(
        f"SELECT {COLUMNS}, o.name AS organization, m.name AS inviter FROM invitation i"
        " JOIN organization o ON o.organization_id = i.organization_id"
        " JOIN tenant t ON t.organization_id = i.organization_id"
        " LEFT JOIN member m ON m.organization_id = i.organization_id AND m.person_id = i.invited_by"
        f" WHERE i.organization_id = $1 AND i.id = $2 AND {OPEN} AND t.suspended_at IS NULL FOR UPDATE OF i",
        session.scope.organization_id,
        invitation_id,
    )


async def find_open_for(session: Session, email_hash: bytes) -> UUID | None:
    """Return the open invitation of an address."""
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT i.id FROM invitation i WHERE i.organization_id = $1 AND i.email_hash = $2 AND {OPEN}",
        session.scope.organization_id,
        email_hash,
    )


async def count_today(session: Session) -> int:
    """Count invitations of the last 24 hours."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT count(*) FROM invitation WHERE organization_id = $1 AND created_at > now() - interval '1 day'",
        session.scope.organization_id,
    )


async def list_invitations(session: Session, after: UUID | None, most: int) -> list[Any]:
    """Return invitations, the oldest first."""
    return await session.fetch(
        f"SELECT {COLUMNS} FROM invitation i WHERE i.organization_id = $1 AND ($2::uuid IS NULL OR i.id > $2) ORDER BY i.id LIMIT $3",
        session.scope.organization_id,
        after,
        most,
    )


async def await_mail(session: Session, invitation_id: UUID, job_id: UUID, days: int) -> None:
    """Let only the link of this job's mail count; the one before is dead from here on."""
    await session.execute(
        "UPDATE invitation SET secret_hash = NULL, mail_job_id = $3, expires_at = now() + make_interval(days => $4)"
        " WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        invitation_id,
        job_id,
        days,
    )


async def arm(session: Session, invitation_id: UUID, secret_hash: bytes) -> None:
    """Remember the hash of the secret that goes into the mail."""
    await session.execute(
        "UPDATE invitation SET secret_hash = $3, sent_at = now() WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        invitation_id,
        secret_hash,
    )


async def set_ended(session: Session, invitation_id: UUID, column: str) -> None:
    """Write down that it was accepted or revoked. column: accepted_at or revoked_at."""
    assert column in ("accepted_at", "revoked_at")
    await session.execute(
        f"UPDATE invitation SET {column} = now(), secret_hash = NULL WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        invitation_id,
    )


async def find_tenant(session: Session, email_hash: bytes) -> UUID | None:
    """Return whose account an address belongs to."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT tenant_id FROM directory WHERE name_hash = $1 AND kind = 'email'", email_hash
    )


async def confirm_person(session: Session) -> str:
    """Take the link in the session's person's mail as proof of the address, and return the person's name."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "UPDATE person SET email_confirmed_at = coalesce(email_confirmed_at, now()) WHERE person_id = $1 RETURNING name",
        session.scope.organization_id,
    )
