"""What every model that writes promises; a new one is held to it by being among the variants."""

import asyncio
import json
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aisle.adapters.llm import CHAT_MODELS, ChatServer, ScriptedChatModel
from aisle.adapters.llm.scripted import (
    Pause,
    breaks_off,
    calls_tool,
    hangs,
    is_refused,
    repeats,
    says,
    takes_offence,
    talks_nonsense,
)
from aisle.core.http.egress import GuardedFetch
from aisle.core.settings.egress import EgressAllow
from aisle.llm.chat import ChatDelta, ChatMessage, ChatRequest, Finish, Role
from aisle.llm.collecting import collected
from aisle.llm.errors import ChatModelNonsense, ChatModelRefused, ChatModelUnavailable
from chat_tongues import TONGUES, script_in
from streamed_http import streaming_server

TEXT = "Boots keep dry. Größe 42 🏕 fits,\r\nand “more”."
REQUEST = ChatRequest("stub", (ChatMessage(Role.SYSTEM, "Be kind."), ChatMessage(Role.USER, "Boots?")), 100)


class Fake:
    """The scripted model, with what a test may ask of any variant."""

    @staticmethod
    @asynccontextmanager
    async def opened(steps):
        model = ScriptedChatModel(steps)

        async def is_left():
            assert (model.running, model.closed_early) == (0, 1)

        yield model, is_left
        await model.close()


class Served:
    """One of the real kinds, against a server on loopback that speaks its tongue."""

    def __init__(self, tongue):
        self._tongue = tongue

    @asynccontextmanager
    async def opened(self, steps):
        async with streaming_server(script_in(self._tongue, steps)) as server:
            model = CHAT_MODELS[self._tongue.kind](self.server(server.url))

            async def is_left():
                await asyncio.wait_for(server.left.wait(), 5)

            yield model, is_left
            await model.close()

    def server(self, url):
        return ChatServer("of the test", url)


class Guarded(Served):
    """The same at an address that an organization gave: its connections pass the guard."""

    def server(self, url):
        return replace(super().server(url), dial=GuardedFetch(EgressAllow.parse("127.0.0.1")).dialer(url))


KINDS = [tongue.kind for tongue in TONGUES]


@pytest.fixture(
    params=[Fake, *map(Served, TONGUES), *map(Guarded, TONGUES)],
    ids=["scripted", *KINDS, *(f"{kind}-guarded" for kind in KINDS)],
)
def variant(request):
    return request.param


def test_every_kind_is_held_to_the_contract():
    assert {tongue.kind for tongue in TONGUES} == set(CHAT_MODELS)


async def read(model, request=REQUEST):
    """Return the text handed on, the finish, the usage, and the error that ended it."""
    text, finish, usage = "", None, None
    try:
        async for delta in model.stream(request):
            assert delta.text or delta.finish or delta.usage
            assert finish is None or not delta.text
            text, finish, usage = text + delta.text, delta.finish or finish, delta.usage or usage
    except ChatModelUnavailable as failure:
        return text, finish, usage, type(failure)
    return text, finish, usage, None


async def test_text_comes_whole_and_in_order(variant):
    async with variant.opened(says(TEXT)) as (model, _):
        text, finish, usage, failure = await read(model)
    assert (text, finish, failure) == (TEXT, Finish.DONE, None)
    assert usage is not None
    assert usage.completion_tokens == len(TEXT.split())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(text=st.text(st.characters(codec="utf-8"), max_size=200), size=st.integers(1, 20))
async def test_any_text_in_any_pieces_comes_whole(variant, text, size):
    async with variant.opened(says(text, size)) as (model, _):
        assert (await read(model))[0] == text


async def test_pieces_come_as_they_are_written(variant):
    async with (
        variant.opened(hangs("Boots keep dry.")) as (model, _),
        aclosing(model.stream(REQUEST)) as deltas,
    ):
        text = ""
        async for delta in deltas:
            text += delta.text
            if text == "Boots keep dry.":
                break


