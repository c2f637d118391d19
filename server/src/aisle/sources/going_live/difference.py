"""What going live would change: counts, and samples field by field with before and after."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aisle.catalog.service import holding as catalog
from aisle.core.db import Session
from aisle.sources.truth.repository import LIVE_RUN

SAMPLES = 8  # of each action
FIELDS = 12  # of a record
LONGEST = 300  # characters of a value


async def difference_of(session: Session, run_id: UUID, source_id: UUID) -> dict[str, Any]:
    """Return what a prepared run would change, as JSON values."""
    counts = {**await catalog.compare_held(session, run_id), **await _source_counts(session, source_id)}
    return {
        "records": await _records(session, run_id),
        "catalogue": counts,
        "samples": await _samples(session, run_id),
    }


async def _source_counts(session: Session, source_id: UUID) -> dict[str, int]:
    """How much of the live state is this source's."""
    row: Any = await session.fetchrow(
        "SELECT (SELECT count(DISTINCT product_id) FROM product_link WHERE organization_id = $1 AND store_id = $2"
        f" AND run_id = {LIVE_RUN} AND source_id = $3) AS source_before,"
        " (SELECT count(variant_id) FROM variant_link WHERE organization_id = $1 AND store_id = $2"
        f" AND run_id = {LIVE_RUN} AND source_id = $3) AS source_variants",
        *session.tenant,
        source_id,
    )
    return dict(row)


async def _records(session: Session, run_id: UUID) -> dict[str, dict[str, int]]:
    rows = await session.fetch(
        "SELECT resource, action, count(*) AS records FROM sync_change WHERE organization_id = $1 AND store_id = $2"
        " AND run_id = $3 GROUP BY resource, action ORDER BY resource, action",
        *session.tenant,
        run_id,
    )
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["resource"], {})[row["action"]] = row["records"]
    return found


async def _samples(session: Session, run_id: UUID) -> list[dict[str, Any]]:
    rows = await session.fetch(
        "SELECT s.* FROM unnest(ARRAY['remove', 'change', 'add']) AS a (action) CROSS JOIN LATERAL ("
        " SELECT resource, external_id, action, before, data FROM sync_change WHERE organization_id = $1 AND store_id = $2"
        " AND run_id = $3 AND action = a.action ORDER BY resource, external_id LIMIT $4) AS s",
        *session.tenant,
        run_id,
        SAMPLES,
    )
    return [
        {
            "resource": row["resource"],
            "id": row["external_id"],
            "action": row["action"],
            "fields": changed_fields(row["before"] or {}, row["data"] or {}),
        }
        for row in rows
    ]


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the fields in which two records differ, long values shortened."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return [
        {"field": name, "before": _short(before.get(name)), "after": _short(after.get(name))}
        for name in names[:FIELDS]
    ]


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
    text = json.dumps(value, ensure_ascii=False)
    return value if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
