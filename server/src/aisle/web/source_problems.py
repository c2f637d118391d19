"""Records in quarantine: grouped by cause, looked into, tried again, dismissed, one by one or all of a cause."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.once.declaring import repeats
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.source_bodies import CauseBody, RetryBody
from aisle.web.source_models import DismissedProblems, ProblemPage, RawProblem, SourceProblem, SyncRun
from aisle.web.source_shapes import cause_shape, problem_shape, run_shape

router = APIRouter(tags=["sources"])
Reader = Annotated[Caller, Depends(may(Action.READ_SOURCES))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_SOURCES))]
CAUSE = {"resource": "products", "code": "unreadable", "field": "price"}


@router.get("/sources/{source_id}/problems", response_model=ProblemPage, summary="List problems")
async def list_problems(
    source_id: str, parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return the causes of open problems with what would help, and the records themselves, the newest first."""
    position = decode_cursor("problems", cursor, UUID)
    after = position[0] if position else None
    quarantine = parts.sources.quarantine
    causes, found = await quarantine.list(caller.scope, uuid_of(source_id), after, limit + 1)
    shown = found[:limit]
    return {
        "causes": [cause_shape(one) for one in causes],
        "items": [problem_shape(one, raw=False) for one in shown],
        "next_cursor": encode_cursor("problems", shown[-1].id if len(found) > limit else None),
    }


@router.get(
    "/sources/{source_id}/problems/{problem_id}", response_model=RawProblem, summary="Look into a problem"
)
async def read_problem(source_id: str, problem_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Return a problem with the record as it came."""
    found = await parts.sources.quarantine.get(caller.scope, uuid_of(source_id), uuid_of(problem_id))
    return problem_shape(found, raw=True)


@router.post(
    "/sources/{source_id}/problems/{problem_id}/retry",
    status_code=202,
    response_model=SyncRun,
    summary="Try a record again",
    openapi_extra=json_body(RetryBody, {"data": {"id": "17", "handle": "tent", "title": "Tent"}}),
)
async def retry_problem(
    source_id: str, problem_id: str, request: Request, parts: Parts, caller: Writer
) -> dict[str, Any]:
    """Read the record anew, or keep it as it is sent here, until the shop changes it. Returns the run that does it."""
    quarantine = parts.sources.quarantine
    await quarantine.get(caller.scope, uuid_of(source_id), uuid_of(problem_id))
    body = await body_of(request, RetryBody)
    run = await quarantine.retry(caller.scope, uuid_of(source_id), uuid_of(problem_id), body.data)
    return run_shape(run)


@router.post(
    "/sources/{source_id}/problems/{problem_id}/dismiss",
    response_model=SourceProblem,
    summary="Dismiss a problem",
)
async def dismiss_problem(source_id: str, problem_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Close a problem; the next run that meets it opens it again."""
    quarantine = parts.sources.quarantine
    found = await quarantine.dismiss(caller.scope, uuid_of(source_id), uuid_of(problem_id))
    return problem_shape(found, raw=False)


@router.post(
    "/sources/{source_id}/problems/retry",
    status_code=202,
    response_model=SyncRun,
    summary="Try all records of a cause again",
    openapi_extra=json_body(CauseBody, CAUSE),
)
async def retry_cause(source_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Have the shop asked again for up to 500 records of a cause, the oldest first. Returns the run that does it."""
    await parts.sources.service.get(caller.scope, uuid_of(source_id))
    cause = (await body_of(request, CauseBody)).cause()
    return run_shape(await parts.sources.causes.retry(caller.scope, uuid_of(source_id), cause))


@router.post(
    "/sources/{source_id}/problems/dismiss",
    response_model=DismissedProblems,
    summary="Dismiss all problems of a cause",
    openapi_extra=json_body(CauseBody, CAUSE),
)
@repeats("a cause that has no open problems is not found")
async def dismiss_cause(source_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Close all problems of a cause; a run that meets one opens it again."""
    await parts.sources.service.get(caller.scope, uuid_of(source_id))
    cause = (await body_of(request, CauseBody)).cause()
    return {"dismissed": await parts.sources.causes.dismiss(caller.scope, uuid_of(source_id), cause)}
