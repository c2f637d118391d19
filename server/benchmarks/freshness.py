"""Measures freshness: from the acceptance of a one-page text to its first search hit, with the local model, idle."""

import asyncio
import random
import time

from benchmarks.client import Client
from benchmarks.figures import percentile, progress, report, spread_of
from benchmarks.installation import Installation, installation, new_store, secret_key
from benchmarks.made_texts import page_about
from benchmarks.scale import Scale

TEXTS = {Scale.TOY: 2, Scale.QUICK: 5, Scale.FULL: 30}
GIVE_UP_SECONDS = 30.0
PAUSE_SECONDS = 0.2
ASK_AGAIN_SECONDS = 0.005


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation("minilm") as place, place.api(), place.process("worker"):
        asyncio.run(_measure(place, TEXTS[scale]))


async def _measure(place: Installation, texts: int) -> None:
    async with place.parts() as parts:
        token = await secret_key(parts, await new_store(parts, "Freshness"))
    async with Client(place.settings.port, token) as client:
        progress("one text to warm up")
        await _until_found(client, 0)
        took = [await _until_found(client, number) for number in range(1, texts + 1)]
    for percent in (50, 99):
        report(
            f"acceptance to first search hit, p{percent}",
            percentile(took, percent) * 1e3,
            "ms",
            spread=spread_of([seconds * 1e3 for seconds in took]),
            size=f"{texts} texts of a page",
            note="goal: p99 at most 250 ms; asking takes part of the machine",
        )


async def _until_found(client: Client, number: int) -> float:
    await asyncio.sleep(PAUSE_SECONDS)
    mark = f"quillon{number:04d}"
    body = {"title": f"About {mark}", "text": page_about(mark, random.Random(number))}
    (await client.post("/api/v1/documents", body)).json()
    begun = time.perf_counter()
    while time.perf_counter() - begun < GIVE_UP_SECONDS:
        found = (
            await client.post("/api/v1/search", {"query": mark, "limit": 1, "kinds": ["passage"]})
        ).json()
        if any(mark in item["passage"]["text"] for item in found["items"]):
            return time.perf_counter() - begun
        await asyncio.sleep(ASK_AGAIN_SECONDS)
    raise RuntimeError(f"A text was not found within {GIVE_UP_SECONDS:.0f} s.")
