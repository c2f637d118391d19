"""Every query on codes that are mailed to shoppers."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.shoppers.types import PendingCode

WHERE = "organization_id = $1 AND store_id = $2 AND session_id = $3"
HOLDS = "used_at IS NULL AND expires_at > now()"
COLUMNS = "email_hash, email_sealed, code_hash"


async def put_code(
    session: Session, session_id: UUID, email_hash: bytes, email_sealed: bytes, holds: timedelta
) -> None:
    """Note that a session waits for a code; one that it had before is gone."""
    await session.execute(
        "INSERT INTO shopper_code (organization_id, store_id, session_id, email_hash, email_sealed, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, now() + $6::interval) ON CONFLICT (organization_id, store_id, session_id) DO UPDATE"
        " SET email_hash = excluded.email_hash, email_sealed = excluded.email_sealed, code_hash = NULL, mail_job_id = NULL, used_at = NULL,"
        " created_at = now(), expires_at = excluded.expires_at",
        *session.tenant,
        session_id,
        email_hash,
        email_sealed,
        holds,
    )


async def await_mail(session: Session, session_id: UUID, job_id: UUID) -> None:
    """Let only the code of this job's mail count."""
    await session.execute(
        f"UPDATE shopper_code SET mail_job_id = $4 WHERE {WHERE}", *session.tenant, session_id, job_id
    )


async def set_code(session: Session, session_id: UUID, job_id: UUID, code_hash: bytes) -> PendingCode | None:
    """Keep the hash of the code that a job mails now, while its time runs; nothing where another job's mail counts."""
    return _pending(
        await session.fetchrow(
            f"UPDATE shopper_code SET code_hash = $5 WHERE {WHERE} AND mail_job_id = $4 AND {HOLDS} RETURNING {COLUMNS}",
            *session.tenant,
            session_id,
            job_id,
            code_hash,
        )
    )


async def find_code(session: Session, session_id: UUID) -> PendingCode | None:
    """Return the code that a session waits for, and hold it until the transaction ends: it is used once."""
    return _pending(
        await session.fetchrow(
            f"SELECT {COLUMNS} FROM shopper_code WHERE {WHERE} AND {HOLDS} FOR UPDATE",
            *session.tenant,
            session_id,
        )
    )


async def mark_used(session: Session, session_id: UUID) -> None:
    """Note that the code was used."""
    await session.execute(
        f"UPDATE shopper_code SET used_at = now() WHERE {WHERE}", *session.tenant, session_id
    )


def _pending(row: Any | None) -> PendingCode | None:
    return PendingCode(**row) if row else None
