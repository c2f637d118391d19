"""Queries on the history that people read."""

from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.articles.types import Step, StepKind
from aisle.core.db import Session

WHERE = "organization_id = $1 AND store_id = $2 AND article_id = $3"


async def add_step(
    session: Session,
    article_id: UUID,
    kind: StepKind,
    at: datetime,
    version: int | None = None,
    note: str = "",
) -> None:
    """Add a line by the session's principal."""
    await session.execute(
        "INSERT INTO article_step (organization_id, store_id, article_id, step, version, note, at, by)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        *session.tenant,
        article_id,
        kind,
        version,
        note,
        at,
        session.scope.principal,
    )


async def find_last(session: Session, article_id: UUID, kind: StepKind) -> Step | None:
    """Return the newest line of a kind."""
    row = await session.fetchrow(
        f"SELECT * FROM article_step WHERE {WHERE} AND step = $4 ORDER BY number DESC LIMIT 1",
        *session.tenant,
        article_id,
        kind,
    )
    return _step(row) if row else None


async def list_steps(session: Session, article_id: UUID, below: int | None, most: int) -> list[Step]:
    """Return lines, the newest first."""
    rows = await session.fetch(
        f"SELECT * FROM article_step WHERE {WHERE} AND ($4::bigint IS NULL OR number < $4) ORDER BY number DESC LIMIT $5",
        *session.tenant,
        article_id,
        below,
        most,
    )
    return [_step(row) for row in rows]


def _step(row: Any) -> Step:
    return Step(row["number"], StepKind(row["step"]), row["version"], row["note"], row["at"], row["by"])
