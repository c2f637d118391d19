"""Queries on connections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db import Session
from aisle.knowledge.errors import SourceNameTaken, SourceNotFound
from aisle.sources.connections.types import Connection, ConnectionState, Health, Reading
from aisle.sources.ports import Politeness
from aisle.sources.records import Resource

COLUMNS = (
    "c.source_id, s.kind, s.name, c.options, c.resources, c.at_once, c.per_second, c.schedule, c.reconcile, c.time_zone,"
    " c.priority, c.rules, c.settings, c.state, c.health, c.health_code, c.health_detail, c.health_since, c.failures,"
    " c.rests_until, c.next_sync_at, c.next_reconcile_at, c.credentials_set_at, c.created_at, c.updated_at,"
    " c.unwell_since, c.told, c.waits_for"
)
JOINED = " FROM source_connection c JOIN source s ON (s.organization_id, s.store_id, s.id) = (c.organization_id, c.store_id, c.source_id)"
IN_STORE = " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.state <> 'removed'"
_FROM = JOINED + IN_STORE
_ONE = "organization_id = $1 AND store_id = $2 AND source_id = $3"


@dataclass(frozen=True, slots=True)
class SealedCredentials:
    """Credentials as they are stored, and when they were."""

    sealed: bytes
    set_at: datetime


async def insert(session: Session, source_id: UUID, options: Mapping[str, Any], reading: Reading) -> None:
    """Add a connection to a source that was just made."""
    await session.execute(
        "INSERT INTO source_connection (organization_id, store_id, source_id, options, resources, at_once, per_second,"
        " schedule, reconcile, time_zone, priority, rules, settings)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        *session.tenant,
        source_id,
        dict(options),
        *_values(reading),
    )


async def update(session: Session, source_id: UUID, options: Mapping[str, Any], reading: Reading) -> None:
    """Put options and reading in the place of those before."""
    await session.execute(
        "UPDATE source_connection SET options = $4, resources = $5, at_once = $6, per_second = $7, schedule = $8,"
        f" reconcile = $9, time_zone = $10, priority = $11, rules = $12, settings = $13, updated_at = now(), weigh_at = now() WHERE {_ONE}",
        *session.tenant,
        source_id,
        dict(options),
        *_values(reading),
    )


async def rename(session: Session, source_id: UUID, name: str) -> None:
    """Give a source another name. Raises SourceNameTaken."""
    try:
        await session.execute(
            "UPDATE source SET name = $4 WHERE organization_id = $1 AND store_id = $2 AND id = $3",
            *session.tenant,
            source_id,
            name,
        )
    except asyncpg.UniqueViolationError:
        raise SourceNameTaken(f"“{name}” is in use; choose another name.") from None


async def get(session: Session, source_id: UUID, *, lock: bool = False) -> Connection:
    """Return a connection. Raises SourceNotFound, for one that is being removed too."""
    row = await session.fetchrow(
        f"SELECT {COLUMNS}{_FROM} AND c.source_id = $3{' FOR NO KEY UPDATE OF c' if lock else ''}",
        *session.tenant,
        source_id,
    )
    if row is None:
        raise SourceNotFound()
    return connection_of(row)


async def hold(session: Session, source_id: UUID) -> None:
    """Lock a connection, if it is there: before its runs, so that no two transactions wait for each other."""
    await session.execute(
        f"SELECT 1 FROM source_connection WHERE {_ONE} FOR NO KEY UPDATE", *session.tenant, source_id
    )


async def find_by_name(session: Session, name: str) -> Connection | None:
    """Return the connection whose source has this name."""
    row = await session.fetchrow(f"SELECT {COLUMNS}{_FROM} AND s.name = $3", *session.tenant, name)
    return connection_of(row) if row else None


async def list_all(session: Session, after: UUID | None = None, most: int = 1_000) -> list[Connection]:
    """Return connections after an id, the oldest first."""
    rows = await session.fetch(
        f"SELECT {COLUMNS}{_FROM} AND ($3::uuid IS NULL OR c.source_id > $3) ORDER BY c.source_id LIMIT $4",
        *session.tenant,
        after,
        most,
    )
    return [connection_of(row) for row in rows]


async def count(session: Session) -> int:
    """Return how many connections the store has."""
    found = await session.fetchval(
        "SELECT count(*) FROM source_connection WHERE organization_id = $1 AND store_id = $2 AND state <> 'removed'",
        *session.tenant,
    )
    return int(found)


async def set_state(session: Session, source_id: UUID, state: ConnectionState) -> None:
    """Pause a source, let it go on, or take it out of everybody's sight."""
    await session.execute(
        f"UPDATE source_connection SET state = $4, updated_at = now() WHERE {_ONE}",
        *session.tenant,
        source_id,
        state,
    )


async def set_times(
    session: Session, source_id: UUID, next_sync: datetime | None, next_reconcile: datetime | None
) -> None:
    """Say when a source is read next."""
    await session.execute(
        f"UPDATE source_connection SET next_sync_at = $4, next_reconcile_at = $5 WHERE {_ONE}",
        *session.tenant,
        source_id,
        next_sync,
        next_reconcile,
    )


