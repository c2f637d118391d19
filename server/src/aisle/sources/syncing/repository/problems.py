"""Queries on records in quarantine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.sources.records import Resource

_OF = "organization_id = $1 AND store_id = $2 AND source_id = $3"


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that could not be kept. external_id: None where not even that could be read. action: what a person can do."""

    resource: Resource
    external_id: str | None
    code: str
    field: str
    reason: str
    action: str
    raw: Any = None


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem as it stands."""

    id: UUID
    problem: Problem
    state: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Cause:
    """Problems of one cause. example: the id of one of the records."""

    resource: Resource
    code: str
    field: str
    action: str
    reason: str
    count: int
    example: str | None
    last_at: datetime


async def put(session: Session, source_id: UUID, run_id: UUID, problems: Sequence[Problem]) -> None:
    """Remember problems; one that is known already is counted."""
    if not problems:
        return
    unique = {(one.resource, one.external_id, one.code, one.field): one for one in problems}
    kept = list(unique.values())
    await session.execute(
        "INSERT INTO source_problem AS p (organization_id, store_id, source_id, run_id, id, resource, external_id, code, field,"
        " reason, action, raw) SELECT $1, $2, $3, $4, * FROM unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[],"
        " $10::text[], $11::text[], $12::jsonb[])"
        " ON CONFLICT (organization_id, store_id, source_id, resource, external_id, code, field) WHERE state = 'open'"
        " DO UPDATE SET run_id = excluded.run_id, reason = excluded.reason, action = excluded.action, raw = excluded.raw,"
        " times = p.times + 1, last_at = now()",
        *session.tenant,
        source_id,
        run_id,
        [new_id() for _ in kept],
        [one.resource for one in kept],
        [one.external_id for one in kept],
        [one.code for one in kept],
        [one.field for one in kept],
        [one.reason for one in kept],
        [one.action for one in kept],
        [one.raw for one in kept],
    )


async def repair(session: Session, source_id: UUID, resource: Resource, ids: Sequence[str]) -> int:
    """Close the problems of records that can be kept now, or are gone; return how many."""
    return await session.execute(
        f"UPDATE source_problem SET state = 'repaired', last_at = now() WHERE {_OF} AND resource = $4 AND state = 'open'"
        " AND external_id = ANY($5)",
        *session.tenant,
        source_id,
        resource,
        list(ids),
    )


async def has_nameless(session: Session, source_id: UUID, run_id: UUID, resource: Resource) -> bool:
    """Whether a run met records whose ids could not be read: any that is missing may be one of them."""
    found = await session.fetchval(
        f"SELECT EXISTS (SELECT FROM source_problem WHERE {_OF} AND run_id = $4 AND resource = $5 AND external_id IS NULL)",
        *session.tenant,
        source_id,
        run_id,
        resource,
    )
    return bool(found)


async def dismiss(session: Session, source_id: UUID, problem_id: UUID) -> bool:
    """Close a problem because a person said so; False if it is not open."""
    changed = await session.execute(
        f"UPDATE source_problem SET state = 'dismissed', last_at = now() WHERE {_OF} AND id = $4 AND state = 'open'",
        *session.tenant,
        source_id,
        problem_id,
    )
    return changed == 1


async def dismiss_all(session: Session, source_id: UUID, resource: Resource, code: str, field: str) -> int:
    """Close all open problems of one cause; return how many."""
    return await session.execute(
        f"UPDATE source_problem SET state = 'dismissed', last_at = now() WHERE {_OF} AND resource = $4 AND code = $5 AND field = $6"
        " AND state = 'open'",
        *session.tenant,
        source_id,
        resource,
        code,
        field,
    )


async def ids_of(
    session: Session, source_id: UUID, resource: Resource, code: str, field: str, most: int
) -> list[str]:
    """Return the shop's ids of records that have open problems of one cause, the oldest first."""
    rows = await session.fetch(
        f"SELECT external_id FROM source_problem WHERE {_OF} AND resource = $4 AND code = $5 AND field = $6"
        " AND state = 'open' AND external_id IS NOT NULL ORDER BY id LIMIT $7",
        *session.tenant,
        source_id,
        resource,
        code,
        field,
        most,
    )
    return [row["external_id"] for row in rows]


async def by_cause(session: Session, source_id: UUID) -> list[Cause]:
    """Return a source's open problems by their causes, the most frequent first."""
    rows = await session.fetch(
        "SELECT resource, code, field, max(action) AS action, max(reason) AS reason, count(*) AS count,"
        f" min(external_id) AS example, max(last_at) AS last_at FROM source_problem WHERE {_OF} AND state = 'open'"
        " GROUP BY 1, 2, 3 ORDER BY 6 DESC, 1, 2, 3 LIMIT 100",
        *session.tenant,
        source_id,
    )
    return [
        Cause(
            Resource(row["resource"]),
            row["code"],
            row["field"],
            row["action"],
            row["reason"],
            row["count"],
            row["example"],
            row["last_at"],
        )
        for row in rows
    ]


async def list_open(session: Session, source_id: UUID, after: UUID | None, most: int) -> list[ProblemView]:
    """Return a source's open problems before one, the newest first."""
    rows = await session.fetch(
        "SELECT id, resource, external_id, code, field, reason, action, raw, state, times, first_at, last_at FROM source_problem"
        f" WHERE {_OF} AND state = 'open' AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5",
        *session.tenant,
        source_id,
        after,
        most,
    )
    return [_view(row) for row in rows]


async def find_open(session: Session, source_id: UUID, problem_id: UUID) -> ProblemView | None:
    """Return an open problem."""
    row = await session.fetchrow(
        "SELECT id, resource, external_id, code, field, reason, action, raw, state, times, first_at, last_at FROM source_problem"
        f" WHERE {_OF} AND id = $4 AND state = 'open'",
        *session.tenant,
        source_id,
        problem_id,
    )
    return _view(row) if row else None


def _view(row: Any) -> ProblemView:
    problem = Problem(
        Resource(row["resource"]),
        row["external_id"],
        row["code"],
        row["field"],
        row["reason"],
        row["action"],
        row["raw"],
    )
    return ProblemView(row["id"], problem, row["state"], row["times"], row["first_at"], row["last_at"])
