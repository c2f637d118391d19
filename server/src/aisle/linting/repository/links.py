"""Queries of addresses and what they answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aisle.core.db import Session


async def fresh(session: Session, urls: Sequence[str], since: datetime) -> dict[str, int | None]:
    """Return what addresses answered that were asked since a time."""
    rows = await session.fetch(
        "SELECT url, status FROM lint_link WHERE organization_id = $1 AND store_id = $2 AND url = ANY($3) AND checked_at >= $4",
        *session.tenant,
        list(urls),
        since,
    )
    return {row["url"]: row["status"] for row in rows}


async def keep(session: Session, url: str, status: int | None, now: datetime) -> None:
    """Remember what an address answered."""
    await session.execute(
        "INSERT INTO lint_link (organization_id, store_id, url, status, checked_at) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (organization_id, store_id, url) DO UPDATE SET status = excluded.status, checked_at = excluded.checked_at",
        *session.tenant,
        url,
        status,
        now,
    )


async def forget(session: Session, before: datetime) -> None:
    """Forget addresses that nobody asked for long."""
    await session.execute(
        "DELETE FROM lint_link WHERE organization_id = $1 AND store_id = $2 AND checked_at < $3",
        *session.tenant,
        before,
    )
