"""Streams and answers as providers really send them, whole and broken, each kind in its own tongue."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest

from aisle.adapters.llm import CHAT_MODELS, ChatServer
from aisle.adapters.llm.scripted import says
from aisle.llm.chat import CallPiece, ChatMessage, ChatRequest, Completion, Finish, Role, ToolCall, Usage
from aisle.llm.collecting import Collector, collected
from aisle.llm.errors import (
    ChatKeyRefused,
    ChatModelNonsense,
    ChatModelRefused,
    ChatModelUnavailable,
    ChatModelUnknown,
    ChatPolicyRefused,
    ChatPromptTooLong,
    ChatRequestRefused,
)
from chat_tongues import TONGUES, script_in
from streamed_http import Act, Streamed, as_json, sse, streaming_server

MESSAGES = (ChatMessage(Role.SYSTEM, "Be kind."), ChatMessage(Role.USER, "Boots?"))
REQUEST = ChatRequest("stub", MESSAGES, 100)
COUNTED = Usage("stub", 70, 30)
TEN_MIB = 10 * 2**20


@pytest.fixture(params=TONGUES, ids=[tongue.kind for tongue in TONGUES])
def tongue(request):
    return request.param


@asynccontextmanager
async def opened(tongue, script, **limits):
    async with streaming_server(script) as server:
        model = CHAT_MODELS[tongue.kind](ChatServer("of the test", server.url, "canary-of-a-key", **limits))
        try:
            yield model, server
        finally:
            await model.close()


async def told(tongue, *parts, **limits):
    """Return the whole answer of a stream."""
    async with opened(tongue, lambda asked: Streamed([sse(*tongue.begin()), *parts]), **limits) as (model, _):
        return await collected(model.stream(REQUEST), "of the test")


async def failing(tongue, *parts, **limits):
    """Return the text handed on before a failure, and the failure."""
    collector = Collector()
    async with opened(tongue, lambda asked: Streamed([*parts]), **limits) as (model, _):
        with pytest.raises(ChatModelUnavailable) as failure:
            async for delta in model.stream(REQUEST):
                collector.take(delta)
    assert "canary" not in failure.value.detail
    return collector.text, failure.value


def events(tongue, *texts, finish=Finish.DONE, usage=None):
    said = [event for text in texts for event in tongue.text(text)]
    return sse(*said, *tongue.last(finish, usage))


def end(tongue):
    return sse(*tongue.end())


async def test_tokens_in_a_chunk_of_their_own_at_the_end(tongue):
    answer = await told(tongue, events(tongue, "Dry."), sse(*tongue.usage(COUNTED)), end(tongue))
    assert (answer.text, answer.usage.prompt_tokens, answer.usage.completion_tokens) == ("Dry.", 70, 30)


async def test_tokens_beside_the_last_words(tongue):
    answer = await told(tongue, events(tongue, "Dry.", usage=COUNTED), end(tongue))
    assert (answer.text, answer.usage.prompt_tokens, answer.usage.completion_tokens) == ("Dry.", 70, 30)


async def test_tokens_counted_all_along_are_those_of_the_last_count(tongue):
    early = sse(*tongue.usage(Usage("stub", 70, 1)))
    answer = await told(tongue, early, events(tongue, "Dry.", usage=COUNTED), end(tongue))
    assert answer.usage.completion_tokens == 30


async def test_tokens_that_are_not_said_are_unknown(tongue):
    assert (await told(tongue, events(tongue, "Dry."), end(tongue))).usage is None


async def test_cached_and_thought_tokens_are_told_apart_and_belong_to_the_whole(tongue):
    written = 5 if tongue.cache_writes else None
    counted = Usage("stub", 70, 30, 40, written, 20)
    streamed = await told(tongue, events(tongue, "Dry.", usage=counted), end(tongue))
    whole = Completion("Dry.", Finish.DONE, counted)
    async with opened(tongue, lambda asked: as_json(200, tongue.whole(whole))) as (model, _):
        at_once = await model.complete(REQUEST)
    assert streamed.usage == at_once.usage == counted


async def test_what_was_counted_before_a_break_is_not_lost(tongue):
    early = sse(*tongue.usage(Usage("stub", 70, 1)))
    for end_of_it in (Act.CUT, sse(*tongue.fault()), b"data: {no json\n\n"):
        _, failure = await failing(tongue, sse(*tongue.begin(), *tongue.text("Bo")), early, end_of_it)
        assert failure.usage.prompt_tokens == 70


async def test_two_calls_of_tools_in_pieces(tongue):
    first = [CallPiece(0, "a", "search", '{"query"'), CallPiece(0, arguments=': "boots"}')]
    if not tongue.pieces:
        first = [CallPiece(0, "a", "search", '{"query": "boots"}')]
    pieces = [*first, CallPiece(1, "b", "basket")]
    said = [event for piece in pieces for event in tongue.call(piece)]
    answer = await told(tongue, sse(*said), events(tongue, finish=Finish.TOOLS), end(tongue))
    assert answer.finish is Finish.TOOLS
    assert [(one.id, one.name, json.loads(one.arguments)) for one in answer.calls] == [
        ("a", "search", {"query": "boots"}),
        ("b", "basket", {}),
    ]


async def test_calls_without_an_end_that_says_so_are_calls(tongue):
    [call] = [tongue.call(CallPiece(0, "a", "search", "{}"))]
    answer = await told(tongue, sse(*call), events(tongue, finish=Finish.TOOLS), end(tongue))
    assert len(answer.calls) == 1


async def test_a_refusal_with_words(tongue):
    if not tongue.refusals:
        pytest.skip("this protocol has no words for it")
    answer = await told(tongue, sse(*tongue.refusal("I will not.")), events(tongue), end(tongue))
    assert (answer.text, answer.refusal, answer.finish) == ("", "I will not.", Finish.REFUSED)


async def test_a_filter_that_stops_an_answer_keeps_what_came(tongue):
    answer = await told(tongue, events(tongue, "Boots", finish=Finish.REFUSED), end(tongue))
    assert (answer.text, answer.finish) == ("Boots", Finish.REFUSED)


async def test_signs_of_life_are_no_words(tongue):
    alive = tongue.keep_alive * 3
    parts = (alive, sse(*tongue.text("Dr")), alive, events(tongue, "y."), alive, end(tongue))
    assert (await told(tongue, *parts)).text == "Dry."


async def test_a_fault_in_mid_stream(tongue):
    text, failure = await failing(tongue, sse(*tongue.begin(), *tongue.text("Boots")), sse(*tongue.fault()))
    assert (text, type(failure), failure.again) == ("Boots", ChatModelUnavailable, True)


async def test_a_fault_in_place_of_the_first_word(tongue):
    text, failure = await failing(tongue, sse(*tongue.fault()))
    assert (text, type(failure), failure.again) == ("", ChatModelUnavailable, True)


@pytest.mark.parametrize("cut", [[Act.CUT], [], [b'data: {"half', Act.CUT]])
async def test_a_stream_that_is_cut(tongue, cut):
    text, failure = await failing(tongue, sse(*tongue.begin(), *tongue.text("Boots")), *cut)
    assert (text, type(failure)) == ("Boots", ChatModelUnavailable)


@pytest.mark.parametrize(
    "line", [b"data: {no json\n\n", b"data: 7\n\n", b"data: []\n\n", b"data: \xff\xfe\n\n"]
)
async def test_lines_that_are_no_json(tongue, line):
    text, failure = await failing(tongue, sse(*tongue.begin(), *tongue.text("Boots")), line)
    assert (text, type(failure)) == ("Boots", ChatModelNonsense)


@pytest.mark.parametrize("ended", [b"\n\n", b""])
async def test_a_line_of_ten_mebibytes(tongue, ended):
    huge = b'data: {"x": "' + b"x" * TEN_MIB + b'"}' + ended
    text, failure = await failing(tongue, sse(*tongue.begin(), *tongue.text("Boots")), huge)
    assert (text, type(failure)) == ("Boots", ChatModelNonsense)


async def test_signs_cut_between_their_bytes(tongue):
    raw = sse(*tongue.begin(), *(event for event in tongue.text("Größe 🏕")), *tongue.last(Finish.DONE))
    raw = raw.replace(b"\\u00f6", "ö".encode()).replace(b"\\u00df", "ß".encode())
    raw = raw.replace(b"\\ud83c\\udfd5", "🏕".encode()) + end(tongue)
    one_by_one = [raw[at : at + 1] for at in range(len(raw))]
    async with opened(tongue, lambda asked: Streamed(one_by_one)) as (model, _):
        assert (await collected(model.stream(REQUEST), "of the test")).text == "Größe 🏕"


async def test_half_a_sign_becomes_one_that_can_be_written(tongue):
    raw = sse(*tongue.begin()) + events(tongue, "a?b").replace(b"a?b", b"a\\ud83d") + end(tongue)
    async with opened(tongue, lambda asked: Streamed([raw])) as (model, _):
        assert (await collected(model.stream(REQUEST), "of the test")).text == "a\ufffd"


# Before the first word ---------------------------------------------------------------------------------------------------


async def asked_both_ways(tongue, script, **limits):
    """Return what a streamed and a plain call fail with."""
    async with opened(tongue, script, **limits) as (model, _):
        failures = []
        for ask in (collected(model.stream(REQUEST), "of the test"), model.complete(REQUEST)):
            with pytest.raises((ChatModelUnavailable, ChatModelRefused)) as failure:
                await ask
            assert "canary" not in failure.value.detail
            failures.append(failure.value)
        return failures


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "invalid_request_error", ChatRequestRefused),
        (400, "content_filter", ChatPolicyRefused),
        (400, "context_length_exceeded", ChatPromptTooLong),
        (401, "authentication_error", ChatKeyRefused),
        (402, "insufficient_balance", ChatKeyRefused),
        (403, "permission_error", ChatKeyRefused),
        (404, "not_found_error", ChatModelUnknown),
        (413, "request_too_large", ChatPromptTooLong),
        (422, "unprocessable", ChatRequestRefused),
    ],
)
async def test_what_is_refused_for_good(tongue, status, code, kind):
    body = tongue.error(status, code, "canary of what was sent")
    for failure in await asked_both_ways(tongue, lambda asked: as_json(status, body)):
        assert type(failure) is kind


@pytest.mark.parametrize(
    "said",
    [
        "prompt is too long: 210000 tokens > 200000 maximum",
        "The input token count exceeds the maximum number of tokens",
    ],
)
async def test_a_prompt_too_long_is_known_by_its_sentence(tongue, said):
    body = tongue.error(400, "invalid_request_error", said)
    for failure in await asked_both_ways(tongue, lambda asked: as_json(400, body)):
        assert type(failure) is ChatPromptTooLong


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504, 529])
async def test_what_may_go_well_later(tongue, status):
    body = tongue.error(status, "overloaded_error", "canary of what was sent")
    for failure in await asked_both_ways(tongue, lambda asked: as_json(status, body)):
        assert (type(failure), failure.again) == (ChatModelUnavailable, True)


async def test_a_busy_server_says_when_to_come_back(tongue):
    def busy(_asked):
        answer = as_json(429, tongue.error(429, "rate_limit_error", "canary"))
        answer.headers["Retry-After"] = "17"
        return answer

    assert [failure.retry_after for failure in await asked_both_ways(tongue, busy)] == [17, 17]


async def test_an_account_without_money_is_not_asked_again(tongue):
    body = tongue.error(429, "insufficient_quota", "canary")
    for failure in await asked_both_ways(tongue, lambda asked: as_json(429, body)):
        assert failure.again is False


async def test_a_slow_first_byte_is_waited_for(tongue):
    parts = (0.2, sse(*tongue.begin()), events(tongue, "Dry."), end(tongue))
    async with opened(tongue, lambda asked: Streamed(parts), first_seconds=5.0) as (model, _):
        assert (await collected(model.stream(REQUEST), "of the test")).text == "Dry."


async def test_a_server_that_hangs_is_left(tongue):
    limits = {"first_seconds": 0.2, "total_seconds": 0.3}
    async with opened(tongue, lambda asked: Streamed([Act.HANG]), **limits) as (model, server):
        for ask in (collected(model.stream(REQUEST), "of the test"), model.complete(REQUEST)):
            server.left.clear()
            with pytest.raises(ChatModelUnavailable, match="did not answer within") as left:
                await ask
            assert left.value.sent
            await asyncio.wait_for(server.left.wait(), 5)


@pytest.mark.parametrize("drop", [b": still here\n\n", b" ", b"data: "], ids=["comments", "blanks", "bytes"])
async def test_a_server_that_drips_is_left_in_time(tongue, drop):
    """Signs of life that never become an answer keep nobody waiting, whole or streamed."""
    limits = {"first_seconds": 0.3, "between_seconds": 0.3, "total_seconds": 0.4}

    def dripping(_asked):
        return Streamed(part for _ in range(400) for part in (drop, 0.02))

    async with opened(tongue, dripping, **limits) as (model, server):
        for ask in (collected(model.stream(REQUEST), "of the test"), model.complete(REQUEST)):
            server.left.clear()
            with pytest.raises(ChatModelUnavailable) as left:
                await ask
            assert left.value.sent
            await asyncio.wait_for(server.left.wait(), 5)


async def test_a_server_that_drips_after_its_first_word_is_left_in_time(tongue):
    limits = {"first_seconds": 0.3, "between_seconds": 0.3, "total_seconds": 0.4}
    begun = sse(*tongue.begin(), *tongue.text("Dry."))
    drops = [part for _ in range(400) for part in (b": still here\n\n", 0.02)]
    text, failure = await failing(tongue, begun, *drops, **limits)
    assert (text, failure.was_answering) == ("Dry.", True)


async def test_a_connection_closed_at_once(tongue):
    for failure in await asked_both_ways(tongue, lambda asked: Streamed([Act.CUT], chunked=False)):
        assert type(failure) in (ChatModelUnavailable, ChatModelNonsense)
        assert failure.sent


async def test_what_nobody_heard_or_what_was_turned_away_is_not_charged_for(tongue):
    async with opened(tongue, lambda asked: as_json(503, {})) as (model, server):
        for ask in (collected(model.stream(REQUEST), "of the test"), model.complete(REQUEST)):
            with pytest.raises(ChatModelUnavailable) as turned_away:
                await ask
            assert not turned_away.value.sent
    async with opened(tongue, lambda asked: Streamed([])) as (model, server):
        await server.stop()
        with pytest.raises(ChatModelUnavailable, match="cannot be reached") as unheard:
            await model.complete(REQUEST)
        assert not unheard.value.sent


@pytest.mark.parametrize(
    "body", [b"", b"<html>nginx</html>", b"[]", b"7", b"{}", b'{"choices": [7]}', b"x" * 100]
)
async def test_an_answer_at_once_that_is_none(tongue, body):
    async with opened(tongue, lambda asked: Streamed([body])) as (model, _):
        with pytest.raises(ChatModelUnavailable):
            await model.complete(REQUEST)


async def test_an_answer_at_once_beyond_the_limit_is_broken_off(tongue):
    huge = [b"x" * 2**20] * 20
    async with opened(tongue, lambda asked: Streamed(huge)) as (model, _):
        with pytest.raises(ChatModelNonsense):
            await model.complete(REQUEST)


async def test_an_answer_at_once_with_calls(tongue):
    call = ToolCall("a", "search", '{"query": "boots"}', None if tongue.kind != "gemini" else "mark")
    whole = Completion("I look.", Finish.TOOLS, None, (call,))
    async with opened(tongue, lambda asked: as_json(200, tongue.whole(whole))) as (model, _):
        assert await model.complete(REQUEST) == whole


async def test_no_key_is_in_an_address(tongue):
    async with opened(tongue, script_in(tongue, says("Dry."))) as (model, server):
        await collected(model.stream(REQUEST), "of the test")
    [asked] = server.asked
    assert "canary" not in asked.path
    assert sum("canary-of-a-key" in value for value in asked.headers.values()) == 1
