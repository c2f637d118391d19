"""Queries on how the word of sources counts, and on the products that follow when it comes to count differently."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.sources.truth.repository import LIVE_RUN

# Both under the dispatcher's role: which stores have something to look at.
TO_WEIGH = (
    "SELECT organization_id, store_id FROM aisle.source_connection WHERE weigh_at <= $1 AND state <> 'removed'"
    " GROUP BY 1, 2"
)
FACTS_DUE = "SELECT organization_id, store_id FROM aisle.fact_key WHERE due_at <= $1 GROUP BY 1, 2"
_LINKS = f"organization_id = $1 AND store_id = $2 AND run_id = {LIVE_RUN}"
# Records of products that several sources know, and of those whose stock or prices a source says that lacks the product.
_SHARED = (
    f"SELECT m.source_id, m.product_ref FROM product_link m WHERE {_LINKS} AND m.product_id IN (SELECT product_id"
    f" FROM product_link WHERE {_LINKS} GROUP BY 1 HAVING count(DISTINCT source_id) > 1"
    " AND ($4::uuid IS NULL OR bool_or(source_id = $4)))"
    " UNION SELECT k.source_id, k.product_ref FROM fact_key f JOIN product_key k ON k.organization_id = $1 AND k.store_id = $2"
    f" AND k.run_id = {LIVE_RUN} AND k.kind = 'sku' AND k.key = f.sku"
    " WHERE f.organization_id = $1 AND f.store_id = $2 AND ($4::uuid IS NULL OR f.source_id = $4)"
)
_OWN = (
    "SELECT source_id, external_id FROM source_record WHERE organization_id = $1 AND store_id = $2 AND source_id = $4"
    " AND resource = 'products'"
)


async def weighed(session: Session) -> dict[str, Any]:
    """Return how sources were weighed when products were made last, and keep others from changing it meanwhile."""
    await session.execute(
        "INSERT INTO truth_rules (organization_id, store_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        *session.tenant,
    )
    found = await session.fetchval(
        "SELECT weighed FROM truth_rules WHERE organization_id = $1 AND store_id = $2 FOR UPDATE",
        *session.tenant,
    )
    return dict(found)


async def save_weighed(
    session: Session, data: Mapping[str, Any], again: Mapping[UUID, datetime | None]
) -> None:
    """Keep how sources are weighed now. again: when the word of each may next come to count differently."""
    await session.execute(
        "UPDATE truth_rules SET weighed = $3 WHERE organization_id = $1 AND store_id = $2",
        *session.tenant,
        dict(data),
    )
    await session.execute(
        "UPDATE source_connection c SET weigh_at = g.at FROM unnest($3::uuid[], $4::timestamptz[]) AS g (id, at)"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.source_id = g.id",
        *session.tenant,
        list(again),
        list(again.values()),
    )


async def weigh_anew(session: Session) -> None:
    """Have the store's sources weighed by the next round."""
    await session.execute(
        "UPDATE source_connection SET weigh_at = now() WHERE organization_id = $1 AND store_id = $2",
        *session.tenant,
    )


async def stage_remake(
    session: Session, source_id: UUID, by: str, *, rules: bool, whole: bool
) -> UUID | None:
    """Stage a run that makes products anew; None where there are none.

    Args:
        rules: The rules have changed: all products that several sources know; else those of them that this source knows.
        whole: Also those that this source alone knows.
    """
    run_id = new_id()
    await session.execute(
        "INSERT INTO sync_run (organization_id, store_id, id, source_id, mode, cause, state, resources, created_by, started_at, staged_at)"
        " VALUES ($1, $2, $3, $4, 'push', 'schedule', 'staged', '{}', $5, now(), now())",
        *session.tenant,
        run_id,
        source_id,
        by,
    )
    made = await _lay_out(session, run_id, _SHARED, None if rules else source_id)
    if whole:
        made += await _lay_out(session, run_id, _OWN, source_id)
    if made:
        return run_id
    await session.execute(
        "DELETE FROM sync_run WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        run_id,
    )
    return None


async def _lay_out(session: Session, run_id: UUID, records: str, source_id: UUID | None) -> int:
    return await session.execute(
        "INSERT INTO going_live_work (organization_id, store_id, run_id, source_id, product_ref)"
        f" SELECT $1, $2, $3, r.* FROM ({records}) AS r ON CONFLICT DO NOTHING",
        *session.tenant,
        run_id,
        source_id,
    )


async def due_facts(session: Session, now: datetime, most: int) -> list[Any]:
    """Return facts that have begun or ceased to count: source_id, external_id, sku."""
    return await session.fetch(
        "SELECT source_id, resource, external_id, sku FROM fact_key WHERE organization_id = $1 AND store_id = $2"
        " AND due_at <= $3 ORDER BY due_at, source_id, external_id LIMIT $4",
        *session.tenant,
        now,
        most,
    )


async def plan_facts(session: Session, now: datetime, facts: list[Any]) -> None:
    """Say when facts next begin or cease to count, by the live copy."""
    await session.execute(
        "UPDATE fact_key f SET due_at = (SELECT min(m.at) FROM source_record r CROSS JOIN LATERAL (VALUES"
        "  ((r.data ->> 'valid_from')::timestamptz), ((r.data ->> 'valid_until')::timestamptz)) AS m (at)"
        "  WHERE r.organization_id = $1 AND r.store_id = $2 AND r.source_id = f.source_id AND r.resource = f.resource"
        "  AND r.external_id = f.external_id AND m.at > $3)"
        " FROM unnest($4::uuid[], $5::text[], $6::text[]) AS g (source_id, resource, external_id)"
        " WHERE f.organization_id = $1 AND f.store_id = $2 AND f.source_id = g.source_id AND f.resource = g.resource"
        " AND f.external_id = g.external_id",
        *session.tenant,
        now,
        [row["source_id"] for row in facts],
        [row["resource"] for row in facts],
        [row["external_id"] for row in facts],
    )
