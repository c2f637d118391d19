"""Measures streams: an event beside a bare stream's, memory and waiting with thousands open, stops, and long conversations."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from statistics import median
from typing import Any
from urllib.request import urlopen
from uuid import uuid4

import psutil

from benchmarks.arriving import arrive
from benchmarks.chat import EVENTS, shopper_token, stub_model, until_loaded, written_by
from benchmarks.client import Client
from benchmarks.conversation import measure_length
from benchmarks.figures import compared, percentile, report, spread_of
from benchmarks.installation import Installation, free_port, installation
from benchmarks.open_streams import Crowd, open_stream
from benchmarks.programs import program
from benchmarks.scale import Scale

ROUNDS = 5
TOLD, PAUSE = 40, 0.05  # events of a turn beside the bare stream, and seconds between two
READERS = {Scale.TOY: (5,), Scale.QUICK: (50,), Scale.FULL: (50, 1_000)}
OPEN = {Scale.TOY: (20,), Scale.QUICK: (100, 1_000), Scale.FULL: (100, 1_000, 10_000)}
MOST_OF_ONE = 5_000  # streams of one process: more are shared with a second one
ROOM, REFUSED = (
    100,
    200,
)  # streams above the crowd, for what arrives meanwhile; and asked for when there is no room
WRITING = b'"text":"Writing'
STOPS = {Scale.TOY: 2, Scale.QUICK: 10, Scale.FULL: 40}
TURNS = {Scale.TOY: 6, Scale.QUICK: 60, Scale.FULL: 500}
QUESTION = "How long do I have to send something back?"
# So that an answer goes on for as long as it is read: seconds before each word of the model, and of patience.
SLOW = 5.0
PATIENT = {
    "AISLE_CHAT_GAP_SECONDS": "600",
    "AISLE_CHAT_FIRST_SECONDS": "600",
    "AISLE_CHAT_TOTAL_SECONDS": "3600",
}


def main(scale: Scale) -> None:
    """Measure everything."""
    asyncio.run(_events(scale))
    with installation(demo=True) as place:
        with place.api() as api:
            with place.process("worker"):
                asyncio.run(until_loaded(place))
            asyncio.run(measure_length(place, place.meter(api), TURNS[scale]))
        with stub_model(SLOW) as address:
            asyncio.run(_crowds(place, {**written_by(address), **PATIENT}, scale))
        with program("stub_model") as (line, more):
            settings = {**written_by(f"http://127.0.0.1:{line}/v1"), "AISLE_CHAT_MODEL": "endless"}
            with place.api(**settings):
                asyncio.run(_stops(place, more, STOPS[scale]))


# an event -----------------------------------------------------------------------------------------------------
async def _events(scale: Scale) -> None:
    port = free_port()
    with program("stream_sides", str(port)):
        for readers in READERS[scale]:
            costs: dict[str, list[float]] = {"ours": [], "bare": []}
            for _ in range(ROUNDS):
                for side, spent in costs.items():
                    spent.append(await _told(port, side, readers))
            report(
                f"an event of a stream, {readers:,} open",
                median(costs["ours"]),
                "CPU-µs",
                peer=f"bare ASGI: {median(costs['bare']):.1f}",
                **compared(costs["ours"], costs["bare"]),
                size=f"{ROUNDS} x {TOLD} events to {readers:,} readers",
                note="goal: <= 1.3; ours is resumable and joins events where it is crowded",
            )


async def _told(port: int, side: str, readers: int) -> float:
    """Return microseconds of processor for an event and a reader; all readers must have got the same bytes."""
    crowd = Crowd()
    await crowd.grow(port, f"/{side}", "", readers)
    reading = [asyncio.create_task(one.read()) for one in crowd.streams]
    url = f"http://127.0.0.1:{port}/go?events={TOLD}&pause={PAUSE}"
    spent = await asyncio.to_thread(lambda: float(urlopen(url, timeout=120).read()))
    bodies = await asyncio.gather(*reading)
    crowd.close()
    assert all(body.count(b"id: ") == TOLD for body in bodies), "events were lost"
    return spent / (TOLD * readers) * 1e6


# crowds -------------------------------------------------------------------------------------------------------
async def _crowds(place: Installation, settings: dict[str, str], scale: Scale) -> None:
    token = ""
    for wanted in OPEN[scale]:
        ports = [place.settings.port, *([free_port()] if wanted > MOST_OF_ONE else [])]
        most = -(-wanted // len(ports)) + ROOM
        with _apis(place, ports, {**settings, "AISLE_CHAT_MAX_STREAMS": str(most)}) as pids:
            token = token or await _token(place)
            async with _running_turn(ports[0], token) as conversation:
                await _fill(place, dict(zip(ports, pids, strict=True)), conversation, token, wanted)


@contextmanager
def _apis(place: Installation, ports: list[int], settings: dict[str, str]) -> Iterator[list[int]]:
    if not ports:
        yield []
        return
    with place.api(**settings, AISLE_PORT=str(ports[0])) as pid, _apis(place, ports[1:], settings) as more:
        yield [pid, *more]


async def _token(place: Installation) -> str:
    async with place.admin() as admin:
        return await shopper_token(
            place.settings.port, await admin.fetchval("SELECT public_token FROM api_key LIMIT 1")
        )


@asynccontextmanager
async def _running_turn(port: int, token: str) -> AsyncIterator[str]:
    """Begin an answer that goes on, and give the conversation."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    data = json.dumps({"message": QUESTION, "client_message_id": str(uuid4())}).encode()
    head = f"Host: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n{EVENTS}"
    writer.write(f"POST /api/v1/chat HTTP/1.1\r\n{head}Content-Length: {len(data)}\r\n\r\n".encode() + data)
    begun = await reader.readuntil(b'"userMessageId"')
    yield begun.split(b'"conversationId":"')[1].split(b'"')[0].decode()
    writer.close()


