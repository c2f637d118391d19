"""Queries on turns: begin, keep alive, stop, end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg

from aisle.conversations.errors import TurnRunning
from aisle.conversations.repository import words
from aisle.conversations.repository.conversations import IS_OWN, WHERE
from aisle.conversations.types import Place, TurnKind, TurnState
from aisle.core.db import Session

STOP_CHANNEL = "aisle_stop"  # carries ids of turns and nothing else: whoever is signed in could listen
LEASE = timedelta(seconds=12)  # a process that died is known to be dead after so long
FOLLOWED = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class BegunTurn:
    """A turn that begins. client_message_id: what its message is called by who sent it, once in a conversation."""

    id: UUID
    conversation_id: UUID
    client_message_id: str
    release_id: UUID
    kind: TurnKind
    place: Place


@dataclass(frozen=True, slots=True)
class Pulse:
    """What a process learns of a turn when it renews its lease."""

    turn_id: UUID
    stop_requested: bool
    followed: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a turn stands, as another process sees it. gone: its lease has run out. said: the shopper's message."""

    turn_id: UUID
    state: TurnState
    gone: bool
    said: UUID


async def find_turn(session: Session, conversation_id: UUID, client_message_id: str) -> UUID | None:
    """Return the turn that this very message began."""
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT id FROM turn WHERE {WHERE} AND conversation_id = $3 AND client_message_id = $4",
        *session.tenant,
        conversation_id,
        client_message_id,
    )


async def begin_turn(
    session: Session,
    begun: BegunTurn,
    said: UUID,
    content: dict[str, Any],
    metadata: dict[str, Any],
    found_by: Sequence[str] = (),
) -> None:
    """Begin a turn on the path that is shown, with the shopper's message; `said` is its id, staff find it by `found_by`.

    Raises TurnRunning while another one runs.
    """
    try:
        await session.execute(
            "WITH begun AS (INSERT INTO turn (organization_id, store_id, id, conversation_id, client_message_id, release_id,"
            " state, kind, parent_id, depth, visible, lease_until)"
            " VALUES ($1, $2, $3, $4, $5, $6, 'running', $7, $8, $9, true, now() + $10::interval)"
            " ON CONFLICT (organization_id, store_id, conversation_id, client_message_id) DO NOTHING RETURNING id),"
            " said AS (INSERT INTO message (organization_id, store_id, id, conversation_id, turn_id, role, content, metadata)"
            f" SELECT $1, $2, $11, $4, begun.id, 'user', $12, $13 FROM begun) {words.insert('$14', '$4', 'begun, ')}",
            *session.tenant,
            begun.id,
            begun.conversation_id,
            begun.client_message_id,
            begun.release_id,
            begun.kind,
            begun.place.parent_id,
            begun.place.depth,
            LEASE,
            said,
            content,
            metadata,
            list(found_by),
        )
    except asyncpg.UniqueViolationError:
        raise TurnRunning(
            "Wait for the answer, or stop it, before sending the next message.", retry_after=1
        ) from None


async def renew(session: Session, turn_ids: Sequence[UUID]) -> list[Pulse]:
    """Renew the leases of turns that are being written here; one that is missing runs no more."""
    rows = await session.fetch(
        f"UPDATE turn SET lease_until = now() + $4::interval WHERE {WHERE} AND id = ANY($3) AND state = 'running'"
        " RETURNING id, stop_requested, coalesce(followed_until > now(), false) AS followed",
        *session.tenant,
        sorted(turn_ids),
        LEASE,
    )
    return [Pulse(row["id"], row["stop_requested"], row["followed"]) for row in rows]


async def mark_followed(session: Session, turn_ids: Sequence[UUID]) -> None:
    """Tell the process that writes these turns that somebody listens here."""
    await session.execute(
        f"UPDATE turn SET followed_until = now() + $4::interval WHERE {WHERE} AND id = ANY($3) AND state = 'running'",
        *session.tenant,
        sorted(turn_ids),
        FOLLOWED,
    )


async def standings(session: Session, turn_ids: Sequence[UUID]) -> list[Standing]:
    """Return how turns stand."""
    rows = await session.fetch(
        "SELECT t.id, t.state, t.state = 'running' AND t.lease_until < now() AS gone, m.id AS said FROM turn t JOIN message m"
        " ON m.organization_id = $1 AND m.store_id = $2 AND m.turn_id = t.id AND m.role = 'user'"
        " WHERE t.organization_id = $1 AND t.store_id = $2 AND t.id = ANY($3)",
        *session.tenant,
        list(turn_ids),
    )
    return [Standing(row["id"], TurnState(row["state"]), row["gone"], row["said"]) for row in rows]


async def interrupt_gone(session: Session, conversation_id: UUID | None = None) -> list[tuple[UUID, UUID]]:
    """End the turns whose process died, of one conversation or of the store; returns (turn, conversation)."""
    rows = await session.fetch(
        f"UPDATE turn SET state = 'interrupted', finished_at = now() WHERE {WHERE} AND state = 'running'"
        " AND ($3::uuid IS NULL OR conversation_id = $3) AND lease_until < now() RETURNING id, conversation_id",
        *session.tenant,
        conversation_id,
    )
    return [(row["id"], row["conversation_id"]) for row in rows]


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
        f" AND c.id = turn.conversation_id AND {IS_OWN} RETURNING turn.id",
        *session.tenant,
        turn_id,
        shopper_session_id,
    )


async def call_stop(session: Session, turn_id: UUID) -> None:
    """Tell every process, once the transaction is kept, that a turn shall stop."""
    await session.execute("SELECT pg_notify($1, $2)", STOP_CHANNEL, str(turn_id))


async def find_running_turn(session: Session, conversation_id: UUID) -> UUID | None:
    """Return the turn that is being answered now."""
    turn_id: UUID | None = await session.fetchval(
        f"SELECT id FROM turn WHERE {WHERE} AND conversation_id = $3 AND state = 'running'",
        *session.tenant,
        conversation_id,
    )
    return turn_id
