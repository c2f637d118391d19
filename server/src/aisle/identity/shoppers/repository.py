"""Every query on shoppers and their sessions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session


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


async def find_session(session: Session, session_id: UUID) -> Any | None:
    """Return a session that was not revoked, whose key still stands, in a store and an organization that are not suspended."""
    return await session.fetchrow(
        "SELECT s.shopper_id, s.key_id, k.maker, k.maker_key FROM shopper_session s JOIN api_key k ON k.organization_id = s.organization_id AND k.id = s.key_id"
        " JOIN tenant t ON t.organization_id = s.organization_id"
        " JOIN store o ON o.organization_id = s.organization_id AND o.store_id = s.store_id"
        " WHERE s.organization_id = $1 AND s.store_id = $2 AND s.id = $3 AND s.revoked_at IS NULL AND s.expires_at > now()"
        " AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())"
        " AND t.suspended_at IS NULL AND o.suspended_at IS NULL",
        *session.tenant,
        session_id,
    )
