"""A keep-alive HTTP/1.1 connection as light as one can be, so that the load is the server's and not the client's."""

import asyncio
import json
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, with seconds until the first byte of its body, or the first mark in it, and until its end."""

    status: int
    body: bytes
    first: float
    total: float

    def json(self) -> Any:
        """Return the body as JSON; a refusal is an error here."""
        if self.status >= 400:
            raise RuntimeError(f"HTTP {self.status}: {self.body[:300]!r}")
        return json.loads(self.body)


class Client:
    """One connection. token: a key or a shopper token."""

    def __init__(self, port: int, token: str = "", host: str = "127.0.0.1") -> None:
        self._address = (host, port)
        self._head = f"Host: {host}:{port}\r\n" + (f"Authorization: Bearer {token}\r\n" if token else "")

    async def __aenter__(self) -> Self:
        """Connect."""
        await self._connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect."""
        self._writer.close()

    async def post(self, path: str, body: Any, headers: str = "", mark: bytes = b"") -> Reply:
        """Send JSON. mark: what of a streamed answer counts as its beginning."""
        data = json.dumps(body).encode()
        return await self.send("POST", path, data, f"Content-Type: application/json\r\n{headers}", mark)

    async def get(self, path: str) -> Reply:
        """Ask for a page."""
        return await self.send("GET", path, b"", "")

    async def send(self, method: str, path: str, data: bytes, headers: str, mark: bytes = b"") -> Reply:
        """Send a request and read the whole answer. headers: whole lines."""
        head = f"{method} {path} HTTP/1.1\r\n{self._head}{headers}Content-Length: {len(data)}\r\n\r\n"
        if self._reader.at_eof():  # the server ends connections that were silent for long
            self._writer.close()
            await self._connect()
        begun = time.perf_counter()
        self._writer.write(head.encode() + data)
        status, fields = await self._read_head()
        if fields.get("transfer-encoding") == "chunked":
            body, first = await self._read_chunks(mark)
        else:
            body, first = (
                await self._reader.readexactly(int(fields.get("content-length", 0))),
                time.perf_counter(),
            )
        return Reply(status, body, first - begun, time.perf_counter() - begun)

    async def _connect(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(*self._address, limit=2**22)

    async def _read_head(self) -> tuple[int, dict[str, str]]:
        lines = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        return int(lines[0].split()[1]), fields

    async def _read_chunks(self, mark: bytes) -> tuple[bytes, float]:
        parts: list[bytes] = []
        first = 0.0
        while size := int(await self._reader.readline(), 16):
            parts.append((await self._reader.readexactly(size + 2))[:-2])
            if not first and mark in parts[-1]:
                first = time.perf_counter()
        await self._reader.readline()
        return b"".join(parts), first


def multipart(name: str, data: bytes, fields: dict[str, str]) -> tuple[bytes, str]:
    """Return a form with one file, and its header line."""
    mark = "aisle-benchmark-boundary"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    file = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    body = b"".join([*parts, file, data, f"\r\n--{mark}--\r\n".encode()])
    return body, f"Content-Type: multipart/form-data; boundary={mark}\r\n"
