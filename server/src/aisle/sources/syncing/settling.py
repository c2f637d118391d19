"""How a run ends that has been read: live at once where only stock and prices changed, staged otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from aisle.core.db import Session
from aisle.core.jobs import JobQueue
from aisle.sources.connections import repository as connections
from aisle.sources.connections.types import Health
from aisle.sources.notices import telling
from aisle.sources.syncing.jobs import GoLive
from aisle.sources.syncing.repository import parts, records, runs
from aisle.sources.syncing.repository.parts import Part
from aisle.sources.syncing.types import IMMEDIATE, Mode, Run, RunState

# Of a part that could not be read while others could.
NAMES = {"add": "added", "change": "changed", "remove": "removed"}


async def settle(session: Session, jobs: JobQueue, run: Run) -> RunState:
    """End the reading of a run, and say how its source is. Returns where the run stands now."""
    found = await parts.list_of(session, run.id)
    failed = [part for part in found if part.code]
    changes = await records.count_changes(session, run.id)
    await records.forget_seen(session, run.id)
    await _tell_health(session, jobs, run, failed)
    counts = counts_of(found, changes)
    if failed and len(failed) == len(found):
        first = failed[0]
        await runs.set_state(
            session, run.id, RunState.FAILED, code=first.code, detail=first.detail, counts=counts
        )
        return RunState.FAILED
    return await _go_on(session, jobs, run, counts, bool(changes))


def counts_of(found: Sequence[Part], changes: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Return what a run did by resource. What is staged is counted by its records: one may have been met twice."""
    counts: dict[str, Any] = {}
    for part in found:
        counted = {"read": part.records, **asdict(part.counts)}
        if part.resource not in IMMEDIATE:
            by_action = changes.get(part.resource, {})
            counted |= {NAMES[action]: by_action.get(action, 0) for action in NAMES}
        counts[part.resource] = counted
    return counts


async def _go_on(
    session: Session, jobs: JobQueue, run: Run, counts: dict[str, Any], staged: bool
) -> RunState:
    if staged:
        await parts.keep_marks(session, run.source_id, run.id, sorted(IMMEDIATE))
        await runs.set_state(session, run.id, RunState.STAGED, counts=counts)
        priority = 10 if run.mode is Mode.PUSH else 100
        await runs.set_job(session, run.id, await jobs.defer(session, GoLive(run.id), priority=priority))
        return RunState.STAGED
    await parts.keep_marks(session, run.source_id, run.id)
    await runs.set_state(session, run.id, RunState.LIVE, counts=counts)
    return RunState.LIVE


def _why(failed: Sequence[Part]) -> str:
    """Say what is wrong with which resources, each thing once."""
    by_detail: dict[str, list[str]] = {}
    for part in failed:
        by_detail.setdefault(part.detail or part.code or "", []).append(part.resource)
    return " ".join(f"{', '.join(resources)}: {detail}" for detail, resources in by_detail.items())


async def _tell_health(session: Session, jobs: JobQueue, run: Run, failed: Sequence[Part]) -> None:
    if run.mode is Mode.PUSH:
        return  # a record or two say nothing of the whole
    if not failed:
        await connections.set_health(session, run.source_id, Health.WELL)
        if await connections.set_told(session, run.source_id, None):
            await telling.tell(session, jobs, telling.SOURCE_WELL, run.source_id)
        return
    detail = _why(failed)
    await connections.set_health(session, run.source_id, Health.FAILING, failed[0].code, detail)
