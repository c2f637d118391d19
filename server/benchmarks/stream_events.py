"""What an event of a stream costs, beside a bare stream of the same events in the same process."""

import asyncio
from collections.abc import Sequence
from statistics import median
from urllib.request import urlopen

from benchmarks.figures import compared, report
from benchmarks.installation import free_port
from benchmarks.open_streams import Crowd
from benchmarks.programs import program

ROUNDS = 5
TOLD, PAUSE = 40, 0.05  # events of a turn, and seconds between two


async def measure_events(crowds: Sequence[int]) -> None:
    """Report the cost with so many readers."""
    port = free_port()
    with program("stream_sides", str(port)):
        for readers in crowds:
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
