"""How many live records a source has: kept beside them by whatever adds or removes some, in the same statement's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session

# Of an upsert: the rows that were not there before. PostgreSQL gives a row that it has just inserted no deleting transaction.
FRESH = "RETURNING resource, (xmax = 0) AS fresh"


def counting(statement: str) -> str:
    """Return a statement that tells by resource how many rows another one added. statement: an upsert that ends with FRESH."""
    return f"WITH put AS ({statement}) SELECT resource, count(*) AS records FROM put WHERE fresh GROUP BY resource"


def counting_gone(statement: str) -> str:
    """Return a statement that tells by resource how many rows another one deleted. statement: it ends with RETURNING resource."""
    return f"WITH gone AS ({statement}) SELECT resource, -count(*) AS records FROM gone GROUP BY resource"


async def count(session: Session, source_id: UUID, changed: Sequence[Any]) -> None:
    """Add to what a source holds. changed: rows of `resource` and `records`, below nought where some are gone."""
    rows = [(*session.tenant, source_id, row["resource"], row["records"]) for row in changed]
    if rows:
        await session.executemany(
            "INSERT INTO source_holding AS h (organization_id, store_id, source_id, resource, records) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT (organization_id, store_id, source_id, resource) DO UPDATE SET records = h.records + excluded.records",
            sorted(rows),
        )
