"""A model that is none, in a process of its own: OpenAI's chat completions, answered from the evidence in the prompt.

`python -m benchmarks.stub_model [SECONDS [FIRST]]` prints the port it listens on. It repeats the first sentences of the first
passage, or names the first product with its placeholder, so that its answers pass every check. SECONDS pass before each
piece, and FIRST before the first one, or before an answer that is sent whole. The model `endless` never comes to the end of its first sentence. When a reader leaves before the end of an answer
the time is printed (CLOCK_MONOTONIC).
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

SENTENCES = 3
ENDLESS_PAUSE = 0.01
PLAIN = "This is a plain answer that a stub gives where it is shown no evidence. It has two sentences."
_FRAME = re.compile(r"^(\S+) \[([EP])(\d+)\] ([^\n]*)\n(.*?)\n\1 end$", re.DOTALL | re.MULTILINE)
_SENTENCE = re.compile(r"[^.!?\n#]{8,}?[.!?](?=\s|$)")


def answer_to(messages: list[dict[str, Any]]) -> str:
    """Return what is answered to a prompt."""
    prompt = "\n".join(str(one.get("content", "")) for one in messages if one.get("role") == "user")
    for _, kind, number, head, body in _FRAME.findall(prompt):
        if kind == "P":
            return f"We have the {head} for {{price:P{number}}} [P{number}]."
        if found := _SENTENCE.findall(body)[:SENTENCES]:
            return " ".join(f"{one.strip()[:-1]} [E{number}]{one[-1]}" for one in found)
    return PLAIN


def pieces(text: str) -> list[str]:
    """Return a text in pieces as models send them."""
    return re.findall(r"\s?\S+", text)


def chunk(text: str = "", finish: str | None = None) -> bytes:
    """Write a piece as a server-sent event."""
    choice = {"index": 0, "delta": {"content": text} if text else {}, "finish_reason": finish}
    whole = {
        "id": "c-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "stub",
        "choices": [choice],
    }
    return b"data: " + json.dumps(whole).encode() + b"\n\n"


async def _written(asked: dict[str, Any], pause: float, first: float) -> AsyncIterator[bytes]:
    await asyncio.sleep(first)
    while asked["model"] == "endless":
        await asyncio.sleep(pause or ENDLESS_PAUSE)
        yield chunk(" on")
    for piece in pieces(answer_to(asked["messages"])):
        if pause:
            await asyncio.sleep(pause)
        yield chunk(piece)
    yield chunk(finish="stop") + b"data: [DONE]\n\n"


async def complete(request: web.Request) -> web.StreamResponse:
    """Answer one request, as a stream or whole."""
    asked, pause, first = await request.json(), request.app[PAUSE], request.app[FIRST]
    if not asked.get("stream"):
        await asyncio.sleep(first)
        message = {"role": "assistant", "content": answer_to(asked["messages"])}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        return web.json_response(
            {
                "id": "c-1",
                "object": "chat.completion",
                "created": 1,
                "model": "stub",
                "choices": [choice],
                "usage": usage,
            }
        )
    answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await answer.prepare(request)
    try:
        async for piece in _written(asked, pause, first):
            await answer.write(piece)
    except (ConnectionError, asyncio.CancelledError):
        print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
        raise
    return answer


async def list_models(_: web.Request) -> web.Response:
    """Name the only model."""
    return web.json_response(
        {"object": "list", "data": [{"id": "stub", "object": "model", "owned_by": "stub"}]}
    )


PAUSE: web.AppKey[float] = web.AppKey("pause", float)
FIRST: web.AppKey[float] = web.AppKey("first", float)


async def main(pause: float, first: float) -> None:
    """Serve until the process is ended."""
    app = web.Application(client_max_size=2**24)
    app[PAUSE], app[FIRST] = pause, first
    app.router.add_post("/v1/chat/completions", complete)
    app.router.add_get("/v1/models", list_models)
    runner = web.AppRunner(app, handler_cancellation=True, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    given = [float(one) for one in sys.argv[1:]]
    asyncio.run(main(*[*given, 0.0, 0.0][:2]))
