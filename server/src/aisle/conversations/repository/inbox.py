"""Queries on lists of conversations for staff. Chats in which staff try the assistant are in none of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.conversations.inbox.types import (
    Change,
    InboxFilters,
    InboxState,
    ListedConversation,
    Outcome,
)
from aisle.conversations.repository import words
from aisle.conversations.words import wanted_of
from aisle.core.db import Session

SHORT = 160  # characters of a question in a list
_OF_C = "organization_id = $1 AND store_id = $2 AND conversation_id = c.id"
_ANSWER = (
    "SELECT m.content, m.metadata, t.state FROM turn t LEFT JOIN message m ON m.organization_id = $1 AND m.store_id = $2"
    " AND m.turn_id = t.id AND m.role = 'assistant' WHERE t.organization_id = $1 AND t.store_id = $2"
    " AND t.conversation_id = c.id AND t.visible ORDER BY t.depth DESC LIMIT 1"
)
_TROUBLE = (
    f"EXISTS (SELECT FROM turn WHERE {_OF_C} AND state IN ('failed', 'interrupted'))"
    f" OR EXISTS (SELECT FROM message WHERE {_OF_C} AND (metadata -> 'told') ?| ARRAY['quoted_because', 'broken_off'])"
)
_PHOTO = f"EXISTS (SELECT FROM photo WHERE {_OF_C})"
OUTCOME = (
    "CASE WHEN a.state IN ('failed', 'interrupted') THEN 'failed' WHEN a.state = 'stopped' THEN 'stopped'"
    " WHEN a.content IS NULL THEN NULL WHEN (a.content ->> 'abstained')::boolean THEN 'abstained'"
    " WHEN a.content -> 'clarify' <> 'null' THEN 'clarified' ELSE 'answered' END"
)


async def list_ids(
    session: Session, wanted: InboxFilters, after: tuple[datetime, UUID] | None, limit: int
) -> list[UUID]:
    """Return ids of conversations, the last spoken in first, from behind a place on."""
    conditions, values = _conditions(wanted)
    if wanted.text:
        found, looked_for = words.condition(wanted_of(wanted.text), len(values) + 3)
        conditions.append(found or "false")
        values += looked_for
    values += [after[0] if after else None, after[1] if after else None, limit]
    place = len(values)
    rows = await session.fetch(
        f"SELECT c.id FROM conversation c {f'LEFT JOIN LATERAL ({_ANSWER}) a ON true' if wanted.outcome else ''}"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND NOT c.preview"
        f"{''.join(f' AND ({one})' for one in conditions)}"
        f" AND (${place}::timestamptz IS NULL OR (c.last_at, c.id) < (${place}, ${place + 1}))"
        f" ORDER BY c.last_at DESC, c.id DESC LIMIT ${place + 2}",
        *session.tenant,
        *values,
    )
    return [row["id"] for row in rows]


def _conditions(wanted: InboxFilters) -> tuple[list[str], list[Any]]:
    """SQL for what is asked for, and its arguments from the third on."""
    asked: list[tuple[str, Any]] = [
        (f"EXISTS (SELECT FROM conversation_label WHERE {_OF_C} AND label = $?)", wanted.label),
        (
            f"EXISTS (SELECT FROM message WHERE {_OF_C} AND role = 'assistant' AND content ->> 'language' = $?)",
            wanted.language,
        ),
        ("starts_with(c.page, $?)", wanted.page),
        (
            "EXISTS (SELECT FROM message m JOIN feedback f ON f.organization_id = $1 AND f.store_id = $2 AND f.message_id = m.id"
            " WHERE m.organization_id = $1 AND m.store_id = $2 AND m.conversation_id = c.id AND f.rating = $?)",
            wanted.rating,
        ),
        (f"({OUTCOME}) = $?", wanted.outcome),
        (f"({_TROUBLE}) = $?", wanted.trouble),
        ("c.last_at >= $?", wanted.since),
        ("c.last_at < $?", wanted.until),
    ]
    given = [(text, value) for text, value in asked if value is not None]
    numbered = [text.replace("$?", f"${place}") for place, (text, _) in enumerate(given, 3)]
    states = {
        InboxState.OPEN: "c.archived_at IS NULL",
        InboxState.ARCHIVED: "c.archived_at IS NOT NULL",
        InboxState.RUNNING: f"EXISTS (SELECT FROM turn WHERE {_OF_C} AND state = 'running')",
    }
    told = [states[wanted.state]] if wanted.state else []
    # Told as it is, and not compared with what is asked: so that the planner may begin with the few that have one.
    told += [] if wanted.photo is None else [_PHOTO if wanted.photo else f"NOT {_PHOTO}"]
    return [*numbered, *told], [value for _, value in given]


async def describe(session: Session, ids: Sequence[UUID]) -> dict[UUID, ListedConversation]:
    """Return conversations by id, with what a list says of each."""
    rows = await session.fetch(
        "SELECT c.id, c.created_at, c.last_at, c.page, c.market, c.archived_at, c.improve, s.shopper_id IS NOT NULL AS known,"
        f" left(q.text, {SHORT}) AS question, q.turns, q.running, {OUTCOME} AS outcome, a.content ->> 'language' AS language,"
        f" ({_TROUBLE}) AS trouble,"
        f" (SELECT coalesce(array_agg(label ORDER BY label), '{{}}') FROM conversation_label WHERE {_OF_C}) AS labels,"
        f" (SELECT count(*) FROM conversation_note WHERE {_OF_C}) AS notes,"
        f" (SELECT count(*) FROM photo WHERE {_OF_C}) AS photos,"
        " (SELECT count(*) FILTER (WHERE f.rating = 'up') FROM message m JOIN feedback f ON f.organization_id = $1"
        " AND f.store_id = $2 AND f.message_id = m.id WHERE m.organization_id = $1 AND m.store_id = $2 AND m.conversation_id = c.id) AS up,"
        " (SELECT count(*) FILTER (WHERE f.rating = 'down') FROM message m JOIN feedback f ON f.organization_id = $1"
        " AND f.store_id = $2 AND f.message_id = m.id WHERE m.organization_id = $1 AND m.store_id = $2 AND m.conversation_id = c.id) AS down"
        f" FROM conversation c LEFT JOIN LATERAL ({_ANSWER}) a ON true"
        " LEFT JOIN shopper_session s ON s.organization_id = $1 AND s.store_id = $2 AND s.id = c.shopper_session_id"
        " LEFT JOIN LATERAL (SELECT count(*) AS turns, bool_or(t.state = 'running') AS running,"
        " (array_agg(m.content ->> 'text' ORDER BY t.depth DESC))[1] AS text FROM turn t JOIN message m ON m.organization_id = $1"
        " AND m.store_id = $2 AND m.turn_id = t.id AND m.role = 'user' WHERE t.organization_id = $1 AND t.store_id = $2"
        " AND t.conversation_id = c.id AND t.visible) q ON true"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.id = ANY($3) AND NOT c.preview",
        *session.tenant,
        list(ids),
    )
    return {row["id"]: _listed(row) for row in rows}


def _listed(row: Any) -> ListedConversation:
    return ListedConversation(
        row["id"],
        row["created_at"],
        row["last_at"],
        row["page"],
        row["market"],
        row["language"] or None,
        row["known"],
        row["archived_at"],
        row["improve"],
        row["question"] or "",
        row["turns"],
        bool(row["running"]),
        Outcome(row["outcome"]) if row["outcome"] else None,
        {"up": row["up"], "down": row["down"]},
        row["labels"],
        row["notes"],
        row["trouble"],
        row["photos"],
    )


async def set_archived(session: Session, conversation_id: UUID, *, archived: bool) -> None:
    """Put a conversation away, or bring it back."""
    await session.execute(
        "UPDATE conversation SET archived_at = CASE WHEN $4 THEN coalesce(archived_at, now()) END, touched_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        conversation_id,
        archived,
    )


async def touch(session: Session, conversation_id: UUID) -> None:
    """Let those who follow the list know that staff changed something."""
    await session.execute(
        "UPDATE conversation SET touched_at = now() WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        conversation_id,
    )


async def earlier_of(session: Session, conversation_id: UUID, limit: int) -> list[Any]:
    """Return other conversations of the shopper of this one: of the same session, or proven to be the same person."""
    return await session.fetch(
        "SELECT c.id, c.last_at FROM conversation c JOIN shopper_session s ON s.organization_id = $1 AND s.store_id = $2"
        " AND s.id = c.shopper_session_id JOIN conversation mine ON mine.organization_id = $1 AND mine.store_id = $2 AND mine.id = $3"
        " JOIN shopper_session own ON own.organization_id = $1 AND own.store_id = $2 AND own.id = mine.shopper_session_id"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.id <> $3 AND (s.id = own.id OR s.shopper_id = own.shopper_id)"
        " ORDER BY c.last_at DESC LIMIT $4",
        *session.tenant,
        conversation_id,
        limit,
    )


async def consent_of(session: Session, conversation_id: UUID) -> Any:
    """Return what the shopper agreed to, and when they were told that a machine answers."""
    return await session.fetchrow(
        "SELECT s.consent, c.disclosed_at FROM conversation c LEFT JOIN shopper_session s ON s.organization_id = $1 AND s.store_id = $2"
        " AND s.id = c.shopper_session_id WHERE c.organization_id = $1 AND c.store_id = $2 AND c.id = $3",
        *session.tenant,
        conversation_id,
    )


async def changes_since(
    session: Session, since: datetime, conversation_id: UUID | None, overlap: timedelta, limit: int
) -> list[Change]:
    """Return conversations in which something happened after a moment, the oldest change first.

    overlap: how long an answer may take that was begun before.
    """
    rows = await session.fetch(
        "SELECT id, at FROM (SELECT c.id, greatest(c.last_at, c.touched_at, (SELECT max(t.finished_at) FROM turn t"
        " WHERE t.organization_id = $1 AND t.store_id = $2 AND t.conversation_id = c.id)) AS at FROM conversation c"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND NOT c.preview AND ($4::uuid IS NULL OR c.id = $4)"
        " AND (c.last_at > $3::timestamptz - $5::interval OR c.touched_at > $3)) AS changed WHERE at > $3 ORDER BY at, id LIMIT $6",
        *session.tenant,
        since,
        conversation_id,
        overlap,
        limit,
    )
    return [Change(row["id"], row["at"]) for row in rows]
