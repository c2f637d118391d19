"""A provider that costs next to nothing: OpenAI's chat completions, plain and streamed, answered at once.

`python -m benchmarks.gateway_stub` prints the port it listens on; a further line asks how many answers were begun, by GET
/count. A server on bare sockets, so that what is measured is the gateway before it.
"""

import asyncio
import json
import re
import sys
from typing import Any, cast

import uvloop

TOKENS = 16
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
WORDS = "The stub answers from the given context."
USAGE = {"prompt_tokens": 20, "completion_tokens": 8, "total_tokens": 28}
_HEAD: dict[str, Any] = {"id": "chatcmpl-stub", "created": 1700000000, "model": "stub"}


def _whole() -> bytes:
    message = {"role": "assistant", "content": WORDS}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return json.dumps({**_HEAD, "object": "chat.completion", "choices": [choice], "usage": USAGE}).encode()


def _event(choices: list[dict[str, Any]], **more: Any) -> bytes:
    chunk = {**_HEAD, "object": "chat.completion.chunk", "choices": choices, **more}
    data = b"data: " + json.dumps(chunk).encode() + b"\n\n"
    return b"%x\r\n%s\r\n" % (len(data), data)


def _delta(delta: dict[str, Any], finish: str | None = None) -> bytes:
    return _event([{"index": 0, "delta": delta, "finish_reason": finish}])


def _answer(body: bytes, kind: bytes = b"application/json") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, len(body))
    return head + body


PLAIN = _answer(_whole())
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
FIRST, MIDDLE = _delta({"role": "assistant", "content": ""}), _delta({"content": "token "})
LAST, COUNTED = _delta({}, "stop"), _event([], usage=USAGE)
DONE = b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n"


class Stub(asyncio.Protocol):
    """One connection."""

    begun = 0

    def __init__(self) -> None:
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self._read, 0, end + 2)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._read) < whole:
                return
            self._reply(self._read[:end], self._read[end + 4 : whole])
            self._read = self._read[whole:]

    def _reply(self, head: bytes, body: bytes) -> None:
        write = self._transport.write
        if head.startswith(b"GET"):
            write(_answer(b"%d" % Stub.begun))
            return
        Stub.begun += 1
        if b'"stream":true' not in body and b'"stream": true' not in body:
            write(PLAIN)
            return
        for part in (STREAM + FIRST, *[MIDDLE] * TOKENS):
            write(part)
        write(LAST + (COUNTED if b"include_usage" in body else b"") + DONE)


async def main() -> None:
    """Serve until the process is ended."""
    server = await asyncio.get_running_loop().create_server(Stub, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    sys.setswitchinterval(1)
    uvloop.run(main())
