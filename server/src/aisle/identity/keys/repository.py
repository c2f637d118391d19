"""Every query on keys."""

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
    """Return a key that is neither revoked nor expired, of an organization and a store that are not suspended."""
    return await session.fetchrow(
        "SELECT k.id, k.store_id, k.kind, k.secret_hash, k.origins, k.scopes, k.maker FROM api_key k"
        " JOIN tenant t ON t.organization_id = k.organization_id"
        " LEFT JOIN store s ON s.organization_id = k.organization_id AND s.store_id = k.store_id"
        " WHERE k.organization_id = $1 AND k.id = $2 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())"
        " AND t.suspended_at IS NULL AND s.suspended_at IS NULL",
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
