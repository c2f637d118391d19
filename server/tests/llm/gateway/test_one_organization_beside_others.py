"""What one organization's calls meet with is not held against the models that all of them share."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest

from aisle.adapters.llm.scripted import hangs, says
from aisle.llm.chat import ChatDelta
from aisle.llm.errors import (
    ChatKeyRefused,
    ChatModelRefused,
    ChatModelUnavailable,
    ChatPromptTooLong,
    ChatRequestRefused,
)
from aisle.llm.gateway import MATRIX, Canary, Payer, Purpose, RoutePolicy
from gateway_world import World

AWAY = ChatModelUnavailable("away", again=False)
TOO_MUCH = ChatModelUnavailable("far too long", again=False, was_answering=True)
HOSTILE, HONEST = Payer(UUID(int=666)), Payer(UUID(int=1))
OTHERS = [Payer(UUID(int=number)) for number in range(2, 12)]
CANARY = RoutePolicy(("old",), canary=Canary("new", 1.0))


class Shared(World):
    """Models by name, the first of which answers with `fails` while `hostile` is set."""

    def __init__(self, fails, *names, **more):
        self.hostile = False

        self.fails = fails

        def script(name):
            return lambda _request: self.fails if self.hostile and name == names[0] else says(name)

        super().__init__({name: script(name) for name in names}, **more)

    async def told(self, payer, hostile=False):
        """Return the answer, or None where there is none."""
        self.hostile = hostile
        try:
            return (await self.whole("old" if "old" in self.models else "a", payer=payer)).text
        except (ChatModelUnavailable, ChatModelRefused):
            return None


async def test_failures_of_one_organization_leave_the_model_alone_for_that_one_only():
    made = Shared([AWAY], "a")
    for _ in range(40):
        await made.told(HOSTILE, hostile=True)
    assert made.asked.count("a") == 5
    assert await made.told(HOSTILE) is None
    assert await made.told(HONEST) == "a"


async def test_two_hostile_organizations_do_not_shut_out_a_third():
    made = Shared([AWAY], "a")
    for turn in range(40):
        await made.told((HOSTILE, OTHERS[0])[turn % 2], hostile=True)
    assert await made.told(HONEST) == "a"


async def test_no_number_of_hostile_organizations_shuts_out_one_more():
    """Whatever they do to have the model fail, and however well known they are: who was answered is answered again."""
    made = Shared([AWAY], "a")
    for one in (HOSTILE, *OTHERS):
        for _ in range(5):
            await made.told(one)
    for turn in range(200):
        await made.told((HOSTILE, *OTHERS)[turn % 11], hostile=True)
    assert await made.told(HONEST) == "a"


async def test_a_model_that_is_away_for_all_costs_each_organization_one_call():
    made = Shared([AWAY], "a")
    for one in OTHERS * 4:
        await made.told(one)
    for one in OTHERS[:5]:
        assert await made.told(one, hostile=True) is None
    asked = len(made.asked)
    for _ in range(5):
        assert await made.told(HONEST, hostile=True) is None
    assert len(made.asked) == asked + 1
    assert await made.told(OTHERS[8]) == "a"  # it lives: those who rested because of others go on
    assert await made.told(HONEST) == "a"


async def test_accounts_that_were_never_answered_weigh_little():
    """Five of them do not have others rest at their first failure; five that are known do."""
    made = Shared([AWAY], "a")
    for one in OTHERS[:5]:
        await made.told(one, hostile=True)
    for _ in range(4):
        assert await made.told(HONEST, hostile=True) is None
    assert await made.told(HONEST) == "a"


@pytest.mark.parametrize(
    "failure",
    [
        ChatModelUnavailable("busy", again=False, was_busy=True),
        TOO_MUCH,
        ChatRequestRefused("no"),
        ChatPromptTooLong("no"),
    ],
    ids=["busy", "too much", "request", "prompt"],
)
async def test_what_is_no_fault_of_the_provider_has_nobody_else_rest(failure):
    made = Shared([failure], "a")
    for one in OTHERS * 4:
        await made.told(one)
    for one in OTHERS:
        await made.told(one, hostile=True)
    made.fails = [AWAY]
    assert await made.told(HONEST, hostile=True) is None
    assert await made.told(HONEST) == "a"


async def test_tries_again_of_one_organization_are_not_spent_by_another():
    made = Shared([ChatModelUnavailable("away")], "a")
    for _ in range(40):
        await made.told(HOSTILE, hostile=True)
        made.time.at += 3_600  # breakers rest over
    asked = len(made.asked)
    await made.told(HOSTILE, hostile=True)
    assert len(made.asked) == asked + 1
    await made.told(HONEST, hostile=True)
    assert len(made.asked) == asked + 4


async def test_places_of_a_model_are_not_all_one_organizations():
    rule = {Purpose.ANSWER: replace(MATRIX[Purpose.ANSWER], at_once=8, queue=0.01)}
    made = World({"a": hangs()}, matrix=MATRIX | rule)
    calls = [asyncio.create_task(made.whole(payer=HOSTILE)) for _ in range(20)]
    await asyncio.sleep(0.05)
    assert len(made.asked) == 4
    calls.append(asyncio.create_task(made.whole(payer=HONEST)))
    await asyncio.sleep(0.02)
    assert len(made.asked) == 5
    for one in calls:
        one.cancel()
    await asyncio.gather(*calls, return_exceptions=True)


async def test_what_was_too_much_to_ask_for_is_no_failure_of_the_model():
    made = Shared([ChatDelta("On and on"), TOO_MUCH], "a")
    for _ in range(10):
        await made.told(HOSTILE, hostile=True)
    assert made.asked.count("a") == 10
    assert await made.told(HOSTILE) == "a"


# Canaries ---------------------------------------------------------------------------------------------------------------


def canaried(fails):
    made = Shared(fails, "new", "old", policy=CANARY)
    made.time.chance = 0.0  # none of these has a conversation: every call is the canary's
    return made


async def test_one_organizations_failures_stop_a_canary_for_that_one_only():
    made = canaried([AWAY])
    for _ in range(100):
        await made.told(HOSTILE, hostile=True)
        made.time.at += 3_600  # breakers rest over
    tried = made.asked.count("new")
    assert tried == 5
    assert await made.told(HONEST) == "new"
    assert await made.told(HOSTILE) == "old"


async def test_a_canary_that_fails_for_several_is_stopped_for_all():
    made = canaried([AWAY])
    for one in OTHERS[:5]:
        await made.told(one, hostile=True)
        made.time.at += 3_600
    assert await made.told(HONEST) == "old"


async def test_whoever_asks_most_is_not_most_of_what_is_looked_at():
    """A flood of answers to one organization does not hide that the canary fails for all others."""
    made = canaried([AWAY])
    for one in OTHERS:
        for _ in range(60):
            await made.told(HONEST)
        await made.told(one, hostile=True)
        made.time.at += 3_600
    assert await made.told(Payer(UUID(int=99))) == "old"


@pytest.mark.parametrize(
    ("refused", "stopped"),
    [
        ([ChatRequestRefused("no")], False),
        ([ChatPromptTooLong("no")], False),
        ([ChatDelta("On and on"), TOO_MUCH], False),
        ([ChatKeyRefused("no")], True),
    ],
    ids=["request", "prompt", "too much", "key"],
)
async def test_a_canary_is_not_stopped_by_what_is_the_requests_fault(refused, stopped):
    made = canaried(refused)
    for one in OTHERS:
        await made.told(one, hostile=True)
    assert await made.told(HONEST) == ("old" if stopped else "new")
