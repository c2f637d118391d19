"""Prices that begin or end by their dates are shown then, without a word of the shop."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from aisle.catalog.service import holding
from aisle.core.clock import Clock
from aisle.core.db import Database, Scope, Session
from aisle.retrieval.indexing import Indexer
from aisle.sources.going_live.immediate import ImmediateFacts
from aisle.sources.truth import repository, standing_repository
from aisle.sources.truth.repository import Ref

AT_ONCE = 500
PRINCIPAL = "system:upkeep"


async def refresh_due(database: Database, dispatch: Database, indexer: Indexer, clock: Clock) -> int:
    """Show prices whose dates have come; return how many.

    Args:
        database: Under the worker's role.
        dispatch: Under the dispatcher's, which sees which stores have such prices, and nothing more of them.
    """
    async with dispatch.connection() as connection:
        stores = await connection.fetch(standing_repository.FACTS_DUE, clock.now())
    shown = 0
    for organization_id, store_id in stores:
        scope, batch = Scope(organization_id, store_id, PRINCIPAL), AT_ONCE
        while batch == AT_ONCE:
            async with database.open_scope(scope) as session:
                batch = await _refresh(session, ImmediateFacts(indexer, clock), clock)
            shown += batch
    return shown


async def _refresh(session: Session, facts: ImmediateFacts, clock: Clock) -> int:
    await holding.lock(session)
    now = clock.now()
    due = await standing_repository.due_facts(session, now, AT_ONCE)
    await facts.refresh(session, await _concerned(session, due))
    await standing_repository.plan_facts(session, now, due)
    return len(due)


async def _concerned(session: Session, due: Sequence[Any]) -> set[Ref]:
    """Product records that have the variants, by their id or by an SKU at another source."""
    found = set(await repository.records_by_sku(session, sorted({row["sku"] for row in due if row["sku"]})))
    by_source = sorted(due, key=lambda row: str(row["source_id"]))
    for source_id, rows in groupby(by_source, key=lambda row: row["source_id"]):
        known = await repository.records_of_variants(session, source_id, [row["external_id"] for row in rows])
        found |= {(source_id, row["product_ref"]) for row in known}
    return found
