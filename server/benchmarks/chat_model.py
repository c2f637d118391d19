"""Measures a model's stream against a bare client that reads the same one, and how soon a stop reaches the model.

The stub runs in a process of its own and writes the chunks of an answer one by one: with a pause between, as models do, so
that each is read alone, or as fast as it can, so that many are read together. The bare client takes what has come, cuts it
at empty lines and reads each chunk's text with the same JSON reader; it checks nothing, limits nothing and retries nothing.
Sides take turns; medians of the rounds, CPU-seconds of this process.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from statistics import median

import aiohttp
from pydantic_core import from_json

from aisle.adapters.llm import CHAT_MODELS, ChatServer
from aisle.llm.chat import ChatMessage, ChatModel, ChatRequest, Role
from benchmarks.figures import compared, percentile, report, spread_of
from benchmarks.scale import Scale

ROUNDS, DELTAS, AT_ONCE = 7, 400, 16
PAUSE = 0.003  # seconds between two chunks
STOP_GOAL_MS = 100
# Answers in each round, and answers that are stopped.
SIZES = {Scale.TOY: (1, 3), Scale.QUICK: (16, 20), Scale.FULL: (48, 100)}
MESSAGES = (ChatMessage(Role.USER, "Boots?"),)
STUB = f"""
import asyncio, json, time
from aiohttp import web
def chunk(delta, finish=None):
    choice = {{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}}
    whole = {{"id": "chatcmpl-stub", "object": "chat.completion.chunk", "created": 1700000000, "model": "stub", "choices": [choice]}}
    return b"data: " + json.dumps(whole).encode() + b"\\n\\n"
TOKEN, LAST = chunk({{"content": "token "}}), chunk({{}}, "stop") + b"data: [DONE]\\n\\n"
async def chat(request):
    asked = await request.json()
    answer = web.StreamResponse(headers={{"Content-Type": "text/event-stream"}})
    await answer.prepare(request)
    if asked["model"] == "endless":
        try:
            while True:
                await answer.write(TOKEN)
                await asyncio.sleep(0.002)
        except (ConnectionError, asyncio.CancelledError):
            print(time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
            raise
    pause = {PAUSE} if asked["model"] == "paced" else 0
    for _ in range({DELTAS}):
        await answer.write(TOKEN)
        await asyncio.sleep(pause)
    await answer.write(LAST)
    return answer
app = web.Application()
app.router.add_post("/v1/chat/completions", chat)
async def main():
    runner = web.AppRunner(app, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(site._server.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()
asyncio.run(main())
"""
Side = Callable[[], Awaitable[int]]


def main(scale: Scale) -> None:
    """Measure everything."""
    asyncio.run(_measure(*SIZES[scale]))


async def _measure(answers: int, stops: int) -> None:
    async with _stub() as (address, told), aiohttp.ClientSession() as session:
        model = CHAT_MODELS["openai"](ChatServer("stub", address))
        for name, asked in (("chunks with a pause between", "paced"), ("chunks at full speed", "stub")):
            sides = (
                lambda asked=asked: _ours(model, asked),  # type: ignore[misc]
                lambda asked=asked: _bare(session, f"{address}/chat/completions", asked),  # type: ignore[misc]
            )
            await _compare(name, sides, answers)
        await _stopping(model, told, stops)
        await model.close()


async def _compare(name: str, sides: tuple[Side, Side], answers: int) -> None:
    cpu: tuple[list[float], list[float]] = ([], [])
    for side in sides:
        assert await side() == DELTAS
    for _ in range(ROUNDS):
        for side, work in enumerate(sides):
            begun = time.process_time()
            for _ in range(0, answers, AT_ONCE):
                await asyncio.gather(*(work() for _ in range(min(AT_ONCE, answers))))
            cpu[side].append((time.process_time() - begun) / (answers * DELTAS) * 1e6)
    report(
        f"{name}, CPU a delta",
        median(cpu[0]),
        "µs",
        peer=f"bare aiohttp client: {median(cpu[1]):.1f}",
        **compared(*cpu),
        size=f"{ROUNDS} x {answers} answers of {DELTAS} deltas, {min(AT_ONCE, answers)} at once",
    )


async def _stopping(model: ChatModel, told: asyncio.StreamReader, stops: int) -> None:
    """Close a stream in its middle, and ask the stub when it noticed."""
    waits = []
    endless = ChatRequest("endless", MESSAGES, DELTAS)
    for _ in range(stops):
        deltas = model.stream(endless)
        for _ in range(5):
            await anext(deltas)
        begun = time.clock_gettime(time.CLOCK_MONOTONIC)
        await deltas.aclose()  # type: ignore[attr-defined]
        waits.append((float(await told.readline()) - begun) * 1e3)
    report(
        "from a stop until the model's server knows, p99",
        percentile(waits, 99),
        "ms",
        spread=spread_of(waits),
        size=f"{stops} answers",
        note=f"goal: <= {STOP_GOAL_MS}",
    )


async def _ours(model: ChatModel, asked: str) -> int:
    request = ChatRequest(asked, MESSAGES, DELTAS)
    return len([delta async for delta in model.stream(request) if delta.text])


async def _bare(session: aiohttp.ClientSession, url: str, asked: str) -> int:
    found, rest = [], b""
    body = {"model": asked, "messages": [{"role": "user", "content": "Boots?"}], "stream": True}
    async with session.post(url, json=body) as answer:
        async for portion in answer.content.iter_any():
            *events, rest = (rest + portion).split(b"\n\n")
            for event in events:
                if event != b"data: [DONE]":
                    text = from_json(event[6:])["choices"][0]["delta"].get("content")
                    if text:
                        found.append(text)
    return len(found)


@asynccontextmanager
async def _stub() -> AsyncIterator[tuple[str, asyncio.StreamReader]]:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", STUB, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(await process.stdout.readline())}/v1", process.stdout
    finally:
        process.terminate()
        await process.wait()
