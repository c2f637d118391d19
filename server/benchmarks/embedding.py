"""Measures the local embedder against the bare model on onnxruntime: throughput, latency, memory. One JSON line a figure.

python -m benchmarks.embedding     (about a minute; sides alternate, medians of five, CPU-seconds where it says so)
"""

import asyncio
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import numpy as np
import onnxruntime

from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.adapters.embeddings.minilm.batches import batches, padded
from aisle.adapters.embeddings.minilm.cache import cached_model
from aisle.adapters.embeddings.minilm.tokens import Tokens
from aisle.adapters.embeddings.minilm.weights import find_weights
from aisle.llm.ports import EmbeddingKind

CACHE = Path(tempfile.gettempdir()) / "aisle-benchmarks"
CHUNKS, CHUNK_TOKENS, ROUNDS = 128, 128, 5
QUERIES = 100
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


def main() -> None:
    """Print every figure."""
    asyncio.run(_measure())


async def _measure() -> None:
    embedder, bare = MiniLmEmbedder(CACHE), Bare()
    await embedder.warm_up()
    await _throughput(embedder, bare)
    await _latency(embedder, bare)
    await _latency_while_importing(embedder)
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


async def _throughput(embedder: MiniLmEmbedder, bare: Bare) -> None:
    chunks = _texts(CHUNKS, CHUNK_TOKENS)

    async def usual() -> np.ndarray:
        return bare.embed(chunks, rows=USUAL_BATCH_ROWS)

    async def bounded() -> np.ndarray:
        return bare.embed(chunks, rows=None)

    async def ours() -> np.ndarray:
        return await embedder.embed(chunks, EmbeddingKind.PASSAGE)

    assert ((await ours() * await usual()).sum(1) > SAME_VECTORS).all(), "the sides must compute the same"
    times = await _alternate({"usual": usual, "bounded": bounded, "ours": ours})
    for peer, name in (
        ("usual", "bare onnxruntime, batches of 32"),
        ("bounded", "bare onnxruntime, our batches"),
    ):
        ratios = [bare_s / our_s for bare_s, our_s in zip(times[peer], times["ours"], strict=True)]
        rate = CHUNKS / statistics.median(times["ours"])
        figure = f"chunks of {CHUNK_TOKENS} tokens through the pool"
        _print(
            figure, rate, "chunks per CPU-second", name, statistics.median(ratios), max(ratios) - min(ratios)
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


async def _latency(embedder: MiniLmEmbedder, bare: Bare) -> None:
    ours: list[tuple[float, float]] = []
    peer: list[tuple[float, float]] = []
    for query in _texts(QUERIES, 8):
        begun = time.perf_counter(), time.process_time()
        bare.embed([query], rows=1)
        between = time.perf_counter(), time.process_time()
        await embedder.embed([query], EmbeddingKind.QUERY)
        ended = time.perf_counter(), time.process_time()
        peer.append((between[0] - begun[0], between[1] - begun[1]))
        ours.append((ended[0] - between[0], ended[1] - between[1]))
    for at, name in ((0, "ms"), (1, "CPU-ms")):
        mine, theirs = [one[at] * 1e3 for one in ours], [one[at] * 1e3 for one in peer]
        low, p50, high = statistics.quantiles(mine, n=4)
        _print("one query, p50", p50, name, "bare onnxruntime", p50 / statistics.median(theirs), high - low)


async def _latency_while_importing(embedder: MiniLmEmbedder) -> None:
    queries = _texts(QUERIES, 8)
    idle = [await _one_query(embedder, query) for query in queries]
    importing = asyncio.create_task(embedder.embed(_texts(2000, CHUNK_TOKENS), EmbeddingKind.PASSAGE))
    await asyncio.sleep(0.5)
    busy = [await _one_query(embedder, query) for query in queries]
    importing.cancel()
    await asyncio.gather(importing, return_exceptions=True)
    for name, of in (
        ("p50", statistics.median),
        ("p99", lambda times: statistics.quantiles(times, n=100)[98]),
    ):
        _print(f"one query during an import, {name}", of(busy) * 1e3, "ms", "idle", of(busy) / of(idle), 0)


def _memory() -> None:
    """Measure a process of its own that does nothing but embed; Linux only."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(CACHE)], check=True, capture_output=True, text=True
    )
    peak = int(done.stdout) / 1024
    _print("peak memory of a process at work", peak, "MB", "limit of 200 MB", peak / 200, 0)


async def _one_query(embedder: MiniLmEmbedder, query: str) -> float:
    begun = time.perf_counter()
    await embedder.embed([query], EmbeddingKind.QUERY)
    return time.perf_counter() - begun


def _texts(count: int, words: int) -> list[str]:
    generator = random.Random(5)
    return [" ".join(generator.choices(WORDS, k=words)) for _ in range(count)]


def _print(figure: str, value: float, unit: str, peer: str, ratio: float, spread: float) -> None:
    line = {"figure": figure, "value": value, "unit": unit, "peer": peer, "ratio": ratio, "spread": spread}
    print(
        json.dumps({key: round(one, 3) if isinstance(one, float) else one for key, one in line.items()}),
        flush=True,
    )


if __name__ == "__main__":
    main()
