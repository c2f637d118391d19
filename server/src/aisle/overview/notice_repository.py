"""Queries on what is told to people, and on what they have read."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Session

# $1 organization, $2 store, $3 who is told, $4 kinds, $5 how far back.
_TOLD = (
    "SELECT t.*, t.at <= coalesce(r.read_to, '-infinity') OR t.id = ANY(coalesce(r.read_ids, '{}')) AS read FROM ("
    "SELECT id, action AS kind, at, actor, object_kind, object_id, after AS what FROM audit_entry WHERE organization_id = $1"
    " AND (store_id = $2 OR store_id IS NULL) AND outcome = 'done' AND action = ANY($4) AND actor <> $3 AND at > now() - $5::interval"
    " UNION ALL SELECT id, 'job.dead', finished_at, NULL, 'job', id::text, jsonb_build_object('kind', kind, 'error', left(error, 300))"
    " FROM job WHERE organization_id = $1 AND store_id = $2 AND state = 'dead' AND 'job.dead' = ANY($4) AND finished_at > now() - $5::interval"
    ") AS t LEFT JOIN notice_mark r ON r.organization_id = $1 AND r.store_id = $2 AND r.who = $3"
)


async def list_told(
    session: Session,
    kinds: Sequence[str],
    back: timedelta,
    before: tuple[datetime, UUID] | None,
    limit: int,
    *,
    unread: bool,
) -> Sequence[Any]:
    """Return what is told to the session's principal, the newest first, from behind a place on."""
    return await session.fetch(
        f"SELECT * FROM ({_TOLD}) AS told WHERE ($6::timestamptz IS NULL OR (at, id) < ($6, $7)) AND NOT ($8 AND read)"
        " ORDER BY at DESC, id DESC LIMIT $9",
        *session.tenant,
        session.scope.principal,
        list(kinds),
        back,
        before[0] if before else None,
        before[1] if before else None,
        unread,
        limit,
    )


async def count_unread(session: Session, kinds: Sequence[str], back: timedelta) -> int:
    """Return how much the session's principal has not read."""
    return int(
        await session.fetchval(
            f"SELECT count(*) FROM ({_TOLD}) AS told WHERE NOT read",
            *session.tenant,
            session.scope.principal,
            list(kinds),
            back,
        )
    )


async def mark(session: Session, ids: Sequence[UUID], up_to: datetime | None, most: int) -> None:
    """Remember what the session's principal has read; of single ones the last so many."""
    await session.execute(
        "INSERT INTO notice_mark AS m (organization_id, store_id, who, read_to, read_ids)"
        " VALUES ($1, $2, $3, coalesce($4::timestamptz, '-infinity'::timestamptz), $5) ON CONFLICT (organization_id, store_id, who) DO UPDATE"
        " SET read_to = greatest(m.read_to, excluded.read_to), read_ids = (SELECT coalesce(array_agg(id), '{}') FROM"
        " (SELECT DISTINCT id FROM unnest(m.read_ids || excluded.read_ids) AS id ORDER BY id DESC LIMIT $6) AS kept)",
        *session.tenant,
        session.scope.principal,
        up_to,
        list(ids),
        most,
    )
