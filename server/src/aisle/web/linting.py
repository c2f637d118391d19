"""The linter: what is to be mended in a store's content, and runs that look for it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from aisle.identity.types import Action, Caller
from aisle.linting.types import FindingState, FindingView, RunView, Severity
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["linter"])
Reader = Annotated[Caller, Depends(may(Action.READ_LINTER))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_LINTER))]
KIND = "^[a-z_]+[.][a-z_]+$"


class IgnoreBody(BaseModel):
    """Why a finding is set aside."""

    reason: Storable = Field(min_length=1, max_length=500, pattern=r"\S")


@router.post("/lint/runs", status_code=202, summary="Look a store over")
async def start_lint(parts: Parts, caller: Writer) -> dict[str, Any]:
    """Have catalogue and documents compared now. A run that waits already is returned, and begins at once."""
    return run_shape(await parts.linting.start(caller.scope))


@router.get("/lint/runs", summary="List runs of the linter")
async def list_lint_runs(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return runs, the newest first."""
    position = decode_cursor("lint runs", cursor, UUID)
    found = await parts.linting.list_runs(caller.scope, position[0] if position else None, limit + 1)
    shown = found[:limit]
    return {
        "items": [run_shape(one) for one in shown],
        "next_cursor": encode_cursor("lint runs", shown[-1].id if len(found) > limit else None),
    }


@router.get("/lint/runs/{lint_run_id}", summary="Read a run of the linter")
async def read_lint_run(lint_run_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return how far a run is, and how many findings are open now."""
    return run_shape(await parts.linting.get_run(caller.scope, uuid_of(lint_run_id)))


@router.get("/lint/findings", summary="List findings")
async def list_findings(
    parts: Parts,
    caller: Reader,
    cursor: Cursor = None,
    limit: Limit = 25,
    state: Annotated[FindingState | None, Query()] = None,
    severity: Annotated[Severity | None, Query()] = None,
    kind: Annotated[str | None, Query(pattern=KIND, max_length=60)] = None,
) -> dict[str, Any]:
    """Return findings with the places that they quote, the newest first."""
    position = decode_cursor("findings", cursor, UUID)
    after = position[0] if position else None
    found = await parts.linting.list_findings(caller.scope, state, severity, kind, after, limit + 1)
    shown = found[:limit]
    return {
        "items": [finding_shape(one) for one in shown],
        "next_cursor": encode_cursor("findings", shown[-1].id if len(found) > limit else None),
    }


@router.get("/lint/findings/{finding_id}", summary="Read a finding")
async def read_finding(finding_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return one finding."""
    return finding_shape(await parts.linting.get_finding(caller.scope, uuid_of(finding_id)))


@router.post(
    "/lint/findings/{finding_id}/ignore",
    summary="Ignore a finding",
    openapi_extra=json_body(IgnoreBody, {"reason": "The page is about last year's model."}),
)
async def ignore_finding(finding_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Set a finding aside for a reason; it stays so while the fault is the same."""
    finding = uuid_of(finding_id)
    await parts.linting.get_finding(caller.scope, finding)
    body = await body_of(request, IgnoreBody)
    return finding_shape(await parts.linting.ignore(caller.scope, finding, body.reason))


@router.post("/lint/findings/{finding_id}/reopen", summary="Reopen a finding")
async def reopen_finding(finding_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Take back that a finding is ignored."""
    return finding_shape(await parts.linting.reopen(caller.scope, uuid_of(finding_id)))


def run_shape(one: RunView) -> dict[str, Any]:
    """Return a run as people see it."""
    names = (
        "id",
        "cause",
        "state",
        "documents",
        "read",
        "products",
        "links_left",
        "created_at",
        "started_at",
    )
    return {name: getattr(one, name) for name in names} | {
        "finished_at": one.finished_at,
        "open_findings": one.open,
    }


def finding_shape(one: FindingView) -> dict[str, Any]:
    """Return a finding as people see it."""
    names = ("id", "kind", "severity", "message", "suggestion", "places", "state", "reason", "decided_by")
    times = ("first_at", "last_at", "fixed_at")
    return {name: getattr(one, name) for name in (*names, *times)}
