"""Products follow when the word of a source comes to count differently: by dates, failures, priorities or rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Database, Scope, Session
from aisle.core.jobs import JobQueue
from aisle.sources.syncing.jobs import GoLive
from aisle.sources.truth import standing_repository as repository
from aisle.sources.truth.rules import get_scales, rules_data
from aisle.sources.truth.types import TruthRules
from aisle.sources.truth.weighing import Scales

PRINCIPAL = "system:upkeep"
Standing = dict[str, Any]


async def reweigh_due(database: Database, dispatch: Database, jobs: JobQueue, now: datetime) -> int:
    """Have products made anew wherever sources are to be weighed differently; return how many runs were started.

    Args:
        database: Under the worker's role.
        dispatch: Under the dispatcher's, which sees which stores have something to look at, and nothing more of it.
    """
    async with dispatch.connection() as connection:
        rows = await connection.fetch(repository.TO_WEIGH, now)
    started = 0
    for organization_id, store_id in rows:
        async with database.open_scope(Scope(organization_id, store_id, PRINCIPAL)) as session:
            started += await reweigh(session, jobs, now)
    return started


async def reweigh(session: Session, jobs: JobQueue, now: datetime) -> int:
    """Compare how a store's sources are weighed now with how they were; start runs for what differs, and return how many."""
    before, scales = await repository.weighed(session), await get_scales(session, now)
    standings = {source_id: standing(scales, source_id) for source_id in scales.speakers}
    rules = rules_data(scales.rules)
    changed_rules = rules != before.get("rules", rules_data(TruthRules()))
    started = 0
    for number, (source_id, one) in enumerate(standings.items()):
        was = before.get("sources", {}).get(str(source_id), {})
        by_rules = changed_rules and number == 0
        if one == was and not by_rules:
            continue
        whole = one["counts"] != was.get("counts", True)
        run_id = await repository.stage_remake(session, source_id, PRINCIPAL, rules=by_rules, whole=whole)
        if run_id is not None:
            await jobs.defer(session, GoLive(run_id))
            started += 1
    sources = {str(source_id): one for source_id, one in standings.items()}
    again = {source_id: next_look(scales, source_id) for source_id in standings}
    await repository.save_weighed(session, {"rules": rules, "sources": sources}, again)
    return started


def standing(scales: Scales, source_id: UUID) -> Standing:
    """Return everything of one source that decides how its word counts now."""
    return {
        "priority": scales.speakers[source_id].priority,
        "counts": scales.counts(source_id),
        "failed": scales.has_failed(source_id),
    }


def next_look(scales: Scales, source_id: UUID) -> datetime | None:
    """Return when the word of a source comes to count differently by time alone; None: never."""
    one = scales.speakers[source_id]
    moments = [one.valid_from, one.valid_until]
    if one.failing_since is not None:
        # A failure counts when it has lasted for longer than that.
        moments.append(one.failing_since + timedelta(seconds=scales.rules.failover_after, microseconds=1))
    return min((moment for moment in moments if moment is not None and moment > scales.now), default=None)
