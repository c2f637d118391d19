"""Asks a gateway over and over on some connections, as lightly as can be: `python -m benchmarks.gateway_load JOB`.

JOB is JSON (see `Job`). Prints one line of JSON (see `Load`). An answer that is not 200, or lacks what the stub says, counts
as bad; connections stay open, and each asks again as soon as it has its answer.
"""

import asyncio
import json
import re
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import cast

import uvloop

from benchmarks.figures import percentile

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
BODY = {"model": "stub", "messages": [{"role": "user", "content": "Are your boots waterproof?"}]}
PLAIN_MARK, STREAM_MARK = b"The stub answers", b"data: [DONE]"


@dataclass(frozen=True, slots=True)
class Job:
    """What to ask. headers: beside the usual ones. seconds: what is measured, after `before` that are not."""

    port: int
    path: str
    headers: dict[str, str]
    connections: int
    seconds: float
    streamed: bool = False
    before: float = 0.5


@dataclass(slots=True)
class Load:
    """What came of it. Milliseconds from asking to the end of the answer."""

    answers: int = 0
    bad: int = 0
    seconds: float = 0.0
    p50: float = 0.0
    p99: float = 0.0
    cpu_from: float = 0.0
    said: str = ""
    took: list[float] = field(default_factory=list)


class Asker(asyncio.Protocol):
    """One connection."""

    def __init__(self, job: Job, load: Load) -> None:
        self._load, self._read = load, b""
        self._request, self._streamed = request_of(job), job.streamed

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        self._transport = cast(asyncio.Transport, transport)
        self._ask()

    def _ask(self) -> None:
        self._begun = time.perf_counter()
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Ask again once the answer is whole."""
        self._read = self._read + data if self._read else data
        if self._is_whole():
            self._load.took.append(time.perf_counter() - self._begun)
            if not self._is_good():
                self._load.bad += 1
                self._load.said = self._load.said or self._read[:300].decode("latin-1")
            self._read = b""
            self._ask()

    def _is_whole(self) -> bool:
        end = self._read.find(b"\r\n\r\n")
        if end < 0:
            return False
        length = LENGTH.search(self._read, 0, end + 2)
        if length:
            return len(self._read) >= end + 4 + int(length[1])
        return self._read.endswith(b"0\r\n\r\n")

    def _is_good(self) -> bool:
        mark = STREAM_MARK if self._streamed else PLAIN_MARK
        return self._read.startswith(b"HTTP/1.1 200") and mark in self._read

    def connection_lost(self, _error: Exception | None) -> None:
        """Count a connection that the gateway ended."""
        self._load.bad += 1


def request_of(job: Job) -> bytes:
    """Return the bytes of a request."""
    body = json.dumps({**BODY, **({"stream": True} if job.streamed else {})}).encode()
    headers = {"Host": f"127.0.0.1:{job.port}", "Content-Type": "application/json", **job.headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {job.path} HTTP/1.1\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def load(job: Job) -> Load:
    """Ask for so long."""
    loop, found = asyncio.get_running_loop(), Load()
    for _ in range(job.connections):
        await loop.create_connection(lambda: Asker(job, found), "127.0.0.1", job.port)
    await asyncio.sleep(job.before)
    found.took.clear()
    print("begun", flush=True)
    begun = time.perf_counter()
    await asyncio.sleep(job.seconds)
    found.seconds = time.perf_counter() - begun
    took, found.took = found.took, []
    found.answers = len(took)
    found.p50, found.p99 = (percentile(took, p) * 1e3 if took else 0.0 for p in (50, 99))
    return found


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(load(Job(**json.loads(sys.argv[1])))))), flush=True)
    sys.stdout.flush()
