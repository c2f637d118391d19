"""Queries on photos."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Session

_HERE = "organization_id = $1 AND store_id = $2"
# A key of the store, which has no session, may see all.
_OWN = "($3::uuid IS NULL OR shopper_session_id = $3)"


async def insert(
    session: Session, photo_id: UUID, shopper: UUID | None, sealed: bytes, width: int, height: int
) -> None:
    """Keep a photo."""
    await session.execute(
        "INSERT INTO photo (organization_id, store_id, id, shopper_session_id, sealed, width, height)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        *session.tenant,
        photo_id,
        shopper,
        sealed,
        width,
        height,
    )


async def count_unsent(session: Session, shopper: UUID | None) -> int:
    """Return how many photos of a shopper wait to be sent."""
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT count(*) FROM photo WHERE {_HERE} AND shopper_session_id IS NOT DISTINCT FROM $3 AND conversation_id IS NULL",
        *session.tenant,
        shopper,
    )


async def hold_own(session: Session, photo_ids: Sequence[UUID], shopper: UUID | None) -> Sequence[Any]:
    """Return id and conversation_id of those photos that are the shopper's own, held until the transaction ends."""
    return await session.fetch(
        f"SELECT id, conversation_id FROM photo WHERE {_HERE} AND {_OWN} AND id = ANY($4) ORDER BY id FOR UPDATE",
        *session.tenant,
        shopper,
        list(photo_ids),
    )


async def attach(session: Session, photo_ids: Sequence[UUID], conversation_id: UUID) -> None:
    """Let photos belong to a conversation."""
    await session.execute(
        f"UPDATE photo SET conversation_id = $3 WHERE {_HERE} AND id = ANY($4)",
        *session.tenant,
        conversation_id,
        list(photo_ids),
    )


async def sealed_of(session: Session, conversation_id: UUID, photo_ids: Sequence[UUID]) -> dict[UUID, bytes]:
    """Return sealed photos of a conversation by their ids."""
    rows = await session.fetch(
        f"SELECT id, sealed FROM photo WHERE {_HERE} AND conversation_id = $3 AND id = ANY($4)",
        *session.tenant,
        conversation_id,
        list(photo_ids),
    )
    return {row["id"]: row["sealed"] for row in rows}


async def find_own(session: Session, photo_id: UUID, shopper: UUID | None) -> bytes | None:
    """Return a sealed photo of the shopper's own, or of a conversation that they take part in."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT p.sealed FROM photo p WHERE p.organization_id = $1 AND p.store_id = $2 AND p.id = $4 AND ($3::uuid IS NULL"
        " OR p.shopper_session_id = $3 OR EXISTS (SELECT FROM shopper_session mine JOIN shopper_session theirs"
        " ON theirs.organization_id = $1 AND theirs.store_id = $2 AND theirs.shopper_id = mine.shopper_id"
        " WHERE mine.organization_id = $1 AND mine.store_id = $2 AND mine.id = $3 AND theirs.id = p.shopper_session_id))",
        *session.tenant,
        shopper,
        photo_id,
    )


async def delete(session: Session, photo_id: UUID) -> None:
    """Delete a photo."""
    await session.execute(f"DELETE FROM photo WHERE {_HERE} AND id = $3", *session.tenant, photo_id)


async def delete_forgotten(session: Session, age: timedelta) -> int:
    """Delete photos that were never sent; returns how many."""
    return await session.execute(
        f"DELETE FROM photo WHERE {_HERE} AND conversation_id IS NULL AND created_at < now() - $3::interval",
        *session.tenant,
        age,
    )
