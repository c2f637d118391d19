"""Every query on conversations, turns, messages and citations."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg

from aisle.conversations.errors import TurnRunning
from aisle.conversations.types import AskedQuestion, Citation, StoredMessage, TurnState
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.identity.types import Caller

WHERE = "organization_id = $1 AND store_id = $2"
MESSAGE = (
    "SELECT m.id, m.turn_id, m.role, t.state, m.content, m.metadata, m.created_at FROM message m JOIN turn t"
    " ON t.organization_id = m.organization_id AND t.store_id = m.store_id AND t.id = m.turn_id"
    " WHERE m.organization_id = $1 AND m.store_id = $2"
)


async def upsert_conversation(
    session: Session, conversation_id: UUID, shopper_session_id: UUID | None
) -> None:
    """Make the conversation unless it is there, and note that it is alive."""
    await session.execute(
        "INSERT INTO conversation (organization_id, store_id, id, shopper_session_id) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (organization_id, store_id, id) DO UPDATE SET last_at = now()",
        *session.tenant,
        conversation_id,
        shopper_session_id,
    )


async def is_own_conversation(session: Session, caller: Caller, conversation_id: UUID) -> bool:
    """Whether the conversation exists and is the shopper's own; a key of the store (no session) may see all."""
    found = await session.fetchval(
        f"SELECT 1 FROM conversation WHERE {WHERE} AND id = $3 AND ($4::uuid IS NULL OR shopper_session_id = $4)",
        *session.tenant,
        conversation_id,
        caller.session_id,
    )
    return found is not None


async def find_turn(session: Session, conversation_id: UUID, client_message_id: str) -> UUID | None:
    """Return the turn that this very message began."""
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT id FROM turn WHERE {WHERE} AND conversation_id = $3 AND client_message_id = $4",
        *session.tenant,
        conversation_id,
        client_message_id,
    )


async def find_question(session: Session, turn_id: UUID) -> AskedQuestion | None:
    """Return the shopper's message of a turn."""
    row = await session.fetchrow(
        f"SELECT id, content ->> 'text' AS text FROM message WHERE {WHERE} AND turn_id = $3 AND role = 'user'",
        *session.tenant,
        turn_id,
    )
    return AskedQuestion(row["id"], row["text"]) if row else None


async def interrupt_stale_turns(session: Session, conversation_id: UUID, older_than: timedelta) -> None:
    """Mark turns whose process died."""
    await session.execute(
        f"UPDATE turn SET state = 'interrupted', finished_at = now() WHERE {WHERE} AND conversation_id = $3 AND state = 'running' AND started_at < now() - $4::interval",
        *session.tenant,
        conversation_id,
        older_than,
    )


async def insert_turn(
    session: Session, turn_id: UUID, conversation_id: UUID, client_message_id: str, release_id: UUID
) -> bool:
    """Begin a turn; False if the same message began one already. Raises TurnRunning while another one runs."""
    try:
        added = await session.execute(
            "INSERT INTO turn (organization_id, store_id, id, conversation_id, client_message_id, release_id, state)"
            " VALUES ($1, $2, $3, $4, $5, $6, 'running') ON CONFLICT (organization_id, store_id, conversation_id, client_message_id) DO NOTHING",
            *session.tenant,
            turn_id,
            conversation_id,
            client_message_id,
            release_id,
        )
    except asyncpg.UniqueViolationError:
        raise TurnRunning(
            "Wait for the answer, or stop it, before sending the next message.", retry_after=1
        ) from None
    return added == 1


async def insert_message(
    session: Session,
    turn_id: UUID,
    conversation_id: UUID,
    role: str,
    content: dict[str, Any],
    metadata: dict[str, Any],
) -> UUID:
    """Add one side of a turn."""
    message_id = new_id()
    await session.execute(
        "INSERT INTO message (organization_id, store_id, id, conversation_id, turn_id, role, content, metadata) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        *session.tenant,
        message_id,
        conversation_id,
        turn_id,
        role,
        content,
        metadata,
    )
    return message_id


