"""How soon the model's server knows that a shopper stopped an answer."""

import asyncio
import time
from typing import IO

from benchmarks.asking import begin, caller_of
from benchmarks.client import Client
from benchmarks.figures import percentile, report, spread_of
from benchmarks.installation import Installation

WRITING = b'"text":"Writing'


async def measure_stops(place: Installation, told: IO[str], stops: int) -> None:
    """Stop answers in their middle, and ask the model's server when it noticed."""
    waits = []
    port, token = place.settings.port, await caller_of(place)
    for _ in range(stops):
        reader, writer = await begin(port, token)
        turn = (await reader.readuntil(b'"userMessageId"')).split(b'"turnId":"')[1].split(b'"')[0].decode()
        await reader.readuntil(WRITING)
        await asyncio.sleep(0.1)  # the model is asked and writes
        async with Client(port, token) as client:
            begun = time.clock_gettime(time.CLOCK_MONOTONIC)
            await client.post(f"/api/v1/chat/{turn}/stop", {})
        waits.append((float(await asyncio.to_thread(told.readline)) - begun) * 1e3)
        writer.close()
    report(
        "from a stop over HTTP until the model's server knows, p99",
        percentile(waits, 99),
        "ms",
        spread=spread_of(waits),
        size=f"{stops} answers",
        note="goal: <= 100",
    )
