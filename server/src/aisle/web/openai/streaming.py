"""Answers as server-sent events, written as they come. An error before the first is an error; after it, it is an event."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from typing import Any

import structlog
from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from aisle.conversations.streams import Streams
from aisle.core.errors import AisleError
from aisle.web.chat_stream import CHECK_SECONDS, DONE, SEND_SECONDS, Check
from aisle.web.errors import remember_problem
from aisle.web.openai.waiting import gone, is_kept, while_wanted

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
]
Frames = AsyncGenerator[bytes, None]
Failed = Callable[[AisleError], bytes]
log = structlog.get_logger()


def data_frame(data: Any) -> bytes:
    """Write JSON as an event without a name."""
    return f"data: {_json(data)}\n\n".encode("utf-8", "replace")


def named_frame(event: dict[str, Any]) -> bytes:
    """Write JSON as an event of its `type`."""
    return f"event: {event['type']}\ndata: {_json(event)}\n\n".encode("utf-8", "replace")


async def begun(
    request: Request, streams: Streams, frames: Frames, failed: Failed, check: Check
) -> "EventStream":
    """Return a stream whose first event is there: what goes wrong before it is raised, with a status of its own.

    Args:
        request: Whose answer it is.
        streams: Counts the open ones.
        frames: The events, but for the mark of their end.
        failed: Writes an error as the last event.
        check: Raises AisleError once the caller's credential does not hold any more.
    """
    try:
        first = await while_wanted(request, anext(frames))
    except BaseException:
        await frames.aclose()
        raise
    return EventStream(streams, first, frames, failed, check, kept=is_kept(request))


class EventStream(Response):
    """Raw ASGI. A reader that hangs up, or takes nothing for a while, ends the writing."""

    def __init__(
        self, streams: Streams, first: bytes, frames: Frames, failed: Failed, check: Check, *, kept: bool
    ) -> None:
        """kept: the answer is written to its end for whoever sends the request again."""
        super().__init__()
        self._streams = streams
        self._first, self._frames, self._failed, self._check, self._kept = first, frames, failed, check, kept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        writing = asyncio.create_task(self._write(scope, send))
        watching = asyncio.create_task(gone(receive))
        waited = {writing} if self._kept else {writing, watching}
        try:
            with self._streams.counted():
                await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (writing, watching):
                task.cancel()
            await asyncio.gather(writing, watching, return_exceptions=True)
            await self._frames.aclose()

    async def _write(self, scope: Scope, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        with suppress(TimeoutError):  # of a reader that takes nothing; the server closes the connection
            await _sent(send, self._first)
            last = await self._rest(scope, send)
            async with asyncio.timeout(SEND_SECONDS):
                await send({"type": "http.response.body", "body": last})

    async def _rest(self, scope: Scope, send: Send) -> bytes:
        """Write what follows, and return what ends the stream. One that broke off has no mark of an end."""
        check_at = time.monotonic() + CHECK_SECONDS
        try:
            async for frame in self._frames:
                await _sent(send, frame)
                if time.monotonic() >= check_at:
                    await self._check()
                    check_at = time.monotonic() + CHECK_SECONDS
        except AisleError as error:
            remember_problem(scope, error.code)
            return self._failed(error)
        except Exception as error:
            log.exception("request.crashed", error=type(error).__name__)
            remember_problem(scope, AisleError.code)
            return self._failed(AisleError("This is a fault of ours; the request id helps to find it."))
        return DONE


async def _sent(send: Send, frame: bytes) -> None:
    async with asyncio.timeout(SEND_SECONDS):
        await send({"type": "http.response.body", "body": frame, "more_body": True})


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
