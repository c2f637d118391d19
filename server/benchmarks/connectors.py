"""Measures each connector on the shop that its contract test reads: records a second of processor time, beside the bare answers.

The shops answer from memory, as recorded or as their documentation says, so that what is measured is the connector: signing,
paging, checking, and making records. The same requests are then sent once more with nothing made of the answers: what the
shop's stand-in costs itself. A connector's pace towards a real shop is bounded by the requests a second it allows itself.
"""

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median
from typing import Any

from aisle.adapters.connectors import KINDS
from aisle.sources.errors import ShopError
from aisle.sources.ports import Answer, Outside, Request
from benchmarks.figures import progress, report
from benchmarks.scale import Scale

TESTS = Path(__file__).parents[1] / "tests"
ROUNDS = {Scale.TOY: 1, Scale.QUICK: 3, Scale.FULL: 7}
AT_LEAST = {Scale.TOY: 0.0, Scale.QUICK: 0.3, Scale.FULL: 1.0}  # seconds of processor time, a round


class Heard:
    """Passes requests on and remembers them."""

    def __init__(self, outside: Outside) -> None:
        self.outside, self.requests, self.streamed = outside, list[Request](), list[Request]()

    async def send(self, request: Request) -> Answer:
        """Pass on."""
        self.requests.append(request)
        return await self.outside.send(request)

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Pass on."""
        self.streamed.append(request)
        async for portion in self.outside.stream(request):
            yield portion


async def _read(name: str, world: Any, heard: Heard) -> int:
    from worlds import opened  # the tests' folder is on the path by now

    records = 0
    for resource in world.least:
        connector = opened(KINDS[name], world, heard)
        async for page in connector.pages(resource, None, None):
            records += len(page.records)
        await connector.close()
    return records


async def _answered(heard: Heard, outside: Outside) -> None:
    for request in heard.requests:
        with contextlib.suppress(ShopError):  # a refusal is an answer too
            await outside.send(request)
    for request in heard.streamed:
        with contextlib.suppress(ShopError):
            async for _ in outside.stream(request):
                pass


async def _round(name: str, world: Any, seconds: float) -> tuple[float, float, float]:
    """Return records, and processor seconds of reading them and of the bare answers."""
    records, reading, answering = 0, 0.0, 0.0
    while not records or reading < seconds:
        heard = Heard(world.shop())
        began = time.process_time()
        records += await _read(name, world, heard)
        reading += time.process_time() - began
        shop = world.shop()
        began = time.process_time()
        await _answered(heard, shop)
        answering += time.process_time() - began
    return records, reading, answering


def main(scale: Scale) -> None:
    """Measure every kind that has a shop here."""
    sys.path[:0] = [str(TESTS / "adapters" / "connectors"), str(TESTS)]
    asyncio.run(_measure(scale))


async def _measure(scale: Scale) -> None:
    from worlds import world_of

    for name in sorted(KINDS):
        try:
            world = world_of(name)
        except BaseException as error:  # pytest's way to say that the recordings are not here
            progress(f"{name}: left out, {error}")
            continue
        progress(name)
        await _read(
            name, world, Heard(world.shop())
        )  # imports and compiled patterns are a process's, not a shop's
        rounds = [await _round(name, world, AT_LEAST[scale]) for _ in range(ROUNDS[scale])]
        _report(name, world, rounds)


def _report(name: str, world: Any, rounds: list[tuple[float, float, float]]) -> None:
    rates = [records / reading for records, reading, _ in rounds]
    bare = {} if world.is_local else _beside_bare(rounds)
    report(
        f"{name}: records read",
        median(rates),
        "records a CPU-second",
        spread=f"{min(rates):,.0f} to {max(rates):,.0f}",
        size=", ".join(resource.value for resource in world.least),
        **bare,
    )


def _beside_bare(rounds: list[tuple[float, float, float]]) -> dict[str, Any]:
    rate = median(records / answering for records, _, answering in rounds)
    return {
        "peer": f"the same requests, nothing made of the answers: {rate:,.0f}",
        "ratio": median(answering / reading for _, reading, answering in rounds),
    }
