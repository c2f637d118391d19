"""Queries on changes of many articles."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.articles.bulk.coding import from_json, to_json
from aisle.articles.bulk.types import Batch, BatchState, Change, ThenDo
from aisle.core.db import Session

WHERE = "organization_id = $1 AND store_id = $2"
_BATCH = (
    "SELECT b.*, (SELECT count(*) FROM article_batch_change c WHERE c.organization_id = $1 AND c.store_id = $2"
    " AND c.batch_id = b.id) AS changes FROM article_batch b WHERE b.organization_id = $1 AND b.store_id = $2"
)


async def insert_batch(
    session: Session, batch_id: UUID, kind: str, then_do: ThenDo, at: datetime, changes: Sequence[Change]
) -> None:
    """Keep what is shown."""
    await session.execute(
        "INSERT INTO article_batch (organization_id, store_id, id, kind, state, then_do, made_at, made_by)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        *session.tenant,
        batch_id,
        kind,
        BatchState.SHOWN,
        then_do,
        at,
        session.scope.principal,
    )
    await session.executemany(
        "INSERT INTO article_batch_change (organization_id, store_id, batch_id, number, article_id, is_new, key, language,"
        " save_before, before, after) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            (
                *session.tenant,
                batch_id,
                number,
                one.article_id,
                one.is_new,
                one.key,
                one.language,
                one.save_before,
                to_json(one.before) if one.before else None,
                to_json(one.after),
            )
            for number, one in enumerate(changes, 1)
        ],
    )


async def find_batch(session: Session, batch_id: UUID) -> Batch | None:
    """Return a batch."""
    row = await session.fetchrow(f"{_BATCH} AND b.id = $3", *session.tenant, batch_id)
    return _batch(row) if row else None


async def hold_batch(session: Session, batch_id: UUID) -> Batch | None:
    """Return a batch that nobody else carries out until the transaction ends."""
    row = await session.fetchrow(f"{_BATCH} AND b.id = $3 FOR UPDATE OF b", *session.tenant, batch_id)
    return _batch(row) if row else None


async def list_batches(session: Session, before: UUID | None, most: int) -> list[Batch]:
    """Return batches, the newest first."""
    rows = await session.fetch(
        f"{_BATCH} AND ($3::uuid IS NULL OR b.id < $3) ORDER BY b.id DESC LIMIT $4",
        *session.tenant,
        before,
        most,
    )
    return [_batch(row) for row in rows]


async def list_changes(session: Session, batch_id: UUID, after: int, most: int) -> list[Change]:
    """Return a batch's changes in their order, behind a number."""
    rows = await session.fetch(
        f"SELECT * FROM article_batch_change WHERE {WHERE} AND batch_id = $3 AND number > $4 ORDER BY number LIMIT $5",
        *session.tenant,
        batch_id,
        after,
        most,
    )
    return [_change(row) for row in rows]


async def set_done(
    session: Session, batch_id: UUID, article_id: UUID, save_after: int, live_before: int | None
) -> None:
    """Note what one change has become."""
    await session.execute(
        f"UPDATE article_batch_change SET save_after = $5, live_before = $6 WHERE {WHERE} AND batch_id = $3 AND article_id = $4",
        *session.tenant,
        batch_id,
        article_id,
        save_after,
        live_before,
    )


async def set_state(session: Session, batch_id: UUID, state: BatchState, at: datetime) -> None:
    """Move a batch to its next state."""
    await session.execute(
        f"UPDATE article_batch SET state = $4, ended_at = $5 WHERE {WHERE} AND id = $3",
        *session.tenant,
        batch_id,
        state,
        at,
    )


def _batch(row: Any) -> Batch:
    return Batch(
        row["id"],
        row["kind"],
        BatchState(row["state"]),
        ThenDo(row["then_do"]),
        row["made_at"],
        row["made_by"],
        row["ended_at"],
        row["changes"],
    )


def _change(row: Any) -> Change:
    return Change(
        row["article_id"],
        row["is_new"],
        row["key"],
        row["language"],
        row["save_before"],
        from_json(row["before"]) if row["before"] else None,
        from_json(row["after"]),
        row["live_before"],
        row["save_after"],
    )
