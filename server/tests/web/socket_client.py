"""A WebSocket to the application, without a network: what a client sends and is sent."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from web_shops import API, Caller, Json

PATIENCE_SECONDS = 10.0


@dataclass
class Socket:
    """One open socket. `code`: what closed it. `stuck`: it takes nothing any more."""

    app: Any
    headers: dict[str, str]
    heard: list[Json] = field(default_factory=list)
    code: int | None = None
    accepted: bool = False
    stuck: bool = False
    _to_server: "asyncio.Queue[Json]" = field(default_factory=asyncio.Queue)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def call(self) -> None:
        scope = {
            "type": "websocket",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "ws",
            "path": f"{API}/chat/ws",
            "raw_path": f"{API}/chat/ws".encode(),
            "query_string": b"",
            "root_path": "",
            "server": ("api.test", 80),
            "client": ("127.0.0.1", 1),
            "subprotocols": [],
            "headers": [(b"host", b"api.test"), *((k.encode(), v.encode()) for k, v in self.headers.items())],
        }
        await self.app(scope, self._to_server.get, self._take)

    async def _take(self, message: Json) -> None:
        if self.stuck:
            await asyncio.Event().wait()
        if message["type"] == "websocket.accept":
            self.accepted = True
        elif message["type"] == "websocket.close":
            self.code = message["code"]
        else:
            self.heard.append(json.loads(message["text"]))
        self._news.set()

    def say(self, kind: str, **more: Any) -> None:
        self.say_text(json.dumps({"type": kind, **more}))

    def say_text(self, text: str) -> None:
        self._to_server.put_nowait({"type": "websocket.receive", "text": text})

    def leave(self) -> None:
        self._to_server.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def until(self, holds: Any) -> Any:
        """Wait until something heard fits, and return it."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                for one in self.heard:
                    if holds(one):
                        return one
                self._news.clear()
                await self._news.wait()

    async def until_event(self, kind: str, turn_id: str | None = None) -> Json:
        return await self.until(  # type: ignore[no-any-return]
            lambda one: one.get("event", {}).get("type") == kind and turn_id in (None, one["turn_id"])
        )

    async def until_closed(self) -> int:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.code is None:
                self._news.clear()
                await self._news.wait()
        return self.code

    def events(self, turn_id: str) -> list[Json]:
        return [one for one in self.heard if one.get("turn_id") == turn_id]


@asynccontextmanager
async def socket_of(caller: Caller, *, first: bool = True, **headers: str) -> AsyncIterator[Socket]:
    """Open a socket. first: the token is sent as the first message, as browsers must."""
    socket = Socket(caller.app, dict(headers) if first else {**caller.bearer, **headers})
    socket._to_server.put_nowait({"type": "websocket.connect"})
    task = asyncio.create_task(socket.call())
    if first:
        socket.say("auth", token=caller.token)
    try:
        yield socket
    finally:
        socket.leave()
        async with asyncio.timeout(5):
            await task
