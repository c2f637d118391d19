"""OpenAI's own client for Python writes with a model of ours: plain, streamed, with tools, pictures and schemas."""

import base64
import json
from typing import Any

import pytest
from openai_world import PIXEL, SCHEMA, WORDS, answering, chunks_of, client_of, user
from pydantic import BaseModel
from web_shops import Shop

from aisle.adapters.llm.scripted import calls_tool, declines, says, takes_offence
from aisle.llm.chat import Finish, ToolUse
from aisle.llm.messages import Image, OneTool, Role, ToolResult

STOCK: Any = {
    "type": "function",
    "function": {"name": "stock", "description": "How many are left.", "parameters": SCHEMA, "strict": True},
}


class Size(BaseModel):
    size: int


async def test_a_model_writes_an_answer_that_is_counted(shop: Shop) -> None:
    with answering(shop.site, small=says(WORDS)) as models:
        answer = await client_of(shop).chat.completions.create(
            model="small",
            messages=[
                {"role": "system", "content": "Be brief."},
                {"role": "developer", "content": [{"type": "text", "text": "No jokes."}]},
                {"role": "user", "content": "Boots?"},
            ],
            max_tokens=40,
            temperature=0,
            seed=7,
            stop=["END"],
        )
    (choice,) = answer.choices
    assert (choice.message.role, choice.message.content, choice.finish_reason) == ("assistant", WORDS, "stop")
    assert (answer.object, answer.model) == ("chat.completion", "small")
    assert answer.usage is not None
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens == 8
    asked = models.asked()
    assert [(one.role, one.text) for one in asked.messages] == [
        (Role.SYSTEM, "Be brief."),
        (Role.SYSTEM, "No jokes."),
        (Role.USER, "Boots?"),
    ]
    assert (asked.model, asked.most_tokens, asked.temperature, asked.seed, asked.stop) == (
        "small-1",
        40,
        0,
        7,
        ("END",),
    )


async def test_the_call_is_accounted_to_the_key_and_its_store(shop: Shop) -> None:
    with answering(shop.site, small=says(WORDS)) as models:
        await client_of(shop).chat.completions.create(model="small", messages=user("Boots?"))
    (tried,) = models.observer.tries
    payer = tried.call.payer
    assert (payer.organization_id, payer.store_id) == (shop.store.organization_id, shop.store.id)
    assert payer.key_id is not None
    assert payer.principal == f"secret:{payer.key_id}"
    assert payer.request_id
    assert (tried.call.purpose, models.observer.open) == ("call", 0)


async def test_a_stream_has_the_same_words_and_tells_its_tokens_where_it_is_asked(shop: Shop) -> None:
    with answering(shop.site, small=says(WORDS)):
        stream = await client_of(shop).chat.completions.create(
            model="small", messages=user("Boots?"), stream=True, stream_options={"include_usage": True}
        )
        chunks = [chunk async for chunk in stream]
    assert "".join(one.choices[0].delta.content or "" for one in chunks if one.choices) == WORDS
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [one.choices[0].finish_reason for one in chunks if one.choices][-2:] == [None, "stop"]
    assert chunks[-1].choices == []
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.total_tokens == 8
    assert all(one.usage is None for one in chunks[:-1])
    assert len({one.id for one in chunks}) == 1


async def test_a_stream_without_the_wish_tells_no_tokens_and_ends_with_its_mark(shop: Shop) -> None:
    with answering(shop.site, small=says(WORDS)):
        answer = await shop.secret.post(
            "/v1/chat/completions", json={"model": "small", "messages": user("Boots?"), "stream": True}
        )
    *chunks, end = chunks_of(answer)
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert end == "[DONE]"
    assert not any("usage" in json.loads(one) for one in chunks)
    assert json.loads(chunks[-1])["choices"][0]["finish_reason"] == "stop"


