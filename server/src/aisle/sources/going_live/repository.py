"""Queries on a run that goes live: what it has to make anew, and what of it is prepared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.sources.truth.repository import LIVE_RUN, Ref

_RUN = "organization_id = $1 AND store_id = $2 AND run_id = $3"


async def lock_run(session: Session, run_id: UUID) -> Any | None:
    """Return and lock a run."""
    return await session.fetchrow(
        "SELECT id, source_id, mode, state, undoes, resources, created_by FROM sync_run"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3 FOR UPDATE",
        *session.tenant,
        run_id,
    )


async def move_run(
    session: Session, run_id: UUID, state: str, code: str | None = None, detail: str | None = None
) -> None:
    """Let a run stand elsewhere. Ends are dated."""
    await session.execute(
        "UPDATE sync_run SET state = $4, code = $5, detail = $6, stage = NULL,"
        " finished_at = CASE WHEN $4 IN ('live', 'refused', 'failed', 'stopped') THEN now() END"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        run_id,
        state,
        code,
        detail,
    )


async def set_stage(session: Session, run_id: UUID, stage: str) -> None:
    """Say what is being done."""
    await session.execute(
        "UPDATE sync_run SET stage = $4 WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        run_id,
        stage,
    )


async def save_difference(session: Session, run_id: UUID, difference: Mapping[str, Any]) -> None:
    """Keep what going live would change."""
    await session.execute(
        "UPDATE sync_run SET difference = $4 WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        run_id,
        dict(difference),
    )


async def difference(session: Session, run_id: UUID) -> dict[str, Any]:
    """Return what going live would change, as it was kept last."""
    found = await session.fetchval(
        "SELECT difference FROM sync_run WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        run_id,
    )
    return found or {}


async def settings_of(session: Session, source_id: UUID) -> Mapping[str, Any]:
    """Return the settings of a source; none of one that is on its way out."""
    found = await session.fetchval(
        "SELECT settings FROM source_connection WHERE organization_id = $1 AND store_id = $2 AND source_id = $3",
        *session.tenant,
        source_id,
    )
    return found or {}


async def begin(session: Session, run_id: UUID) -> Any:
    """Return how far a run is prepared; it begins if it has not."""
    await session.execute(
        "INSERT INTO truth_rules (organization_id, store_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        *session.tenant,
    )
    await session.execute(
        "INSERT INTO going_live (organization_id, store_id, run_id, switches)"
        " SELECT $1, $2, $3, t.switches FROM truth_rules t WHERE t.organization_id = $1 AND t.store_id = $2"
        " ON CONFLICT DO NOTHING",
        *session.tenant,
        run_id,
    )
    return await session.fetchrow(
        f"SELECT listed, switches, versions, given_up, approved_by, approved_at FROM going_live WHERE {_RUN}",
        *session.tenant,
        run_id,
    )


async def list_work(session: Session, run_id: UUID, source_id: UUID) -> None:
    """Lay out the work of a run: product records that it changes, or whose variants or facts it changes."""
    await session.execute(
        "INSERT INTO going_live_work (organization_id, store_id, run_id, source_id, product_ref)"
        " SELECT $1, $2, $3, l.source_id, l.product_ref FROM sync_change c JOIN variant_link l ON l.organization_id = $1"
        f"  AND l.store_id = $2 AND l.run_id = {LIVE_RUN} AND l.source_id = $4 AND l.variant_ref = c.external_id"
        "  WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $3 AND c.resource IN ('stock', 'prices')"
        " UNION SELECT $1, $2, $3, k.source_id, k.product_ref FROM sync_change c JOIN fact_key f ON f.organization_id = $1"
        "  AND f.store_id = $2 AND f.source_id = $4 AND f.resource = c.resource AND f.external_id = c.external_id"
        f"  JOIN product_key k ON k.organization_id = $1 AND k.store_id = $2 AND k.run_id = {LIVE_RUN} AND k.kind = 'sku' AND k.key = f.sku"
        "  WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $3 AND c.resource IN ('stock', 'prices')"
        " ON CONFLICT DO NOTHING",
        *session.tenant,
        run_id,
        source_id,
    )
    await session.execute(
        "INSERT INTO going_live_work (organization_id, store_id, run_id, source_id, product_ref)"
        " SELECT DISTINCT $1::uuid, $2::uuid, $3::uuid, $4::uuid, ref FROM ("
        "  SELECT external_id AS ref FROM sync_change WHERE organization_id = $1 AND store_id = $2 AND run_id = $3"
        "   AND resource = 'products'"
        "  UNION ALL SELECT r FROM sync_change c CROSS JOIN LATERAL"
        "   (VALUES (c.data ->> 'product_id'), (c.before ->> 'product_id')) AS v (r)"
        "   WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $3 AND c.resource = 'variants'"
        "  UNION ALL SELECT l.product_ref FROM sync_change c JOIN variant_link l ON l.organization_id = $1 AND l.store_id = $2"
        f"   AND l.run_id = {LIVE_RUN} AND l.source_id = $4 AND l.variant_ref = c.external_id"
        "   WHERE c.organization_id = $1 AND c.store_id = $2 AND c.run_id = $3 AND c.resource = 'variants'"
        " ) AS named WHERE ref IS NOT NULL ON CONFLICT DO NOTHING",
        *session.tenant,
        run_id,
        source_id,
    )
    await session.execute(
        "INSERT INTO variant_link (organization_id, store_id, run_id, source_id, variant_ref, product_ref)"
        " SELECT $1, $2, $3, $4, external_id, data ->> 'product_id' FROM sync_change"
        " WHERE organization_id = $1 AND store_id = $2 AND run_id = $3 AND resource = 'variants'"
        " AND data ->> 'product_id' IS NOT NULL ON CONFLICT DO NOTHING",
        *session.tenant,
        run_id,
        source_id,
    )
    await session.execute(f"UPDATE going_live SET listed = true WHERE {_RUN}", *session.tenant, run_id)


async def next_work(session: Session, run_id: UUID, most: int) -> list[Ref]:
    """Return some product records that are not prepared yet."""
    rows = await session.fetch(
        f"SELECT source_id, product_ref FROM going_live_work WHERE {_RUN} AND NOT done ORDER BY source_id, product_ref LIMIT $4",
        *session.tenant,
        run_id,
        most,
    )
    return [(row["source_id"], row["product_ref"]) for row in rows]


async def count_work(session: Session, run_id: UUID) -> tuple[int, int]:
    """Return how many product records are prepared, and how many there are."""
    row: Any = await session.fetchrow(
        f"SELECT count(*) FILTER (WHERE done) AS done, count(*) AS work FROM going_live_work WHERE {_RUN}",
        *session.tenant,
        run_id,
    )
    return row["done"], row["work"]


async def mark_done(session: Session, run_id: UUID, refs: Sequence[Ref]) -> None:
    """Count product records as prepared, also those of other sources that turned out to be the same things."""
    await session.execute(
        "INSERT INTO going_live_work (organization_id, store_id, run_id, source_id, product_ref, done)"
        " SELECT $1, $2, $3, source_id, ref, true FROM unnest($4::uuid[], $5::text[]) AS g (source_id, ref)"
        " ON CONFLICT (organization_id, store_id, run_id, source_id, product_ref) DO UPDATE SET done = true",
        *session.tenant,
        run_id,
        [source for source, _ in refs],
        [ref for _, ref in refs],
    )


async def keep_orphans(session: Session, run_id: UUID, refs: Sequence[Ref]) -> None:
    """Keep which variants belong to product records that are not there: the product may come later than they did."""
    await session.execute(
        "INSERT INTO variant_link (organization_id, store_id, run_id, source_id, variant_ref, product_ref)"
        " SELECT $1, $2, $3, l.source_id, l.variant_ref, l.product_ref FROM variant_link l"
        " JOIN unnest($4::uuid[], $5::text[]) AS g (source_id, ref) ON l.source_id = g.source_id AND l.product_ref = g.ref"
        f" WHERE l.organization_id = $1 AND l.store_id = $2 AND l.run_id = {LIVE_RUN} ON CONFLICT DO NOTHING",
        *session.tenant,
        run_id,
        [source for source, _ in refs],
        [ref for _, ref in refs],
    )


async def made_anew(session: Session, run_id: UUID, product_ids: Collection[UUID]) -> set[UUID]:
    """Return those products that a run has still to make anew: their records are among its work, and not prepared."""
    rows = await session.fetch(
        "SELECT DISTINCT l.product_id FROM product_link l JOIN going_live_work w ON w.organization_id = $1 AND w.store_id = $2"
        " AND w.run_id = $3 AND w.source_id = l.source_id AND w.product_ref = l.product_ref AND NOT w.done"
        f" WHERE l.organization_id = $1 AND l.store_id = $2 AND l.run_id = {LIVE_RUN} AND l.product_id = ANY($4)",
        *session.tenant,
        run_id,
        list(product_ids),
    )
    return {row["product_id"] for row in rows}


async def cover(
    session: Session, run_id: UUID, versions: Sequence[UUID], given_up: Mapping[str, Any]
) -> None:
    """Keep for which index versions a run was prepared."""
    await session.execute(
        f"UPDATE going_live SET versions = $4, given_up = $5 WHERE {_RUN}",
        *session.tenant,
        run_id,
        list(versions),
        dict(given_up),
    )


async def switches(session: Session) -> int:
    """Return how often something went live in the store."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT switches FROM truth_rules WHERE organization_id = $1 AND store_id = $2", *session.tenant
    )


