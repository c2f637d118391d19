"""Every query on people and their addresses. The session's tenant is the person."""

from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db import Database, Session
from aisle.identity.accounts.errors import EmailTaken

TAKEN = "Sign in with it, or ask for a new password; or use another address."


async def find_tenant(database: Database, name_hash: bytes) -> UUID | None:
    """Return which tenant a name belongs to, before there is a context."""
    async with database.connection() as connection:
        found: UUID | None = await connection.fetchval(
            "SELECT tenant_id FROM aisle.directory WHERE name_hash = $1", name_hash
        )
    return found


async def insert_tenant(session: Session) -> None:
    """Add the tenant that the session's person is."""
    await session.execute(
        "INSERT INTO tenant (organization_id, kind) VALUES ($1, 'person')", session.scope.organization_id
    )


async def insert_person(
    session: Session,
    name: str,
    email_sealed: bytes,
    confirmed: bool,
    language: str,
    password_hash: str | None,
) -> None:
    """Add the session's person."""
    person_id = session.scope.organization_id
    await session.execute(
        "INSERT INTO person (person_id, name, email_sealed, email_confirmed_at, language, password_hash, password_changed_at)"
        " VALUES ($1, $2, $3, CASE WHEN $4 THEN now() END, $5, $6::text, CASE WHEN $6::text IS NOT NULL THEN now() END)",
        person_id,
        name,
        email_sealed,
        confirmed,
        language,
        password_hash,
    )


async def insert_address(session: Session, name_hash: bytes) -> None:
    """Take an address for the session's person. Raises EmailTaken."""
    try:
        await session.execute(
            "INSERT INTO directory (name_hash, kind, tenant_id) VALUES ($1, 'email', $2)",
            name_hash,
            session.scope.organization_id,
        )
    except asyncpg.UniqueViolationError:
        raise EmailTaken(TAKEN) from None


async def delete_address(session: Session, name_hash: bytes) -> None:
    """Give an address of the session's person free."""
    await session.execute(
        "DELETE FROM directory WHERE name_hash = $1 AND kind = 'email' AND tenant_id = $2",
        name_hash,
        session.scope.organization_id,
    )


async def find_person(session: Session, *, lock: bool = False) -> Any | None:
    """Return the session's person. lock: nobody else changes them until the transaction ends."""
    return await session.fetchrow(
        "SELECT p.*, t.suspended_at FROM person p JOIN tenant t ON t.organization_id = p.person_id"
        f" WHERE p.person_id = $1{' FOR UPDATE OF p' if lock else ''}",
        session.scope.organization_id,
    )


async def update_password(session: Session, password_hash: str) -> None:
    """Set another password."""
    await session.execute(
        "UPDATE person SET password_hash = $2, password_changed_at = now() WHERE person_id = $1",
        session.scope.organization_id,
        password_hash,
    )


async def rehash_password(session: Session, password_hash: str, before: str) -> None:
    """Write the same password with other parameters, unless it was changed meanwhile."""
    await session.execute(
        "UPDATE person SET password_hash = $2 WHERE person_id = $1 AND password_hash = $3",
        session.scope.organization_id,
        password_hash,
        before,
    )


async def confirm_email(session: Session) -> bool:
    """Remember that the address is the person's; False if that was known."""
    changed = await session.execute(
        "UPDATE person SET email_confirmed_at = now() WHERE person_id = $1 AND email_confirmed_at IS NULL",
        session.scope.organization_id,
    )
    return changed == 1


async def update_email(session: Session, email_sealed: bytes) -> None:
    """Set another address, which a mail to it has proven."""
    await session.execute(
        "UPDATE person SET email_sealed = $2, email_confirmed_at = now() WHERE person_id = $1",
        session.scope.organization_id,
        email_sealed,
    )


async def update_profile(session: Session, name: str | None, language: str | None) -> None:
    """Set what is given."""
    await session.execute(
        "UPDATE person SET name = coalesce($2, name), language = coalesce($3, language) WHERE person_id = $1",
        session.scope.organization_id,
        name,
        language,
    )


async def list_organizations(session: Session, most: int | None = None) -> list[UUID]:
    """Return the organizations that the person may try to enter. most: of those that are shown; None: every one."""
    rows = await session.fetch(
        "SELECT organization_id FROM person_organization WHERE person_id = $1 ORDER BY joined_at LIMIT $2",
        session.scope.organization_id,
        most,
    )
    return [row["organization_id"] for row in rows]


async def organization_name(session: Session) -> str:
    """Return the name of the session's organization."""
    name: str = await session.fetchval(
        "SELECT name FROM organization WHERE organization_id = $1", session.scope.organization_id
    )
    return name


async def forget_password(session: Session) -> None:
    """Let no password sign the person in until another is set."""
    await session.execute(
        "UPDATE person SET password_hash = NULL, password_changed_at = now() WHERE person_id = $1",
        session.scope.organization_id,
    )


async def forget_planted(session: Session, since: datetime | None = None) -> int:
    """Remove whatever else signs the person in, and the names it is found by; return how many rows went.

    since: only what was set up then or later. Recovery codes go where no factor is left.
    """
    person_id, gone = session.scope.organization_id, 0
    for table in ("factor", "external_identity"):
        rows = await session.fetch(
            f"DELETE FROM {table} WHERE person_id = $1 AND ($2::timestamptz IS NULL OR created_at >= $2) RETURNING id",
            person_id,
            since,
        )
        await session.execute(
            "DELETE FROM directory WHERE tenant_id = $1 AND kind IN ('identity', 'passkey') AND target_id = ANY($2)",
            person_id,
            [row["id"] for row in rows],
        )
        gone += len(rows)
    return gone + await session.execute(
        "DELETE FROM recovery_code WHERE person_id = $1 AND NOT EXISTS (SELECT FROM factor WHERE person_id = $1)",
        person_id,
    )


async def set_suspension(session: Session, why: str | None) -> bool:
    """Suspend the session's person for a reason, or with None let them in again; False if there is no such person."""
    changed = await session.execute(
        "UPDATE tenant SET suspended_at = CASE WHEN $2::text IS NULL THEN NULL ELSE coalesce(suspended_at, now()) END,"
        " suspended_why = $2 WHERE organization_id = $1 AND kind = 'person'",
        session.scope.organization_id,
        why,
    )
    return changed == 1


async def is_suspended(session: Session) -> bool:
    """Whether the session's person is suspended."""
    return bool(
        await session.fetchval(
            "SELECT 1 FROM tenant WHERE organization_id = $1 AND suspended_at IS NOT NULL",
            session.scope.organization_id,
        )
    )
