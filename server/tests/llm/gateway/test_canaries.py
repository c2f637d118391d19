"""A new model answers first for a share of conversations, always the same ones, until it fails too often."""

from dataclasses import replace
from uuid import UUID

import pytest

from aisle.adapters.llm.scripted import says
from aisle.llm.errors import ChatModelUnavailable
from aisle.llm.gateway import Canary, Payer, Purpose, RoutePolicy, RoutingPolicies
from gateway_world import World

AWAY = ChatModelUnavailable("away", again=False)
CONVERSATIONS = [UUID(int=(number << 64) + number * 7919) for number in range(2_000)]


def world(share, new=None, **more):
    policy = RoutePolicy(("old",), canary=Canary("new", share, **more))
    return World({"old": says("old"), "new": new or says("new")}, policy=policy)


def change(made, share):
    """Change the share while the gateway runs."""
    policy = made.gateway.router.policies.policy(Purpose.ANSWER)
    changed = replace(policy, canary=replace(policy.canary, share=share))
    made.gateway.router.policies = RoutingPolicies({Purpose.ANSWER: changed})


async def by_new(made, conversations=CONVERSATIONS):
    """Return the conversations that the new model answers."""
    return {
        one
        for one in conversations
        if (await made.whole("old", payer=Payer(conversation_id=one))).text == "new"
    }


async def test_a_share_of_conversations_is_answered_by_the_new_model_first():
    found = await by_new(world(0.1))
    assert len(found) == pytest.approx(200, abs=45)


async def test_a_conversation_stays_where_it_is_and_a_larger_share_keeps_those_of_a_smaller_one():
    made, few = world(0.1), CONVERSATIONS[:300]
    first = await by_new(made, few)
    assert await by_new(made, few) == first
    change(made, 0.4)
    larger = await by_new(made, few)
    assert first < larger
    change(made, 0.0)
    assert await by_new(made, few) == set()


async def test_shoppers_of_a_failing_canary_are_answered_and_it_is_stopped():
    made = world(1.0, [AWAY])
    for one in CONVERSATIONS[:100]:
        assert (await made.whole("old", payer=Payer(conversation_id=one))).text == "old"
        made.time.at += 3_600  # the breaker rests over: what stops it is the share of failures
    assert made.asked.count("new") == 5


async def test_a_few_failures_among_many_answers_do_not_stop_it():
    turns = iter(range(10_000))
    made = world(1.0, lambda request: [AWAY] if next(turns) % 10 == 9 else says("new"))
    assert len(await by_new(made, CONVERSATIONS[:200])) == 180


async def test_a_stopped_canary_begins_anew_with_a_changed_policy():
    made = world(1.0, [AWAY], most_failures=0.0)
    await by_new(made, CONVERSATIONS[:3])
    assert made.asked.count("new") == 1
    change(made, 0.999)
    await by_new(made, CONVERSATIONS[:3])
    assert made.asked.count("new") == 2


async def test_a_call_without_a_conversation_is_a_matter_of_chance():
    made = world(0.5)
    said = []
    for made.time.chance in (0.4, 0.6):
        said.append((await made.whole("old")).text)
    assert said == ["new", "old"]
