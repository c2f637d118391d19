"""Queries on the tree of a conversation: turns of one parent are versions of each other, one path is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.conversations.repository.conversations import IS_OWN, WHERE
from aisle.conversations.types import TurnState
from aisle.core.db import Session

COLUMNS = "id, conversation_id, parent_id, depth, visible, state"


@dataclass(frozen=True, slots=True)
class TreeTurn:
    """A turn in its tree."""

    id: UUID
    conversation_id: UUID
    parent_id: UUID | None
    depth: int
    visible: bool
    state: TurnState


async def find_tip(session: Session, conversation_id: UUID) -> TreeTurn | None:
    """Return the last turn that is shown."""
    row = await session.fetchrow(
        f"SELECT {COLUMNS} FROM turn WHERE {WHERE} AND conversation_id = $3 AND visible ORDER BY depth DESC LIMIT 1",
        *session.tenant,
        conversation_id,
    )
    return _turn(row) if row else None


async def find_own(session: Session, turn_id: UUID, shopper_session_id: UUID | None) -> TreeTurn | None:
    """Return a turn of the caller's own conversations; a key of the store (no session) has all."""
    row = await session.fetchrow(
        "SELECT t.id, t.conversation_id, t.parent_id, t.depth, t.visible, t.state FROM turn t JOIN conversation c"
        " ON c.organization_id = $1 AND c.store_id = $2 AND c.id = t.conversation_id"
        f" WHERE t.organization_id = $1 AND t.store_id = $2 AND t.id = $3 AND {IS_OWN}",
        *session.tenant,
        turn_id,
        shopper_session_id,
    )
    return _turn(row) if row else None


async def find_by_message(session: Session, conversation_id: UUID, name: str) -> TreeTurn | None:
    """Return the turn that a client means by the name of one of its messages; a version that is shown before others.

    The name may be our id of a turn or message, or the client's own: versions are called by it and a mark behind "#".
    """
    row = await session.fetchrow(
        f"SELECT {COLUMNS} FROM turn WHERE {WHERE} AND conversation_id = $3 AND (id::text = $4"
        " OR client_message_id = $4 OR split_part(client_message_id, '#', 1) = $4 OR id IN (SELECT m.turn_id FROM message m"
        " WHERE m.organization_id = $1 AND m.store_id = $2 AND m.id::text = $4)) ORDER BY visible DESC, id DESC LIMIT 1",
        *session.tenant,
        conversation_id,
        name,
    )
    return _turn(row) if row else None


async def hide_from(session: Session, conversation_id: UUID, depth: int) -> None:
    """Take the shown turns from a depth on off the path."""
    await session.execute(
        f"UPDATE turn SET visible = false WHERE {WHERE} AND conversation_id = $3 AND visible AND depth >= $4",
        *session.tenant,
        conversation_id,
        depth,
    )


async def show_path_to(session: Session, turn: TreeTurn) -> None:
    """Put a turn and all that it follows on the path; what came behind on the old path goes off it."""
    rows = await session.fetch(
        "WITH RECURSIVE path AS (SELECT id, parent_id, depth, visible FROM turn"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 UNION ALL"
        " SELECT t.id, t.parent_id, t.depth, t.visible FROM path JOIN turn t ON t.organization_id = $1 AND t.store_id = $2"
        " AND t.id = path.parent_id WHERE NOT path.visible) SELECT id, depth FROM path WHERE NOT visible",
        *session.tenant,
        turn.id,
    )
    first = min((row["depth"] for row in rows), default=turn.depth + 1)
    await hide_from(session, turn.conversation_id, first)
    await _show(session, [row["id"] for row in rows])


async def show_newest_below(session: Session, turn: TreeTurn) -> None:
    """Put what was last said behind a shown turn on the path, as far as it goes."""
    rows = await session.fetch(
        "WITH RECURSIVE path AS (SELECT $4::uuid AS id, $5::integer AS depth UNION ALL SELECT n.id, n.depth FROM path"
        " CROSS JOIN LATERAL (SELECT t.id, t.depth FROM turn t WHERE t.organization_id = $1 AND t.store_id = $2"
        " AND t.conversation_id = $3 AND t.depth = path.depth + 1 AND t.parent_id = path.id ORDER BY t.id DESC LIMIT 1) n)"
        " SELECT id FROM path WHERE depth > $5",
        *session.tenant,
        turn.conversation_id,
        turn.id,
        turn.depth,
    )
    await _show(session, [row["id"] for row in rows])


async def _show(session: Session, turn_ids: Sequence[UUID]) -> None:
    await session.execute(
        f"UPDATE turn SET visible = true WHERE {WHERE} AND id = ANY($3)", *session.tenant, list(turn_ids)
    )


async def siblings_at(
    session: Session, conversation_id: UUID, depths: Sequence[int]
) -> list[tuple[UUID, ...]]:
    """Return the groups of versions at these depths, each oldest first."""
    rows = await session.fetch(
        f"SELECT array_agg(id ORDER BY id) AS ids FROM turn WHERE {WHERE} AND conversation_id = $3 AND depth = ANY($4)"
        " GROUP BY depth, parent_id",
        *session.tenant,
        conversation_id,
        list(depths),
    )
    return [tuple(row["ids"]) for row in rows]


async def recent_words(session: Session, turn_id: UUID, turns: int) -> list[Any]:
    """Return turn, role, text and memory of the messages of a turn and those that it follows, oldest first.

    It costs the same after one turn and after five hundred: the path is walked back no further than asked.
    """
    return await session.fetch(
        "WITH RECURSIVE path AS (SELECT id, parent_id, 1 AS back FROM turn"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 UNION ALL"
        " SELECT t.id, t.parent_id, back + 1 FROM path JOIN turn t ON t.organization_id = $1 AND t.store_id = $2"
        " AND t.id = path.parent_id WHERE back < $4)"
        " SELECT m.turn_id, m.role, m.content ->> 'text' AS text, m.metadata -> 'memory' AS memory FROM path JOIN message m"
        " ON m.organization_id = $1 AND m.store_id = $2 AND m.turn_id = path.id ORDER BY back DESC, m.role DESC",
        *session.tenant,
        turn_id,
        turns,
    )


def _turn(row: Any) -> TreeTurn:
    return TreeTurn(
        row["id"],
        row["conversation_id"],
        row["parent_id"],
        row["depth"],
        row["visible"],
        TurnState(row["state"]),
    )