@pytest.mark.parametrize("finish", [Finish.DONE, Finish.LENGTH, Finish.REFUSED])
async def test_why_it_stopped_is_told(variant, finish):
    async with variant.opened(says(TEXT, finish=finish)) as (model, _):
        assert (await read(model))[1] is finish
        assert (await model.complete(REQUEST)).finish is finish


ARGUMENTS = '{"query": "Größe 42 🏕", "most": 3}'


async def test_a_call_of_a_tool_is_told_streamed_and_at_once(variant):
    async with variant.opened(calls_tool("search", ARGUMENTS, len(ARGUMENTS))) as (model, _):
        streamed = await collected(model.stream(REQUEST), "of the test")
        whole = await model.complete(REQUEST)
    for answer in (streamed, whole):
        [call] = answer.calls
        assert (answer.finish, answer.text, call.id, call.name) == (Finish.TOOLS, "", "call_1", "search")
        assert json.loads(call.arguments) == json.loads(ARGUMENTS)


async def test_at_once_it_says_the_same_as_piece_by_piece(variant):
    async with variant.opened(says(TEXT)) as (model, _):
        whole = await model.complete(REQUEST)
        text, finish, usage, _ = await read(model)
    assert (whole.text, whole.finish) == (text, finish) == (TEXT, Finish.DONE)
    assert replace(whole.usage, model="") == replace(usage, model="")


async def test_offence_is_no_failure_and_keeps_what_came(variant):
    async with variant.opened(takes_offence("Boots")) as (model, _):
        assert await read(model) == ("Boots", Finish.REFUSED, None, None)


@pytest.mark.parametrize(
    ("steps", "failure"),
    [(breaks_off("Boots keep"), ChatModelUnavailable), (talks_nonsense("Boots keep"), ChatModelNonsense)],
)
async def test_what_came_before_a_fault_has_been_handed_on(variant, steps, failure):
    async with variant.opened(steps) as (model, _):
        assert await read(model) == ("Boots keep", None, None, failure)


async def test_an_answer_without_a_word_is_an_answer(variant):
    async with variant.opened(says("")) as (model, _):
        assert (await read(model))[:2] == ("", Finish.DONE)


async def test_a_refusal_is_told_as_one(variant):
    async with variant.opened(is_refused()) as (model, _):
        with pytest.raises(ChatModelRefused):
            await read(model)


async def test_a_loop_is_handed_on_for_the_caller_to_judge(variant):
    async with variant.opened(repeats("Again. ", 500)) as (model, _):
        text, finish, _, _ = await read(model)
    assert (len(text), finish) == (7 * 500, Finish.LENGTH)


async def test_closing_ends_the_call_at_once(variant):
    async with variant.opened(hangs("Boots keep dry.")) as (model, is_left):
        deltas = model.stream(REQUEST)
        assert (await anext(deltas)).text
        await deltas.aclose()
        await is_left()


async def test_cancelling_who_waits_ends_the_call_at_once(variant):
    async with variant.opened(hangs("Boot")) as (model, is_left):
        begun = asyncio.Event()

        async def reads():
            async for _ in model.stream(REQUEST):
                begun.set()

        task = asyncio.create_task(reads())
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await is_left()


async def test_answers_beside_each_other_do_not_mix(variant):
    async with variant.opened(says(TEXT, 1)) as (model, _):
        found = await asyncio.gather(*(read(model, replace(REQUEST, most_tokens=n)) for n in range(1, 9)))
    assert {text for text, *_ in found} == {TEXT}


async def test_a_closed_model_says_so(variant):
    async with variant.opened(says(TEXT)) as (model, _):
        await model.close()
        assert await read(model) == ("", None, None, ChatModelUnavailable)


# The fake alone ------------------------------------------------------------------------------------------------------


async def test_the_fake_waits_by_the_clock_it_was_given():
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    model = ScriptedChatModel([Pause(2.5), *says("Boots", 5, between=0.1)], sleep=sleep)
    assert (await read(model))[0] == "Boots"
    assert slept == [2.5, 0.1]


async def test_the_fake_answers_by_the_request_and_remembers_it():
    model = ScriptedChatModel(lambda request: [ChatDelta(request.messages[-1].text, Finish.DONE)])
    assert (await read(model))[0] == "Boots?"
    assert model.asked == [REQUEST]
