"""Queries on how full an inbox is, and those that clear it. What waits to be read is never dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from aisle.core.db import Session

_ONE = "organization_id = $1 AND store_id = $2 AND source_id = $3"
_DROP = "DELETE FROM hook_delivery WHERE organization_id = $1 AND store_id = $2 AND id IN"


@dataclass(frozen=True, slots=True)
class Held:
    """How many deliveries, and how many bytes."""

    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a source's deliveries: none older than `age`, at most so many, and of those that cannot be read fewer,
    for their bodies are kept with them."""

    age: timedelta
    rows: int
    dead: Held


async def waiting(session: Session, source_id: UUID, most: int) -> Held:
    """Return how much of a source waits to be read, counted up to so many deliveries."""
    row = await session.fetchrow(
        "SELECT count(*) AS rows, coalesce(sum(bytes), 0) AS bytes FROM"
        f" (SELECT bytes FROM hook_delivery WHERE {_ONE} AND state = 'waiting' LIMIT $4) AS held",
        *session.tenant,
        source_id,
        most,
    )
    assert row is not None
    return Held(row["rows"], int(row["bytes"]))


async def drop_old(session: Session, source_id: UUID, kept: Kept, batch: int) -> int:
    """Drop a batch of what came too long ago."""
    return await session.execute(
        f"{_DROP} (SELECT id FROM hook_delivery WHERE {_ONE} AND state <> 'waiting' AND received_at < now() - $4::interval LIMIT $5)",
        *session.tenant,
        source_id,
        kept.age,
        batch,
    )


async def drop_many(session: Session, source_id: UUID, kept: Kept, batch: int) -> int:
    """Drop a batch of what is more than may be kept, the oldest."""
    return await session.execute(
        f"{_DROP} (SELECT id FROM hook_delivery WHERE {_ONE} AND state <> 'waiting' ORDER BY received_at DESC, id DESC LIMIT $5 OFFSET $4)",
        *session.tenant,
        source_id,
        kept.rows,
        batch,
    )


async def drop_dead(session: Session, source_id: UUID, kept: Kept, batch: int) -> int:
    """Drop a batch of what cannot be read and is more than may be kept, in number or in bytes."""
    return await session.execute(
        f"{_DROP} (SELECT id FROM (SELECT id, row_number() OVER newest AS place, sum(bytes) OVER newest AS total"
        f" FROM hook_delivery WHERE {_ONE} AND state = 'dead' WINDOW newest AS (ORDER BY received_at DESC, id DESC)) AS dead"
        " WHERE place > $4 OR total > $5 LIMIT $6)",
        *session.tenant,
        source_id,
        kept.dead.rows,
        kept.dead.bytes,
        batch,
    )
