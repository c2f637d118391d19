"""Queries on what running turns have shown."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.conversations.repository.conversations import WHERE
from aisle.conversations.types import EventBatch
from aisle.core.db import Session


async def insert_batches(session: Session, batches: Sequence[EventBatch]) -> None:
    """Add batches of events. Of two that begin with the same event, the longer stays."""
    await session.executemany(
        "INSERT INTO turn_event (organization_id, store_id, turn_id, first_number, last_number, events, shown)"
        " VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7) ON CONFLICT (organization_id, store_id, turn_id, first_number)"
        " DO UPDATE SET last_number = excluded.last_number, events = excluded.events, shown = excluded.shown"
        " WHERE excluded.last_number > turn_event.last_number",
        [
            (
                *session.tenant,
                batch.turn_id,
                batch.first,
                batch.last,
                (b"[" + b",".join(batch.events) + b"]").decode(),
                list(batch.shown),
            )
            for batch in batches
        ],
    )


async def events_after(session: Session, seen: Mapping[UUID, int]) -> dict[UUID, list[tuple[int, list[Any]]]]:
    """Return batches that go beyond the event seen last, by turn: (number of the first event, events) in order."""
    rows = await session.fetch(
        "SELECT e.turn_id, e.first_number, e.events FROM unnest($3::uuid[], $4::integer[]) AS seen (turn_id, number)"
        " JOIN turn_event e ON e.organization_id = $1 AND e.store_id = $2 AND e.turn_id = seen.turn_id"
        " AND e.last_number > seen.number ORDER BY e.turn_id, e.first_number",
        *session.tenant,
        list(seen),
        list(seen.values()),
    )
    found: dict[UUID, list[tuple[int, list[Any]]]] = {}
    for row in rows:
        found.setdefault(row["turn_id"], []).append((row["first_number"], row["events"]))
    return found


async def shown_of(session: Session, turn_id: UUID) -> list[dict[str, Any]]:
    """Return the pieces of an answer that a turn has shown, in order; one may come twice."""
    rows = await session.fetch(
        f"SELECT shown FROM turn_event WHERE {WHERE} AND turn_id = $3 ORDER BY first_number",
        *session.tenant,
        turn_id,
    )
    return [piece for row in rows for piece in row["shown"]]


async def last_number(session: Session, turn_id: UUID) -> int:
    """Return the number of the last event that was stored of a turn; 0 for none."""
    found = await session.fetchval(
        f"SELECT max(last_number) FROM turn_event WHERE {WHERE} AND turn_id = $3", *session.tenant, turn_id
    )
    return found or 0


async def delete_of(session: Session, turn_ids: Sequence[UUID]) -> None:
    """Remove the events of turns."""
    await session.execute(
        f"DELETE FROM turn_event WHERE {WHERE} AND turn_id = ANY($3)", *session.tenant, list(turn_ids)
    )


async def delete_ended(session: Session, older_than: timedelta) -> int:
    """Remove what was left behind of turns that have ended."""
    return await session.execute(
        "DELETE FROM turn_event e USING turn t WHERE e.organization_id = $1 AND e.store_id = $2"
        " AND e.created_at < now() - $3::interval AND t.organization_id = $1 AND t.store_id = $2 AND t.id = e.turn_id"
        " AND t.state <> 'running'",
        *session.tenant,
        older_than,
    )
