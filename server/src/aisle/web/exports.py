"""All data of an organization, for an owner to take along."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from aisle.exports.types import ExportState
from aisle.identity.types import Action, Caller
from aisle.web.deps import Parts, Verified, may_in_organization, uuid_of

router = APIRouter(prefix="/organization/exports", tags=["organizations"])
Owner = Annotated[Caller, Depends(may_in_organization(Action.DELETE_ORGANIZATION))]


class ShownExport(BaseModel):
    """An export. stage, done: the file that is being written, and its lines so far. lines: of each file, once it is ready."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    state: ExportState
    stage: str
    done: int
    lines: dict[str, int]
    bytes: int = Field(description="Of the archive, once it is ready.")
    created_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None


class ExportList(BaseModel):
    """One's own exports, the newest first."""

    items: list[ShownExport]


@router.get("", summary="List your exports")
async def list_exports(parts: Parts, owner: Owner) -> ExportList:
    """Return what you had packed, with how far it is; each owner sees their own."""
    return ExportList(items=[ShownExport.model_validate(one) for one in await parts.exports.list(owner)])


@router.post("", status_code=202, dependencies=[Verified], summary="Pack all data")
async def start_export(parts: Parts, owner: Owner) -> ShownExport:
    """Have everything of the organization packed in the background, without secrets; what you had packed before goes."""
    return ShownExport.model_validate(await parts.exports.start(owner))


@router.get(
    "/{export_id}/file",
    dependencies=[Verified],
    summary="Fetch an export",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def fetch_export(export_id: str, parts: Parts, owner: Owner) -> StreamingResponse:
    """Send the archive of JSON lines to the owner who asked for it; for seven days."""
    pieces = await parts.exports.fetch(owner, uuid_of(export_id))
    headers = {"content-disposition": 'attachment; filename="aisle-export.zip"', "cache-control": "no-store"}
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)


@router.delete("/{export_id}", status_code=204, summary="Delete an export")
async def delete_export(export_id: str, parts: Parts, owner: Owner) -> None:
    """Erase an export of yours at once."""
    await parts.exports.delete(owner, uuid_of(export_id))
