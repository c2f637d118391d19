"""What people decide about runs: to let one go live, to refuse it, to take one back."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends

from aisle.identity.types import Action, Caller
from aisle.sources.going_live import deciding
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.source_models import SyncRun
from aisle.web.source_shapes import run_shape

router = APIRouter(tags=["sources"])
Writer = Annotated[Caller, Depends(may(Action.WRITE_SOURCES))]


async def _shown(parts: Parts, caller: Caller, source_id: str, run_id: UUID) -> dict[str, Any]:
    return run_shape((await parts.sources.runs.view(caller.scope, uuid_of(source_id), run_id)).run)


@router.post(
    "/sources/{source_id}/runs/{run_id}/approve",
    status_code=202,
    response_model=SyncRun,
    summary="Approve a run",
)
async def approve_run(source_id: str, run_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Let a run that waits for a person go live, with the difference that it shows."""
    async with parts.database.open_scope(caller.scope) as session:
        await deciding.approve(session, parts.jobs, uuid_of(source_id), uuid_of(run_id))
    return await _shown(parts, caller, source_id, uuid_of(run_id))


@router.post(
    "/sources/{source_id}/runs/{run_id}/refuse",
    status_code=202,
    response_model=SyncRun,
    summary="Refuse a run",
)
async def refuse_run(source_id: str, run_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Let nothing of a run that waits go live."""
    async with parts.database.open_scope(caller.scope) as session:
        await deciding.refuse(session, parts.jobs, uuid_of(source_id), uuid_of(run_id))
    return await _shown(parts, caller, source_id, uuid_of(run_id))


@router.post(
    "/sources/{source_id}/runs/{run_id}/rollback",
    status_code=202,
    response_model=SyncRun,
    summary="Take a run back",
)
async def roll_back_run(source_id: str, run_id: str, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Undo a live run in one step, but for what newer runs changed, and pause the source; returns the run that does it."""
    async with parts.database.open_scope(caller.scope) as session:
        back = await deciding.roll_back(session, parts.jobs, uuid_of(source_id), uuid_of(run_id))
    return await _shown(parts, caller, source_id, back)
