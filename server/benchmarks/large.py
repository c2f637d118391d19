"""Measures how the cost of a search grows from ten thousand chunks to a million, in fifty stores of very different size."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, AsyncExitStack, ExitStack
from statistics import median

from benchmarks.cpu import Meter
from benchmarks.crowd import Crowd, crowd
from benchmarks.figures import compared, report
from benchmarks.installation import Installation, installation
from benchmarks.scale import Scale
from benchmarks.sides import Side, alternate
from benchmarks.standing import standing_installation
from benchmarks.world import World, inhabit

WORLDS = {
    Scale.TOY: (World(400, 3), World(1_200, 3)),
    Scale.QUICK: (World(10_000, 10), World(100_000, 10)),
    Scale.FULL: (World(10_000, 50), World(1_000_000, 50)),
}
QUESTIONS = {Scale.TOY: 6, Scale.QUICK: 60, Scale.FULL: 300}


def main(scale: Scale) -> None:
    """Build what does not stand, and measure all worlds in turn."""
    with ExitStack() as stack:
        places = {world: stack.enter_context(_place(world, scale)) for world in WORLDS[scale]}
        apis = [stack.enter_context(place.api()) for place in places.values()]
        meter = Meter((*apis, *(place.postgres_pid for place in places.values())))
        asyncio.run(_measure(places, QUESTIONS[scale], meter))


def _place(world: World, scale: Scale) -> AbstractContextManager[Installation]:
    return installation() if scale is Scale.TOY else standing_installation(f"world-{world.chunks}")


async def _measure(places: Mapping[World, Installation], questions: int, meter: Meter) -> None:
    async with AsyncExitStack() as stack:
        crowds = {
            world: await stack.enter_async_context(crowd(place, await inhabit(place, world), questions))
            for world, place in places.items()
        }
        answers = {
            (way, world): one.sides()[way]
            for way in next(iter(crowds.values())).sides()
            for world, one in crowds.items()
        }
        _report_growth(await alternate(answers, questions, meter), [*crowds])
        for world, one in crowds.items():
            await _report_recall(one, world)


def _report_growth(sides: Mapping[tuple[str, World], Side], worlds: Sequence[World]) -> None:
    small, large = worlds[0], worlds[-1]
    for way in dict.fromkeys(way for way, _ in sides):
        before, after = sides[way, small], sides[way, large]
        report(
            f"{way} search" if way != "bare" else "vector part as bare SQL",
            median(after.costs),
            "CPU-ms",
            peer=f"{small.chunks:,} chunks: {median(before.costs):.2f}",
            **compared(after.costs, before.costs),
            size=f"{large.chunks:,} chunks, {large.stores} stores",
            note=f"p50 {after.p(50):.1f} ms against {before.p(50):.1f}; goal: at most 2.5",
        )
    for way in ("semantic", "hybrid", "keyword"):
        ours, bare = sides[way, large], sides["bare", large]
        report(
            f"{way} search over HTTP, p50",
            ours.p(50),
            "ms",
            peer=f"bare SQL: {bare.p(50):.2f}",
            **compared(ours.medians, bare.medians),
            size=f"{large.chunks:,} chunks, {large.stores} stores",
            note=f"p95 {ours.p(95):.1f} ms; goal: at most 3",
        )


async def _report_recall(one: Crowd, world: World) -> None:
    shares: dict[int, list[float]] = {}
    for number, place in enumerate(one.asked):
        shares.setdefault(place, []).append((await one.recall(number))[0])
    every = [share for found in shares.values() for share in found]
    worst = min(sum(found) / len(found) for found in shares.values())
    size = f"{world.chunks:,} chunks, {world.stores} stores"
    note = f"worst store: {worst:.3f}; goal: at least 0.97"
    report("recall of the nearest 10", sum(every) / len(every), "share", size=size, note=note)
