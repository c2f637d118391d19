"""Every query on keys and shopper sessions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session


async def insert_key(
    session: Session,
    *,
    key_id: UUID,
    store_id: UUID | None,
    kind: str,
    name: str,
    secret_hash: bytes,
    public_token: str | None,
    origins: list[str],
    scopes: list[str],
) -> None:
    """Add a key of the session's organization."""
    await session.execute(
        "INSERT INTO api_key (organization_id, store_id, id, kind, name, secret_hash, public_token, origins, scopes)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        session.scope.organization_id,
        store_id,
        key_id,
        kind,
        name,
        secret_hash,
        public_token,
        origins,
        scopes,
    )


async def find_key(session: Session, key_id: UUID) -> Any | None:
    """Return a key that is neither revoked nor expired."""
    return await session.fetchrow(
        "SELECT id, store_id, kind, secret_hash, origins, scopes FROM api_key"
        " WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())",
        session.scope.organization_id,
        key_id,
    )


async def touch_key(session: Session, key_id: UUID) -> None:
    """Remember that a key was used, to the minute."""
    await session.execute(
        "UPDATE api_key SET last_used_at = now() WHERE organization_id = $1 AND id = $2"
        " AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')",
        session.scope.organization_id,
        key_id,
    )


async def find_hosted_key(session: Session, store_id: UUID) -> str | None:
    """Return the publishable key that the hosted page of a store uses."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT public_token FROM api_key WHERE organization_id = $1 AND store_id = $2 AND kind = 'publishable'"
        " AND 'self' = ANY(origins) AND revoked_at IS NULL ORDER BY created_at LIMIT 1",
        session.scope.organization_id,
        store_id,
    )


async def insert_shopper_session(
    session: Session, session_id: UUID, key_id: UUID, expires_at: datetime
) -> None:
    """Add an anonymous shopper session of the session's store."""
    await session.execute(
        "INSERT INTO shopper_session (organization_id, store_id, id, key_id, expires_at) VALUES ($1, $2, $3, $4, $5)",
        *session.tenant,
        session_id,
        key_id,
        expires_at,
    )


async def origins_of_session(session: Session, session_id: UUID) -> list[str]:
    """Return the origins of the key that a shopper session was started with."""
    found: list[str] | None = await session.fetchval(
        "SELECT k.origins FROM shopper_session s JOIN api_key k ON k.organization_id = s.organization_id AND k.id = s.key_id"
        " WHERE s.organization_id = $1 AND s.store_id = $2 AND s.id = $3",
        *session.tenant,
        session_id,
    )
    return found or []


async def shopper_session_holds(session: Session, session_id: UUID) -> bool:
    """Whether the session was not revoked and its key still stands."""
    return bool(
        await session.fetchval(
            "SELECT 1 FROM shopper_session s JOIN api_key k ON k.organization_id = s.organization_id AND k.id = s.key_id"
            " WHERE s.organization_id = $1 AND s.store_id = $2 AND s.id = $3 AND s.revoked_at IS NULL AND s.expires_at > now()"
            " AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())",
            *session.tenant,
            session_id,
        )
    )
