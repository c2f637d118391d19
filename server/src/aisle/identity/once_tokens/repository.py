"""Every query on tokens that work once. The session's tenant is the person whom they are for."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Session


async def insert_token(
    session: Session,
    token_id: UUID,
    purpose: str,
    secret_hash: bytes,
    lifetime: timedelta,
    sealed: bytes | None,
    detail: dict[str, Any],
) -> Any:
    """Add a token and return when it expires."""
    return await session.fetchval(
        "INSERT INTO once_token (person_id, id, purpose, secret_hash, data_sealed, detail, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, now() + $7) RETURNING expires_at",
        session.scope.organization_id,
        token_id,
        purpose,
        secret_hash,
        sealed,
        detail,
        lifetime,
    )


async def set_secret(session: Session, token_id: UUID, purpose: str, secret_hash: bytes) -> Any:
    """Give a token that holds another secret and return when it expires; None if there is none."""
    return await session.fetchval(
        "UPDATE once_token SET secret_hash = $4 WHERE person_id = $1 AND id = $2 AND purpose = $3"
        " AND used_at IS NULL AND expires_at > now() RETURNING expires_at",
        session.scope.organization_id,
        token_id,
        purpose,
        secret_hash,
    )


async def find_sealed(session: Session, token_id: UUID) -> bytes | None:
    """Return what was sealed with a token."""
    found: bytes | None = await session.fetchval(
        "SELECT data_sealed FROM once_token WHERE person_id = $1 AND id = $2",
        session.scope.organization_id,
        token_id,
    )
    return found


async def find_token(session: Session, token_id: UUID, purpose: str, *, lock: bool) -> Any | None:
    """Return a token that was not used and has not expired. lock: nobody else gets it until the transaction ends."""
    return await session.fetchrow(
        "SELECT id, secret_hash, data_sealed, detail, created_at FROM once_token WHERE person_id = $1 AND id = $2 AND purpose = $3"
        f" AND used_at IS NULL AND expires_at > now(){' FOR UPDATE' if lock else ''}",
        session.scope.organization_id,
        token_id,
        purpose,
    )


async def use_token(session: Session, token_id: UUID) -> bool:
    """Mark a token as used; of several at the same moment, for one alone is this true."""
    used = await session.execute(
        "UPDATE once_token SET used_at = now() WHERE person_id = $1 AND id = $2 AND used_at IS NULL AND expires_at > now()",
        session.scope.organization_id,
        token_id,
    )
    return used == 1


async def delete_tokens(session: Session, purposes: list[str]) -> None:
    """Remove every token for these purposes, used or not."""
    await session.execute(
        "DELETE FROM once_token WHERE person_id = $1 AND purpose = ANY($2)",
        session.scope.organization_id,
        purposes,
    )


async def delete_younger(session: Session, purpose: str, since: datetime) -> None:
    """Remove the tokens for a purpose that were made then or later."""
    await session.execute(
        "DELETE FROM once_token WHERE person_id = $1 AND purpose = $2 AND created_at >= $3",
        session.scope.organization_id,
        purpose,
        since,
    )
