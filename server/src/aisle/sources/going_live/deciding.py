"""What a person does with a run: lets one that waits go live, refuses it, or takes one back that is live."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.jobs import JobQueue
from aisle.sources.going_live import journal, repository
from aisle.sources.going_live.errors import RunNotLive, RunNotWaiting
from aisle.sources.syncing.controlling import RunNotFound
from aisle.sources.syncing.jobs import GoLive
from aisle.sources.syncing.repository import runs

URGENT = 1  # before the runs of schedules


async def approve(session: Session, jobs: JobQueue, source_id: UUID, run_id: UUID) -> UUID:
    """Let a run that waits go live; returns the job's id. Raises RunNotFound, RunNotWaiting."""
    await _waiting(session, source_id, run_id)
    await repository.approve(session, run_id, session.scope.principal)
    await repository.move_run(session, run_id, "staged")
    await record(session, Event("source.run_approved", "sync_run", run_id))
    job_id = await jobs.defer(session, GoLive(run_id), priority=URGENT)
    await runs.set_job(session, run_id, job_id)
    return job_id


async def refuse(session: Session, jobs: JobQueue, source_id: UUID, run_id: UUID) -> UUID:
    """Let nothing of a run that waits go live; returns the job that clears it away. Raises RunNotFound, RunNotWaiting."""
    await _waiting(session, source_id, run_id)
    await repository.move_run(session, run_id, "refused", "run_refused", "A person refused it.")
    await record(session, Event("source.run_refused", "sync_run", run_id))
    return await jobs.defer(session, GoLive(run_id), priority=URGENT)


async def roll_back(session: Session, jobs: JobQueue, source_id: UUID, run_id: UUID) -> UUID:
    """Take a run back in one step, and return the id of the run that does it.

    What newer runs have changed since is not undone: the new run's difference tells of it. The source is paused, since its
    next sync would bring back what was taken back. Raises RunNotFound, RunNotLive.
    """
    row = await _run(session, source_id, run_id)
    if row["state"] != "live" or row["mode"] == "removal":
        raise RunNotLive("Only a run that is live can be taken back, and a removed source cannot come back.")
    if await journal.taken_back(session, run_id):
        raise RunNotLive("This run was taken back already, or is being taken back now.")
    new_run = await journal.stage_inverse(session, source_id, run_id, session.scope.principal)
    await journal.pause_source(session, source_id)
    await record(session, Event("source.run_taken_back", "sync_run", run_id, after={"run_id": str(new_run)}))
    await jobs.defer(session, GoLive(new_run), priority=URGENT)
    return new_run


async def _waiting(session: Session, source_id: UUID, run_id: UUID) -> None:
    row = await _run(session, source_id, run_id)
    if row["state"] != "waiting":
        raise RunNotWaiting(f"The run is {row['state']}; only one that waits can be approved or refused.")


async def _run(session: Session, source_id: UUID, run_id: UUID) -> Any:
    row = await repository.lock_run(session, run_id)
    if row is None or row["source_id"] != source_id:
        raise RunNotFound()
    return row
