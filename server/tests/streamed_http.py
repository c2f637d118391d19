"""An HTTP server on loopback that streams what a test tells it to, piece by piece, and sees when its reader leaves."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto

from scripted_http import Asked


class Act(Enum):
    """What a server does between two pieces. Hang: nothing more, until the reader leaves. Cut: ends the connection."""

    HANG = auto()
    CUT = auto()


Part = bytes | Act | float  # a float: seconds of silence


@dataclass
class Streamed:
    """An answer. chunked: otherwise the end of the connection is the end of the answer."""

    parts: Iterable[Part] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    chunked: bool = True


def as_json(status: int, body: object) -> Streamed:
    return Streamed([json.dumps(body).encode()], status, {"Content-Type": "application/json"})


def sse(*events: object, end: str = "\n") -> bytes:
    """Events as OpenAI writes them; text is taken as it is, everything else becomes JSON."""
    texts = [one if isinstance(one, str) else json.dumps(one) for one in events]
    return "".join(f"data: {text}{end}{end}" for text in texts).encode()


StreamScript = Callable[[Asked], Streamed]


class StreamingServer:
    """Answers by `script`; `left` is set each time a reader leaves before the end."""

    def __init__(self, script: StreamScript) -> None:
        self.script, self.asked, self.connections = script, [], 0
        self.left = asyncio.Event()
        self.written = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while await self._answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            with suppress(RuntimeError):
                writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])
        }
        sent = await reader.readexactly(int(headers.get("content-length", 0)))
        asked = Asked(head[0].split()[1], headers, json.loads(sent))
        self.asked.append(asked)
        reply = self.script(asked)
        watch = asyncio.create_task(reader.read(1))
        sending = asyncio.create_task(self._send(writer, reply))
        await asyncio.wait((watch, sending), return_when=asyncio.FIRST_COMPLETED)
        if not sending.done():
            sending.cancel()
            self.left.set()
            return False
        watch.cancel()
        with suppress(asyncio.CancelledError, ConnectionError):
            await watch
        try:
            return sending.result()
        except ConnectionError:
            self.left.set()
            return False

    async def _send(self, writer: asyncio.StreamWriter, reply: Streamed) -> bool:
        headers = {"Content-Type": "text/event-stream", **reply.headers}
        headers |= {"Transfer-Encoding": "chunked"} if reply.chunked else {"Connection": "close"}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"HTTP/1.1 {reply.status} Streamed\r\n{lines}\r\n".encode())
        for part in reply.parts:
            if part is Act.HANG:
                await asyncio.Event().wait()
            if part is Act.CUT:
                await writer.drain()
                return False
            if isinstance(part, float):
                await asyncio.sleep(part)
            elif isinstance(part, bytes) and part:
                writer.write(b"%x\r\n%s\r\n" % (len(part), part) if reply.chunked else part)
                self.written += len(part)
                await writer.drain()
                await asyncio.sleep(0)
        if reply.chunked:
            writer.write(b"0\r\n\r\n")
        await writer.drain()
        return reply.chunked


@asynccontextmanager
async def streaming_server(script: StreamScript) -> AsyncIterator[StreamingServer]:
    server = StreamingServer(script)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
