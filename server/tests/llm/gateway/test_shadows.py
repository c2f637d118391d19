"""A model asked beside the answer: never shown, never in its way, bounded, and paid for by whoever set it."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from uuid import uuid4

import pytest
import structlog
from structlog.testing import capture_logs

from aisle.adapters.llm.scripted import hangs, is_refused, says
from aisle.core.errors import RateLimited
from aisle.llm.errors import ChatModelUnavailable
from aisle.llm.gateway import Duty, Payer, RoutePolicy, Shadow, shadowing
from aisle.llm.gateway.recording import RecordingObserver
from gateway_world import REQUEST, World, card

PAYER = Payer(uuid4(), request_id="r-1")


def world(shadow, share=1.0, shown=None, *, is_own=False, at_once=4, **more):
    policy = RoutePolicy(("a",), shadow=Shadow("b", share, at_once), is_own=is_own, **more)
    cards = {"a": card("a-1", "1"), "b": card("b-1", "1")}
    return World({"a": shown or says("Dry boots."), "b": shadow}, policy=policy, cards=cards)


async def settled(made):
    """Wait until no shadow runs."""
    await asyncio.gather(*made.gateway._shadows._tasks, return_exceptions=True)


@pytest.fixture
def lines(monkeypatch):
    """What shadows write into the log, by a logger that was not used before."""
    monkeypatch.setattr(shadowing, "log", structlog.get_logger())
    with capture_logs() as found:
        yield found


def tries(made, duty):
    return [one for one in made.observer.tries if one.call.duty is duty]


@pytest.mark.parametrize("streamed", [True, False])
async def test_a_shadow_is_compared_and_never_shown(streamed, lines):
    made = world(says("Wet boots."))
    answer = await made.whole("a", streamed=streamed)
    await settled(made)
    assert answer.text == "Dry boots."
    [line] = [one for one in lines if one["event"] == "llm.shadow"]
    assert (line["model"], line["same"], line["alike"], line["error"]) == ("b", False, 0.333, None)
    assert "boots" not in str(line).lower()


async def test_what_is_worth_the_same_is_the_same(lines):
    made = world(says('{"b": 1.0, "a": "x"}'), shown=says('{"a":"x","b":1}'))
    await made.whole("a")
    await settled(made)
    assert [one["same"] for one in lines if one["event"] == "llm.shadow"] == [True]


@pytest.mark.parametrize("shadow", [is_refused(), [ChatModelUnavailable("away")], [KeyError("bug")]])
async def test_a_shadow_that_fails_harms_nobody(shadow):
    made = world(shadow)
    for _ in range(10):
        assert (await made.whole("a")).text == "Dry boots."
        await settled(made)
    assert made.gateway.health("b").resting(None) == 0
    assert made.observer.open == 0


async def test_a_shadow_that_hangs_is_not_waited_for_and_no_more_than_a_few_run_at_once():
    made = world(hangs(), at_once=3)
    for _ in range(10):
        assert (await made.whole("a")).text == "Dry boots."
    await asyncio.sleep(0)
    assert made.models["b"].running == 3
    await made.gateway.close()
    assert (made.models["b"].running, made.observer.open) == (0, 0)


async def test_a_shadow_takes_no_place_from_answers():
    """The model of the shadow answers, too: its places are all free for that."""
    made = world(hangs(), at_once=3)
    await made.whole("a")
    await asyncio.sleep(0)
    assert not made.gateway.health("b")._places
    await made.gateway.close()


async def test_whoever_leaves_the_answer_leaves_its_shadow():
    made = world(hangs(), shown=hangs("Boots"))
    async with aclosing(made.stream("a")) as deltas:
        await anext(deltas)
        await asyncio.sleep(0)
        assert made.models["b"].running == 1
    await settled(made)
    assert (made.models["b"].running, made.observer.open) == (0, 0)


@pytest.mark.parametrize("is_own", [True, False])
async def test_a_shadow_is_paid_for_by_whoever_set_it(is_own):
    made = world(says("Wet."), is_own=is_own)
    await made.whole("a", payer=PAYER)
    await settled(made)
    [one], [aside] = tries(made, Duty.ANSWER), tries(made, Duty.SHADOW)
    assert one.call.payer == PAYER
    assert aside.call.payer == (PAYER if is_own else Payer(request_id="r-1"))
    assert aside.most is not None


class Poor(RecordingObserver):
    """Has money for answers alone."""

    async def reserve(self, planned):
        if planned.call.duty is Duty.SHADOW:
            raise RateLimited("spent")
        return await super().reserve(planned)


async def test_a_payer_without_money_has_no_shadow():
    made = world(says("Wet."), is_own=True)
    made.gateway._observer = Poor()
    assert (await made.whole("a", payer=PAYER)).text == "Dry boots."
    await settled(made)
    assert made.models["b"].asked == []


async def test_a_share_of_calls_has_a_shadow():
    made = world(says("Wet."), share=0.5)
    for made.time.chance in (0.4, 0.6, 0.49, 0.5):
        await made.whole("a")
    await settled(made)
    assert len(tries(made, Duty.SHADOW)) == 2


async def test_a_shadow_keeps_to_the_ceiling_of_cost():
    made = world(says("Wet."), most_cost=card("b-1", "1").prices[0].input)
    made.gateway._reach.endpoints["b"] = replace(made.gateway.endpoints["b"], card=card("b-1", "99999999"))
    await made.whole("a", request=REQUEST)
    await settled(made)
    assert tries(made, Duty.SHADOW) == []
