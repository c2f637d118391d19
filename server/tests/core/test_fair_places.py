"""Places that several share: whoever takes many leaves as many, and waits behind those who have few."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from aisle.core.fair_places import FairPlaces


class Full(Exception):
    """No place came free."""


async def taken(places, stack, whose, most):
    """Take as many as there are for somebody, up to a number; return how many."""
    for count in range(most):
        try:
            await stack.enter_async_context(places.hold(whose, 0.0, Full))
        except Full:
            return count
    return most


async def test_who_takes_many_leaves_as_many_and_each_further_one_finds_some():
    places = FairPlaces(160)
    async with AsyncExitStack() as stack:
        assert await taken(places, stack, "first", 1_000) == 80
        assert await taken(places, stack, "second", 1_000) == 40
        assert all([await taken(places, stack, name, 1) for name in range(39)])
    async with AsyncExitStack() as stack:  # all came back
        assert await taken(places, stack, "first", 1_000) == 80


async def test_who_has_few_comes_before_who_has_many_and_waits_already():
    places, order = FairPlaces(4), []

    async def wait(whose):
        async with places.hold(whose, 5.0, Full):
            order.append(whose)

    async with AsyncExitStack() as held:
        await taken(places, held, "many", 2)
        waiting = [asyncio.create_task(wait("many")) for _ in range(3)]
        async with AsyncExitStack() as others:
            await taken(places, others, "a", 1)
            await others.enter_async_context(places.hold(None, 0.0, Full))
            waiting.append(asyncio.create_task(wait("few")))
            await asyncio.sleep(0)
        await asyncio.gather(waiting[-1])
    await asyncio.gather(*waiting)
    assert order == ["few", "many", "many", "many"]


@pytest.mark.parametrize("late", [False, True], ids=["in-line", "just-given"])
async def test_who_goes_away_while_waiting_loses_no_place(late):
    places = FairPlaces(1)
    place = places.hold("a", 5.0, Full)
    await place.__aenter__()
    waiting = asyncio.create_task(places.hold("b", 5.0, Full).__aenter__())
    await asyncio.sleep(0)
    if late:
        await place.__aexit__(None, None, None)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    if not late:
        await place.__aexit__(None, None, None)
    async with places.hold("c", 0.0, Full):
        pass
