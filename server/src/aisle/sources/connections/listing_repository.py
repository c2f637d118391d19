"""A page of sources with what each holds, its newest run and its open problems: one statement for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.sources.connections.repository import COLUMNS, IN_STORE, JOINED, connection_of
from aisle.sources.connections.types import Connection
from aisle.sources.syncing.types import RunState

_OF = "organization_id = c.organization_id AND store_id = c.store_id AND source_id = c.source_id"
# How much there will be is known when every part of the run knows it.
_LAST_RUN = (
    " LEFT JOIN LATERAL (SELECT id, state, finished_at FROM sync_run"
    f" WHERE {_OF} ORDER BY id DESC LIMIT 1) AS r ON true"
    " LEFT JOIN LATERAL (SELECT coalesce(sum(p.records), 0)::bigint AS records,"
    " CASE WHEN count(p.total) = count(*) THEN sum(p.total)::bigint END AS total FROM sync_part p"
    " WHERE (p.organization_id, p.store_id, p.run_id) = (c.organization_id, c.store_id, r.id)) AS parts ON true"
)
_HOLDS = (
    "(SELECT coalesce(jsonb_object_agg(resource, records), '{}') FROM source_holding"
    f" WHERE {_OF} AND records > 0)"
)
_PROBLEMS = f"(SELECT count(*) FROM source_problem WHERE {_OF} AND state = 'open')"


@dataclass(frozen=True, slots=True)
class LastRun:
    """A source's newest run. records: read so far. total: about how many there will be; None: nobody knows."""

    id: UUID
    state: RunState
    finished_at: datetime | None
    records: int
    total: int | None


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source as lists show it. holds: live records by resource. problems: open ones."""

    connection: Connection
    last_run: LastRun | None
    holds: Mapping[str, int]
    problems: int


async def list_page(session: Session, after: UUID | None, most: int) -> list[ListedSource]:
    """Return sources after an id, the oldest first."""
    rows = await session.fetch(
        f"SELECT {COLUMNS}, r.id AS run_id, r.state AS run_state, r.finished_at, parts.records, parts.total,"
        f" {_HOLDS} AS holds, {_PROBLEMS} AS problems"
        f"{JOINED}{_LAST_RUN}{IN_STORE}"
        " AND ($3::uuid IS NULL OR c.source_id > $3) ORDER BY c.source_id LIMIT $4",
        *session.tenant,
        after,
        most,
    )
    return [ListedSource(connection_of(row), _last_run(row), row["holds"], row["problems"]) for row in rows]


def _last_run(row: Any) -> LastRun | None:
    if row["run_id"] is None:
        return None
    state = RunState(row["run_state"])
    return LastRun(row["run_id"], state, row["finished_at"], row["records"], row["total"])
