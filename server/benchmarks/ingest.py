"""Measures importing documents end to end with the local model: upload, job, reading, cutting, embedding, indexing.

The peer is the bare model on onnxruntime, in a plain loop over the very texts that were embedded.
"""

import asyncio
import random
import time
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.client import Client
from benchmarks.cpu import Meter
from benchmarks.embedding import USUAL_BATCH_ROWS, Bare
from benchmarks.figures import compared, percentile, progress, report
from benchmarks.installation import Installation, installation, new_store, secret_key, wait_for_jobs
from benchmarks.made_texts import page_about
from benchmarks.scale import Scale

ROUNDS = 3
SECTIONS = 9
PAUSE_SECONDS = 0.02
WARM_UP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Documents of a round, documents of the import that is searched beside, and searches."""

    documents: int
    beside: int
    searches: int


SIZES = {Scale.TOY: Sizes(1, 3, 5), Scale.QUICK: Sizes(6, 30, 50), Scale.FULL: Sizes(25, 150, 200)}


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation("minilm") as place, place.api(), place.process("worker") as worker:
        asyncio.run(_measure(place, place.meter(worker), SIZES[scale]))


async def _measure(place: Installation, meter: Meter, sizes: Sizes) -> None:
    async with place.parts() as parts, place.admin() as admin:
        token = await secret_key(parts, await new_store(parts, "Ingest"))
        async with Client(place.settings.port, token) as client:
            await _import(client, admin, 1, "warm")
            await _throughput(client, admin, meter, sizes.documents)
            await _beside(client, admin, sizes)


async def _throughput(client: Client, admin: Any, meter: Meter, documents: int) -> None:
    bare = Bare()
    ours, peer, clock, clock_peer, chunks = [], [], [], [], 0
    for number in range(ROUNDS):
        progress(f"importing {documents} documents, round {number + 1} of {ROUNDS}")
        known = await _passages(admin)
        before, begun = meter.read(), time.perf_counter()
        await _import(client, admin, documents, f"round {number}")
        clock.append(time.perf_counter() - begun)
        ours.append(meter.read() - before)
        texts = [text for id_, text in (await _passages(admin)).items() if id_ not in known]
        chunks = len(texts)
        before, begun = time.process_time(), time.perf_counter()
        bare.embed(texts, rows=USUAL_BATCH_ROWS)
        clock_peer.append(time.perf_counter() - begun)
        peer.append(time.process_time() - before)
    _report(chunks, "chunks a CPU-second", ours, peer)
    _report(chunks, "chunks/s", clock, clock_peer)


def _report(chunks: int, unit: str, ours: list[float], peer: list[float]) -> None:
    report(
        "documents through upload, job and index",
        chunks / median(ours),
        unit,
        peer=f"bare onnxruntime: {chunks / median(peer):.1f}",
        **compared(peer, ours),
        size=f"{chunks} chunks",
        note="goal: at least 0.9",
    )


async def _passages(admin: Any) -> dict[Any, str]:
    """Return the texts as they are embedded."""
    rows = await admin.fetch("SELECT id, context, body FROM passage")
    return {row["id"]: f"{row['context']}\n{row['body']}".strip() for row in rows}


async def _import(client: Client, admin: Any, documents: int, label: str) -> None:
    await _upload(client, documents, label)
    await wait_for_jobs(admin)
    failed = await admin.fetchval("SELECT count(*) FROM document WHERE state <> 'ready'")
    assert failed == 0, f"{failed} documents were not read"


async def _upload(client: Client, documents: int, label: str) -> None:
    texts = [
        {
            "title": f"{label} {number}",
            "text": page_about(label, random.Random(f"{label} {number}"), SECTIONS),
        }
        for number in range(documents)
    ]
    (await client.post("/api/v1/documents", {"documents": texts})).json()


async def _beside(client: Client, admin: Any, sizes: Sizes) -> None:
    progress("searching while nothing else happens")
    idle = [await _search(client, number) for number in range(sizes.searches)]
    progress("searching during an import")
    await _upload(client, sizes.beside, "beside")
    await asyncio.sleep(min(WARM_UP_SECONDS, sizes.beside / 10))
    busy = [await _search(client, number) for number in range(sizes.searches)]
    running = await admin.fetchval("SELECT count(*) FROM job WHERE state = 'running'")
    for percent in (50, 99):
        slow, calm = percentile(busy, percent) * 1e3, percentile(idle, percent) * 1e3
        report(
            f"search during an import, p{percent}",
            slow,
            "ms",
            peer=f"idle: {calm:.1f}",
            ratio=slow / calm,
            size=f"{sizes.searches} searches",
            note="goal for p99: at most 3" + ("" if running else "; the import ended before the searches"),
        )


async def _search(client: Client, number: int) -> float:
    await asyncio.sleep(PAUSE_SECONDS)
    query = " ".join(
        random.Random(number).choices(("boot", "return", "tent", "wash", "delivery", "blue"), k=4)
    )
    reply = await client.post("/api/v1/search", {"query": query})
    reply.json()
    return reply.total
