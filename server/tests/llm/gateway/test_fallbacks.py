"""What the gateway does when a model fails: again, another one, or the truth."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from aisle.adapters.llm.scripted import Pause, breaks_off, hangs, is_refused, says, takes_offence
from aisle.core.errors import RateLimited
from aisle.llm.catalogue import Ability
from aisle.llm.chat import (
    CallLimits,
    ChatDelta,
    ChatMessage,
    Finish,
    Image,
    OutputSchema,
    Role,
    Sampling,
    Tool,
    ToolUse,
)
from aisle.llm.collecting import collected
from aisle.llm.errors import (
    ChatKeyRefused,
    ChatModelNonsense,
    ChatModelUnavailable,
    ChatModelUnknown,
    ChatPolicyRefused,
    ChatPromptTooLong,
    ChatRequestRefused,
)
from aisle.llm.gateway import MATRIX, Prefer, Purpose, RoutePolicy
from gateway_world import REQUEST, World, card, failing_first

AWAY = ChatModelUnavailable("away")
SCHEMA = OutputSchema("found", {"type": "object"})
TOOL = Tool("search", "Finds.", {"type": "object"})


@pytest.fixture(params=[True, False], ids=["streamed", "at once"])
def streamed(request):
    return request.param


# Again -------------------------------------------------------------------------------------------------------------------


async def test_a_model_that_is_away_for_a_moment_is_tried_again(streamed):
    world = World({"a": failing_first(AWAY, AWAY, then=says("Dry."))})
    assert (await world.whole(streamed=streamed)).text == "Dry."
    assert world.time.slept == [0.4, 0.8]


async def test_pauses_have_full_jitter():
    world = World({"a": failing_first(AWAY, AWAY, then=says("Dry."))})
    world.time.chance = 0.25
    await world.whole()
    assert world.time.slept == [0.1, 0.2]


async def test_tries_are_counted_out(streamed):
    world = World({"a": [AWAY]})
    with pytest.raises(ChatModelUnavailable):
        await world.whole(streamed=streamed)
    assert len(world.asked) == MATRIX[Purpose.ANSWER].attempts == 3


async def test_a_busy_provider_is_left_as_long_as_it_asks():
    world = World({"a": failing_first(ChatModelUnavailable("busy", retry_after=7), then=says("Dry."))})
    await world.whole()
    assert world.time.slept == [pytest.approx(7.7)]


async def test_nobody_waits_beyond_the_time_of_the_call():
    world = World({"a": [ChatModelUnavailable("busy", retry_after=61)]})
    with pytest.raises(ChatModelUnavailable):
        await world.whole()
    assert (world.time.slept, len(world.asked)) == ([], 1)


@pytest.mark.parametrize(
    "failure",
    [
        ChatModelUnavailable("no money", again=False),
        ChatKeyRefused("bad key"),
        ChatRequestRefused("no"),
        ChatModelUnknown("who"),
        ChatPromptTooLong("long"),
        ChatPolicyRefused("fie"),
    ],
)
async def test_what_will_not_get_better_is_not_tried_again(failure, streamed):
    world = World({"a": [failure]})
    with pytest.raises(type(failure)):
        await world.whole(streamed=streamed)
    assert len(world.asked) == 1


async def test_one_call_in_ten_may_be_tried_again_on_the_long_run():
    world = World({"a": lambda request: [AWAY] if request.most_tokens == 1 else says("Dry.")})
    tried = 0
    for _ in range(200):
        with pytest.raises(ChatModelUnavailable):
            await world.whole(request=replace(REQUEST, most_tokens=1))
        await world.whole()  # closes the breaker
    tried = len(world.asked) - 400
    assert tried <= 10 + 0.1 * 400
    assert tried >= 10


async def test_nothing_is_tried_again_once_a_piece_was_handed_on():
    world = World({"a": breaks_off("Boots"), "b": says("Dry.")}, route="b")
    text = ""
    with pytest.raises(ChatModelUnavailable):
        async for delta in world.stream():
            text += delta.text
    assert (text, world.asked) == ("Boots", ["a"])


# Another one --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "failure",
    [
        ChatModelUnavailable("no money", again=False),
        ChatModelNonsense("ha", again=False),
        ChatKeyRefused("bad key"),
        ChatRequestRefused("no"),
        ChatModelUnknown("who"),
        ChatPromptTooLong("long"),
    ],
)
async def test_another_model_stands_in(failure, streamed):
    world = World({"a": [failure], "b": says("Dry.")}, route="b")
    assert (await world.whole(streamed=streamed)).text == "Dry."
    assert world.asked == ["a", "b"]


async def test_content_that_is_forbidden_is_not_carried_to_another_provider(streamed):
    world = World({"a": [ChatPolicyRefused("fie")], "b": says("Dry.")}, route="b")
    with pytest.raises(ChatPolicyRefused):
        await world.whole(streamed=streamed)
    assert world.asked == ["a"]


async def test_a_model_that_declines_has_answered():
    world = World({"a": takes_offence(), "b": says("Dry.")}, route="b")
    assert (await world.whole()).finish is Finish.REFUSED
    assert world.asked == ["a"]


async def test_the_last_failure_is_told():
    world = World({"a": is_refused(), "b": [ChatKeyRefused("bad key")]}, route="b")
    with pytest.raises(ChatKeyRefused):
        await world.whole()


async def test_a_long_pause_is_not_waited_for_where_another_can_be_asked():
    world = World({"a": [ChatModelUnavailable("busy", retry_after=30)], "b": says("Dry.")}, route="b")
    await world.whole()
    assert (world.time.slept, world.asked) == ([], ["a", "b"])


async def test_schema_tools_and_everything_else_go_along():
    world = World({"a": is_refused(), "b": says("{}")}, route="b")
    request = replace(REQUEST, schema=SCHEMA, tools=(TOOL,), stop=("END",), seed=7)
    await world.whole(request=request)
    [asked] = world.models["b"].asked
    assert asked.model == "b-1"
    assert replace(asked, model="asked", limits=None) == request


PICTURE = (ChatMessage(Role.USER, (Image(b"x"),)),)


@pytest.mark.parametrize(
    ("needed", "lacks"),
    [
        ({"schema": SCHEMA}, Ability.JSON_SCHEMA),
        ({"tools": (TOOL,)}, Ability.TOOLS),
        ({"tools": (TOOL,), "tool_choice": ToolUse.REQUIRED}, Ability.FORCED_TOOLS),
        ({"messages": PICTURE}, Ability.VISION),
    ],
)
async def test_a_model_that_lacks_an_ability_is_left_out_and_it_is_said_why(needed, lacks, streamed):
    lacking = {"b": card("b-1", cannot=frozenset({lacks}))}
    world = World({"a": is_refused(), "b": says("no"), "c": says("yes")}, route="bc", cards=lacking)
    assert (await world.whole(request=replace(REQUEST, **needed), streamed=streamed)).text == "yes"
    decision = world.gateway.decide(world_call(), replace(REQUEST, **needed))
    assert [(one.name, one.reason) for one in decision.considered] == [
        ("a", ""),
        ("b", f"lacks {lacks}"),
        ("c", ""),
    ]
    assert world.models["b"].asked == []


def world_call():
    from aisle.llm.gateway import Call

    return Call(Purpose.ANSWER, "a")


async def test_a_model_that_cannot_be_told_how_to_choose_words_is_left_out():
    world = World({"a": says("a"), "b": says("b")}, route="b")
    world.models["a"].carries = frozenset({"top_p"})
    assert (await world.whole(request=replace(REQUEST, sampling=Sampling(top_p=0.5)))).text == "a"
    request = replace(REQUEST, sampling=Sampling(top_p=0.5, presence=1.0))
    assert (await world.whole(request=request)).text == "b"
    world.models["b"].carries = frozenset()
    with pytest.raises(
        ChatRequestRefused, match="a: cannot be told presence, b: cannot be told presence, top_p"
    ):
        await world.whole(request=request)


async def test_no_model_that_can_is_a_clear_refusal():
    lacking = {"a": card("a-1", cannot=frozenset({Ability.VISION}))}
    world = World({"a": says("no")}, cards=lacking)
    with pytest.raises(ChatRequestRefused, match="a: lacks vision"):
        await world.whole(request=replace(REQUEST, messages=PICTURE))


async def test_a_prompt_that_cannot_fit_goes_to_a_model_that_reads_more():
    small = {"a": card("a-1", context_tokens=1_000)}
    world = World({"a": says("no"), "b": says("yes")}, route="b", cards=small)
    long = replace(REQUEST, messages=(ChatMessage(Role.USER, "boots " * 5_000),))
    assert (await world.whole(request=long)).text == "yes"


async def test_a_model_that_is_not_in_the_settings_any_more_is_passed_over():
    world = World({"b": says("Dry.")}, route="b")
    assert (await world.whole("gone")).text == "Dry."
    with pytest.raises(ChatRequestRefused, match="gone: not in the settings"):
        await World({"b": says("Dry.")}).whole("gone")


# Which first --------------------------------------------------------------------------------------------------------------

PRICED = {"a": card("a-1", "10"), "b": card("b-1", "5"), "c": card("c-1", "1"), "d": card("d-1")}


def order(policy):
    world = World({name: says(name) for name in PRICED}, cards=PRICED, policy=policy)
    return "".join(one.name for one in world.gateway.decide(world_call(), REQUEST).chain)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (RoutePolicy(("b", "c")), "abc"),
        (RoutePolicy(("b", "c"), first=True), "bca"),
        (RoutePolicy(("d", "b", "c"), prefer=Prefer.CHEAPEST), "acbd"),
        (RoutePolicy(("b", "a", "b")), "ab"),
        (RoutePolicy(("b", "c", "d"), most_cost=Decimal("0.0006")), "bc"),
    ],
)
def test_the_policy_says_who_is_asked_in_which_order(policy, expected):
    assert order(policy) == expected


async def test_the_soonest_to_begin_can_be_preferred():
    scripts = {"a": is_refused(), "b": [Pause(0.0), *says("b")], "c": says("c")}
    world = World(scripts, policy=RoutePolicy(("b", "c"), prefer=Prefer.FASTEST))
    world.gateway.health("b").succeeded(None, 2.0)
    world.gateway.health("c").succeeded(None, 0.5)
    assert (await world.whole()).text == "c"


# Breakers, places, time ---------------------------------------------------------------------------------------------------


async def test_a_model_that_fails_again_and_again_is_left_alone_and_then_tried_once():
    broken = {"a": failing_first(*[ChatModelUnavailable("away", again=False)] * 5, then=says("a"))}
    world = World(broken | {"b": says("b")}, route="b")
    for _ in range(5):
        assert (await world.whole()).text == "b"
    assert (await world.whole()).text == "b"
    assert world.asked[-1] == "b"
    assert len(world.models["a"].asked) == 5
    assert "a: left alone for" in world.gateway.decide(world_call(), REQUEST).said
    world.time.at += 3
    assert (await world.whole()).text == "a"
    assert (await world.whole()).text == "a"


async def test_after_a_rest_one_call_tries_and_the_others_do_not_wait_for_it():
    gate = asyncio.Event()

    class Slow:
        fails = 5

        async def stream(self, request):
            if self.fails:
                self.fails -= 1
                raise ChatModelUnavailable("away", again=False)
            await gate.wait()
            yield ChatDelta("a", Finish.DONE)

    world = World({"a": [], "b": says("b")}, route="b")
    slow = Slow()
    world.models["a"].stream = slow.stream
    for _ in range(5):
        await world.whole()
    world.time.at += 3
    probe = asyncio.create_task(world.whole())
    await asyncio.sleep(0)
    assert (await world.whole()).text == "b"
    gate.set()
    assert (await probe).text == "a"


async def test_other_models_of_a_provider_are_not_left_alone_with_one():
    world = World({"a": [ChatModelUnavailable("away", again=False)], "b": says("b")})
    for _ in range(6):
        with pytest.raises(ChatModelUnavailable):
            await world.whole("a")
    assert (await world.whole("b")).text == "b"


async def test_when_all_are_left_alone_it_is_said_for_how_long():
    world = World({"a": [ChatModelUnavailable("away", again=False)]})
    for _ in range(5):
        with pytest.raises(ChatModelUnavailable):
            await world.whole()
    with pytest.raises(ChatModelUnavailable) as failure:
        await world.whole()
    assert failure.value.retry_after == pytest.approx(2.0)


async def test_one_kind_of_call_does_not_take_the_places_of_another():
    from aisle.llm.gateway import Call

    matrix = {**MATRIX, Purpose.ANSWER: replace(MATRIX[Purpose.ANSWER], at_once=1, queue=0.01)}
    world = World(
        {"a": lambda request: hangs("A") if request.most_tokens == 1 else says("Dry.")}, matrix=matrix
    )
    holding = world.stream(request=replace(REQUEST, most_tokens=1))
    await anext(holding)
    with pytest.raises(ChatModelUnavailable, match="too much to do"):
        await world.whole()
    judged = world.gateway.stream(Call(Purpose.JUDGE, "a"), REQUEST)
    assert (await collected(judged, "of the test")).text == "Dry."
    await holding.aclose()
    assert (await world.whole()).text == "Dry."


async def test_limits_of_a_try_are_those_of_its_purpose_and_of_the_time_that_is_left():
    rule = MATRIX[Purpose.ANSWER]
    world = World({"a": failing_first(ChatModelUnavailable("busy", retry_after=50), then=says("Dry."))})
    await world.whole()
    first, second = (one.limits for one in world.models["a"].asked)
    assert first == CallLimits(rule.connect, rule.first, rule.between, rule.total)
    assert second == CallLimits(rule.connect, pytest.approx(5.0), rule.between, pytest.approx(5.0))


async def test_the_deadline_of_who_asks_is_passed_down():
    world = World({"a": says("Dry.")})
    await world.whole(deadline=world.time.at + 4)
    assert world.models["a"].asked[0].limits.total == pytest.approx(4)
    with pytest.raises(ChatModelUnavailable, match="time for this call is over"):
        await world.whole(deadline=world.time.at - 1)


async def test_who_asks_may_wish_for_shorter_limits_only():
    world = World({"a": says("Dry.")})
    await world.whole(request=replace(REQUEST, limits=CallLimits(1, 2, 3, 4)))
    assert world.models["a"].asked[0].limits == CallLimits(1, 2, 3, 4)
    await world.whole(request=replace(REQUEST, limits=CallLimits(99, 99, 99, 99)))
    assert world.models["a"].asked[1].limits.total == MATRIX[Purpose.ANSWER].total


# A spent budget -----------------------------------------------------------------------------------------------------------


async def test_what_the_observer_refuses_ends_the_call(streamed):
    world = World({"a": says("Dry."), "b": says("Dry.")}, route="b")
    world.observer.refuses = RateLimited("The budget is spent.")
    with pytest.raises(RateLimited):
        await world.whole(streamed=streamed)
    assert world.models["a"].asked == world.models["b"].asked == []
