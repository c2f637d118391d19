"""OpenAI's own client for Python has responses written: whole, as events, with tools and schemas; nothing is kept."""

import base64
import json
from typing import Any

import openai
import pytest
from openai_world import PIXEL, SCHEMA, WORDS, answering, chunks_of, client_of, user
from pydantic import BaseModel
from scripted_writer import ScriptedWriter, written_by
from web_shops import RETURNS_QUESTION, Shop

from aisle.adapters.llm.scripted import calls_tool, declines, says, takes_offence
from aisle.core.errors import Unavailable
from aisle.llm.chat import CallPiece, ChatDelta, Effort, Finish
from aisle.llm.errors import ChatModelUnavailable
from aisle.llm.messages import Image, Role, Text, ToolCall, ToolResult

STOCK: Any = {"type": "function", "name": "stock", "parameters": SCHEMA, "strict": True}


class Size(BaseModel):
    size: int


async def test_a_model_responds_and_is_counted(shop: Shop) -> None:
    with answering(shop.site, small=says(WORDS)) as models:
        answer = await client_of(shop).responses.create(
            model="small",
            input="Boots?",
            instructions="Be brief.",
            max_output_tokens=40,
            reasoning={"effort": "high"},
        )
    assert answer.output_text == WORDS
    assert (answer.status, answer.object, answer.model) == ("completed", "response", "small")
    assert answer.usage is not None
    assert answer.usage.total_tokens == answer.usage.input_tokens + answer.usage.output_tokens == 8
    asked = models.asked()
    assert [(one.role, one.text) for one in asked.messages] == [
        (Role.SYSTEM, "Be brief."),
        (Role.USER, "Boots?"),
    ]
    assert (asked.most_tokens, asked.effort) == (40, Effort.HIGH)
    assert answer.to_dict()["store"] is False


async def test_a_stream_has_the_events_of_the_protocol_in_their_order(shop: Shop) -> None:
    with answering(shop.site, small=says(WORDS)):
        events = [
            one
            async for one in await client_of(shop).responses.create(
                model="small", input="Boots?", stream=True
            )
        ]
    kinds = [one.type for one in events]
    assert list(dict.fromkeys(kinds)) == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.content_part.added",
        "response.output_text.delta",
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.completed",
    ]
    assert [one.sequence_number for one in events] == list(range(len(events)))
    deltas: list[Any] = [one for one in events if one.type == "response.output_text.delta"]
    assert "".join(one.delta for one in deltas) == WORDS
    last: Any = events[-1]
    assert last.response.output_text == WORDS
    assert last.response.usage.total_tokens == 8
    assert {one.item_id for one in deltas} == {last.response.output[0].id}


async def test_the_clients_own_helper_puts_a_stream_together(shop: Shop) -> None:
    with answering(shop.site, small=calls_tool("stock", '{"size": 42}'), plain=says(WORDS)):
        async with client_of(shop).responses.stream(model="plain", input="Boots?") as stream:
            assert (await stream.get_final_response()).output_text == WORDS
        async with client_of(shop).responses.stream(model="small", input="42?", tools=[STOCK]) as stream:
            called: Any = (await stream.get_final_response()).output[0]
    assert (called.type, called.name, called.arguments) == ("function_call", "stock", '{"size": 42}')


