"""Keeping answers, counting them, and letting them go."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from aisle.answer_cache.repository.finding import STATE
from aisle.core.db import Session

_OWN = "organization_id = $1 AND store_id = $2"


async def documents_now(session: Session, ids: Sequence[UUID]) -> list[Any]:
    """Return id, published_version_id and updated_at of documents that are not deleted."""
    if not ids:
        return []
    return await session.fetch(
        f"SELECT id, published_version_id, updated_at FROM document WHERE {_OWN} AND id = ANY($3) AND deleted_at IS NULL",
        *session.tenant,
        list(ids),
    )


async def products_now(session: Session, ids: Sequence[UUID]) -> list[Any]:
    """Return id, state and in_stock of products."""
    if not ids:
        return []
    return await session.fetch(
        f"SELECT p.id, {STATE} AS state, p.in_stock FROM product p WHERE {_OWN} AND p.id = ANY($3)",
        *session.tenant,
        list(ids),
    )


async def upsert(session: Session, row: Mapping[str, Any]) -> None:
    """Keep an answer in place of what was kept under its key. row: by column."""
    names = list(row)
    places = ", ".join(f"${number}" for number in range(3, len(names) + 3))
    taken = ", ".join(f"{name} = excluded.{name}" for name in names if name != "key")
    await session.execute(
        f"INSERT INTO kept_answer (organization_id, store_id, {', '.join(names)}) VALUES ($1, $2, {places})"
        f" ON CONFLICT (organization_id, store_id, key) DO UPDATE SET {taken}",
        *session.tenant,
        *row.values(),
    )


async def make_room(session: Session, most: int) -> int:
    """Let the oldest answers go until one more fits; returns how many went."""
    return await session.execute(
        f"DELETE FROM kept_answer WHERE {_OWN} AND key IN (SELECT key FROM kept_answer WHERE {_OWN} ORDER BY expires_at"
        f" LIMIT greatest(0, (SELECT count(*) FROM kept_answer WHERE {_OWN}) - $3 + 1))",
        *session.tenant,
        most,
    )


async def delete(session: Session, key: bytes) -> None:
    """Let one answer go."""
    await session.execute(f"DELETE FROM kept_answer WHERE {_OWN} AND key = $3", *session.tenant, key)


async def delete_all(session: Session) -> int:
    """Let all answers of the store go; returns how many there were."""
    return await session.execute(f"DELETE FROM kept_answer WHERE {_OWN}", *session.tenant)


async def delete_expired(session: Session, at: datetime, days_before: date) -> int:
    """Let go what has expired, and counts of days before; returns how many answers went."""
    gone = await session.execute(
        f"DELETE FROM kept_answer WHERE {_OWN} AND expires_at <= $3", *session.tenant, at
    )
    await session.execute(
        f"DELETE FROM kept_answer_day WHERE {_OWN} AND day < $3", *session.tenant, days_before
    )
    return gone


async def add_counts(session: Session, day: date, counts: Mapping[str, int]) -> None:
    """Add to the counts of a day. counts: exact, semantic, missed, kept."""
    await session.execute(
        "INSERT INTO kept_answer_day AS d (organization_id, store_id, day, exact, semantic, missed, kept)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organization_id, store_id, day) DO UPDATE SET"
        " exact = d.exact + excluded.exact, semantic = d.semantic + excluded.semantic,"
        " missed = d.missed + excluded.missed, kept = d.kept + excluded.kept",
        *session.tenant,
        day,
        *(counts.get(name, 0) for name in ("exact", "semantic", "missed", "kept")),
    )


async def sizes(session: Session, at: datetime) -> Any:
    """Return entries (that have not expired), bytes and oldest of a store's kept answers."""
    return await session.fetchrow(
        "SELECT count(*) AS entries, coalesce(sum(length(value)), 0)::bigint AS bytes, min(created_at) AS oldest"
        f" FROM kept_answer WHERE {_OWN} AND expires_at > $3",
        *session.tenant,
        at,
    )


async def days(session: Session, first: date) -> list[Any]:
    """Return the counts of each day since the first one, the newest first."""
    return await session.fetch(
        f"SELECT day, exact, semantic, missed, kept FROM kept_answer_day WHERE {_OWN} AND day >= $3 ORDER BY day DESC",
        *session.tenant,
        first,
    )
