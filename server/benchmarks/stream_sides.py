"""Two ways to stream the same turn, served by one process: Aisle's, and a bare ASGI application that writes each event.

`python -m benchmarks.stream_sides PORT` prints a line when it listens. `/ours` and `/bare` stream a turn that is told
event by event once `/go?events=N&pause=SECONDS` is asked; `/go` answers with the processor seconds that this took.
"""

import asyncio
import sys
import time
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

import uvicorn

from aisle.conversations.live import LiveTurn, frame_of
from aisle.conversations.streams import Streams
from aisle.core.db import Scope
from aisle.web.chat_stream import DONE, HEADERS, TurnStream

WORDS = "a few words of it "


class Bare:
    """The peer: it writes every event by itself to whoever reads. It resumes nothing and notices nobody who leaves."""

    def __init__(self) -> None:
        self.readers: list[asyncio.Queue[bytes]] = []

    async def __call__(self, send: Any) -> None:
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        self.readers.append(queue)
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        while (frame := await queue.get()) != DONE:
            await send({"type": "http.response.body", "body": frame, "more_body": True})
        await send({"type": "http.response.body", "body": DONE})

    def show(self, frame: bytes) -> None:
        for queue in self.readers:
            queue.put_nowait(frame)


class Sides:
    """The application. A new turn stands ready after each `/go`."""

    def __init__(self) -> None:
        self.streams = Streams(20_000)
        self._renew()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            return await _lifespan(receive, send)
        if scope["path"] == "/ours":
            return await TurnStream(self.streams, self.turn, _holds)(scope, receive, send)
        if scope["path"] == "/bare":
            return await self.bare(send)
        asked = parse_qs(scope["query_string"].decode())
        spent = await self._tell(int(asked["events"][0]), float(asked["pause"][0]))
        body = str(spent).encode()
        headers = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        return await send({"type": "http.response.body", "body": body})

    def _renew(self) -> None:
        self.turn = LiveTurn(uuid4(), uuid4(), Scope(uuid4(), uuid4()))
        self.bare = Bare()

    async def _tell(self, events: int, pause: float) -> float:
        turn, bare, begun = self.turn, self.bare, time.process_time()
        for number in range(1, events + 1):
            event = {"type": "text-delta", "id": "t1", "delta": WORDS}
            turn.emit(event)
            bare.show(frame_of(number, event))
            await asyncio.sleep(pause)
        turn.end()
        bare.show(DONE)
        self._renew()
        await asyncio.sleep(2 * self.streams.pause + 0.1)  # what waited for the next write goes out
        return time.process_time() - begun


async def _holds() -> None: ...


async def _lifespan(receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})


class _Announced(uvicorn.Server):
    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        print("ready", flush=True)


if __name__ == "__main__":
    config = uvicorn.Config(
        Sides(), port=int(sys.argv[1]), log_config=None, access_log=False, server_header=False
    )
    _Announced(config).run()
