"""Photos of shoppers: upload one before it is sent with a message, see it again, take it back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from aisle.core.errors import Unsupported
from aisle.identity.types import Action, Caller
from aisle.photos import service
from aisle.web.bodies import bytes_of
from aisle.web.deps import Parts, may, uuid_of
from aisle.web.once.declaring import exempt

router = APIRouter(tags=["chat"])
TYPES = ("image/jpeg", "image/png", "image/webp")
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            media_type: {"schema": {"type": "string", "format": "binary"}, "example": "(the file)"}
            for media_type in TYPES
        },
    }
}
# A picture is shown and does nothing else, wherever it is opened.
HEADERS = {
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "x-content-type-options": "nosniff",
}
Chatter = Annotated[Caller, Depends(may(Action.CHAT))]


class NewPhoto(BaseModel):
    """A photo that may be sent with a message, by its id. Sizes in points, after shrinking."""

    id: UUID
    width: int
    height: int


@router.post("/photos", status_code=201, summary="Upload a photo", openapi_extra=UPLOAD)
@exempt("A photo that is uploaded twice is two photos; the one that is not sent goes after an hour.")
async def upload(request: Request, parts: Parts, caller: Chatter) -> NewPhoto:
    """Take a JPEG, PNG or WebP file in. It is drawn anew, so that nothing is kept but what is seen: no place, no time."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in TYPES:
        raise Unsupported(f"Send the file itself, as {', '.join(TYPES)}.")
    async with parts.uploads:
        photo = await parts.pictures.reader.clean(await bytes_of(request, service.MOST_BYTES))
        async with parts.database.open_scope(caller.scope) as session:
            photo_id = await service.keep(session, parts.vault, caller, photo)
    return NewPhoto(id=photo_id, width=photo.width, height=photo.height)


@router.get(
    "/photos/{photo_id}",
    summary="See a photo",
    response_class=Response,
    responses={200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}}},
)
async def show(
    photo_id: str, parts: Parts, caller: Annotated[Caller, Depends(may(Action.READ_CONVERSATION))]
) -> Response:
    """Return a photo as it is kept. Shoppers see their own alone."""
    async with parts.database.open_scope(caller.scope) as session:
        data = await service.open_own(session, parts.vault, caller, uuid_of(photo_id))
    return Response(data, media_type="image/jpeg", headers=HEADERS)


@router.delete("/photos/{photo_id}", status_code=204, summary="Take a photo back")
async def discard(photo_id: str, parts: Parts, caller: Chatter) -> None:
    """Delete a photo that was not sent. One that was goes with its conversation."""
    async with parts.database.open_scope(caller.scope) as session:
        await service.discard(session, caller, uuid_of(photo_id))