async def seen_until(session: Session, run_id: UUID, switches_seen: int) -> None:
    """Keep up to which switch a run has looked at what others brought."""
    await session.execute(
        f"UPDATE going_live SET switches = $4 WHERE {_RUN}", *session.tenant, run_id, switches_seen
    )


async def met_meanwhile(session: Session, run_id: UUID, since: int, most: int) -> list[Ref]:
    """Return records of a run whose names another source's record has brought since the run looked."""
    rows = await session.fetch(
        "SELECT DISTINCT h.source_id, h.product_ref FROM product_key h JOIN product_key k ON k.organization_id = $1"
        f" AND k.store_id = $2 AND k.run_id = {LIVE_RUN} AND k.kind = h.kind AND k.key = h.key AND k.source_id <> h.source_id"
        " WHERE h.organization_id = $1 AND h.store_id = $2 AND h.run_id = $3 AND k.since > $4"
        " AND NOT EXISTS (SELECT 1 FROM going_live_work w WHERE w.organization_id = $1 AND w.store_id = $2 AND w.run_id = $3"
        " AND w.source_id = k.source_id AND w.product_ref = k.product_ref) LIMIT $5",
        *session.tenant,
        run_id,
        since,
        most,
    )
    return [(row["source_id"], row["product_ref"]) for row in rows]


