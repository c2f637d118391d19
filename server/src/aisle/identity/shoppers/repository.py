"""Every query on shoppers and their sessions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session


async def insert_shopper_session(
    session: Session,
    session_id: UUID,
    key_id: UUID,
    expires_at: datetime,
    consent: dict[str, Any] | None = None,
) -> None:
    """Add an anonymous shopper session of the session's store. consent: what was agreed to before."""
    await session.execute(
        "INSERT INTO shopper_session (organization_id, store_id, id, key_id, expires_at, consent)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        *session.tenant,
        session_id,
        key_id,
        expires_at,
        consent,
    )


async def insert_made_up_session(session: Session, session_id: UUID, key_id: UUID) -> None:
    """Add a session that has ended, of nobody, unless it is there: for the demo shop's past."""
    await session.execute(
        "INSERT INTO shopper_session (organization_id, store_id, id, key_id, expires_at) VALUES ($1, $2, $3, $4, now())"
        " ON CONFLICT DO NOTHING",
        *session.tenant,
        session_id,
        key_id,
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


async def upsert_shopper(
    session: Session,
    shopper_id: UUID,
    subject_hash: bytes,
    proof: str,
    sealed: Sequence[bytes | None],
    email_hash: bytes | None,
) -> UUID:
    """Add a shopper of the store unless there is one, and return their id. sealed: subject, e-mail and name."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "INSERT INTO shopper AS s (organization_id, store_id, id, subject_hash, proof, subject_sealed, email_sealed, name_sealed, email_hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (organization_id, store_id, proof, subject_hash)"
        " DO UPDATE SET seen_at = now(), email_sealed = coalesce(excluded.email_sealed, s.email_sealed),"
        " name_sealed = coalesce(excluded.name_sealed, s.name_sealed), email_hash = coalesce(excluded.email_hash, s.email_hash) RETURNING id",
        *session.tenant,
        shopper_id,
        subject_hash,
        proof,
        *sealed,
        email_hash,
    )


async def get_shopper(session: Session, shopper_id: UUID) -> Any:
    """Return a shopper of the store."""
    return await session.fetchrow(
        "SELECT subject_hash, proof, subject_sealed, email_sealed, name_sealed FROM shopper"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        shopper_id,
    )


async def find_shoppers(session: Session, subject_hash: bytes | None, email_hash: bytes | None) -> list[UUID]:
    """Return the store's shoppers of a subject, or of an address."""
    rows = await session.fetch(
        "SELECT id FROM shopper WHERE organization_id = $1 AND store_id = $2 AND (subject_hash = $3 OR email_hash = $4) ORDER BY id",
        *session.tenant,
        subject_hash,
        email_hash,
    )
    return [row["id"] for row in rows]


async def join_session(session: Session, session_id: UUID, shopper_id: UUID) -> bool:
    """Make a session that still runs this shopper's, unless it is another's; of two at once one succeeds."""
    joined = await session.execute(
        "UPDATE shopper_session SET shopper_id = $4 WHERE organization_id = $1 AND store_id = $2 AND id = $3"
        " AND revoked_at IS NULL AND (shopper_id IS NULL OR shopper_id = $4)",
        *session.tenant,
        session_id,
        shopper_id,
    )
    return joined == 1


async def shopper_of_session(session: Session, session_id: UUID) -> UUID | None:
    """Return who a session was joined to."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT shopper_id FROM shopper_session WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        session_id,
    )


async def end_session(session: Session, session_id: UUID) -> None:
    """End a session now."""
    await session.execute(
        "UPDATE shopper_session SET revoked_at = now() WHERE organization_id = $1 AND store_id = $2 AND id = $3"
        " AND revoked_at IS NULL",
        *session.tenant,
        session_id,
    )


async def use_once(session: Session, token_hash: bytes, until: datetime) -> bool:
    """Whether this is the first use of a token; it is remembered until then."""
    return await session.fetchval("SELECT aisle.use_once($1, $2)", token_hash, until)  # type: ignore[no-any-return]
