"""Limits of time whose alarm is set only where something has to be waited for."""

import asyncio

import pytest

from aisle.core.within import within

LONG = 60.0


async def told(value):
    return value


async def test_what_is_there_is_returned_without_an_alarm(monkeypatch):
    monkeypatch.setattr(asyncio, "timeout", None)
    assert await within(LONG, told(7)) == 7


async def test_what_comes_later_is_waited_for():
    async def later():
        await asyncio.sleep(0)
        return await asyncio.to_thread(lambda: 7)

    assert await within(LONG, later()) == 7


async def test_an_error_is_the_caller_s_whenever_it_comes():
    async def fails(turns):
        for _ in range(turns):
            await asyncio.sleep(0)
        raise LookupError(turns)

    for turns in (0, 1, 3):
        with pytest.raises(LookupError):
            await within(LONG, fails(turns))


async def test_what_does_not_come_is_cancelled_in_time():
    ended = []

    async def never():
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            ended.append(True)

    with pytest.raises(TimeoutError):
        await within(0.01, never())
    assert ended


async def test_who_is_cancelled_cancels_the_work():
    begun, ended = asyncio.Event(), []

    async def never():
        begun.set()
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            ended.append(True)
            raise

    task = asyncio.create_task(within(LONG, never()))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended


async def test_one_within_another_keeps_both_limits():
    async def never():
        await asyncio.get_running_loop().create_future()

    with pytest.raises(TimeoutError):
        await within(LONG, within(0.01, never()))
    with pytest.raises(TimeoutError):
        await within(0.01, within(LONG, never()))
