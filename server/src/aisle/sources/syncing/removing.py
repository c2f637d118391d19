"""Removing a source: its documents and products go, then what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobContext, JobMessage, JobQueue
from aisle.knowledge import service as knowledge
from aisle.knowledge.errors import SourceNotFound
from aisle.sources.syncing import failing
from aisle.sources.syncing.jobs import GoLive
from aisle.sources.syncing.repository import records, runs
from aisle.sources.syncing.starting import get
from aisle.sources.syncing.types import Cause, Mode, Run, RunId, RunState

LOOK_AGAIN = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class RemoveSource(JobMessage):
    """Wait until what a source brought is gone, and forget the source."""

    kind: ClassVar[str] = "remove_source"
    queue: ClassVar[str] = "upkeep"
    right: ClassVar[str] = "work"
    while_resting: ClassVar[bool] = True

    source_id: UUID
    run_id: UUID


async def start_removal(session: Session, jobs: JobQueue, source_id: UUID) -> Run:
    """End what is read of a source, and have all that it brought go in one step. The source itself is out of sight already."""
    for run in await runs.list_open(session, source_id, lock=True):
        await failing.end(session, run, RunState.STOPPED, "source_removed")
    now = datetime.now(UTC)
    run = Run(RunId(new_id()), source_id, Mode.REMOVAL, Cause.DEMAND, RunState.QUEUED, (), now)
    await runs.insert(session, run)
    removed = await records.remove_everything(session, source_id, run.id, now)
    if removed:
        await runs.set_state(session, run.id, RunState.STAGED)
        await runs.set_job(session, run.id, await jobs.defer(session, GoLive(run.id), priority=10))
    else:
        await runs.set_state(session, run.id, RunState.LIVE)
    await jobs.defer(session, RemoveSource(source_id, run.id), dedup_key=str(source_id))
    return await get(session, run.id)


async def finish_removal(context: JobContext, jobs: JobQueue, message: RemoveSource) -> None:
    """Forget a source whose goods are gone; look again a moment later while they are not."""
    async with context.scope() as session:
        run = await runs.find(session, message.run_id)
        if run is not None and not run.state.ended:
            await jobs.defer(session, message, dedup_key=str(message.source_id), delay=LOOK_AGAIN)
            return
        try:
            await knowledge.delete_source(session, jobs, message.source_id)
        except SourceNotFound:
            return  # done before, by a job that was killed a moment later
