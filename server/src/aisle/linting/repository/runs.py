"""Queries of runs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.linting.types import Cause, RunState, RunView

_COLUMNS = "id, cause, state, documents, read, products, links_left, created_at, started_at, finished_at"
KEPT = 50  # runs of a store


async def add(session: Session, job_id: UUID, cause: Cause) -> UUID:
    """Add a job's run, or return the one that it has; somebody who asks for one that waits is its cause."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "INSERT INTO lint_run AS r (organization_id, store_id, id, job_id, cause) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (organization_id, store_id, job_id) DO UPDATE SET"
        " cause = CASE WHEN r.state = 'queued' AND excluded.cause = 'demand' THEN 'demand' ELSE r.cause END RETURNING id",
        *session.tenant,
        new_id(),
        job_id,
        cause,
    )


async def begin(session: Session, run_id: UUID) -> None:
    """Mark a run as running, for the first time or again."""
    await session.execute(
        "UPDATE lint_run SET state = 'running', started_at = now(), finished_at = NULL"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        run_id,
    )


async def end(
    session: Session, run_id: UUID, state: RunState, documents: int, read: int, products: int, links: int
) -> None:
    """Close a run with its counts, and forget runs of long ago."""
    await session.execute(
        "UPDATE lint_run SET state = $4, documents = $5, read = $6, products = $7, links_left = $8, finished_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        run_id,
        state,
        documents,
        read,
        products,
        links,
    )
    await session.execute(
        "DELETE FROM lint_run WHERE organization_id = $1 AND store_id = $2 AND id IN"
        " (SELECT id FROM lint_run WHERE organization_id = $1 AND store_id = $2 ORDER BY id DESC OFFSET $3)",
        *session.tenant,
        KEPT,
    )


async def find(session: Session, run_id: UUID) -> RunView | None:
    """Return a run."""
    row = await session.fetchrow(
        f"SELECT {_COLUMNS} FROM lint_run WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        run_id,
    )
    return _view(row) if row else None


async def page(session: Session, before: UUID | None, most: int) -> list[RunView]:
    """Return runs, the newest first."""
    rows = await session.fetch(
        f"SELECT {_COLUMNS} FROM lint_run WHERE organization_id = $1 AND store_id = $2"
        " AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4",
        *session.tenant,
        before,
        most,
    )
    return [_view(row) for row in rows]


def _view(row: Any) -> RunView:
    values = dict(row)
    return RunView(**{**values, "cause": Cause(row["cause"]), "state": RunState(row["state"])})
