"""Measures the local embedder against the bare model on onnxruntime: throughput, latency, memory.

Sides alternate; medians of five rounds, in CPU-seconds where it says so.
"""

import asyncio
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable

import numpy as np
import onnxruntime

from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.adapters.embeddings.minilm.batches import batches, padded
from aisle.adapters.embeddings.minilm.cache import cached_model
from aisle.adapters.embeddings.minilm.tokens import Tokens
from aisle.adapters.embeddings.minilm.weights import find_weights
from aisle.llm.ports import EmbeddingKind
from benchmarks.figures import compared, percentile, report, spread_of
from benchmarks.places import CACHE
from benchmarks.scale import Scale

CHUNK_TOKENS, ROUNDS = 128, 5
# Chunks of a round, and queries.
SIZES = {Scale.TOY: (4, 8), Scale.QUICK: (32, 40), Scale.FULL: (128, 200)}
USUAL_BATCH_ROWS = 32
SAME_VECTORS = 0.97
WORDS = """waterproof hiking boot leather size return policy shipping warranty blue red cotton shirt refund order delivery
    days free store gift card tent rucksack pole seam tape fabric litre weight winter summer stove gas cartridge""".split()  # noqa: SIM905
ALONE = """
import asyncio, pathlib, re, sys
from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.llm.ports import EmbeddingKind
async def work():
    embedder = MiniLmEmbedder(pathlib.Path(sys.argv[1]))
    await embedder.embed(["tent boot stove " * 40] * 200, EmbeddingKind.PASSAGE)
    await embedder.embed(["a tent for two"], EmbeddingKind.QUERY)
    print(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
    await embedder.close()
asyncio.run(work())
"""

Side = Callable[[], Awaitable[np.ndarray]]


def main(scale: Scale) -> None:
    """Measure everything."""
    asyncio.run(_measure(*SIZES[scale]))


async def _measure(chunks: int, queries: int) -> None:
    embedder, bare = MiniLmEmbedder(CACHE), Bare()
    await embedder.warm_up()
    await _throughput(embedder, bare, _texts(chunks, CHUNK_TOKENS))
    await _latency(embedder, bare, _texts(queries, 8))
    await _latency_while_importing(embedder, _texts(queries, 8))
    await embedder.close()
    _memory()


class Bare:
    """The same model file in a plain loop: the fastest thing one would write by hand."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        model = str(cached_model(CACHE))
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokens = Tokens(find_weights())

    def embed(self, texts: list[str], *, rows: int | None) -> np.ndarray:
        """Embed in batches of a number of rows, or bounded by tokens as the embedder does."""
        encoded = self._tokens.encode(texts)
        lengths = [len(one) for one in encoded]
        order = sorted(range(len(texts)), key=lengths.__getitem__)
        found = np.empty((len(texts), MiniLmEmbedder.dimensions), np.float32)
        cut = [order[at : at + rows] for at in range(0, len(order), rows)] if rows else batches(lengths)
        for batch in cut:
            ids, mask = padded([encoded[place] for place in batch])
            found[batch] = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return found


async def _throughput(embedder: MiniLmEmbedder, bare: Bare, chunks: list[str]) -> None:
    async def usual() -> np.ndarray:
        return bare.embed(chunks, rows=USUAL_BATCH_ROWS)

    async def bounded() -> np.ndarray:
        return bare.embed(chunks, rows=None)

    async def ours() -> np.ndarray:
        return await embedder.embed(chunks, EmbeddingKind.PASSAGE)

    assert ((await ours() * await usual()).sum(1) > SAME_VECTORS).all(), "the sides must compute the same"
    times = await _alternate({"usual": usual, "bounded": bounded, "ours": ours})
    for side, name in (("usual", "batches of 32"), ("bounded", "our batches")):
        report(
            "chunks through the pool",
            len(chunks) / statistics.median(times["ours"]),
            "chunks a CPU-second",
            peer=f"bare onnxruntime, {name}: {len(chunks) / statistics.median(times[side]):.1f}",
            **compared(times[side], times["ours"]),
            size=f"{len(chunks)} of {CHUNK_TOKENS} tokens",
            note="goal: at least 0.9",
        )


async def _alternate(sides: dict[str, Side]) -> dict[str, list[float]]:
    """Run the sides in turn and return the CPU-seconds of each round."""
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, side in sides.items():
            begun = time.process_time()
            await side()
            times[name].append(time.process_time() - begun)
    return times


async def _latency(embedder: MiniLmEmbedder, bare: Bare, queries: list[str]) -> None:
    ours: list[tuple[float, float]] = []
    peer: list[tuple[float, float]] = []
    for query in queries:
        begun = time.perf_counter(), time.process_time()
        bare.embed([query], rows=1)
        between = time.perf_counter(), time.process_time()
        await embedder.embed([query], EmbeddingKind.QUERY)
        ended = time.perf_counter(), time.process_time()
        peer.append((between[0] - begun[0], between[1] - begun[1]))
        ours.append((ended[0] - between[0], ended[1] - between[1]))
    for at, unit in ((0, "ms"), (1, "CPU-ms")):
        mine, theirs = [one[at] * 1e3 for one in ours], [one[at] * 1e3 for one in peer]
        p50, bare_p50 = statistics.median(mine), statistics.median(theirs)
        quarters = statistics.quantiles(mine, n=4)
        report(
            "one query, p50",
            p50,
            unit,
            peer=f"bare onnxruntime: {bare_p50:.2f}",
            ratio=p50 / bare_p50,
            spread=spread_of([quarters[0], quarters[2]]),
            size=f"{len(queries)} queries",
            note="spread: middle half",
        )


async def _latency_while_importing(embedder: MiniLmEmbedder, queries: list[str]) -> None:
    idle = [await _one_query(embedder, query) for query in queries]
    importing = asyncio.create_task(embedder.embed(_texts(2000, CHUNK_TOKENS), EmbeddingKind.PASSAGE))
    await asyncio.sleep(0.5)
    busy = [await _one_query(embedder, query) for query in queries]
    importing.cancel()
    await asyncio.gather(importing, return_exceptions=True)
    for percent in (50, 99):
        slow, calm = percentile(busy, percent) * 1e3, percentile(idle, percent) * 1e3
        figure = f"one query while passages are embedded, p{percent}"
        report(
            figure, slow, "ms", peer=f"idle: {calm:.1f}", ratio=slow / calm, size=f"{len(queries)} queries"
        )


def _memory() -> None:
    """Measure a process of its own that does nothing but embed; Linux only."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(CACHE)], check=True, capture_output=True, text=True
    )
    report("peak memory of a process at work", int(done.stdout) / 1024, "MB", note="goal: at most 200")


async def _one_query(embedder: MiniLmEmbedder, query: str) -> float:
    begun = time.perf_counter()
    await embedder.embed([query], EmbeddingKind.QUERY)
    return time.perf_counter() - begun


def _texts(count: int, words: int) -> list[str]:
    generator = random.Random(5)
    return [" ".join(generator.choices(WORDS, k=words)) for _ in range(count)]
