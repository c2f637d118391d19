"""What people do to runs: pause them, let them go on, stop them."""

from __future__ import annotations

from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.errors import NotFound
from aisle.core.jobs import JobQueue
from aisle.sources.connections.errors import SourceBusy
from aisle.sources.syncing import failing
from aisle.sources.syncing.jobs import SyncSource
from aisle.sources.syncing.repository import runs
from aisle.sources.syncing.types import READING, Run, RunState


class RunNotFound(NotFound):
    """No such run, or another source's."""

    code = "sync_run_not_found"
    title = "There is no such run"


async def get_run(session: Session, source_id: UUID, run_id: UUID, *, lock: bool = False) -> Run:
    """Return a run of a source. Raises RunNotFound."""
    run = await runs.find(session, run_id, lock=lock)
    if run is None or run.source_id != source_id:
        raise RunNotFound()
    return run


async def pause_run(session: Session, run: Run) -> None:
    """Have a run rest where it stands, behind the page that is read now. Raises SourceBusy for one that cannot."""
    if run.state is RunState.PAUSED:
        return
    if run.mode not in READING or run.state not in (RunState.QUEUED, RunState.RUNNING):
        raise SourceBusy("Only a run that is being read can be paused.")
    if _rests(run):
        await runs.set_state(session, run.id, RunState.PAUSED)
    else:
        await runs.ask(session, run.id, "pause")
    await _remember(session, run, "source.sync_paused")


async def resume_run(session: Session, jobs: JobQueue, run: Run) -> None:
    """Let a run go on where it stands. Raises SourceBusy for one that has ended."""
    if run.state is RunState.RUNNING and run.asked == "pause":
        await runs.ask(session, run.id, None)
    elif run.state is RunState.PAUSED:
        await runs.set_state(session, run.id, RunState.QUEUED)
        job_id = await jobs.defer(session, SyncSource(run.id), dedup_key=str(run.id))
        await runs.set_job(session, run.id, job_id)
    else:
        raise SourceBusy("Only a paused run can go on.")
    await _remember(session, run, "source.sync_resumed")


async def stop_run(session: Session, run: Run) -> None:
    """End a run; nothing of it goes live. Raises SourceBusy for one that goes live now, or has ended."""
    if run.state is RunState.GOING_LIVE or run.state.ended:
        raise SourceBusy("The run goes live now, or has ended.")
    if run.state is RunState.RUNNING and not _rests(run):
        await runs.ask(session, run.id, "stop")
    else:
        await failing.end(session, run, RunState.STOPPED)
    await _remember(session, run, "source.sync_stopped")


def _rests(run: Run) -> bool:
    """Whether no worker is at it: it waits for its turn, or for the shop."""
    return run.state is not RunState.RUNNING or run.stage == failing.RESTING


async def _remember(session: Session, run: Run, action: str) -> None:
    await record(session, Event(action, "source", run.source_id, after={"run_id": str(run.id)}))
