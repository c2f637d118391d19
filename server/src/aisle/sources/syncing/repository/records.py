"""Queries on the live copy of a shop, and on what runs would change in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.sources import holding_repository as holding
from aisle.sources.records import Resource
from aisle.sources.syncing.types import Action, Change

_RUN = "organization_id = $1 AND store_id = $2 AND run_id = $3 AND resource = $4"
_LIVE = "organization_id = $1 AND store_id = $2 AND source_id = $3 AND resource = $4"


@dataclass(frozen=True, slots=True)
class Stored:
    """A record of the live copy."""

    data: Mapping[str, Any]
    hash: bytes
    shop_time: datetime | None
    as_of: datetime


async def live(
    session: Session, source_id: UUID, resource: Resource, ids: Sequence[str]
) -> dict[str, Stored]:
    """Return the live records of these ids."""
    rows = await session.fetch(
        f"SELECT external_id, data, hash, shop_time, as_of FROM source_record WHERE {_LIVE} AND external_id = ANY($5)",
        *session.tenant,
        source_id,
        resource,
        list(ids),
    )
    return {
        row["external_id"]: Stored(row["data"], row["hash"], row["shop_time"], row["as_of"]) for row in rows
    }


async def put_changes(session: Session, run_id: UUID, changes: Sequence[Change]) -> None:
    """Remember what a run would change; of two looks at one record the later stands."""
    if not changes:
        return
    await session.execute(
        "INSERT INTO sync_change (organization_id, store_id, run_id, resource, external_id, action, before, before_hash, data,"
        " hash, shop_time, as_of, file_id) SELECT $1, $2, $3, * FROM unnest($4::text[], $5::text[], $6::text[], $7::jsonb[],"
        " $8::bytea[], $9::jsonb[], $10::bytea[], $11::timestamptz[], $12::timestamptz[], $13::uuid[])"
        " ON CONFLICT (organization_id, store_id, run_id, resource, external_id) DO UPDATE SET action = excluded.action,"
        " before = excluded.before, before_hash = excluded.before_hash, data = excluded.data, hash = excluded.hash,"
        " shop_time = excluded.shop_time, as_of = excluded.as_of, file_id = coalesce(excluded.file_id, sync_change.file_id),"
        " document_version_id = NULL",
        *session.tenant,
        run_id,
        *_columns(changes),
    )


async def drop_changes(session: Session, run_id: UUID, resource: Resource, ids: Sequence[str]) -> None:
    """Forget what a run would change, for records that turned out to be as they are live."""
    await session.execute(
        f"DELETE FROM sync_change WHERE {_RUN} AND external_id = ANY($5)",
        *session.tenant,
        run_id,
        resource,
        list(ids),
    )


async def forget_part(session: Session, run_id: UUID, resource: Resource) -> None:
    """Forget all that a run would change in a resource."""
    await session.execute(f"DELETE FROM sync_change WHERE {_RUN}", *session.tenant, run_id, resource)
    await forget_seen(session, run_id, resource)


async def count_changes(session: Session, run_id: UUID) -> dict[str, dict[str, int]]:
    """Return how many records a run would change, by resource and action."""
    rows = await session.fetch(
        "SELECT resource, action, count(*) AS count FROM sync_change WHERE organization_id = $1 AND store_id = $2 AND run_id = $3"
        " GROUP BY 1, 2",
        *session.tenant,
        run_id,
    )
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["resource"], {})[row["action"]] = row["count"]
    return found


async def see(session: Session, run_id: UUID, resource: Resource, ids: Sequence[str]) -> int:
    """Remember that a run met these ids; return how many it had not met before."""
    return await session.execute(
        "INSERT INTO sync_seen (organization_id, store_id, run_id, resource, external_id)"
        " SELECT $1, $2, $3, $4, * FROM unnest($5::text[]) ON CONFLICT DO NOTHING",
        *session.tenant,
        run_id,
        resource,
        list(ids),
    )


async def forget_seen(session: Session, run_id: UUID, resource: Resource | None = None) -> None:
    """Forget which ids a run met."""
    await session.execute(
        "DELETE FROM sync_seen WHERE organization_id = $1 AND store_id = $2 AND run_id = $3"
        " AND ($4::text IS NULL OR resource = $4)",
        *session.tenant,
        run_id,
        resource,
    )


async def not_seen(
    session: Session,
    source_id: UUID,
    run_id: UUID,
    resource: Resource,
    before: datetime,
    after: str,
    most: int,
) -> list[str]:
    """Return ids behind one that the run holds, live or new, and did not meet.

    before: what came to the live copy since is left out: it may have appeared behind the place that was read already.
    """
    rows = await session.fetch(
        "SELECT external_id FROM ("
        " SELECT external_id FROM source_record WHERE organization_id = $1 AND store_id = $2 AND source_id = $3 AND resource = $5"
        " AND as_of < $6 UNION"
        " SELECT external_id FROM sync_change WHERE organization_id = $1 AND store_id = $2 AND run_id = $4 AND resource = $5"
        " AND action <> 'remove') held"
        ' WHERE external_id COLLATE "C" > $7'
        " AND NOT EXISTS (SELECT FROM sync_seen s WHERE s.organization_id = $1 AND s.store_id = $2 AND s.run_id = $4"
        " AND s.resource = $5 AND s.external_id = held.external_id)"
        " AND NOT EXISTS (SELECT FROM sync_change c WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $4"
        " AND c.resource = $5 AND c.external_id = held.external_id AND c.action = 'remove')"
        ' ORDER BY external_id COLLATE "C" LIMIT $8',
        *session.tenant,
        source_id,
        run_id,
        resource,
        before,
        after,
        most,
    )
    return [row["external_id"] for row in rows]


async def not_held(
    session: Session, source_id: UUID, run_id: UUID, resource: Resource, after: str, most: int
) -> list[str]:
    """Return ids behind one that the run met and nobody holds: they were never told of."""
    rows = await session.fetch(
        "SELECT external_id FROM sync_seen s WHERE s.organization_id = $1 AND s.store_id = $2 AND s.run_id = $4 AND s.resource = $5"
        ' AND s.external_id COLLATE "C" > $6'
        " AND NOT EXISTS (SELECT FROM source_record r WHERE r.organization_id = $1 AND r.store_id = $2 AND r.source_id = $3"
        " AND r.resource = $5 AND r.external_id = s.external_id)"
        " AND NOT EXISTS (SELECT FROM sync_change c WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $4"
        " AND c.resource = $5 AND c.external_id = s.external_id)"
        ' ORDER BY external_id COLLATE "C" LIMIT $7',
        *session.tenant,
        source_id,
        run_id,
        resource,
        after,
        most,
    )
    return [row["external_id"] for row in rows]


async def write_live(session: Session, source_id: UUID, run_id: UUID, changes: Sequence[Change]) -> None:
    """Change the live copy at once: for stock and prices, which wait for nothing."""
    kept = [one for one in changes if one.action is not Action.REMOVE]
    if kept:
        resources, ids, _, _, _, data, hashes, times, as_of, _ = _columns(kept)
        added = await session.fetch(
            holding.counting(
                "INSERT INTO source_record (organization_id, store_id, source_id, run_id, resource, external_id, data, hash,"
                " shop_time, as_of) SELECT $1, $2, $3, $4, * FROM unnest($5::text[], $6::text[], $7::jsonb[], $8::bytea[],"
                " $9::timestamptz[], $10::timestamptz[])"
                " ON CONFLICT (organization_id, store_id, source_id, resource, external_id) DO UPDATE SET data = excluded.data,"
                " hash = excluded.hash, shop_time = excluded.shop_time, as_of = excluded.as_of, run_id = excluded.run_id"
                f" {holding.FRESH}"
            ),
            *session.tenant,
            source_id,
            run_id,
            resources,
            ids,
            data,
            hashes,
            times,
            as_of,
        )
        await holding.count(session, source_id, added)
    gone = [one for one in changes if one.action is Action.REMOVE]
    if gone:
        dropped = await session.fetch(
            holding.counting_gone(
                "DELETE FROM source_record WHERE organization_id = $1 AND store_id = $2 AND source_id = $3"
                " AND (resource, external_id) IN (SELECT * FROM unnest($4::text[], $5::text[])) RETURNING resource"
            ),
            *session.tenant,
            source_id,
            [one.resource for one in gone],
            [one.external_id for one in gone],
        )
        await holding.count(session, source_id, dropped)


async def remove_everything(session: Session, source_id: UUID, run_id: UUID, now: datetime) -> int:
    """Have a run take away all that a source holds; return how many records that is."""
    return await session.execute(
        "INSERT INTO sync_change (organization_id, store_id, run_id, resource, external_id, action, before, before_hash, as_of)"
        " SELECT organization_id, store_id, $4, resource, external_id, 'remove', data, hash, $5 FROM source_record"
        " WHERE organization_id = $1 AND store_id = $2 AND source_id = $3 ON CONFLICT DO NOTHING",
        *session.tenant,
        source_id,
        run_id,
        now,
    )


async def put_file(session: Session, run_id: UUID, file_id: UUID, sealed: bytes) -> None:
    """Keep a document's bytes until it is read."""
    await session.execute(
        "INSERT INTO sync_file (organization_id, store_id, id, run_id, sealed) VALUES ($1, $2, $3, $4, $5)",
        *session.tenant,
        file_id,
        run_id,
        sealed,
    )


def _columns(changes: Sequence[Change]) -> tuple[list[Any], ...]:
    return (
        [one.resource for one in changes],
        [one.external_id for one in changes],
        [one.action for one in changes],
        [_maybe(one.before) for one in changes],
        [one.before_hash for one in changes],
        [_maybe(one.data) for one in changes],
        [one.hash for one in changes],
        [one.shop_time for one in changes],
        [one.as_of for one in changes],
        [one.file_id for one in changes],
    )


def _maybe(data: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if data is None else dict(data)
