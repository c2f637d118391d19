"""Thousands of open streams: memory, the wait for the first event, chats that arrive meanwhile, refusals."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager

import psutil

from benchmarks.arriving import arrive
from benchmarks.asking import begin, caller_of
from benchmarks.figures import percentile, report
from benchmarks.installation import Installation, free_port
from benchmarks.open_streams import Crowd, open_stream

MOST_OF_ONE = 5_000  # streams of one process: more are shared with a second one
ROOM, REFUSED = (
    100,
    200,
)  # streams above the crowd, for what arrives meanwhile; and asked for when there is no room


async def measure_crowds(place: Installation, settings: Mapping[str, str], crowds: Sequence[int]) -> None:
    """Report crowds of these sizes. settings: of processes whose answers go on for as long as they are read."""
    token = ""
    for wanted in crowds:
        ports = [place.settings.port, *([free_port()] if wanted > MOST_OF_ONE else [])]
        most = -(-wanted // len(ports)) + ROOM
        with _apis(place, ports, {**settings, "AISLE_CHAT_MAX_STREAMS": str(most)}) as pids:
            token = token or await caller_of(place)
            async with _running_turn(ports[0], token) as conversation:
                await _fill(place, dict(zip(ports, pids, strict=True)), conversation, token, wanted)


@contextmanager
def _apis(place: Installation, ports: list[int], settings: Mapping[str, str]) -> Iterator[list[int]]:
    if not ports:
        yield []
        return
    with place.api(**settings, AISLE_PORT=str(ports[0])) as pid, _apis(place, ports[1:], settings) as more:
        yield [pid, *more]


@asynccontextmanager
async def _running_turn(port: int, token: str) -> AsyncIterator[str]:
    """Begin an answer that goes on, and give the conversation."""
    reader, writer = await begin(port, token)
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
