"""An HTTP server on loopback that does what a test tells it to, down to the bytes on the line."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Asked:
    """A request as it came. body: read as JSON, where it says that it is; otherwise its text."""

    path: str
    headers: dict[str, str]
    body: Any
    method: str = "POST"


@dataclass
class Reply:
    """An answer. declared: the length that is announced, where it is not the real one. gaps: silence before each byte."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    declared: int | None = None
    hang: bool = False
    drip: bool = False

    @property
    def raw(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Script = Callable[[Asked], Reply | Awaitable[Reply]]


class ScriptedServer:
    """Answers by `script`, which may be exchanged; remembers what it was asked and how many connections came."""

    def __init__(self, script: Script) -> None:
        self.script, self.asked, self.connections = script, [], 0
        self.busiest = self._busy = 0
        self.let_go = asyncio.Event()
        self._changed = asyncio.Event()
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self.let_go.set()
        self._server.close()
        for writer in list(self._writers):
            writer.close()
        await self._server.wait_closed()

    async def at_work_on(self, requests: int) -> None:
        """Wait until so many requests were under way at the same time."""
        while self.busiest < requests:
            self._changed.clear()
            await self._changed.wait()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        try:
            while await self._answer_one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])
        }
        sent = await reader.readexactly(int(headers.get("content-length", 0)))
        is_json = bool(sent) and headers.get("content-type", "").startswith("application/json")
        method, path, _ = head[0].split()
        asked = Asked(path, headers, json.loads(sent) if is_json else sent.decode(), method)
        self.asked.append(asked)
        self._busy += 1
        self.busiest = max(self.busiest, self._busy)
        self._changed.set()
        try:
            reply = self.script(asked)
            return await self._send(writer, reply if isinstance(reply, Reply) else await reply)
        finally:
            self._busy -= 1

    async def _send(self, writer: asyncio.StreamWriter, reply: Reply) -> bool:
        if reply.hang:
            await self.let_go.wait()
            return False
        body, headers = reply.raw, {"Content-Type": "application/json", **reply.headers}
        headers["Content-Length"] = str(len(body) if reply.declared is None else reply.declared)
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"HTTP/1.1 {reply.status} Scripted\r\n{lines}\r\n".encode())
        if reply.drip:
            for byte in body:
                writer.write(bytes([byte]))
                await asyncio.sleep(0.01)
        writer.write(b"" if reply.drip else body)
        await writer.drain()
        return reply.declared is None


@asynccontextmanager
async def scripted_server(script: Script) -> AsyncIterator[ScriptedServer]:
    server = ScriptedServer(script)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@contextmanager
def scripted_server_beside(script: Script) -> Iterator[ScriptedServer]:
    """The same in a thread of its own, for tests that wait for another process."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = ScriptedServer(script)
    asyncio.run_coroutine_threadsafe(server.start(), loop).result()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