@pytest.mark.parametrize("streamed", [False, True])
async def test_tools_are_asked_for_and_their_results_come_back(shop: Shop, streamed: bool) -> None:
    with answering(shop.site, small=calls_tool("stock", '{"size": 42}')) as models:
        client = client_of(shop).chat.completions
        if streamed:
            async with client.stream(model="small", messages=user("42?"), tools=[STOCK]) as events:
                answer: Any = await events.get_final_completion()
        else:
            answer = await client.create(model="small", messages=user("42?"), tools=[STOCK])
        (choice,) = answer.choices
        (call,) = choice.message.tool_calls
        assert (choice.finish_reason, choice.message.content) == ("tool_calls", None)
        assert (call.function.name, call.function.arguments) == ("stock", '{"size": 42}')
        (tool,) = models.asked().tools
        assert (tool.name, tool.schema, tool.strict) == ("stock", SCHEMA, True)
        said = choice.message.model_dump(exclude_none=True)
        result: Any = {"role": "tool", "tool_call_id": call.id, "content": "3 left"}
        await client.create(model="small", messages=[*user("42?"), said, result], tools=[STOCK])
        assert models.asked().messages[-1].parts == (ToolResult(call.id, "stock", "3 left"),)


@pytest.mark.parametrize(
    ("wish", "choice"),
    [
        ("none", ToolUse.NONE),
        ("required", ToolUse.REQUIRED),
        ({"type": "function", "function": {"name": "stock"}}, OneTool("stock")),
    ],
    ids=["none", "required", "named"],
)
async def test_whether_tools_must_be_used_is_handed_on(shop: Shop, wish: Any, choice: Any) -> None:
    with answering(shop.site, small=says(WORDS)) as models:
        await client_of(shop).chat.completions.create(
            model="small", messages=user("42?"), tools=[STOCK], tool_choice=wish
        )
    assert models.asked().tool_choice == choice


async def test_a_schema_is_handed_on_and_its_answer_parsed_by_the_client(shop: Shop) -> None:
    with answering(shop.site, small=says('{"size": 42}')) as models:
        answer = await client_of(shop).chat.completions.parse(
            model="small", messages=user("42?"), response_format=Size
        )
    assert answer.choices[0].message.parsed == Size(size=42)
    schema = models.asked().schema
    assert (schema.name, schema.strict) == ("Size", True)
    assert schema.schema["properties"]["size"]["type"] == "integer"


async def test_any_object_can_be_asked_for(shop: Shop) -> None:
    with answering(shop.site, small=says('{"a": 1}')) as models:
        answer = await client_of(shop).chat.completions.create(
            model="small", messages=user("JSON"), response_format={"type": "json_object"}
        )
    assert json.loads(answer.choices[0].message.content or "") == {"a": 1}
    assert models.asked().as_json


async def test_pictures_come_as_bytes(shop: Shop) -> None:
    url = f"data:image/jpeg;base64,{base64.b64encode(PIXEL).decode()}"
    content = [{"type": "text", "text": "What?"}, {"type": "image_url", "image_url": {"url": url}}]
    with answering(shop.site, small=says(WORDS)) as models:
        await client_of(shop).chat.completions.create(model="small", messages=user(content))
    _, picture = models.asked().messages[0].parts
    assert picture == Image(PIXEL, "image/png"), "what the file is, not what it is called"


async def test_an_answer_that_was_cut_declined_or_filtered_says_so(shop: Shop) -> None:
    scripts = {
        "cut": says(WORDS, finish=Finish.LENGTH),
        "declining": declines("I would rather not."),
        "filtered": takes_offence("Well"),
    }
    found = {}
    with answering(shop.site, **scripts):
        for name in scripts:
            answer = await client_of(shop).chat.completions.create(model=name, messages=user("Boots?"))
            choice = answer.choices[0]
            found[name] = (choice.finish_reason, choice.message.content, choice.message.refusal)
    assert found == {
        "cut": ("length", WORDS, None),
        "declining": ("stop", None, "I would rather not."),
        "filtered": ("content_filter", "Well", None),
    }
