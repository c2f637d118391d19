"""Several models asked the same: the vote, the middle or a judge decides, and every one of them is accounted for."""

import asyncio
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.adapters.llm.scripted import hangs, is_refused, says
from aisle.core.errors import RateLimited
from aisle.llm.chat import Finish, Tool
from aisle.llm.errors import ChatModelRefused, ChatModelUnavailable
from aisle.llm.gateway import Duty, Ended, Ensemble, Purpose, RoutePolicy, Settle
from aisle.llm.gateway.voting import canonical, majority, middle
from gateway_world import REQUEST, World, card

AWAY = ChatModelUnavailable("away", again=False)


@pytest.fixture(params=[True, False], ids=["streamed", "at once"])
def streamed(request):
    return request.param


def world(*scripts, settle=Settle.VOTE, judge=None, **cards):
    names = "abcdefg"[: len(scripts)]
    more = {"judge": judge} if judge is not None else {}
    policy = RoutePolicy(ensemble=Ensemble(tuple(names), settle, "judge" if more else None))
    return World({**dict(zip(names, scripts, strict=True)), **more}, policy=policy, cards=cards)


async def test_most_agree(streamed):
    made = world(says('{"mood": "bad"}'), says('{"mood": "good"}'), says('{ "mood":"good" }'))
    answer = await made.whole("z", streamed=streamed)
    assert (answer.text, answer.finish) == ('{"mood": "good"}', Finish.DONE)
    assert sorted(made.asked) == ["a", "b", "c"]


async def test_of_equals_the_first_is_taken(streamed):
    made = world(says("one"), says("two"), says("three"))
    assert (await made.whole(streamed=streamed)).text == "one"


async def test_what_can_no_longer_change_the_vote_is_left():
    made = world(says("good"), says("Good."), hangs())
    assert (await made.whole()).text == "good"
    assert sorted(one.ended for one in made.observer.outcomes) == [Ended.DONE, Ended.DONE, Ended.LEFT]
    assert (made.models["c"].running, made.observer.open) == (0, 0)


async def test_those_that_fail_have_no_vote(streamed):
    made = world([AWAY], is_refused(), says("good"))
    assert (await made.whole(streamed=streamed)).text == "good"
    assert made.observer.open == 0


async def test_where_all_fail_the_first_failure_is_told(streamed):
    made = world(is_refused(), [AWAY])
    with pytest.raises(ChatModelRefused):
        await made.whole(streamed=streamed)


async def test_tokens_of_all_are_in_the_answer_and_every_try_is_accounted_for():
    made = world(says("good dog"), says("good dog"), says("bad dog"))
    answer = await made.whole()
    counted = [one.usage for one in made.observer.outcomes if one.ended is Ended.DONE]
    assert answer.usage.completion_tokens == sum(one.completion_tokens for one in counted)
    assert {one.call.duty for one in made.observer.tries} == {Duty.VOTE}


async def test_a_spent_budget_ends_the_whole_call():
    made = world(says("good"), says("good"), says("good"))
    made.observer.refuses = RateLimited("spent")
    with pytest.raises(RateLimited):
        await made.whole()
    assert all(model.asked == [] for model in made.models.values())


async def test_whoever_leaves_leaves_all():
    made = world(hangs(), hangs())
    task = asyncio.create_task(made.whole())
    for _ in range(20):
        await asyncio.sleep(0)
    assert sum(model.running for model in made.models.values()) == 2
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert sum(model.running for model in made.models.values()) == made.observer.open == 0


async def test_a_model_that_cannot_is_not_asked():
    made = world(says("a"), says("b"), a=card("a-1", context_tokens=1))
    request = REQUEST.messages * 20
    assert (await made.whole(request=replace(REQUEST, messages=request))).text == "b"
    assert made.asked == ["b"]


async def test_with_tools_one_model_is_asked():
    made = world(says("a"), says("b"))
    request = replace(REQUEST, tools=(Tool("search", "Finds.", {"type": "object"}),))
    assert (await made.whole("b", request=request)).text == "b"
    assert made.asked == ["b"]


async def test_the_middle_number_is_taken():
    made = world(*(says(f'{{"support": {value}}}') for value in (0.9, 0.1, 0.7)), settle=Settle.MIDDLE)
    assert (await made.whole()).text == '{"support": 0.7}'


async def test_a_judge_chooses_and_is_accounted_for_as_one():
    made = world(says("x"), says("y"), settle=Settle.JUDGE, judge=says('{"best": 2}'))
    assert (await made.whole()).text == "y"
    [referee] = [one for one in made.observer.tries if one.call.duty is Duty.REFEREE]
    assert (referee.endpoint, referee.call.purpose) == ("judge", Purpose.JUDGE)
    [asked] = made.models["judge"].asked
    assert "x" in asked.messages[-1].text
    assert asked.model == "judge-1"


@pytest.mark.parametrize(
    "judge", [[AWAY], says("the second"), says('{"best": 0}'), says('{"best": 9}'), says('{"best": true}')]
)
async def test_a_judge_that_says_nothing_leaves_it_to_the_vote(judge):
    made = world(says("x"), says("y"), says("y"), settle=Settle.JUDGE, judge=judge)
    assert (await made.whole()).text == "y"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text("ab ", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", max_size=2), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.text("xyz", min_size=1, max_size=2), JSON, min_size=2, max_size=4))
def test_order_and_blanks_of_json_mean_nothing(value):
    turned = dict(reversed(value.items()))
    assert canonical(json.dumps(value, indent=3)) == canonical(json.dumps(turned))


@given(st.lists(st.sampled_from(["a", "A ", "b", '{"x": 1}', '{"x":1.0}']), min_size=1, max_size=7))
def test_nothing_has_more_votes_than_the_majority(texts):
    kinds = [canonical(text) for text in texts]
    best = majority(texts)
    assert kinds.count(kinds[best]) == max(map(kinds.count, kinds))
    assert best == kinds.index(kinds[best])


def test_numbers_and_names_are_not_taken_for_one_another():
    assert canonical('{"x": true}') != canonical('{"x": 1}')
    assert canonical('{"x": "1"}') != canonical('{"x": 1}')
    assert majority(["no number", "no number", "x"]) == middle(["no number", "no number", "x"])
