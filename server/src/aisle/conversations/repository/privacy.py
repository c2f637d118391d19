"""Queries on all that is kept of one shopper."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.conversations.repository.conversations import WHERE
from aisle.core.db import Session

WORDS = "coalesce(m.content ->> 'text', m.metadata -> 'memory' ->> 'text', '')"


async def sessions_of(
    session: Session, shopper_ids: Sequence[UUID], conversation_id: UUID | None
) -> Sequence[Any]:
    """Return the sessions of shoppers, and the one of a conversation."""
    return await session.fetch(
        "SELECT s.id, s.shopper_id, s.created_at, s.expires_at, s.consent FROM shopper_session s WHERE s.organization_id = $1"
        " AND s.store_id = $2 AND (s.shopper_id = ANY($3) OR s.id = (SELECT c.shopper_session_id FROM conversation c"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.id = $4)) ORDER BY s.created_at",
        *session.tenant,
        list(shopper_ids),
        conversation_id,
    )


async def shopper_of_conversation(
    session: Session, conversation_id: UUID
) -> tuple[UUID | None, UUID | None] | None:
    """Return session and shopper of a conversation of a shopper; None where there is no such conversation."""
    row = await session.fetchrow(
        "SELECT c.shopper_session_id, s.shopper_id FROM conversation c LEFT JOIN shopper_session s ON s.organization_id = $1"
        " AND s.store_id = $2 AND s.id = c.shopper_session_id WHERE c.organization_id = $1 AND c.store_id = $2 AND c.id = $3 AND NOT c.preview",
        *session.tenant,
        conversation_id,
    )
    return (row[0], row[1]) if row else None


async def messages_of(session: Session, session_ids: Sequence[UUID], most: int) -> Sequence[Any]:
    """Return what was said in the conversations of sessions, in its order."""
    return await session.fetch(
        "SELECT c.id AS conversation_id, c.created_at AS begun_at, c.page, c.market, c.improve, c.disclosed_at, m.role, m.created_at,"
        f" {WORDS} AS text, m.content -> 'photos' AS photos, f.rating, f.reasons, f.comment FROM conversation c LEFT JOIN message m ON m.organization_id = $1"
        " AND m.store_id = $2 AND m.conversation_id = c.id LEFT JOIN feedback f ON f.organization_id = $1 AND f.store_id = $2"
        " AND f.message_id = m.id WHERE c.organization_id = $1 AND c.store_id = $2 AND c.shopper_session_id = ANY($3)"
        " ORDER BY c.created_at, c.id, m.created_at, m.role DESC LIMIT $4",
        *session.tenant,
        list(session_ids),
        most,
    )


async def erase(session: Session, session_ids: Sequence[UUID], shopper_ids: Sequence[UUID]) -> int:
    """Delete sessions with their conversations, then shoppers; returns how many conversations there were."""
    conversations = await session.execute(
        f"DELETE FROM conversation WHERE {WHERE} AND shopper_session_id = ANY($3)",
        *session.tenant,
        list(session_ids),
    )
    await session.execute(
        f"DELETE FROM shopper_session WHERE {WHERE} AND id = ANY($3)", *session.tenant, list(session_ids)
    )
    await session.execute(
        f"DELETE FROM shopper WHERE {WHERE} AND id = ANY($3)", *session.tenant, list(shopper_ids)
    )
    return conversations
