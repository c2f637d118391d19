"""A turn's events as server-sent events.

The stream is raw ASGI: with thousands open, the framework's own helper costs six times the memory. It holds a place in
the turn's list of frames and nothing of its own; how much waits for a slow reader is up to the web server, which stops
taking more, and a reader that takes nothing for a while is let go. It asks again from where it was.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from aisle.conversations.live import Listener, LiveTurn
from aisle.conversations.streams import Streams
from aisle.core.errors import AisleError

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-vercel-ai-ui-message-stream", b"v1"),
    (b"x-accel-buffering", b"no"),
]
DONE = b"data: [DONE]\n\n"
BEAT = b":\n\n"  # a comment: proxies see life, readers see nothing
BEAT_SECONDS = 12.0
# The authenticator remembers for 30 s, so a revoked credential reads on for 50 s at most; the rule allows 60.
CHECK_SECONDS = 25.0
SEND_SECONDS = 20.0  # a reader that takes nothing for so long is let go
Check = Callable[[], Awaitable[Any]]


class Alarm:
    """Wakes one stream's reader every BEAT_SECONDS, and ends a write that its reader does not take.

    One timer for the whole stream: a timer for each event would cost more than the event.
    """

    def __init__(self, listener: Listener) -> None:
        self._loop, self._task, self._listener = asyncio.get_running_loop(), asyncio.current_task(), listener
        self._since: float | None = None
        self.rang = False
        self._timer = self._loop.call_later(BEAT_SECONDS, self._ring)

    def begin(self) -> None:
        """A write begins."""
        self._since = self._loop.time()

    def end(self) -> None:
        """It was taken."""
        self._since = None

    def stop(self) -> None:
        """The stream has ended."""
        self._timer.cancel()

    def _ring(self) -> None:
        if self._since is not None and self._loop.time() - self._since > SEND_SECONDS and self._task:
            self.rang = True
            self._task.cancel()
            return
        self._listener.call()
        self._timer = self._loop.call_later(BEAT_SECONDS, self._ring)


class TurnStream(Response):
    """Writes a turn's events as they come. The turn itself does not depend on anybody listening.

    check: raises AisleError when the credential that opened the stream does not hold any more.
    """

    def __init__(self, streams: Streams, turn: LiveTurn, check: Check, after: int = 0) -> None:
        super().__init__()
        self._streams, self._turn, self._check, self._after = streams, turn, check, after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._streams.counted(), self._turn.listen(self._after) as listener:
            watching = asyncio.create_task(leave_when_gone(receive, listener))
            alarm = Alarm(listener)
            try:
                await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
                last = await self._write(listener, send, alarm)
                alarm.begin()
                await send({"type": "http.response.body", "body": last})
            except asyncio.CancelledError:
                if not alarm.rang:
                    raise
                # The server closes a connection whose answer does not end.
            finally:
                alarm.stop()
                watching.cancel()

    async def _write(self, listener: Listener, send: Send, alarm: Alarm) -> bytes:
        """Write until the end, and return what ends the body: nothing where the reader is to come back."""
        now = asyncio.get_running_loop().time
        check_at = now() + CHECK_SECONDS
        while not listener.at_end:
            news = await listener.news()
            if listener.gone or (now() >= check_at and not await self._holds()):
                return b""
            if now() >= check_at:
                check_at = now() + CHECK_SECONDS
            body = b"".join(listener.take()) if news else BEAT
            if listener.at_end:
                return body + DONE
            alarm.begin()
            await send({"type": "http.response.body", "body": body, "more_body": True})
            alarm.end()
            if (pause := self._streams.pause) and not listener.at_end:
                await asyncio.sleep(pause)
        return DONE

    async def _holds(self) -> bool:
        try:
            await self._check()
        except AisleError:
            return False
        return True


async def leave_when_gone(receive: Receive, listener: Listener) -> None:
    """Tell a listener when its connection is closed."""
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.leave()


async def until_ended(turn: LiveTurn, receive: Receive) -> None:
    """Wait until a turn has ended. Raises ClientDisconnect when nobody waits for its answer any more."""
    with turn.listen() as listener:
        watching = asyncio.create_task(leave_when_gone(receive, listener))
        try:
            while not listener.at_end:
                await listener.news()
                listener.take()
                if listener.gone:
                    raise ClientDisconnect()
        finally:
            watching.cancel()
