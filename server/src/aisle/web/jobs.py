"""Jobs: their state, their progress as a stream, and another try for dead ones."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.errors import Conflict, NotFound
from aisle.core.jobs import JobView, find_job, retry_dead
from aisle.identity.types import Action, Caller
from aisle.web.deps import Bearer, Parts, caller_of, may, uuid_of
from aisle.web.following import changes

router = APIRouter(tags=["jobs"])


class JobNotFound(NotFound):
    """No such job, or another tenant's."""

    code = "job_not_found"
    title = "There is no such job"


@router.get("/jobs/{job_id}", summary="Read a job")
async def read_job(
    job_id: str, parts: Parts, caller: Annotated[Caller, Depends(may(Action.READ_JOBS))]
) -> dict[str, Any]:
    """Return state, attempt and progress with counts, speed and time left."""
    return shape(await _get(job_id, parts, caller))


@router.get("/jobs/{job_id}/events", summary="Follow a job", response_class=StreamingResponse)
async def follow_job(
    job_id: str,
    request: Request,
    parts: Parts,
    caller: Annotated[Caller, Depends(may(Action.READ_JOBS))],
    credentials: Bearer,
) -> StreamingResponse:
    """Send the job each time it changes, until it ends."""

    async def look() -> JobView:
        # Asked anew each time: a credential that is revoked must not go on reading through an open stream.
        token = credentials.credentials if credentials else None
        return await _get(job_id, parts, await caller_of(request, token, parts, Action.READ_JOBS))

    return StreamingResponse(
        changes(parts.streams, await _get(job_id, parts, caller), look, shape, lambda job: job.ended),
        media_type="text/event-stream",
        headers={"cache-control": "no-cache"},
    )


@router.post("/jobs/{job_id}/retry", status_code=202, summary="Try a dead job again")
async def retry_job(
    job_id: str, parts: Parts, caller: Annotated[Caller, Depends(may(Action.RETRY_JOBS))]
) -> dict[str, Any]:
    """Give a job among the dead letters a fresh set of attempts."""
    await _get(job_id, parts, caller)
    async with parts.database.open_scope(caller.scope) as session:
        if not await retry_dead(session, uuid_of(job_id)):
            raise Conflict("Only a job among the dead letters can be tried again.")
        await record(session, Event("job.retried", "job", job_id))
    return shape(await _get(job_id, parts, caller))


def shape(job: JobView) -> dict[str, Any]:
    """Shape a job for callers."""
    return {
        **asdict(job),
        "id": str(job.id),
        **{name: _iso(getattr(job, name)) for name in ("created_at", "started_at", "finished_at")},
    }


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


async def _get(job_id: str, parts: Parts, caller: Caller) -> JobView:
    async with parts.database.open_scope(caller.scope) as session:
        job = await find_job(session, uuid_of(job_id))
    if job is None:
        raise JobNotFound()
    return job
