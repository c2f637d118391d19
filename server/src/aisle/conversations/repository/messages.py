"""Queries on messages."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.conversations.repository.conversations import IS_OWN, WHERE
from aisle.conversations.types import AskedQuestion, StoredMessage, TurnState
from aisle.core.db import Session

MESSAGE = (
    "SELECT m.id, m.turn_id, m.role, t.state, t.depth, m.content, m.metadata, m.created_at FROM turn t JOIN message m"
    " ON m.organization_id = t.organization_id AND m.store_id = t.store_id AND m.turn_id = t.id"
    " WHERE t.organization_id = $1 AND t.store_id = $2"
)
ANSWER_SIDE = 1  # of a turn, the question comes first
SIDE = "(CASE WHEN m.role = 'assistant' THEN 1 ELSE 0 END)"


async def find_question(session: Session, turn_id: UUID) -> AskedQuestion | None:
    """Return the shopper's message of a turn."""
    row = await session.fetchrow(
        f"SELECT id, content FROM message WHERE {WHERE} AND turn_id = $3 AND role = 'user'",
        *session.tenant,
        turn_id,
    )
    return AskedQuestion(row["id"], row["content"]) if row else None


async def list_messages(
    session: Session, conversation_id: UUID, after: tuple[int, int] | None, limit: int
) -> list[StoredMessage]:
    """Return a page of the shown path in its order, with the ids of citations. after: depth and side of a message."""
    depth, side = after or (-1, ANSWER_SIDE)
    rows = await session.fetch(
        f"{MESSAGE} AND t.conversation_id = $3 AND t.visible AND t.depth >= $4 AND (t.depth, {SIDE}) > ($4, $5)"
        f" ORDER BY t.depth, {SIDE} LIMIT $6",
        *session.tenant,
        conversation_id,
        depth,
        side,
        limit,
    )
    return await _with_citations(session, rows)


async def messages_of_turn(session: Session, turn_id: UUID) -> list[StoredMessage]:
    """Return both sides of one turn, the question first."""
    return await _with_citations(
        session, await session.fetch(f"{MESSAGE} AND t.id = $3 ORDER BY {SIDE}", *session.tenant, turn_id)
    )


async def find_own_answer(
    session: Session, message_id: UUID, shopper_session_id: UUID | None
) -> tuple[UUID, UUID] | None:
    """Return (message, release) of an answer in the caller's own conversations; a key of the store has all."""
    row = await session.fetchrow(
        "SELECT m.id, t.release_id FROM message m JOIN turn t ON t.organization_id = $1 AND t.store_id = $2 AND t.id = m.turn_id"
        " JOIN conversation c ON c.organization_id = $1 AND c.store_id = $2 AND c.id = m.conversation_id"
        " WHERE m.organization_id = $1 AND m.store_id = $2 AND m.id = $3 AND m.role = 'assistant'"
        f" AND {IS_OWN}",
        *session.tenant,
        message_id,
        shopper_session_id,
    )
    return (row["id"], row["release_id"]) if row else None


async def routing_of(session: Session, message_id: UUID) -> dict[str, Any]:
    """Return which models were considered and asked for an answer, and which prompts they were told."""
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT jsonb_build_object('items', coalesce(metadata -> 'routing', '[]'),"
        f" 'prompts', coalesce(metadata -> 'prompts', '[]')) FROM message WHERE {WHERE} AND id = $3",
        *session.tenant,
        message_id,
    )


async def _with_citations(session: Session, rows: Sequence[Any]) -> list[StoredMessage]:
    found = await session.fetch(
        f"SELECT id, message_id, mark FROM citation WHERE {WHERE} AND message_id = ANY($3)",
        *session.tenant,
        [row["id"] for row in rows],
    )
    by_message: dict[UUID, dict[int, UUID]] = {}
    for row in found:
        by_message.setdefault(row["message_id"], {})[row["mark"]] = row["id"]
    return [_message(row, by_message.get(row["id"], {})) for row in rows]


def _message(row: Any, citations: dict[int, UUID]) -> StoredMessage:
    return StoredMessage(
        row["id"],
        row["turn_id"],
        row["role"],
        TurnState(row["state"]),
        row["content"],
        row["metadata"],
        row["created_at"],
        row["depth"],
        citations,
    )
