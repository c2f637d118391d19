"""Runs of sources: started, followed, paused and stopped."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from aisle.identity.types import Action, Caller
from aisle.sources.syncing.viewing import RunView
from aisle.web.bodies import body_or_none, json_body
from aisle.web.deps import Bearer, Parts, caller_of, may, uuid_of
from aisle.web.following import changes
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.source_bodies import SyncBody
from aisle.web.source_models import FollowedRun, StartedSyncRun, SyncRun, SyncRunPage
from aisle.web.source_shapes import followed_shape, run_shape

router = APIRouter(tags=["sources"])
Reader = Annotated[Caller, Depends(may(Action.READ_SOURCES))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_SOURCES))]


@router.post(
    "/sources/{source_id}/sync",
    status_code=202,
    response_model=StartedSyncRun,
    summary="Read a source",
    openapi_extra=json_body(SyncBody, {"mode": "reconcile"}, required=False),
)
async def start_sync(source_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Have a source read: what changed (`incremental`), that and what is gone (`reconcile`), or everything (`full`)."""
    runs = parts.sources.runs
    await parts.sources.service.get(caller.scope, uuid_of(source_id))
    body = await body_or_none(request, SyncBody)
    started = await runs.start(caller.scope, uuid_of(source_id), body.wanted_mode, body.resources)
    return {**run_shape(started.run), "early": started.early}


@router.get("/sources/{source_id}/runs", response_model=SyncRunPage, summary="List runs")
async def list_runs(
    source_id: str, parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return a source's runs, the newest first."""
    position = decode_cursor("runs", cursor, UUID)
    after = position[0] if position else None
    found = await parts.sources.runs.list(caller.scope, uuid_of(source_id), after, limit + 1)
    shown = found[:limit]
    return {
        "items": [run_shape(one) for one in shown],
        "next_cursor": encode_cursor("runs", shown[-1].id if len(found) > limit else None),
    }


@router.get("/sources/{source_id}/runs/{run_id}", response_model=FollowedRun, summary="Watch a run")
async def read_run(source_id: str, run_id: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return a run with its counts so far, speed, time left, what was read last, and the difference it would make."""
    return followed_shape(await parts.sources.runs.view(caller.scope, uuid_of(source_id), uuid_of(run_id)))


@router.get(
    "/sources/{source_id}/runs/{run_id}/events", summary="Follow a run", response_class=StreamingResponse
)
async def follow_run(
    source_id: str, run_id: str, request: Request, parts: Parts, caller: Reader, credentials: Bearer
) -> StreamingResponse:
    """Send the run each time it changes, until it ends."""

    async def look() -> RunView:
        token = credentials.credentials if credentials else None
        again = await caller_of(request, token, parts, Action.READ_SOURCES)
        return await parts.sources.runs.view(again.scope, uuid_of(source_id), uuid_of(run_id))

    first = await parts.sources.runs.view(caller.scope, uuid_of(source_id), uuid_of(run_id))
    return StreamingResponse(
        changes(parts.streams, first, look, followed_shape, lambda view: view.run.state.ended),
        media_type="text/event-stream",
        headers={"cache-control": "no-cache"},
    )


@router.post("/sources/{source_id}/runs/{run_id}/pause", response_model=SyncRun, summary="Pause a run")
async def pause_run(source_id: str, run_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Let a run rest behind the page that is read now."""
    return run_shape(await parts.sources.runs.pause(caller.scope, uuid_of(source_id), uuid_of(run_id)))


@router.post("/sources/{source_id}/runs/{run_id}/resume", response_model=SyncRun, summary="Resume a run")
async def resume_run(source_id: str, run_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Let a paused run go on where it stands."""
    return run_shape(await parts.sources.runs.resume(caller.scope, uuid_of(source_id), uuid_of(run_id)))


@router.post("/sources/{source_id}/runs/{run_id}/stop", response_model=SyncRun, summary="Stop a run")
async def stop_run(source_id: str, run_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """End a run; nothing of it goes live."""
    return run_shape(await parts.sources.runs.stop(caller.scope, uuid_of(source_id), uuid_of(run_id)))
