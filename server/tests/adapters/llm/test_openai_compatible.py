"""An OpenAI-compatible server as they really are: what they refuse, leave out, add and break."""

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aisle.adapters.llm.openai import make_model
from aisle.adapters.llm.openai.chunks import ChunkReader
from aisle.adapters.llm.options import ChatServer
from aisle.core.http import Timing
from aisle.llm.chat import ChatMessage, ChatRequest, Finish, Role, Usage
from aisle.llm.collecting import collected
from aisle.llm.errors import ChatModelNonsense, ChatModelRefused, ChatModelUnavailable
from aisle.llm.messages import OutputSchema
from chat_servers import chunk, usage_chunk
from scripted_http import Asked
from streamed_http import Act, Streamed, as_json, sse, streaming_server

KEY = "canary-of-a-key"
REQUEST = ChatRequest("stub", (ChatMessage(Role.SYSTEM, "Kind."), ChatMessage(Role.USER, "Boots?")), 100)
AS_JSON = ChatRequest("stub", REQUEST.messages, 100, 0.0, as_json=True)
FINE = sse(chunk("Dry."), chunk(finish="stop"), "[DONE]")


async def no_sleep(_seconds: float) -> None: ...


@asynccontextmanager
async def opened(script, **limits):
    async with streaming_server(script) as server:
        asked = ChatServer("of the test", server.url, KEY, **limits)
        model = make_model(asked, Timing(sleep=no_sleep))
        yield server, model
        await model.close()


async def read(model, request=REQUEST):
    return [delta async for delta in model.stream(request)]


async def read_parts(*parts, request=REQUEST, **limits):
    async with opened(lambda asked: Streamed(parts), **limits) as (_, model):
        return await read(model, request)


def text_of(deltas):
    return "".join(delta.text for delta in deltas)


async def test_the_request_says_what_the_port_says():
    async with opened(lambda asked: Streamed([FINE])) as (server, model):
        await read(model)
    [asked] = server.asked
    assert (asked.path, asked.headers["authorization"]) == ("/v1/chat/completions", f"Bearer {KEY}")
    assert asked.body == {
        "model": "stub",
        "messages": [{"role": "system", "content": "Kind."}, {"role": "user", "content": "Boots?"}],
        "stream": True,
        "max_tokens": 100,
        "temperature": 0.2,
        "stream_options": {"include_usage": True},
    }


# What is refused is asked for in another form ---------------------------------------------------------------------------


def refusing(*fields: str, named: bool = True):
    """A server that does not take some fields, and says which unless it is one of the silent ones."""

    def serve(asked: Asked) -> Streamed:
        found = [name for name in fields if name in asked.body]
        if not found:
            return Streamed([FINE])
        said = [{"type": "extra_forbidden", "loc": ["body", found[0]]}] if named else "no"
        return as_json(422, {"detail": said})

    return serve


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize(
    "fields",
    [
        ["stream_options"],
        ["max_tokens"],
        ["response_format"],
        ["temperature"],
        ["stream_options", "response_format", "temperature"],
        ["max_tokens", "stream_options", "response_format", "temperature"],
    ],
)
async def test_a_refused_field_is_left_out_or_named_otherwise_from_then_on(fields, named):
    async with opened(refusing(*fields, named=named)) as (server, model):
        assert text_of(await read(model, AS_JSON)) == "Dry."
        once = len(server.asked)
        assert text_of(await read(model, AS_JSON)) == "Dry."
    assert len(server.asked) == once + 1
    last = server.asked[-1].body
    assert not set(fields) & set(last)
    assert {last.get("max_tokens"), last.get("max_completion_tokens")} == {None, 100}


async def test_only_what_was_named_is_changed():
    async with opened(refusing("max_tokens")) as (server, model):
        await read(model, AS_JSON)
    assert len(server.asked) == 2
    assert set(server.asked[1].body) == set(server.asked[0].body) - {"max_tokens"} | {"max_completion_tokens"}


