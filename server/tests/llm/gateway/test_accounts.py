"""Every try is accounted for once, whatever becomes of it; what is estimated says so."""

import asyncio
import json
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from aisle.adapters.llm.scripted import Pause, hangs, is_refused, says
from aisle.core.telemetry import gen_ai
from aisle.llm.chat import ChatDelta, ChatMessage, Finish, Role, Usage
from aisle.llm.collecting import collected
from aisle.llm.errors import ChatModelRefused, ChatModelUnavailable
from aisle.llm.gateway import Call, Ended, GatewayModel, Payer, Purpose
from aisle.llm.gateway.calls import NOBODY, paid_by
from gateway_world import REQUEST, World, card, failing_first

pytest_plugins = ("telemetry_fixtures",)
PRICED = {name: card(f"{name}-1", "10") for name in "ab"}
COUNTED = [ChatDelta("Dry."), ChatDelta(finish=Finish.DONE, usage=Usage("a-1", 100, 50))]
AWAY = ChatModelUnavailable("away", again=False)


@pytest.fixture(params=[True, False], ids=["streamed", "at once"])
def streamed(request):
    return request.param


def replaced(failure, **more):
    """Return a failure of the same words."""
    return type(failure)(failure.detail, again=failure.again, **more)


async def outcome(script, streamed=True, **world):
    """Return what is noted of a call with one try."""
    made = World({"a": script}, cards=PRICED, **world)
    with suppress(ChatModelUnavailable, ChatModelRefused):
        await made.whole(streamed=streamed)
    [noted] = made.observer.outcomes
    assert made.observer.open == 0
    return noted


async def test_what_the_provider_counted_is_what_it_cost(streamed):
    noted = await outcome(COUNTED, streamed)
    assert (noted.ended, noted.usage, noted.estimated) == (Ended.DONE, Usage("a-1", 100, 50), False)
    assert (noted.cost.amount, noted.cost.currency) == (Decimal("0.0015"), "USD")


async def test_of_two_counts_the_last_one_holds():
    twice = [
        COUNTED[0],
        replace(COUNTED[1], usage=Usage("a-1", 1, 1)),
        ChatDelta(usage=Usage("a-1", 100, 50)),
    ]
    assert (await outcome(twice)).usage == Usage("a-1", 100, 50)


async def test_what_was_not_counted_is_estimated_and_says_so(streamed):
    noted = await outcome([ChatDelta("D" * 30), ChatDelta(finish=Finish.DONE)], streamed)
    assert noted.estimated
    assert (noted.usage.completion_tokens, noted.usage.prompt_tokens > 0) == (10, True)


async def test_a_try_that_breaks_off_has_what_was_counted_before():
    broken = ChatModelUnavailable("broke off", again=False, usage=Usage("a-1", 100, 3))
    noted = await outcome([ChatDelta("D" * 30), broken])
    assert (noted.ended, noted.estimated, noted.error) == (Ended.FAILED, True, "chat_model_unavailable")
    assert (noted.usage.prompt_tokens, noted.usage.completion_tokens) == (100, 10)


async def test_a_try_that_never_began_took_nothing(streamed):
    noted = await outcome([AWAY], streamed)
    assert (noted.ended, noted.cost.amount, noted.first_seconds) == (Ended.FAILED, 0, None)


async def test_a_try_that_was_sent_and_never_answered_may_be_charged_for_and_is_settled_so(streamed):
    made = World({"a": [replaced(AWAY, sent=True)]}, cards=PRICED)
    with pytest.raises(ChatModelUnavailable):
        await made.whole(streamed=streamed)
    [planned], [noted] = made.observer.tries, made.observer.outcomes
    assert (noted.ended, noted.estimated) == (Ended.FAILED, True)
    assert (noted.usage.prompt_tokens, noted.usage.completion_tokens) == (planned.prompt_tokens, 0)
    assert noted.cost.amount > 0


