"""Measures embedders behind an address against a bare client, on a stub that answers from memory; and the memory for queries.

The stub runs in a process of its own and answers in base64. Both sides send the same texts and end with the same
vectors; the bare client checks nothing, limits nothing and retries nothing. Sides take turns; medians of the rounds,
CPU-seconds of this process.
"""

import asyncio
import base64
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from statistics import median

import aiohttp
import numpy as np

from aisle.adapters.embeddings import EMBEDDERS, CachedQueries, EmbedderOptions, MiniLmEmbedder, RemoteOptions
from aisle.llm.ports import EmbeddingKind, ManagedEmbedder
from benchmarks.figures import compared, percentile, report, spread_of
from benchmarks.places import CACHE
from benchmarks.scale import Scale

DIMENSIONS, BATCH, ROUNDS = 1536, 64, 5
# Calls with one query, and calls with a batch of passages, in each round.
SIZES = {Scale.TOY: (5, 2), Scale.QUICK: (100, 10), Scale.FULL: (500, 50)}
PASSAGE = "Waterproof hiking boots with a stiff sole, for wet and stony ground. " * 10
STUB = f"""
import base64, json
import numpy as np
from aiohttp import web
ROW = base64.b64encode(np.random.default_rng(1).normal(size={DIMENSIONS}).astype("<f4").tobytes()).decode()
ANSWERS = {{count: json.dumps({{"data": [{{"index": at, "embedding": ROW}} for at in range(count)]}}) for count in (1, {BATCH})}}
async def embed(request):
    return web.Response(text=ANSWERS[len((await request.json())["input"])], content_type="application/json")
app = web.Application(client_max_size=2**26)
app.router.add_post("/v1/embeddings", embed)
async def main():
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(site._server.sockets[0].getsockname()[1], flush=True)
    import asyncio
    await asyncio.Event().wait()
import asyncio
asyncio.run(main())
"""
Side = Callable[[], Awaitable[object]]


def main(scale: Scale) -> None:
    """Measure everything."""
    asyncio.run(_measure(*SIZES[scale]))


async def _measure(queries: int, batches: int) -> None:
    async with _stub() as address, aiohttp.ClientSession() as session:
        where = RemoteOptions(address, "stub", DIMENSIONS, text_tokens=8191)
        embedder = EMBEDDERS["openai"](EmbedderOptions(CACHE, where=where))
        for name, texts, kind, calls in (
            ("one query", ["waterproof boots for wide feet"], EmbeddingKind.QUERY, queries),
            (f"{BATCH} passages", [PASSAGE] * BATCH, EmbeddingKind.PASSAGE, batches),
        ):
            await _compare(
                name,
                lambda texts=texts, kind=kind: embedder.embed(texts, kind),  # type: ignore[misc]
                lambda texts=texts: _bare(session, f"{address}/embeddings", texts),  # type: ignore[misc]
                calls,
            )
        await embedder.close()
    local = MiniLmEmbedder(CACHE, 1)
    await local.warm_up()
    await _memory(local, queries)
    await local.close()


async def _compare(name: str, ours: Side, theirs: Side, calls: int) -> None:
    await ours()
    await theirs()
    cpu: tuple[list[float], list[float]] = ([], [])
    waits: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for side, work in enumerate((ours, theirs)):
            begun = time.process_time()
            waits[side].extend([await _seconds(work) for _ in range(calls)])
            cpu[side].append((time.process_time() - begun) / calls * 1e3)
    size = f"{ROUNDS} x {calls} calls"
    report(
        f"{name}, CPU a call",
        median(cpu[0]),
        "ms",
        peer=f"bare client: {median(cpu[1]):.3f}",
        **compared(*cpu),
        size=size,
    )
    p50 = [percentile(side, 50) * 1e3 for side in waits]
    report(f"{name}, p50", p50[0], "ms", peer=f"bare client: {p50[1]:.3f}", ratio=p50[0] / p50[1], size=size)


async def _memory(local: ManagedEmbedder, calls: int) -> None:
    """The same query again and again, with the memory and without."""
    cached, text = CachedQueries(local), ["waterproof boots for wide feet"]
    await cached.embed(text, EmbeddingKind.QUERY)
    known = [await _seconds(lambda: cached.embed(text, EmbeddingKind.QUERY)) * 1e3 for _ in range(calls)]
    fresh = [await _seconds(lambda: local.embed(text, EmbeddingKind.QUERY)) * 1e3 for _ in range(calls)]
    report(
        "a repeated query, p50",
        median(known),
        "ms",
        peer=f"local model: {median(fresh):.2f}",
        ratio=median(known) / median(fresh),
        spread=spread_of(known),
        size=f"{calls} calls",
    )


async def _seconds(work: Side) -> float:
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun


async def _bare(session: aiohttp.ClientSession, url: str, texts: list[str]) -> np.ndarray:
    body = {"model": "stub", "input": texts, "encoding_format": "base64"}
    async with session.post(url, json=body) as answer:
        rows = (await answer.json())["data"]
    table = np.stack([np.frombuffer(base64.b64decode(row["embedding"]), "<f4") for row in rows])
    normal: np.ndarray = table / np.linalg.norm(table, axis=1, keepdims=True)
    return normal


@asynccontextmanager
async def _stub() -> AsyncIterator[str]:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", STUB, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(await process.stdout.readline())}/v1"
    finally:
        process.kill()
        await process.wait()