async def test_another_model_of_the_server_is_asked_in_full_again():
    async with opened(refusing("stream_options")) as (server, model):
        await read(model)
        await read(model, ChatRequest("other", REQUEST.messages, 100))
    assert "stream_options" in server.asked[2].body


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
async def test_what_is_refused_in_every_form_is_refused(status):
    async with opened(lambda asked: as_json(status, {"error": {"code": "no_way"}})) as (server, model):
        with pytest.raises(ChatModelRefused, match=rf"answered {status} \(no_way\)"):
            await read(model, AS_JSON)
        assert len(server.asked) == (7 if status in (400, 422) else 1)
        assert (model.trouble is not None) == (status in (401, 403, 404))


async def test_a_form_that_was_taken_is_not_doubted_by_a_refusal_that_names_nothing():
    replies = [Streamed([FINE]), as_json(400, {"error": {"code": "context_length_exceeded"}})]
    async with opened(lambda asked: replies.pop(0)) as (server, model):
        await read(model)
        with pytest.raises(ChatModelRefused, match="context_length_exceeded"):
            await read(model)
    assert len(server.asked) == 2


# What streams hold ------------------------------------------------------------------------------------------------------


async def test_all_that_is_no_text_is_left_out():
    deltas = await read_parts(
        b": OPENROUTER PROCESSING\n\n",
        sse({"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]}),
        sse({"choices": []}),
        sse({"choices": None}),
        sse({"id": "c-1", "prompt_filter_results": []}),
        sse(chunk(None)),
        sse({"choices": [{"index": 0, "delta": {"content": None, "reasoning_content": "Hm."}}]}),
        sse({"choices": [{"index": 0, "delta": {"reasoning": "Hm.", "tool_calls": None}}]}),
        sse({"choices": [{"index": 0, "delta": None}]}),
        sse({"choices": [{"index": 1, "delta": {"content": "Of another answer."}}]}),
        sse(chunk("Dry.", error=None)),
        b"event: ping\ndata: {}\n\n",
        sse(chunk("", "stop")),
        sse(chunk("after the end")),
        sse("[DONE]"),
    )
    assert [(delta.text, delta.finish) for delta in deltas] == [("Dry.", None), ("", Finish.DONE)]


async def test_calls_of_tools_that_a_server_does_not_number_are_told_apart():
    def calls(*found):
        return {"choices": [{"index": 0, "delta": {"tool_calls": list(found)}}]}

    def call(arguments, **more):
        return {"function": {"arguments": arguments, **({"name": more["id"]} if more else {})}, **more}

    parts = sse(
        calls(call('{"a"', id="one")), calls(call(": 1}")), calls(call("{}", id="two")), chunk(finish="stop")
    )
    async with opened(lambda asked: Streamed([parts])) as (_, model):
        answer = await collected(model.stream(REQUEST), "of the test")
    assert [(one.id, one.arguments) for one in answer.calls] == [("one", '{"a": 1}'), ("two", "{}")]
    assert answer.finish is Finish.TOOLS  # though the server calls it a stop


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
async def test_every_end_of_line_is_one(end):
    assert text_of(await read_parts(sse(chunk("Dry."), chunk(finish="stop"), "[DONE]", end=end))) == "Dry."


async def test_text_in_parts_is_put_together_and_thoughts_are_left_out():
    parts = [
        {"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]},
        {"type": "text", "text": "Dry."},
    ]
    assert text_of(await read_parts(sse(chunk(parts), chunk(finish="stop")))) == "Dry."


async def test_half_a_surrogate_pair_becomes_a_sign_that_can_be_written():
    halves = b'data: {"choices": [{"delta": {"content": "a\\ud83d"}, "finish_reason": "stop"}]}\n\n'
    text = text_of(await read_parts(halves))
    assert text == "a\ufffd"
    assert text.encode()


@pytest.mark.parametrize(
    ("reason", "finish"),
    [
        ("stop", Finish.DONE),
        ("eos", Finish.DONE),
        ("tool_calls", Finish.TOOLS),
        ("length", Finish.LENGTH),
        ("model_length", Finish.LENGTH),
        ("content_filter", Finish.REFUSED),
    ],
)
async def test_reasons_to_stop_are_translated(reason, finish):
    assert (await read_parts(sse(chunk("Dry."), chunk(finish=reason))))[-1].finish is finish


async def test_the_words_of_a_refusal_are_no_answer():
    refusal = {"choices": [{"index": 0, "delta": {"refusal": "I will not."}}]}
    [words, last] = await read_parts(sse(refusal, chunk(finish="stop"), "[DONE]"))
    assert (words.text, words.refusal) == ("", "I will not.")
    assert (last.text, last.finish) == ("", Finish.REFUSED)


async def test_a_filter_in_mid_stream_ends_the_answer_as_refused():
    deltas = await read_parts(sse(chunk("Boots"), {"error": {"code": "content_filter", "status": 400}}))
    assert [(delta.text, delta.finish) for delta in deltas] == [("Boots", None), ("", Finish.REFUSED)]


@pytest.mark.parametrize(
    "after",
    [
        [sse(chunk(finish="stop")), sse(usage_chunk(7, 3)), sse("[DONE]")],
        [sse(chunk(finish="stop", usage={"prompt_tokens": 7, "completion_tokens": 3}))],
        [sse(chunk(finish="stop"), usage_chunk(7, 3))],
        [sse(chunk(finish="stop"), usage_chunk(7, 3)), Act.CUT],
        [sse(chunk(finish="stop"), usage_chunk(7, 3)), b"data: {no json\n\n"],
    ],
)
async def test_tokens_are_told_once_wherever_they_come(after):
    deltas = await read_parts(sse(chunk("Dry.", usage=None)), *after)
    assert [delta.usage for delta in deltas if delta.usage] == [Usage("stub", 7, 3)]
    assert [delta.finish for delta in deltas if delta.finish] == [Finish.DONE]


@pytest.mark.parametrize("count", [-1, 1.5, "7", True, None, 2**40, [7]])
async def test_odd_counts_of_tokens_are_unknown(count):
    deltas = await read_parts(sse(chunk("Dry."), chunk(finish="stop"), usage_chunk(count, 3)))
    assert deltas[-1].usage == Usage("stub", None, 3)


async def test_a_server_that_says_nothing_after_the_last_word_holds_nobody_up(monkeypatch):
    monkeypatch.setattr("aisle.adapters.llm.http_model.TAIL_SECONDS", 0.05)
    async with opened(lambda asked: Streamed([sse(chunk("Dry.", "stop")), Act.HANG])) as (server, model):
        assert text_of(await read(model)) == "Dry."
        await asyncio.wait_for(server.left.wait(), 5)
        assert model.trouble is None


async def test_connections_are_used_again_after_a_whole_answer():
    async with opened(lambda asked: Streamed([FINE])) as (server, model):
        for _ in range(4):
            await read(model)
    assert (len(server.asked), server.connections) == (4, 1)


# What breaks ------------------------------------------------------------------------------------------------------------


async def failing(*parts, **limits):
    """Return the text handed on, the kind of failure, and what it says."""
    text = ""
    async with opened(lambda asked: Streamed(parts), **limits) as (_, model):
        with pytest.raises(ChatModelUnavailable) as failure:
            async for delta in model.stream(REQUEST):
                text += delta.text
    assert model.trouble == failure.value.detail
    return text, failure.type, failure.value.detail


@pytest.mark.parametrize(
    "end",
    [
        [],
        [sse("[DONE]")],
        [Act.CUT],
        [b'data: {"choices": [{"delta": {"content": "half', Act.CUT],
        [sse(chunk(finish="error"))],
        [sse(chunk(finish="abort"))],
        [sse({"error": {"message": f"{KEY} exploded", "code": 500}})],
        [sse({"object": "error", "message": "out of memory", "code": 500})],
        [sse({"error": "out of memory"})],
    ],
)
async def test_an_answer_without_an_end_broke_off(end):
    text, kind, detail = await failing(sse(chunk("Boots")), *end)
    assert (text, kind) == ("Boots", ChatModelUnavailable)
    assert "broke off" in detail
    assert KEY not in detail


@pytest.mark.parametrize(
    "odd",
    [
        b"data: {no json\n\n",
        b"data: []\n\n",
        b"data: 7\n\n",
        b"data: null\n\n",
        b'data: {"choices": [{"delta": {"content": "\xff\xfe"}}]}\n\n',
        b'data: {"choices": [{"delta": {"content": 7}}]}\n\n',
        b'data: {"choices": [{"delta": {"content": {"a": 1}}}]}\n\n',
        b'data: {"choices": [{"delta": {"content": [1]}}]}\n\n',
        b'data: {"choices": [{"delta": {"content": [{"type": "text", "text": 1}]}}]}\n\n',
        b'data: {"choices": [{"delta": "text"}]}\n\n',
        b'data: {"choices": {"0": 1}}\n\n',
        b'data: {"choices": [7]}\n\n',
        b'data: {"choices": [{"delta": {}, "finish_reason": ["stop"]}]}\n\n',
        b'data: {"usage": 7, "choices": []}\n\n',
        b"data: " + b"[" * 100_000 + b"\n\n",
        b"data: " + b"9" * 10_000 + b"\n\n",
        b"data: " + b"x" * 10 * 2**20 + b"\n\n",
        b'data: {"choices": [{"delta": {"content": "' + b"x" * 10 * 2**20 + b'"}}]}\n\n',
    ],
    ids=lambda odd: odd[:60].decode("latin-1"),
)
async def test_what_is_no_chunk_is_nonsense(odd):
    text, kind, _ = await failing(sse(chunk("Boots")), odd)
    assert (text, kind) == ("Boots", ChatModelNonsense)


@pytest.mark.parametrize(
    "body", [b"<html>Welcome to nginx</html>", b'{"choices": [{"message": {"content": "x"}}]}']
)
async def test_a_page_in_place_of_a_stream_is_nonsense(body):
    assert (await failing(body))[1] is ChatModelNonsense


@pytest.mark.parametrize("parts", [[Act.HANG], [sse(chunk("Boots")), Act.HANG]])
async def test_a_server_that_hangs_is_left(parts):
    text, kind, _ = await failing(*parts, first_seconds=0.2, between_seconds=0.2)
    assert (text, kind) == ("Boots" if len(parts) > 1 else "", ChatModelUnavailable)


async def test_a_stop_before_the_first_word_ends_the_call_too():
    asked_for = asyncio.Event()

    def working(asked: Asked) -> Streamed:
        asked_for.set()
        return Streamed([b": working\n\n", Act.HANG])

    async with opened(working) as (server, model):
        reading = asyncio.create_task(read(model))
        await asked_for.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        await asyncio.wait_for(server.left.wait(), 5)
        assert model.trouble is None


async def test_trouble_is_forgotten_with_the_next_good_answer():
    replies = [Streamed([sse(chunk("Boots")), Act.CUT]), Streamed([FINE])]
    async with opened(lambda asked: replies.pop(0)) as (_, model):
        with pytest.raises(ChatModelUnavailable):
            await read(model)
        assert "broke off" in model.trouble
        await read(model)
        assert model.trouble is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["choices", "delta", "content", "finish_reason", "usage", "error", "index", "refusal"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(JSON | st.fixed_dictionaries({"choices": st.lists(JSON, max_size=2)}), max_size=4))
def test_no_json_breaks_the_reader(values):
    reader = ChunkReader("The server", "stub")
    for value in values:
        try:
            delta = reader.read(json.dumps(value).encode())
        except ChatModelUnavailable:
            continue
        assert delta is None or isinstance(delta.text, str)
        assert delta is None or delta.finish is None or isinstance(delta.finish, Finish)


async def test_a_server_that_knows_schemas_in_its_own_way_alone_is_asked_in_that_way():
    """llama.cpp's Python server: it answers 500 to a form that it does not take, and names it."""
    wanted = OutputSchema("size", {"type": "object"})

    def serve(asked):
        form = asked.body.get("response_format", {})
        if form.get("type") == "json_schema":
            said = "1 validation error: {'loc': ('body', 'response_format', 'type')}"
            return as_json(500, {"error": {"message": said}})
        return Streamed([FINE])

    async with opened(serve) as (server, model):
        request = replace(AS_JSON, as_json=False, schema=wanted)
        assert text_of(await read(model, request)) == "Dry."
        assert text_of(await read(model, request)) == "Dry."
    assert [one.body["response_format"]["type"] for one in server.asked] == [
        "json_schema",
        "json_object",
        "json_object",
    ]
    assert server.asked[-1].body["response_format"]["schema"] == {"type": "object"}
