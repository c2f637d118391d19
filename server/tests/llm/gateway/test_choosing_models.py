"""Which model a policy chooses: by difficulty, ability, speed of late; and that each decision can be explained."""

from dataclasses import replace
from decimal import Decimal

import pytest
import structlog
from structlog.testing import capture_logs

from aisle.adapters.llm.scripted import Pause, is_refused, says
from aisle.llm.catalogue import Ability
from aisle.llm.errors import ChatModelUnavailable, ChatRequestRefused
from aisle.llm.gateway import Call, Purpose, RoutePolicy, explaining, trial
from gateway_world import REQUEST, World, card

EASY, HARD = replace(REQUEST, difficulty=0.2), replace(REQUEST, difficulty=0.8)
BOTH = {"cheap": says("cheap"), "strong": says("strong")}
BY_DIFFICULTY = RoutePolicy(("cheap",), first=True, hard=("strong",))


async def test_what_is_easy_goes_to_the_cheap_list_and_what_is_hard_to_the_strong_one():
    world = World(BOTH, policy=BY_DIFFICULTY)
    said = [(await world.whole(None, request)).text for request in (EASY, HARD, REQUEST)]
    assert said == ["cheap", "strong", "cheap"]


async def test_either_list_stands_in_for_the_other():
    world = World({"cheap": is_refused(), "strong": says("strong")}, policy=BY_DIFFICULTY)
    assert (await world.whole(None, EASY)).text == "strong"
    world = World({"cheap": says("cheap"), "strong": is_refused()}, policy=BY_DIFFICULTY)
    assert (await world.whole(None, HARD)).text == "cheap"


async def test_models_are_not_told_how_hard_it_is():
    world = World(BOTH, policy=BY_DIFFICULTY)
    await world.whole(None, HARD)
    [asked] = world.models["strong"].asked
    assert asked.messages == HARD.messages


async def test_a_policy_asks_for_abilities_that_the_request_does_not_need():
    cards = {"cheap": card("cheap-1", cannot=frozenset({Ability.REASONING}))}
    policy = RoutePolicy(("cheap", "strong"), needs=frozenset({Ability.REASONING}))
    world = World(BOTH, policy=policy, cards=cards)
    assert (await world.whole(None)).text == "strong"


@pytest.fixture
def lines(monkeypatch):
    """What tries write into the log, by a logger that was not used before."""
    monkeypatch.setattr(trial, "log", structlog.get_logger())
    with capture_logs() as found:
        yield found


async def slow_of_late():
    """A world whose model “cheap” began after three seconds; the ceiling is one."""
    world = World(dict(BOTH), policy=RoutePolicy(("cheap", "strong"), slowest=1.0))
    slowly = [Pause(3.0), *says("cheap")]
    world.models["cheap"]._script = lambda request: slowly
    world.models["cheap"]._sleep = world.time.sleep
    assert (await world.whole(None)).text == "cheap"
    return world


async def test_a_model_that_is_slow_of_late_is_asked_last_and_after_a_while_again():
    world = await slow_of_late()
    assert (await world.whole(None)).text == "strong"
    world.time.at += 61
    assert (await world.whole(None)).text == "cheap"


async def test_a_slow_model_is_better_than_none():
    world = await slow_of_late()
    world.models["strong"]._script = lambda request: [ChatModelUnavailable("away", again=False)]
    assert (await world.whole(None)).text == "cheap"


async def test_every_decision_can_be_explained(lines):
    """Why each model was or was not asked, and what became of it, for whoever collects it."""
    cards = {"small": card("small-1", context_tokens=1), "dear": card("dear-1", "999999")}
    cards |= {"first": card("first-1", "1"), "second": card("second-1", "1")}
    names = ("gone", "small", "dear", "first", "second")
    policy = RoutePolicy(names[:2], hard=names[2:], first=True, most_cost=Decimal(1))
    scripts = {"small": says("no"), "dear": says("no"), "first": is_refused(), "second": says("yes")}
    world = World(scripts, policy=policy, cards=cards)
    with explaining() as found:
        await world.whole(None, replace(HARD, messages=REQUEST.messages * 20))
    [one] = [record.as_json() for record in found]
    reasons = {each["model"]: each["reason"] for each in one["considered"]}
    assert list(reasons) == ["dear", "first", "second", "gone", "small"]
    assert reasons["first"] == reasons["second"] == ""
    assert reasons["gone"] == "not in the settings"
    assert reasons["small"].startswith("reads 1 tokens")
    assert reasons["dear"].startswith("may cost")
    assert one["notes"] == ["difficulty 0.80: hard"]
    assert [(each["model"], each["ended"]) for each in one["asked"]] == [
        ("first", "refused"),
        ("second", "done"),
    ]
    assert "difficulty 0.80: hard" in lines[-1]["considered"]


async def test_a_call_that_nobody_can_answer_is_explained_too():
    world = World({}, policy=RoutePolicy(("gone",)))
    with explaining() as found, pytest.raises(ChatRequestRefused):
        await world.whole(None)
    assert found[0].as_json()["considered"] == [{"model": "gone", "reason": "not in the settings"}]


async def test_what_is_explained_holds_no_words_of_people():
    world = World({"a": says("the answer")})
    with explaining() as found:
        await world.whole("a")
    kept = str(found[0].as_json())
    assert "Boots" not in kept
    assert "answer" not in kept.replace("'answer'", "")


async def test_records_of_one_turn_are_bounded():
    world = World({"a": says("yes")})
    with explaining() as found:
        for _ in range(50):
            await world.gateway.complete(Call(Purpose.JUDGE, "a"), REQUEST)
    assert len(found) == 32
