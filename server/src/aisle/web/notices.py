"""The bell: what is told to whoever asks, and what they have read of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from aisle.conversations.live import frame_of
from aisle.conversations.streams import Streams
from aisle.core.errors import AisleError
from aisle.identity.policy import allowed
from aisle.identity.types import Action, Caller, Place
from aisle.overview import notices
from aisle.overview.notices import Told
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Bearer, Parts, caller_of, may
from aisle.web.desk_shapes import NoticePage
from aisle.web.inbox import moment_of
from aisle.web.moments import AwareMoment
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor

router = APIRouter(tags=["notices"])
Reader = Annotated[Caller, Depends(may(Action.READ_STORES))]
STREAM = "text/event-stream"
EVERY, LONGEST = 5.0, 3600.0  # seconds between two looks, and of a stream
NEWEST = 5  # told with each event


class ReadBody(BaseModel):
    """What was read: single notices, or all up to a moment."""

    model_config = ConfigDict(extra="forbid")

    ids: list[UUID] = Field(default=[], max_length=100)
    up_to: AwareMoment | None = None


@router.get("/notices", response_model=NoticePage, summary="List notices")
async def list_notices(
    parts: Parts,
    caller: Reader,
    unread: Annotated[bool, Query(description="Only those that were not read.")] = False,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> dict[str, Any]:
    """Return failures, what waits for somebody, and work that ended within thirty days, of what you may see.

    What you did yourself is not told. `unread` counts all.
    """
    position = decode_cursor("notices", cursor, str, UUID)
    before = (moment_of(position[0]), position[1]) if position else None
    told = await _told(parts, caller, before, limit + 1, unread=unread)
    shown = told.items[:limit]
    last = shown[-1] if len(told.items) > limit else None
    return {
        "items": [asdict(one) for one in shown],
        "unread": told.unread,
        "next_cursor": encode_cursor("notices", last.at.isoformat(), last.id) if last else None,
    }


@router.get("/notices/events", summary="Follow notices")
async def follow_notices(request: Request, parts: Parts, caller: Reader, credentials: Bearer) -> Any:
    """Tell how many notices are not read, with the newest: a stream for `Accept: text/event-stream`, else as it is now."""
    token = credentials.credentials if credentials else None

    async def look() -> dict[str, Any]:
        # Asked anew each time: a credential that is revoked must not go on reading through an open stream.
        now = await caller_of(request, token, parts, Action.READ_STORES)
        return _bell(await _told(parts, now, None, NEWEST, unread=True))

    if STREAM not in request.headers.get("accept", ""):
        return await look()
    return StreamingResponse(
        _changes(parts.streams, look), media_type=STREAM, headers={"cache-control": "no-cache"}
    )


@router.put(
    "/notices/read",
    status_code=204,
    summary="Mark notices as read",
    openapi_extra=json_body(ReadBody, {"up_to": "2026-11-21T08:00:00Z"}),
)
async def mark_read(request: Request, parts: Parts, caller: Reader) -> None:
    """Remember what you have read."""
    body = await body_of(request, ReadBody)
    async with parts.database.open_scope(caller.scope) as session:
        up_to = min(body.up_to, datetime.now(UTC)) if body.up_to else None
        await notices.mark_read(session, body.ids, up_to)


async def _told(
    parts: Parts, caller: Caller, before: tuple[datetime, UUID] | None, limit: int, *, unread: bool
) -> Told:
    sees = allowed(caller, Place(caller.organization_id, caller.store_id))
    async with parts.database.open_scope(caller.scope) as session:
        return await notices.list_notices(session, sees, before, limit, unread=unread)


def _bell(told: Told) -> dict[str, Any]:
    newest = [{"id": str(one.id), "kind": one.kind, "at": one.at.isoformat()} for one in told.items]
    return {"unread": told.unread, "newest": newest}


async def _changes(streams: Streams, look: Callable[[], Awaitable[dict[str, Any]]]) -> AsyncIterator[bytes]:
    until, number, seen = asyncio.get_running_loop().time() + LONGEST, 0, None
    while asyncio.get_running_loop().time() < until:
        try:
            fresh = await look()
        except AisleError:  # the right is gone, or the database is; the follower may ask again
            return
        if fresh != seen:
            seen, number = fresh, number + 1
            yield frame_of(number, fresh)
        else:
            yield b": still here\n\n"
        if not await streams.goes_on_after(EVERY):
            return