@pytest.mark.parametrize(("waited", "written"), [(0.5, 50), (60.0, 100)], ids=["a while", "for all of it"])
async def test_a_whole_answer_that_never_came_may_have_been_written(waited, written, streamed):
    """As much as fits into the time, and at most what was asked for; a stream that has not begun wrote nothing."""

    def too_slow(_request):
        made.time.at += waited
        return [replaced(AWAY, sent=True)]

    made = World({"a": too_slow}, cards=PRICED)
    with pytest.raises(ChatModelUnavailable):
        await made.whole(streamed=streamed)
    assert made.observer.outcomes[0].usage.completion_tokens == (0 if streamed else written)


async def test_a_refused_try_is_one(streamed):
    noted = await outcome(is_refused(), streamed)
    assert (noted.ended, noted.error) == (Ended.REFUSED, "chat_model_refused")


async def test_a_price_that_is_not_known_is_not_made_up():
    made = World({"a": COUNTED})
    await made.whole()
    assert (made.observer.tries[0].most, made.observer.outcomes[0].cost) == (None, None)


async def test_every_try_has_a_row_of_its_own():
    made = World({"a": [AWAY], "b": COUNTED}, route="b", cards=PRICED)
    await made.whole()
    assert [(one.endpoint, one.number) for one in made.observer.tries] == [("a", 1), ("b", 2)]
    assert [one.ended for one in made.observer.outcomes] == [Ended.FAILED, Ended.DONE]


async def test_before_a_try_room_is_taken_for_the_most_it_may_cost():
    made = World({"a": COUNTED}, cards=PRICED)
    await made.whole()
    [planned] = made.observer.tries
    expected = Decimal(10 * (planned.prompt_tokens + 100)) / 1_000_000
    assert (planned.most.amount, planned.most_tokens, planned.model) == (expected, 100, "a-1")


async def test_an_answer_that_is_left_is_settled_and_costs_what_was_written():
    made = World({"a": hangs("D" * 30)}, cards=PRICED)
    deltas = made.stream()
    for _ in range(8):
        await anext(deltas)
    await deltas.aclose()
    [noted] = made.observer.outcomes
    assert (noted.ended, noted.estimated, noted.usage.completion_tokens) == (Ended.LEFT, True, 10)
    assert made.models["a"].closed_early == 1


@pytest.mark.parametrize("text", ["靴" * 30, "\N{HIKING BOOT}" * 30], ids=["characters", "emoji"])
async def test_what_is_left_is_estimated_by_bytes_as_scripts_differ(text):
    made = World({"a": hangs(text)}, cards=PRICED)
    deltas = made.stream()
    for _ in range(8):
        await anext(deltas)
    await deltas.aclose()
    assert made.observer.outcomes[0].usage.completion_tokens == len(text.encode()) // 3


async def test_who_hangs_up_before_the_first_word_has_spent_the_prompt(streamed):
    made = World({"a": [Pause()]}, cards=PRICED)
    task = asyncio.create_task(made.whole(streamed=streamed))
    for _ in range(20):  # turns of the loop until it is asked
        await asyncio.sleep(0)
    assert made.models["a"].running == 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    [planned], [noted] = made.observer.tries, made.observer.outcomes
    assert (noted.ended, noted.estimated) == (Ended.LEFT, True)
    assert noted.usage.prompt_tokens == planned.prompt_tokens > 0
    assert noted.cost.amount > 0


async def test_an_answer_that_is_left_after_its_last_word_was_one():
    made = World({"a": [*COUNTED, *COUNTED]}, cards=PRICED)
    deltas = made.stream()
    await anext(deltas)
    await anext(deltas)
    await deltas.aclose()
    assert made.observer.outcomes[0].ended is Ended.DONE


async def test_who_is_cancelled_has_spent_all_the_same(streamed):
    made = World({"a": hangs("D" * 30)}, cards=PRICED)
    task = asyncio.create_task(made.whole(streamed=streamed))
    for _ in range(20):  # turns of the loop until its words have come
        await asyncio.sleep(0)
    assert made.models["a"].running == 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [one.ended for one in made.observer.outcomes] == [Ended.LEFT]
    assert made.observer.open == 0