async def changed_meanwhile(session: Session, run_id: UUID, most: int) -> list[Ref]:
    """Return records of other sources in a run's products that were made anew since the run looked."""
    rows = await session.fetch(
        "SELECT h.source_id, h.product_ref FROM product_link h JOIN product_link l ON l.organization_id = $1 AND l.store_id = $2"
        f" AND l.run_id = {LIVE_RUN} AND l.product_id = h.product_id"
        " WHERE h.organization_id = $1 AND h.store_id = $2 AND h.run_id = $3"
        " AND NOT EXISTS (SELECT 1 FROM going_live_work w WHERE w.organization_id = $1 AND w.store_id = $2 AND w.run_id = $3"
        " AND w.source_id = l.source_id AND w.product_ref = l.product_ref) LIMIT $4",
        *session.tenant,
        run_id,
        most,
    )
    return [(row["source_id"], row["product_ref"]) for row in rows]


async def refs_of(session: Session, run_id: UUID, product_ids: Sequence[UUID]) -> list[Ref]:
    """Return the records of some products, live and as a run has them."""
    rows = await session.fetch(
        "SELECT DISTINCT source_id, product_ref FROM product_link WHERE organization_id = $1 AND store_id = $2"
        f" AND (run_id = {LIVE_RUN} OR run_id = $3) AND product_id = ANY($4)",
        *session.tenant,
        run_id,
        list(product_ids),
    )
    return [(row["source_id"], row["product_ref"]) for row in rows]


async def look_again(session: Session, run_id: UUID, refs: Sequence[Ref]) -> None:
    """Let records be prepared once more."""
    await session.execute(
        "INSERT INTO going_live_work (organization_id, store_id, run_id, source_id, product_ref)"
        " SELECT $1, $2, $3, source_id, ref FROM unnest($4::uuid[], $5::text[]) AS g (source_id, ref)"
        " ON CONFLICT (organization_id, store_id, run_id, source_id, product_ref) DO UPDATE SET done = false",
        *session.tenant,
        run_id,
        [source for source, _ in refs],
        [ref for _, ref in refs],
    )


async def start_over(session: Session, run_id: UUID) -> None:
    """Let all of a run's work be prepared once more."""
    await session.execute(
        f"UPDATE going_live_work SET done = false WHERE {_RUN} AND done", *session.tenant, run_id
    )
    await session.execute(
        f"UPDATE document_change SET prepared = false WHERE {_RUN} AND document_id IS NOT NULL",
        *session.tenant,
        run_id,
    )
    await session.execute(
        f"UPDATE going_live SET versions = '{{}}', given_up = '{{}}' WHERE {_RUN}", *session.tenant, run_id
    )


async def ended(session: Session) -> list[UUID]:
    """Return runs that ended otherwise than by going live, and of which something is still prepared."""
    rows = await session.fetch(
        "SELECT g.run_id FROM going_live g JOIN sync_run s ON s.organization_id = $1 AND s.store_id = $2 AND s.id = g.run_id"
        " WHERE g.organization_id = $1 AND g.store_id = $2 AND g.listed AND s.state IN ('refused', 'failed', 'stopped')",
        *session.tenant,
    )
    return [row["run_id"] for row in rows]


async def approve(session: Session, run_id: UUID, by: str) -> None:
    """Keep that a person let a run go live."""
    await session.execute(
        f"UPDATE going_live SET approved_by = $4, approved_at = now() WHERE {_RUN}",
        *session.tenant,
        run_id,
        by,
    )


async def drop(session: Session, run_id: UUID) -> None:
    """Forget everything that was prepared for a run that does not go live, or is."""
    for table in ("product_key", "product_link", "variant_link", "truth_conflict", "going_live_work"):
        await session.execute(f"DELETE FROM {table} WHERE {_RUN}", *session.tenant, run_id)
    await session.execute(f"UPDATE going_live SET listed = false WHERE {_RUN}", *session.tenant, run_id)
