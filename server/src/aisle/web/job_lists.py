"""All jobs of a store: lists, dead letters by their cause, another try for all of a cause, giving them up."""

from dataclasses import asdict
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.errors import Conflict
from aisle.core.jobs import find_job, operations, pausing
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.desk_shapes import DeadLetters
from aisle.web.jobs import JobNotFound, shape
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["jobs"])
Reader = Annotated[Caller, Depends(may(Action.READ_JOBS))]
Writer = Annotated[Caller, Depends(may(Action.RETRY_JOBS))]
State = Literal["queued", "running", "done", "dead", "cancelled"]
MOST_GROUPS = 100


class CauseBody(BaseModel):
    """Which dead letters: those of a kind and a cause, as they are listed."""

    model_config = ConfigDict(extra="forbid")

    kind: Storable = Field(min_length=1, max_length=60)
    cause: Storable = Field(max_length=operations.LONGEST_CAUSE)


@router.get("/jobs", summary="List jobs")
async def list_jobs(
    parts: Parts,
    caller: Reader,
    state: State | None = None,
    kind: Annotated[Storable | None, Query(min_length=1, max_length=60)] = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> dict[str, Any]:
    """Return the store's jobs, the newest first, with progress, attempts and the next try; and how many are in each state."""
    position = decode_cursor("jobs", cursor, UUID)
    async with parts.database.open_scope(caller.scope) as session:
        before = position[0] if position else None
        found = await operations.list_jobs(session, state, kind, before, limit + 1)
        counts = await operations.count_jobs(session)
    shown = found[:limit]
    last = shown[-1].job.id if len(found) > limit else None
    return {
        "items": [_listed(one) for one in shown],
        "counts": counts,
        "next_cursor": encode_cursor("jobs", last),
    }


def _listed(one: operations.ListedJob) -> dict[str, Any]:
    resting = {"may_rest": pausing.may_rest(one.job.kind)}
    return {**shape(one.job), "next_try_at": one.next_try_at, **resting}


class PausesBody(BaseModel):
    """All kinds that are to rest."""

    model_config = ConfigDict(extra="forbid")

    kinds: list[Annotated[Storable, Field(pattern="^[a-z_]{1,60}$")]] = Field(max_length=pausing.MOST)


class PausedKinds(BaseModel):
    """Kinds of jobs that rest in the store."""

    items: list[pausing.PausedKind]


@router.get("/job-pauses", summary="List kinds of jobs that rest")
async def list_paused_kinds(parts: Parts, caller: Reader) -> PausedKinds:
    """Return the kinds that rest in the store, since when, and who said so."""
    async with parts.database.open_scope(caller.scope) as session:
        return PausedKinds(items=await pausing.list_paused(session))


@router.put(
    "/job-pauses",
    summary="Let kinds of jobs rest",
    openapi_extra=json_body(PausesBody, {"kinds": ["ingest_documents"]}),
)
async def set_paused_kinds(request: Request, parts: Parts, caller: Writer) -> PausedKinds:
    """Let these kinds rest in the store, and all others go on at once. Jobs that rest lose no attempt; what erases cannot rest."""
    body = await body_of(request, PausesBody)
    async with parts.database.open_scope(caller.scope) as session:
        before = [one.kind for one in await pausing.list_paused(session)]
        found = await pausing.set_paused(session, body.kinds)
        after = [one.kind for one in found]
        await record(
            session, Event("jobs.paused", "store", session.tenant[1], {"kinds": before}, {"kinds": after})
        )
    return PausedKinds(items=found)


@router.get("/dead-letters", response_model=DeadLetters, summary="List dead letters by cause")
async def list_dead_letters(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return what failed for good by kind and cause, with a masked sample, and whether the kind has gone well since."""
    async with parts.database.open_scope(caller.scope) as session:
        return {"items": [asdict(one) for one in await operations.list_dead_groups(session, MOST_GROUPS)]}


@router.post(
    "/dead-letters/retry",
    status_code=202,
    summary="Try all dead letters of a cause again",
    openapi_extra=json_body(CauseBody, {"kind": "ingest_documents", "cause": "The parser ended."}),
)
async def retry_dead_letters(request: Request, parts: Parts, caller: Writer) -> dict[str, int]:
    """Give all of a cause a fresh set of attempts, at most 500 at once."""
    body = await body_of(request, CauseBody)
    async with parts.database.open_scope(caller.scope) as session:
        jobs = await operations.retry_group(session, body.kind, body.cause)
        await record(session, _event("jobs.retried", body, jobs))
    return {"jobs": jobs}


@router.post(
    "/dead-letters/discard",
    summary="Give up all dead letters of a cause",
    openapi_extra=json_body(CauseBody, {"kind": "ingest_documents", "cause": "The parser ended."}),
)
async def discard_dead_letters(request: Request, parts: Parts, caller: Writer) -> dict[str, int]:
    """Give up all of a cause, at most 500 at once. What they were to do is not done."""
    body = await body_of(request, CauseBody)
    async with parts.database.open_scope(caller.scope) as session:
        jobs = await operations.discard_group(session, body.kind, body.cause)
        await record(session, _event("jobs.discarded", body, jobs))
    return {"jobs": jobs}


@router.post("/jobs/{job_id}/discard", summary="Give up a dead job")
async def discard_job(job_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Give up a job among the dead letters. What it was to do is not done."""
    job = uuid_of(job_id)
    async with parts.database.open_scope(caller.scope) as session:
        if await find_job(session, job) is None:
            raise JobNotFound()
        if not await operations.discard_dead(session, job):
            raise Conflict("Only a job among the dead letters can be given up.")
        await record(session, Event("job.discarded", "job", job))
        found = await find_job(session, job)
    assert found is not None
    return shape(found)


def _event(action: str, body: CauseBody, jobs: int) -> Event:
    return Event(action, "jobs", body.kind, None, {"cause": body.cause, "jobs": jobs})
