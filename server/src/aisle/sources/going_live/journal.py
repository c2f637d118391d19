"""Queries on the journal of a run: what it changed, turned round."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id

SAMPLES = 20
# A change of the run, with the live record that it left behind.
_CHANGES = (
    "sync_change c LEFT JOIN source_record r ON r.organization_id = $1 AND r.store_id = $2 AND r.source_id = $3"
    " AND r.resource = c.resource AND r.external_id = c.external_id"
    " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $4"
)


async def taken_back(session: Session, run_id: UUID) -> bool:
    """Whether another run takes this one back, or has."""
    found = await session.fetchval(
        "SELECT 1 FROM sync_run WHERE organization_id = $1 AND store_id = $2 AND undoes = $3"
        " AND state NOT IN ('refused', 'failed', 'stopped') LIMIT 1",
        *session.tenant,
        run_id,
    )
    return found is not None


async def stage_inverse(session: Session, source_id: UUID, run_id: UUID, by: str) -> UUID:
    """Stage a run that takes another back, and return its id. Records that have changed since are left as they are."""
    new_run = new_id()
    await session.execute(
        "INSERT INTO sync_run (organization_id, store_id, id, source_id, mode, cause, state, resources, undoes, difference,"
        " created_by, started_at, staged_at)"
        " SELECT $1, $2, $5, $3, 'rollback', 'rollback', 'staged', resources, $4, $6, $7, now(), now() FROM sync_run"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $4",
        *session.tenant,
        source_id,
        run_id,
        new_run,
        await _conflicts(session, source_id, run_id),
        by,
    )
    await session.execute(
        "INSERT INTO sync_change (organization_id, store_id, run_id, resource, external_id, action, before, before_hash,"
        " data, hash, shop_time, as_of)"
        " SELECT $1, $2, $5, c.resource, c.external_id,"
        " CASE c.action WHEN 'add' THEN 'remove' WHEN 'remove' THEN 'add' ELSE 'change' END,"
        " c.data, c.hash, c.before, c.before_hash, c.before_shop_time, coalesce(c.before_as_of, r.as_of, c.as_of)"
        f" FROM {_CHANGES} AND c.hash IS NOT DISTINCT FROM r.hash",
        *session.tenant,
        source_id,
        run_id,
        new_run,
    )
    return new_run


async def pause_source(session: Session, source_id: UUID) -> None:
    """Let a source rest until a person resumes it."""
    await session.execute(
        "UPDATE source_connection SET state = 'paused', updated_at = now() WHERE organization_id = $1 AND store_id = $2"
        " AND source_id = $3 AND state = 'active'",
        *session.tenant,
        source_id,
    )


async def _conflicts(session: Session, source_id: UUID, run_id: UUID) -> dict[str, Any]:
    """Say what newer runs have changed since: it stays as it is."""
    rows = await session.fetch(
        f"SELECT c.resource, c.external_id, r.run_id, count(*) OVER () AS conflicts FROM {_CHANGES}"
        " AND c.hash IS DISTINCT FROM r.hash ORDER BY c.resource, c.external_id LIMIT $5",
        *session.tenant,
        source_id,
        run_id,
        SAMPLES,
    )
    kept = [
        {"resource": row["resource"], "id": row["external_id"], "changed_by": str(row["run_id"] or "")}
        for row in rows
    ]
    return {"kept": rows[0]["conflicts"] if rows else 0, "kept_samples": kept}