async def _fill(
    place: Installation, apis: dict[int, int], conversation: str, token: str, wanted: int
) -> None:
    """Open streams until there is no room, and say what they cost and how long they waited."""
    path = f"/api/v1/chat/{conversation}/stream"
    warm = [await open_stream(port, path, token) for port in apis for _ in range(5)]
    for one in warm:
        one.writer.close()
    await asyncio.sleep(1)
    before, crowd = _memory(apis), Crowd()
    begun = time.perf_counter()
    for port in apis:
        await crowd.grow(port, path, token, wanted // len(apis))
    took = time.perf_counter() - begun
    await asyncio.sleep(2)
    size = f"{wanted:,} streams, {len(apis)} processes"
    bad = [one.status for one in crowd.streams if one.status != 200]
    memory = (_memory(apis) - before) / wanted / 1024
    report(f"memory of an open stream, {wanted:,} open", memory, "KiB", size=size, note="goal: <= 15 KB")
    waits = [one.first * 1e3 for one in crowd.streams]
    for share in (50, 99):
        figure = f"first event while {wanted:,} open, p{share}"
        note = f"{wanted / took:.0f} opened a second; {len(bad)} errors"
        report(figure, percentile(waits, share), "ms", size=size, note=note)
    await arrive(tuple(apis), token, wanted)
    await _refusals(next(iter(apis)), path, token)
    crowd.close()


def _memory(apis: dict[int, int]) -> int:
    return sum(psutil.Process(pid).memory_full_info().uss for pid in apis.values())


async def _refusals(port: int, path: str, token: str) -> None:
    crowd = Crowd()
    await crowd.grow(port, path, token, ROOM + REFUSED)
    refused = [one for one in crowd.streams if one.status == 503]
    told = sum("retry-after:" in one.head for one in refused)
    waits = [one.first * 1e3 for one in refused] or [0.0]
    crowd.close()
    report(
        "refusal of a stream when there is no room, p99",
        percentile(waits, 99),
        "ms",
        size=f"{len(refused)} refused",
        note=f"{told} with Retry-After; goal: < 1,000",
    )


# stops --------------------------------------------------------------------------------------------------------
async def _stops(place: Installation, told: Any, stops: int) -> None:
    """Stop answers in their middle, and ask the model's server when it noticed."""
    waits = []
    port, token = place.settings.port, await _token(place)
    for _ in range(stops):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        data = json.dumps({"message": QUESTION, "client_message_id": str(uuid4())}).encode()
        head = f"Host: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n{EVENTS}"
        writer.write(
            f"POST /api/v1/chat HTTP/1.1\r\n{head}Content-Length: {len(data)}\r\n\r\n".encode() + data
        )
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
