"""Queries on the parts of runs, their checkpoints, and on marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.sources.records import Resource

_COLUMNS = (
    "resource, whole, step, mark_before, mark_after, cursor, pages, records, total, counts, last_ids, last_items, code, detail,"
    " began_at, updated_at"
)
_ONE = "organization_id = $1 AND store_id = $2 AND run_id = $3 AND resource = $4"


@dataclass(frozen=True, slots=True)
class Counts:
    """What was done to a resource's records."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    problems: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return both together."""
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Part:
    """How far a run is with one resource.

    Attributes:
        whole: Everything is read, so that what was not met is gone.
        step: "pages", then perhaps "ids", "missing" and "gone", then "done".
        cursor: Behind the last page that was stored.
        last_ids: Of that page.
        last_items: What was read last, for people.
        code, detail: Why it could not be read, while others could.
        began_at: Whatever came to the live copy later was not missed by this reading.
    """

    resource: Resource
    whole: bool
    step: str
    mark_before: str | None
    mark_after: str | None
    cursor: str | None
    pages: int
    records: int
    total: int | None
    counts: Counts
    last_ids: tuple[str, ...]
    last_items: tuple[str, ...]
    code: str | None
    detail: str | None
    began_at: datetime
    updated_at: datetime

    def counted(self, counts: Counts) -> Part:
        """Return the part with more counted."""
        return replace(self, counts=self.counts.plus(counts))


async def ensure(
    session: Session, run_id: UUID, resource: Resource, whole: bool, mark: str | None, now: datetime
) -> Part:
    """Return a run's part for a resource, as it was begun."""
    await session.execute(
        "INSERT INTO sync_part (organization_id, store_id, run_id, resource, whole, mark_before, began_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        *session.tenant,
        run_id,
        resource,
        whole,
        mark,
        now,
    )
    row = await session.fetchrow(
        f"SELECT {_COLUMNS} FROM sync_part WHERE {_ONE}", *session.tenant, run_id, resource
    )
    return _part(row)


async def list_of(session: Session, run_id: UUID) -> list[Part]:
    """Return a run's parts."""
    rows = await session.fetch(
        f"SELECT {_COLUMNS} FROM sync_part WHERE organization_id = $1 AND store_id = $2 AND run_id = $3 ORDER BY resource",
        *session.tenant,
        run_id,
    )
    return [_part(row) for row in rows]


async def save(session: Session, run_id: UUID, part: Part) -> None:
    """Remember how far a part is."""
    await session.execute(
        "UPDATE sync_part SET step = $5, mark_after = $6, cursor = $7, pages = $8, records = $9, total = $10, counts = $11,"
        f" last_ids = $12, last_items = $13, code = $14, detail = $15, updated_at = now() WHERE {_ONE}",
        *session.tenant,
        run_id,
        part.resource,
        part.step,
        part.mark_after,
        part.cursor,
        part.pages,
        part.records,
        part.total,
        asdict(part.counts),
        list(part.last_ids),
        list(part.last_items),
        part.code,
        part.detail[:2000] if part.detail else None,
    )


async def give_up(session: Session, run_id: UUID, resource: Resource, code: str, detail: str) -> None:
    """Say why a resource could not be read; the others go on."""
    await session.execute(
        f"UPDATE sync_part SET step = 'done', code = $5, detail = $6, counts = '{{}}', updated_at = now() WHERE {_ONE}",
        *session.tenant,
        run_id,
        resource,
        code,
        detail[:2000],
    )


async def marks(session: Session, source_id: UUID) -> Mapping[str, str]:
    """Return where each resource's next incremental run begins."""
    rows = await session.fetch(
        "SELECT resource, mark FROM source_mark WHERE organization_id = $1 AND store_id = $2 AND source_id = $3",
        *session.tenant,
        source_id,
    )
    return {row["resource"]: row["mark"] for row in rows}


async def keep_marks(
    session: Session, source_id: UUID, run_id: UUID, resources: Sequence[Resource] | None = None
) -> None:
    """Begin the next incremental run where these parts of a run ended. Called in the transaction that makes them live."""
    await session.execute(
        "INSERT INTO source_mark AS m (organization_id, store_id, source_id, resource, mark, run_id)"
        " SELECT organization_id, store_id, $4, resource, mark_after, run_id FROM sync_part"
        " WHERE organization_id = $1 AND store_id = $2 AND run_id = $3 AND step = 'done' AND code IS NULL AND mark_after IS NOT NULL"
        " AND ($5::text[] IS NULL OR resource = ANY($5))"
        " ON CONFLICT (organization_id, store_id, source_id, resource) DO UPDATE SET mark = excluded.mark, run_id = excluded.run_id,"
        " at = now()",
        *session.tenant,
        run_id,
        source_id,
        list(resources) if resources is not None else None,
    )


async def forget_marks(session: Session, source_id: UUID) -> None:
    """Have everything read whole again."""
    await session.execute(
        "DELETE FROM source_mark WHERE organization_id = $1 AND store_id = $2 AND source_id = $3",
        *session.tenant,
        source_id,
    )


def _part(row: Any) -> Part:
    return Part(
        Resource(row["resource"]),
        row["whole"],
        row["step"],
        row["mark_before"],
        row["mark_after"],
        row["cursor"],
        row["pages"],
        row["records"],
        row["total"],
        Counts(**row["counts"]),
        tuple(row["last_ids"]),
        tuple(row["last_items"]),
        row["code"],
        row["detail"],
        row["began_at"],
        row["updated_at"],
    )