async def test_tools_are_called_and_what_came_before_is_sent_back(shop: Shop) -> None:
    with answering(shop.site, small=calls_tool("stock", '{"size": 42}')) as models:
        first = await client_of(shop).responses.create(model="small", input="42?", tools=[STOCK])
        (call,) = first.output
        assert call.type == "function_call"
        before = [one.to_dict() for one in first.output]
        picture = f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
        later: Any = [
            {"role": "user", "content": "42?"},
            {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Hm."}]},
            {"type": "reasoning", "id": "rs_1", "summary": []},
            *before,
            {"type": "function_call_output", "call_id": call.call_id, "output": "3 left"},
            {"role": "user", "content": [{"type": "input_image", "image_url": picture, "detail": "auto"}]},
        ]
        await client_of(shop).responses.create(model="small", input=later, tools=[STOCK])
    said = models.asked().messages
    assert [one.parts for one in said] == [
        (Text("42?"),),
        (Text("Hm."), ToolCall(call.call_id, "stock", '{"size": 42}')),
        (ToolResult(call.call_id, "stock", "3 left"),),
        (Image(PIXEL, "image/png"),),
    ]


async def test_a_schema_is_strict_unless_it_says_otherwise_and_parsed_by_the_client(shop: Shop) -> None:
    with answering(shop.site, small=says('{"size": 42}')) as models:
        answer = await client_of(shop).responses.parse(model="small", input="42?", text_format=Size)
        assert answer.output_parsed == Size(size=42)
        assert models.asked().schema.strict
        form = {"type": "json_schema", "name": "size", "schema": SCHEMA}
        for wanted in (form, {**form, "strict": False}):
            await shop.secret.post(
                "/v1/responses", json={"model": "small", "input": "?", "text": {"format": wanted}}
            )
            assert models.asked().schema.strict == ("strict" not in wanted)


async def test_answers_that_were_cut_filtered_or_declined_say_so(shop: Shop) -> None:
    scripts = {
        "cut": says(WORDS, finish=Finish.LENGTH),
        "filtered": takes_offence("Well"),
        "declining": declines("I would rather not."),
    }
    with answering(shop.site, **scripts):
        found = {}
        for name in scripts:
            for streamed in (False, True):
                body = {"model": name, "input": "?", "stream": streamed}
                answer = await shop.secret.post("/v1/responses", json=body)
                whole = json.loads(chunks_of(answer)[-2])["response"] if streamed else answer.json()
                part = whole["output"][0]["content"][0]
                found[name, streamed] = (whole["status"], whole["incomplete_details"], part["type"])
    for streamed in (False, True):
        assert found["cut", streamed] == ("incomplete", {"reason": "max_output_tokens"}, "output_text")
        assert found["filtered", streamed] == ("incomplete", {"reason": "content_filter"}, "output_text")
        assert found["declining", streamed] == ("completed", None, "refusal")


UNSUPPORTED: list[Any] = [
    {"previous_response_id": "resp_1"},
    {"conversation": "conv_1"},
    {"store": True},
    {"background": True},
    {"prompt": {"id": "p"}},
    {"truncation": "auto"},
    {"max_tool_calls": 3},
    {"include": ["message.output_text.logprobs"]},
    {"base_url": "https://evil.example"},
]


@pytest.mark.parametrize("change", UNSUPPORTED, ids=lambda one: next(iter(one)))
async def test_what_is_not_done_here_is_refused_by_name(shop: Shop, change: Any) -> None:
    with answering(shop.site, small=says(WORDS)) as models:
        answer = await shop.secret.post("/v1/responses", json={"model": "small", "input": "?", **change})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "unsupported_parameter"
    assert answer.json()["error"]["param"] == next(iter(change))
    assert not models.models["small"].asked


WRONG: list[Any] = [
    {"input": []},
    {"input": [{"type": "item_reference", "id": "x"}]},
    {"input": [{"type": "reasoning", "summary": []}]},
    {
        "input": [
            {"role": "user", "content": [{"type": "input_image", "image_url": "https://a.example/b.png"}]}
        ]
    },
    {"input": [{"role": "user", "content": [{"type": "input_file", "file_id": "f"}]}]},
    {"input": [{"type": "function_call_output", "call_id": "x", "output": "y"}]},
    {"tools": [{"type": "web_search"}]},
    {"max_output_tokens": 0},
    {"text": {"format": {"type": "xml"}}},
]


@pytest.mark.parametrize("change", WRONG, ids=lambda one: json.dumps(one)[:50])
async def test_wrong_bodies_are_refused(shop: Shop, change: Any) -> None:
    with answering(shop.site, small=says(WORDS)):
        answer = await shop.secret.post("/v1/responses", json={"model": "small", "input": "?", **change})
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["code"] in ("invalid_parameter", "unsupported_parameter")
    assert error["param"].split(".")[0] == next(iter(change))


async def test_an_error_in_the_middle_is_an_event_and_the_end(shop: Shop) -> None:
    with answering(shop.site, small=[ChatDelta("Boots"), ChatModelUnavailable("It broke off.")]):
        answer = await shop.secret.post(
            "/v1/responses", json={"model": "small", "input": "?", "stream": True}
        )
        first = await client_of(shop).responses.create(model="small", input="?", stream=True)
        seen = [one.type async for one in first]
    *_, told, last = [json.loads(one) for one in chunks_of(answer)]
    assert (told["type"], told["code"]) == ("error", "chat_model_unavailable")
    assert last["type"] == "response.failed"
    assert last["response"]["status"] == "failed"
    assert last["response"]["error"]["message"] == "It broke off."
    assert "[DONE]" not in answer.text
    assert seen[-2:] == ["error", "response.failed"]


async def test_errors_before_the_first_event_have_a_status(shop: Shop) -> None:
    with answering(shop.site, small=[ChatModelUnavailable("It is away.")]):
        for streamed in (False, True):
            answer = await shop.secret.post(
                "/v1/responses", json={"model": "small", "input": "?", "stream": streamed}
            )
            assert answer.status_code == 503
        with pytest.raises(openai.NotFoundError):
            await client_of(shop).responses.create(model="large", input="?")
        with pytest.raises(openai.NotFoundError):
            await client_of(shop).responses.retrieve("resp_1")


async def test_an_assistant_responds_with_what_its_answer_rests_on(shop: Shop) -> None:
    answer = await client_of(shop).responses.create(
        model=f"assistant:{shop.store.slug}", input=list(user(RETURNS_QUESTION))
    )
    assert "60 days" in answer.output_text
    told: Any = answer.to_dict()["aisle"]
    assert told["citations"][0]["title"] == "Returns"
    with written_by(shop, ScriptedWriter(fails=Unavailable("Away."))):
        broken = await shop.secret.post(
            "/v1/responses",
            json={"model": f"assistant:{shop.store.slug}", "input": RETURNS_QUESTION, "stream": True},
        )
    assert json.loads(chunks_of(broken)[-1])["type"] == "response.failed"


async def test_a_reply_under_a_key_is_repeated(shop: Shop) -> None:
    with answering(shop.site, small=says(WORDS)) as models:
        for streamed in (False, True):
            key, body = (
                {"idempotency-key": f"r-{streamed}"},
                {"model": "small", "input": "?", "stream": streamed},
            )
            answers = [await shop.secret.post("/v1/responses", json=body, headers=key) for _ in range(2)]
            assert answers[0].content == answers[1].content
            assert answers[1].headers["idempotency-replayed"] == "true"
    assert len(models.models["small"].asked) == 2


async def test_calls_whose_pieces_come_by_turns_are_told_apart(shop: Shop) -> None:
    pieces = [
        (0, "one", "size", ""),
        (1, "two", "colour", '{"c'),
        (0, "", "", '{"s":'),
        (1, "", "", '": 1}'),
        (0, "", "", "2}"),
    ]
    script = [ChatDelta(calls=(CallPiece(at, id_, name, said),)) for at, id_, name, said in pieces]
    with answering(shop.site, small=[*script, ChatDelta(finish=Finish.TOOLS)]):
        async with client_of(shop).responses.stream(model="small", input="Which?") as stream:
            events = [event async for event in stream]
            final = await stream.get_final_response()
    calls = [(one.call_id, one.name, one.arguments) for one in final.output]
    assert calls == [("one", "size", '{"s":2}'), ("two", "colour", '{"c": 1}')]
    added = [one.output_index for one in events if one.type == "response.output_item.added"]
    done = [one.output_index for one in events if one.type == "response.output_item.done"]
    assert (added, sorted(done)) == ([0, 1], [0, 1])
