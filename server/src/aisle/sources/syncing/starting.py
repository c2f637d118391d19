"""Starting runs: on demand, by schedule, by an event of the shop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobMessage, JobQueue, find_job
from aisle.sources.connections import repository as connections
from aisle.sources.connections.errors import InvalidForm, NothingToRead, SourceBusy
from aisle.sources.connections.types import Connection, ConnectionState
from aisle.sources.records import Resource
from aisle.sources.syncing import failing
from aisle.sources.syncing.jobs import ReadNamed, SyncSource
from aisle.sources.syncing.repository import runs
from aisle.sources.syncing.types import IMMEDIATE, READING, Cause, Mode, Named, Run, RunId, RunState

BROKEN_OFF = "It was broken off again and again; the job's error says what happened."
USUAL = 100  # priority of a job
NEWER = "A newer run took its place."


async def start(
    session: Session,
    jobs: JobQueue,
    source_id: UUID,
    mode: Mode,
    cause: Cause,
    resources: Sequence[Resource] | None = None,
) -> Run:
    """Have a source read. resources: of those that it reads; None: all of them.

    Raises:
        SourceBusy: It is being read, or what was read is about to go live.
        NothingToRead: It is paused, or its credentials were refused.
        InvalidForm: It reads none of these resources.
    """
    connection = await connections.get(session, source_id, lock=True)
    _check_state(connection)
    wanted = await _make_room(session, connection, cause, _wanted(connection, resources))
    # Behind as many as the store has waiting: an organization's other stores have their turns between them.
    place = await runs.count_queued(session) if cause is Cause.SCHEDULE else 0
    run = _run(source_id, mode, cause, wanted)
    await runs.insert(session, run)
    await _defer(session, jobs, run, SyncSource(run.id), priority=USUAL + place)
    if cause is Cause.DEMAND:
        after = {"mode": str(mode), "resources": [str(one) for one in wanted], "run_id": str(run.id)}
        await record(session, Event("source.sync_started", "source", source_id, after=after))
    return await get(session, run.id)


async def start_named(
    session: Session, jobs: JobQueue, source_id: UUID, named: Sequence[Named]
) -> Run | None:
    """Have records read that an event named, beside whatever else is read; None where the source reads none of them, or
    nothing at all now: the next run on schedule finds what changed."""
    connection = await connections.get(session, source_id)
    known = tuple(one for one in named if one.resource in connection.reading.resources)
    if not known or connection.state is not ConnectionState.ACTIVE:
        return None
    resources = tuple(dict.fromkeys(one.resource for one in known))
    run = _run(source_id, Mode.PUSH, Cause.PUSH, resources, known)
    await runs.insert(session, run)
    await _defer(session, jobs, run, ReadNamed(run.id), priority=10)
    return await get(session, run.id)


async def get(session: Session, run_id: UUID) -> Run:
    """Return a run that must be there."""
    run = await runs.find(session, run_id)
    assert run is not None
    return run


def _run(
    source_id: UUID, mode: Mode, cause: Cause, resources: tuple[Resource, ...], named: tuple[Named, ...] = ()
) -> Run:
    return Run(
        RunId(new_id()), source_id, mode, cause, RunState.QUEUED, resources, datetime.now(UTC), named=named
    )


async def _defer(session: Session, jobs: JobQueue, run: Run, message: JobMessage, *, priority: int) -> None:
    job_id = await jobs.defer(session, message, dedup_key=str(run.id), priority=priority)
    await runs.set_job(session, run.id, job_id)


def _wanted(connection: Connection, resources: Sequence[Resource] | None) -> tuple[Resource, ...]:
    own = connection.reading.resources
    if resources is None:
        return own
    strange = [one for one in resources if one not in own]
    if strange or not resources:
        reason = f"This source reads {', '.join(own)}."
        raise InvalidForm(f"resources: {reason}", fields={"resources": reason})
    return tuple(one for one in own if one in resources)


def _check_state(connection: Connection) -> None:
    if connection.state is ConnectionState.PAUSED:
        raise NothingToRead("The source is paused. Resume it first.")
    if connection.state is ConnectionState.AWAITING_CONSENT:
        raise NothingToRead(
            "Nobody has let Aisle in yet. Open the address that “connect” gives, and say yes there."
        )
    if connection.state is ConnectionState.BROKEN:
        raise NothingToRead(
            f"The shop refuses the credentials: {connection.health_detail or ''} Give others first."
        )


async def _make_room(
    session: Session, connection: Connection, cause: Cause, wanted: tuple[Resource, ...]
) -> tuple[Resource, ...]:
    """Deal with runs that have not ended. While one waits for a person, the schedule brings only what needs nobody's leave;
    whoever asks for a run wants a newer one in its place."""
    for run in await runs.list_open(session, connection.source_id):
        if run.mode in READING and run.state in (RunState.QUEUED, RunState.RUNNING, RunState.PAUSED):
            await _refuse_unless_dead(session, run, "This source is being read already.")
        elif run.state is RunState.WAITING and cause is Cause.DEMAND:
            await _supersede(session, run)
        elif run.state is RunState.WAITING:
            wanted = tuple(one for one in wanted if one in IMMEDIATE)
        elif run.mode in READING and run.state in (RunState.STAGED, RunState.GOING_LIVE):
            await _refuse_unless_dead(session, run, "What was read last is about to go live.")
        elif run.mode is Mode.REMOVAL:
            raise SourceBusy("The source is being removed.", run_id=str(run.id))
    if not wanted:
        raise SourceBusy("A run waits for somebody to look at it.")
    return wanted


async def _refuse_unless_dead(session: Session, run: Run, why: str) -> None:
    """A run whose job is among the dead letters would be in everybody's way for ever."""
    job = await find_job(session, run.job_id) if run.job_id else None
    if run.state is RunState.PAUSED or (job is not None and not job.ended):
        raise SourceBusy(why, run_id=str(run.id))
    held = await runs.find(session, run.id, lock=True)
    if held is None or held.state.ended:
        return
    if held.job_id != run.job_id:  # it went on meanwhile
        raise SourceBusy(why, run_id=str(run.id))
    await failing.fail(session, held, "interrupted", BROKEN_OFF)


async def _supersede(session: Session, run: Run) -> None:
    """Stop a run that waits, unless somebody has let it go live meanwhile."""
    held = await runs.find(session, run.id, lock=True)
    if held is not None and held.state is RunState.WAITING:
        await failing.end(session, held, RunState.STOPPED, "superseded", NEWER)
    elif held is not None and not held.state.ended:
        raise SourceBusy("What was read last is about to go live.", run_id=str(run.id))