async def test_a_fault_of_our_own_is_settled_too():
    def broken(_request):
        raise KeyError("ours")

    made = World({"a": broken}, cards=PRICED)
    with pytest.raises(KeyError):
        await made.whole()
    assert [(one.ended, one.error) for one in made.observer.outcomes] == [(Ended.FAILED, "KeyError")]


async def test_the_purpose_and_who_pays_are_told():
    made = World({"a": COUNTED})
    payer = Payer(organization_id=UUID(int=1), store_id=UUID(int=2), request_id="r-1")
    bound = GatewayModel(made.gateway, "a", Purpose.JUDGE)
    with paid_by(payer):
        await collected(bound.stream(REQUEST), "of the test")
    await bound.complete(REQUEST)
    first, second = made.observer.tries
    assert first.call == Call(Purpose.JUDGE, "a", payer)
    assert second.call.payer == NOBODY


async def test_a_thousand_calls_of_all_kinds_leave_nothing_open():
    """Costs of rows are those of what providers counted, to the last digit."""
    kinds = {
        0: COUNTED,
        1: [AWAY],
        2: [ChatDelta("Dry."), AWAY],
        3: is_refused(),
        4: [COUNTED[0], ChatDelta(finish=Finish.DONE)],
    }
    made = World({"a": lambda request: kinds[request.most_tokens % 5]}, cards=PRICED)
    made.time.chance = 0.0

    async def one(number: int) -> None:
        try:
            await made.whole(request=replace(REQUEST, most_tokens=number + 1), streamed=bool(number % 2))
        except (ChatModelUnavailable, ChatModelRefused):
            made.time.at += 100  # whatever rests has rested

    for number in range(1000):
        await one(number)
    tries, outcomes = made.observer.tries, made.observer.outcomes
    assert (len(tries), made.observer.open) == (len(outcomes), 0)
    counted = [one for one in outcomes if not one.estimated]
    assert len(counted) == len([one for one in tries if one.most_tokens % 5 == 0]) > 100
    assert sum(one.cost.amount for one in counted) == Decimal("0.0015") * len(counted)


# What is seen from outside ----------------------------------------------------------------------------------------------


async def test_a_span_has_the_names_of_the_conventions_and_no_words(spans):
    made = World({"a": [AWAY], "b": COUNTED}, route="b", cards=PRICED)
    secret = replace(REQUEST, messages=(ChatMessage(Role.USER, "canary of a shopper"),))
    await made.whole(request=secret)
    first, second = (one for one in spans.get_finished_spans() if one.name.startswith("chat "))
    assert (first.name, first.attributes[gen_ai.ERROR]) == ("chat a-1", "chat_model_unavailable")
    found = dict(second.attributes)
    assert found["gen_ai.operation.name"] == "chat"
    assert found["gen_ai.provider.name"] == "stub"
    assert found["gen_ai.request.model"] == "b-1"
    assert found["gen_ai.response.finish_reasons"] == ("done",)
    assert (found["gen_ai.usage.input_tokens"], found["gen_ai.usage.output_tokens"]) == (100, 50)
    assert (found["aisle.gen_ai.attempt"], found["aisle.gen_ai.cost"]) == (2, "0.0015")
    assert found["aisle.gen_ai.considered"] == "a: may be asked, b: may be asked"
    assert "canary" not in json.dumps([dict(one.attributes) for one in spans.get_finished_spans()])
    assert gen_ai.ERROR not in found


async def test_a_call_is_one_line_in_the_log_without_words(lines):
    lines.set_up("info")
    made = World({"a": COUNTED}, cards=PRICED)
    secret = replace(REQUEST, messages=(ChatMessage(Role.USER, "canary of a shopper"),))
    await made.whole(request=secret)
    [line] = [one for one in lines() if one["event"] == "llm.call"]
    assert (line["model"], line["purpose"], line["ended"]) == ("a", "answer", "done")
    assert (line["tokens_in"], line["tokens_out"], line["cost"]) == (100, 50, "0.0015")
    assert "canary" not in json.dumps(lines())


def test_failing_first_is_a_script_that_recovers():
    script = failing_first(AWAY, then=says("Dry."))
    assert script(REQUEST) == [AWAY]
    assert script(REQUEST)[0] == ChatDelta("Dry.")