async def insert_citations(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    """Add citations: id, message, mark, document, version, chunk, start, end, quote, title, url, page, section, as_of."""
    await session.executemany(
        "INSERT INTO citation (organization_id, store_id, id, message_id, mark, document_id, document_version_id, chunk_id, start_offset, end_offset,"
        " quote, title, url, page, section, as_of) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        [(*session.tenant, *row) for row in rows],
    )


async def end_turn(session: Session, turn_id: UUID, state: TurnState) -> TurnState | None:
    """End a running turn; a stop that was asked for meanwhile wins over `complete`. None: it had ended already."""
    ended = await session.fetchval(
        f"UPDATE turn SET state = CASE WHEN stop_requested AND $4 = 'complete' THEN 'stopped' ELSE $4 END, finished_at = now()"
        f" WHERE {WHERE} AND id = $3 AND state = 'running' RETURNING state",
        *session.tenant,
        turn_id,
        state,
    )
    return TurnState(ended) if ended else None


async def request_stop(session: Session, turn_id: UUID, shopper_session_id: UUID | None) -> UUID | None:
    """Ask a running turn to stop; returns the turn if it is the caller's (any state)."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "UPDATE turn SET stop_requested = (state = 'running') OR stop_requested FROM conversation c"
        " WHERE turn.organization_id = $1 AND turn.store_id = $2 AND turn.id = $3 AND c.organization_id = $1 AND c.store_id = $2"
        " AND c.id = turn.conversation_id AND ($4::uuid IS NULL OR c.shopper_session_id = $4) RETURNING turn.id",
        *session.tenant,
        turn_id,
        shopper_session_id,
    )


async def find_running_turn(session: Session, conversation_id: UUID) -> UUID | None:
    """Return the turn that is being answered now."""
    turn_id: UUID | None = await session.fetchval(
        f"SELECT id FROM turn WHERE {WHERE} AND conversation_id = $3 AND state = 'running'",
        *session.tenant,
        conversation_id,
    )
    return turn_id


async def recent_messages(session: Session, conversation_id: UUID, turns: int) -> list[StoredMessage]:
    """Return both sides of the last few turns, oldest first."""
    rows = await session.fetch(
        f"SELECT * FROM ({MESSAGE} AND m.conversation_id = $3 ORDER BY m.id DESC LIMIT $4) AS recent ORDER BY id",
        *session.tenant,
        conversation_id,
        turns * 2,
    )
    return [_message(row) for row in rows]


async def list_messages(
    session: Session, conversation_id: UUID, after: UUID | None, limit: int
) -> list[StoredMessage]:
    """Return a page of messages in their order, with the ids of their citations."""
    rows = await session.fetch(
        f"{MESSAGE} AND m.conversation_id = $3 AND ($4::uuid IS NULL OR m.id > $4) ORDER BY m.id LIMIT $5",
        *session.tenant,
        conversation_id,
        after,
        limit,
    )
    return await _with_citations(session, rows)


async def messages_of_turn(session: Session, turn_id: UUID) -> list[StoredMessage]:
    """Return both sides of one turn."""
    return await _with_citations(
        session, await session.fetch(f"{MESSAGE} AND m.turn_id = $3 ORDER BY m.id", *session.tenant, turn_id)
    )


async def find_citation(
    session: Session, citation_id: UUID, shopper_session_id: UUID | None
) -> Citation | None:
    """Return a citation of the caller's own conversations; a key of the store (no session) sees all."""
    row = await session.fetchrow(
        "SELECT c.* FROM citation c JOIN message m ON m.organization_id = c.organization_id AND m.store_id = c.store_id AND m.id = c.message_id"
        " JOIN conversation v ON v.organization_id = m.organization_id AND v.store_id = m.store_id AND v.id = m.conversation_id"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.id = $3 AND ($4::uuid IS NULL OR v.shopper_session_id = $4)",
        *session.tenant,
        citation_id,
        shopper_session_id,
    )
    if row is None:
        return None
    return Citation(
        row["id"],
        row["document_id"],
        row["document_version_id"],
        row["chunk_id"],
        row["start_offset"],
        row["end_offset"],
        row["quote"],
        row["title"],
        row["url"],
        row["page"],
        tuple(row["section"]),
        row["as_of"],
    )


async def delete_older(session: Session, older_than: timedelta) -> int:
    """Delete conversations whose last message is older, with all that hangs on them; returns how many."""
    return await session.execute(
        f"DELETE FROM conversation WHERE {WHERE} AND last_at < now() - $3::interval",
        *session.tenant,
        older_than,
    )


async def _with_citations(session: Session, rows: list[Any]) -> list[StoredMessage]:
    found = await session.fetch(
        f"SELECT id, message_id, mark FROM citation WHERE {WHERE} AND message_id = ANY($3)",
        *session.tenant,
        [row["id"] for row in rows],
    )
    by_message: dict[UUID, dict[int, UUID]] = {}
    for row in found:
        by_message.setdefault(row["message_id"], {})[row["mark"]] = row["id"]
    return [_message(row, by_message.get(row["id"], {})) for row in rows]


def _message(row: Any, citations: dict[int, UUID] | None = None) -> StoredMessage:
    return StoredMessage(
        row["id"],
        row["turn_id"],
        row["role"],
        TurnState(row["state"]),
        row["content"],
        row["metadata"],
        row["created_at"],
        citations or {},
    )
