"""A crowd of open streams, each as light as a client's end can be."""

import asyncio
import time
from dataclasses import dataclass, field

OPENING = 64  # connections that are opened at once
SECONDS = 60.0


@dataclass(slots=True)
class OpenStream:
    """One stream. status: of the answer; first: seconds from asking to its first event; head: lines of the answer."""

    status: int
    first: float
    head: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def read(self) -> bytes:
        """Read to the end."""
        return await self.reader.read()


@dataclass(slots=True)
class Crowd:
    """Streams that are open."""

    streams: list[OpenStream] = field(default_factory=list)

    async def grow(self, port: int, path: str, token: str, more: int) -> None:
        """Open more streams of one answer."""
        gate = asyncio.Semaphore(OPENING)

        async def one() -> OpenStream:
            async with gate:
                return await open_stream(port, path, token)

        self.streams += await asyncio.gather(*(one() for _ in range(more)))

    def close(self) -> None:
        """Leave all of them."""
        for one in self.streams:
            one.writer.close()
        self.streams.clear()


async def open_stream(port: int, path: str, token: str = "") -> OpenStream:
    """Ask for a stream and wait for its first event."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**14)
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    begun = time.perf_counter()
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{bearer}\r\n".encode())
    async with asyncio.timeout(SECONDS):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split()[1])
        if status == 200 and "/ours" not in path and "/bare" not in path:
            await reader.readuntil(b"\n\n")
    return OpenStream(status, time.perf_counter() - begun, head, reader, writer)