async def set_health(
    session: Session,
    source_id: UUID,
    health: Health,
    code: str | None = None,
    detail: str | None = None,
    *,
    failures: int = 0,
    rests_until: datetime | None = None,
    anew: bool = False,
) -> None:
    """Say how a source is. Since when is kept as long as it stays the same. anew: it was well in between."""
    await session.execute(
        "UPDATE source_connection SET health = $4, health_code = $5, health_detail = $6, failures = $7, rests_until = $8,"
        " health_since = CASE WHEN (health, health_code) IS NOT DISTINCT FROM ($4, $5) THEN health_since ELSE now() END,"
        " unwell_since = CASE WHEN $4 IN ('new', 'well') THEN NULL WHEN $9 THEN now() ELSE coalesce(unwell_since, now()) END,"
        " weigh_at = CASE WHEN $4 IN ('new', 'well') AND unwell_since IS NULL THEN weigh_at ELSE now() END"
        f" WHERE {_ONE}",
        *session.tenant,
        source_id,
        health,
        code,
        detail[:2000] if detail else None,
        failures,
        rests_until,
        anew,
    )


async def set_waits_for(session: Session, source_id: UUID, reason: str | None) -> None:
    """Say for what a source waits."""
    await session.execute(
        f"UPDATE source_connection SET waits_for = $4 WHERE {_ONE}", *session.tenant, source_id, reason
    )


async def set_told(session: Session, source_id: UUID, what: str | None) -> bool:
    """Keep what people were told of a source; None: of the end. False where they were told already."""
    changed = await session.execute(
        f"UPDATE source_connection SET told = $4 WHERE {_ONE} AND told IS DISTINCT FROM $4",
        *session.tenant,
        source_id,
        what,
    )
    return changed == 1


async def set_credentials(session: Session, source_id: UUID, sealed: bytes) -> None:
    """Store credentials; whoever renewed them is done."""
    await session.execute(
        "UPDATE source_connection SET credentials_sealed = $4, credentials_set_at = clock_timestamp(), renewing_until = NULL"
        f" WHERE {_ONE}",
        *session.tenant,
        source_id,
        sealed,
    )


async def find_credentials(session: Session, source_id: UUID) -> SealedCredentials | None:
    """Return a source's credentials as they are stored."""
    row = await session.fetchrow(
        f"SELECT credentials_sealed, credentials_set_at FROM source_connection WHERE {_ONE} AND credentials_sealed IS NOT NULL",
        *session.tenant,
        source_id,
    )
    return SealedCredentials(row["credentials_sealed"], row["credentials_set_at"]) if row else None


async def take_renewing(session: Session, source_id: UUID, lease: timedelta) -> bool:
    """Be the one who renews a source's credentials; False while somebody else does."""
    taken = await session.execute(
        f"UPDATE source_connection SET renewing_until = clock_timestamp() + $4 WHERE {_ONE}"
        " AND (renewing_until IS NULL OR renewing_until < clock_timestamp())",
        *session.tenant,
        source_id,
        lease,
    )
    return taken == 1


async def give_renewing(session: Session, source_id: UUID) -> None:
    """Let others renew."""
    await session.execute(
        f"UPDATE source_connection SET renewing_until = NULL WHERE {_ONE}", *session.tenant, source_id
    )


DUE = (
    "SELECT organization_id, store_id FROM aisle.source_connection WHERE state = 'active'"
    " AND least(next_sync_at, next_reconcile_at) <= now() GROUP BY 1, 2"
    " ORDER BY min(least(next_sync_at, next_reconcile_at)), 1, 2 LIMIT $1"
)  # under the dispatcher's role: which stores have a source that is due, whoever has waited longest first


UNWELL = (
    "SELECT organization_id, store_id FROM aisle.source_connection WHERE state = 'active' AND unwell_since <= $1"
    " AND told IS DISTINCT FROM 'failing' GROUP BY 1, 2"
)  # under the dispatcher's role: which stores have a source that has failed since then, and nobody was told


async def list_unwell(session: Session) -> list[Connection]:
    """Lock and return the store's sources that fail and of which nobody was told yet."""
    rows = await session.fetch(
        f"SELECT {COLUMNS}{_FROM} AND c.state = 'active' AND c.unwell_since IS NOT NULL AND c.told IS DISTINCT FROM 'failing'"
        " ORDER BY c.source_id FOR NO KEY UPDATE OF c",
        *session.tenant,
    )
    return [connection_of(row) for row in rows]


async def list_due(session: Session, now: datetime) -> list[Connection]:
    """Return the store's sources whose time has come, the one that waited longest first."""
    rows = await session.fetch(
        f"SELECT {COLUMNS}{_FROM} AND c.state = 'active' AND least(c.next_sync_at, c.next_reconcile_at) <= $3"
        " ORDER BY least(c.next_sync_at, c.next_reconcile_at), c.source_id",
        *session.tenant,
        now,
    )
    return [connection_of(row) for row in rows]


def _values(reading: Reading) -> Sequence[Any]:
    return (
        list(reading.resources),
        reading.politeness.at_once,
        reading.politeness.per_second,
        reading.schedule,
        reading.reconcile,
        reading.time_zone,
        reading.priority,
        list(reading.rules),
        dict(reading.settings),
    )


def connection_of(row: Any) -> Connection:
    """Return the connection of a row of COLUMNS."""
    known = {str(one): one for one in Resource}
    return Connection(
        row["source_id"],
        row["kind"],
        row["name"],
        row["options"],
        Reading(
            tuple(known[name] for name in row["resources"] if name in known),
            Politeness(row["at_once"], row["per_second"]),
            row["schedule"],
            row["reconcile"],
            row["time_zone"],
            row["priority"],
            row["rules"],
            row["settings"],
        ),
        ConnectionState(row["state"]),
        Health(row["health"]),
        row["health_since"],
        row["created_at"],
        row["updated_at"],
        row["credentials_set_at"],
        row["health_code"],
        row["health_detail"],
        row["failures"],
        row["rests_until"],
        row["next_sync_at"],
        row["next_reconcile_at"],
        row["unwell_since"],
        row["told"],
        row["waits_for"],
    )
