"""A second answer where the first one is slow to begin: whichever begins first is handed on, the other one is left."""

import asyncio
from contextlib import aclosing
from dataclasses import replace

import pytest

from aisle.adapters.llm.scripted import Pause, hangs, says
from aisle.llm.errors import ChatModelUnavailable
from aisle.llm.gateway import MATRIX, Ended, Purpose
from gateway_world import World

HEDGED = {**MATRIX, Purpose.ANSWER: replace(MATRIX[Purpose.ANSWER], hedge_after=0.01, attempts=1)}
AWAY = ChatModelUnavailable("away", again=False)


def world(first, second):
    return World({"a": first, "b": second}, route="b", matrix=HEDGED)


async def test_a_model_that_begins_soon_is_alone():
    made = world(says("a"), says("b"))
    assert (await made.whole()).text == "a"
    assert made.asked == ["a"]


async def test_a_slow_one_is_overtaken_and_left():
    made = world(hangs(), says("b"))
    assert (await made.whole()).text == "b"
    assert made.asked == ["a", "b"]
    assert sorted(one.ended for one in made.observer.outcomes) == [Ended.DONE, Ended.LEFT]
    assert (made.models["a"].closed_early, made.models["a"].running, made.observer.open) == (1, 0, 0)


async def test_the_overtaken_one_is_left_before_the_answer_goes_on():
    made = world(hangs(), says("bbbb", 1))
    async with aclosing(made.stream()) as deltas:
        await anext(deltas)
        assert (made.models["a"].running, made.models["b"].running) == (0, 1)


async def test_a_slow_one_may_still_win():
    made = world([Pause(0.05), *says("a")], hangs())
    assert (await made.whole()).text == "a"
    assert (made.models["b"].closed_early, made.observer.open) == (1, 0)


async def test_a_second_one_that_fails_leaves_the_first_its_time():
    made = world([Pause(0.05), *says("a")], [AWAY])
    assert (await made.whole()).text == "a"


async def test_a_first_one_that_fails_late_leaves_the_second_its_time():
    made = world([Pause(0.03), AWAY], [Pause(0.05), *says("b")])
    assert (await made.whole()).text == "b"
    assert made.asked == ["a", "b"]


async def test_both_failing_is_a_failure():
    made = world([Pause(0.03), AWAY], [AWAY])
    with pytest.raises(ChatModelUnavailable):
        await made.whole()
    assert made.observer.open == 0


async def test_no_piece_of_the_loser_is_handed_on():
    made = world([Pause(0.02), *says("aaaa", 1)], [Pause(0.01), *says("bbbb", 1)])
    assert (await made.whole()).text in ("aaaa", "bbbb")


async def test_leaving_before_the_first_piece_leaves_both():
    made = world(hangs(), hangs())
    task = asyncio.create_task(made.whole())
    await asyncio.sleep(0.05)
    assert made.models["b"].running == 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert made.observer.open == 0
    assert [made.models[name].running for name in "ab"] == [0, 0]


async def test_leaving_in_the_middle_leaves_the_winner():
    made = world(hangs(), hangs("bbbb"))
    async with aclosing(made.stream()) as deltas:
        assert (await anext(deltas)).text == "bbbb"
    assert made.observer.open == 0
    assert [made.models[name].running for name in "ab"] == [0, 0]
