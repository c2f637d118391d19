"""Queries on conflicts that persons look at, and on the products that their decisions change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.sources.truth.repository import LIVE_RUN, Ref

_COLUMNS = "id, product_id, field, said, state, source_id, decided_by, decided_at, found_at"


async def list_conflicts(session: Session, after: UUID | None, most: int, state: str) -> list[Any]:
    """Return conflicts behind a place in the order of ids."""
    return await session.fetch(
        f"SELECT {_COLUMNS} FROM truth_conflict WHERE organization_id = $1 AND store_id = $2 AND run_id = {LIVE_RUN}"
        " AND state = $3 AND ($4::uuid IS NULL OR id > $4) ORDER BY id LIMIT $5",
        *session.tenant,
        state,
        after,
        most,
    )


async def lock_conflict(session: Session, conflict_id: UUID) -> Any | None:
    """Return and lock a live conflict."""
    return await session.fetchrow(
        f"SELECT {_COLUMNS} FROM truth_conflict WHERE organization_id = $1 AND store_id = $2 AND run_id = {LIVE_RUN}"
        " AND id = $3 FOR UPDATE",
        *session.tenant,
        conflict_id,
    )


async def decide(session: Session, conflict_id: UUID, source_id: UUID, by: str) -> None:
    """Keep which source a person believes."""
    await session.execute(
        "UPDATE truth_conflict SET state = 'decided', source_id = $4, decided_by = $5, decided_at = now()"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        conflict_id,
        source_id,
        by,
    )


async def choose_link(session: Session, ref: Ref, product_id: UUID, by: str) -> None:
    """Keep that a person put a record to a product."""
    await session.execute(
        "INSERT INTO chosen_link (organization_id, store_id, source_id, product_ref, product_id, chosen_by)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organization_id, store_id, source_id, product_ref)"
        " DO UPDATE SET product_id = excluded.product_id, chosen_by = excluded.chosen_by, chosen_at = now()",
        *session.tenant,
        *ref,
        product_id,
        by,
    )


async def stage_remake(session: Session, source_id: UUID, refs: Sequence[Ref], by: str) -> UUID:
    """Stage a run that changes no record and makes the products of some records anew; returns its id."""
    run_id = new_id()
    await session.execute(
        "INSERT INTO sync_run (organization_id, store_id, id, source_id, mode, cause, state, resources, created_by, started_at, staged_at)"
        " VALUES ($1, $2, $3, $4, 'push', 'demand', 'staged', '{}', $5, now(), now())",
        *session.tenant,
        run_id,
        source_id,
        by,
    )
    await session.execute(
        "INSERT INTO going_live_work (organization_id, store_id, run_id, source_id, product_ref)"
        " SELECT $1, $2, $3, source_id, ref FROM unnest($4::uuid[], $5::text[]) AS g (source_id, ref)",
        *session.tenant,
        run_id,
        [source for source, _ in refs],
        [ref for _, ref in refs],
    )
    return run_id


async def runs_of(session: Session, run_ids: Sequence[UUID]) -> dict[UUID, Any]:
    """Return when runs went live, by id."""
    rows = await session.fetch(
        "SELECT id, mode, finished_at, created_by FROM sync_run WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3)",
        *session.tenant,
        list(run_ids),
    )
    return {row["id"]: row for row in rows}


async def document_origins(session: Session, document_id: UUID) -> list[Any]:
    """Return which runs brought versions of a document, the newest first."""
    return await session.fetch(
        "SELECT d.external_id, d.version_id, d.run_id, s.source_id, n.name, s.finished_at, r.as_of, r.shop_time,"
        " d.version_id = o.published_version_id AS answers"
        " FROM document_change d JOIN sync_run s ON s.organization_id = $1 AND s.store_id = $2 AND s.id = d.run_id AND s.state = 'live'"
        " JOIN source n ON n.organization_id = $1 AND n.store_id = $2 AND n.id = s.source_id"
        " JOIN document o ON o.organization_id = $1 AND o.store_id = $2 AND o.id = d.document_id"
        " LEFT JOIN source_record r ON r.organization_id = $1 AND r.store_id = $2 AND r.source_id = s.source_id"
        " AND r.resource = 'documents' AND r.external_id = d.external_id"
        " WHERE d.organization_id = $1 AND d.store_id = $2 AND d.document_id = $3 ORDER BY d.run_id DESC LIMIT 50",
        *session.tenant,
        document_id,
    )


async def source_exists(session: Session, source_id: UUID) -> bool:
    """Whether the store has a connected source of this id."""
    found = await session.fetchval(
        "SELECT 1 FROM source_connection WHERE organization_id = $1 AND store_id = $2 AND source_id = $3 AND state <> 'removed'",
        *session.tenant,
        source_id,
    )
    return found is not None


async def record_exists(session: Session, ref: Ref) -> bool:
    """Whether a source has a live product record of this id."""
    found = await session.fetchval(
        "SELECT 1 FROM source_record WHERE organization_id = $1 AND store_id = $2 AND source_id = $3"
        " AND resource = 'products' AND external_id = $4",
        *session.tenant,
        *ref,
    )
    return found is not None
