"""What is sent to each provider for the same request."""

from base64 import b64encode
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from aisle.adapters.llm import CHAT_MODELS, ChatServer
from aisle.adapters.llm.scripted import says
from aisle.llm.chat import (
    ChatMessage,
    ChatRequest,
    Effort,
    Image,
    OneTool,
    OutputSchema,
    Role,
    Sampling,
    Text,
    Tool,
    ToolCall,
    ToolResult,
    ToolUse,
)
from aisle.llm.errors import ChatKeyRefused, ChatModelUnavailable, ChatRequestRefused
from chat_tongues import TONGUES, script_in
from streamed_http import as_json, streaming_server

SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}
PICTURE = b"\x89PNG"
DATA = b64encode(PICTURE).decode()
SEARCH = Tool("search", "Finds products.", SCHEMA)
TALK = (
    ChatMessage(Role.SYSTEM, "Be kind."),
    ChatMessage(Role.SYSTEM, "Be brief."),
    ChatMessage(Role.USER, (Text("What is this?"), Image(PICTURE))),
    ChatMessage(Role.ASSISTANT, (Text(""), ToolCall("t-1", "search", '{"a": 1}', "mark"))),
    ChatMessage(Role.USER, (ToolResult("t-1", "search", "Nothing.", failed=True), Text("And now?"))),
)
REQUEST = ChatRequest(
    "stub",
    TALK,
    100,
    0.5,
    schema=OutputSchema("found", SCHEMA),
    tools=(SEARCH,),
    stop=("END",),
    seed=7,
    effort=Effort.LOW,
)
BY_KIND = {tongue.kind: tongue for tongue in TONGUES}


@asynccontextmanager
async def opened(kind, script=None, **options):
    tongue = BY_KIND[kind]
    async with streaming_server(script or script_in(tongue, says("Dry."))) as server:
        model = CHAT_MODELS[kind](ChatServer("of the test", server.url, "key", **options))
        try:
            yield model, server
        finally:
            await model.close()


async def sent(kind, request=REQUEST, **options):
    async with opened(kind, **options) as (model, server):
        await model.complete(request)
    [asked] = server.asked
    return asked


async def test_openai():
    asked = await sent("openai")
    assert (asked.path, asked.headers["authorization"]) == ("/v1/chat/completions", "Bearer key")
    assert asked.body == {
        "model": "stub",
        "stream": False,
        "max_tokens": 100,
        "temperature": 0.5,
        "stop": ["END"],
        "seed": 7,
        "reasoning_effort": "low",
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "found", "schema": SCHEMA, "strict": True},
        },
        "tools": [
            {
                "type": "function",
                "function": {"name": "search", "description": "Finds products.", "parameters": SCHEMA},
            }
        ],
        "tool_choice": "auto",
        "messages": [
            {"role": "system", "content": "Be kind."},
            {"role": "system", "content": "Be brief."},
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "What is this?"},
                    {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{DATA}"}},
                ],
            },
            {
                "role": "assistant",
                "content": None,
                "tool_calls": [
                    {
                        "id": "t-1",
                        "type": "function",
                        "function": {"name": "search", "arguments": '{"a": 1}'},
                    }
                ],
            },
            {"role": "tool", "tool_call_id": "t-1", "content": "Nothing."},
            {"role": "user", "content": "And now?"},
        ],
    }


async def test_anthropic():
    asked = await sent("anthropic")
    assert (asked.path, asked.headers["x-api-key"]) == ("/v1/messages", "key")
    assert asked.headers["anthropic-version"] == "2023-06-01"
    assert asked.body == {
        "model": "stub",
        "stream": False,
        "max_tokens": 100,
        "temperature": 0.5,
        "stop_sequences": ["END"],
        "system": "Be kind.\n\nBe brief.",
        "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}, "effort": "low"},
        "tools": [{"name": "search", "description": "Finds products.", "input_schema": SCHEMA}],
        "tool_choice": {"type": "auto"},
        "messages": [
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "What is this?"},
                    {
                        "type": "image",
                        "source": {"type": "base64", "media_type": "image/png", "data": DATA},
                    },
                ],
            },
            {
                "role": "assistant",
                "content": [{"type": "tool_use", "id": "t-1", "name": "search", "input": {"a": 1}}],
            },
            {
                "role": "user",
                "content": [
                    {"type": "tool_result", "tool_use_id": "t-1", "content": "Nothing.", "is_error": True},
                    {"type": "text", "text": "And now?"},
                ],
            },
        ],
    }


async def test_gemini():
    asked = await sent("gemini")
    assert (asked.path, asked.headers["x-goog-api-key"]) == ("/v1/models/stub:generateContent", "key")
    assert asked.body == {
        "systemInstruction": {"parts": [{"text": "Be kind.\n\nBe brief."}]},
        "generationConfig": {
            "maxOutputTokens": 100,
            "temperature": 0.5,
            "stopSequences": ["END"],
            "seed": 7,
            "responseMimeType": "application/json",
            "responseJsonSchema": SCHEMA,
            "thinkingConfig": {"thinkingLevel": "low"},
        },
        "tools": [
            {
                "functionDeclarations": [
                    {"name": "search", "description": "Finds products.", "parametersJsonSchema": SCHEMA}
                ]
            }
        ],
        "toolConfig": {"functionCallingConfig": {"mode": "AUTO"}},
        "contents": [
            {
                "role": "user",
                "parts": [
                    {"text": "What is this?"},
                    {"inlineData": {"mimeType": "image/png", "data": DATA}},
                ],
            },
            {
                "role": "model",
                "parts": [
                    {
                        "functionCall": {"id": "t-1", "name": "search", "args": {"a": 1}},
                        "thoughtSignature": "mark",
                    }
                ],
            },
            {
                "role": "user",
                "parts": [
                    {
                        "functionResponse": {
                            "id": "t-1",
                            "name": "search",
                            "response": {"error": "Nothing."},
                        }
                    },
                    {"text": "And now?"},
                ],
            },
        ],
    }


async def test_a_stream_of_gemini_is_asked_for_by_its_path():
    async with opened("gemini") as (model, server):
        async for _ in model.stream(REQUEST):
            pass
    assert server.asked[0].path == "/v1/models/stub:streamGenerateContent?alt=sse"


@pytest.mark.parametrize(
    ("choice", "openai", "anthropic", "gemini"),
    [
        (ToolUse.REQUIRED, "required", {"type": "any"}, {"mode": "ANY"}),
        (ToolUse.NONE, "none", {"type": "none"}, {"mode": "NONE"}),
        (
            OneTool("search"),
            {"type": "function", "function": {"name": "search"}},
            {"type": "tool", "name": "search"},
            {"mode": "ANY", "allowedFunctionNames": ["search"]},
        ),
    ],
)
async def test_whether_tools_must_be_used(choice, openai, anthropic, gemini):
    request = ChatRequest("stub", TALK, 100, tools=(SEARCH,), tool_choice=choice)
    assert (await sent("openai", request)).body["tool_choice"] == openai
    assert (await sent("anthropic", request)).body["tool_choice"] == anthropic
    assert (await sent("gemini", request)).body["toolConfig"]["functionCallingConfig"] == gemini


@pytest.mark.parametrize("kind", BY_KIND)
async def test_a_header_of_the_settings_carries_the_key(kind):
    asked = await sent(kind, key_header="api-key")
    assert asked.headers["api-key"] == "key"
    assert not {"authorization", "x-api-key", "x-goog-api-key"} & set(asked.headers)


# What a model does not take is left out where the answer can do without ---------------------------------------------------


def refusing(kind, field, said=None):
    """A server that refuses a request with a field somewhere in it, and says so."""
    fine = script_in(BY_KIND[kind], says("Dry."))

    def serve(asked):
        if field not in str(asked.body):
            return fine(asked)
        return as_json(
            400, BY_KIND[kind].error(400, "invalid_request_error", said or f"{field}: not supported")
        )

    return serve


@pytest.mark.parametrize(
    ("kind", "field", "said"),
    [
        ("openai", "seed", None),
        ("openai", "reasoning_effort", None),
        ("openai", "json_schema", "response_format.type json_schema is not known"),
        ("anthropic", "temperature", None),
        ("anthropic", "effort", "output_config.effort is not supported by this model"),
        ("anthropic", "output_config", None),
        ("gemini", "seed", 'Unknown name "seed" at generation_config'),
        ("gemini", "thinkingConfig", "thinking_config is not supported by this model"),
        ("gemini", "responseJsonSchema", "response_json_schema is not supported"),
    ],
)
async def test_a_field_that_can_be_spared_is_left_out_from_then_on(kind, field, said):
    async with opened(kind, refusing(kind, field, said)) as (model, server):
        assert (await model.complete(REQUEST)).text == "Dry."
        await model.complete(REQUEST)
    assert [field in str(asked.body) for asked in server.asked] == [True, False, False]


async def test_an_effort_that_is_refused_does_not_cost_the_schema():
    script = refusing("anthropic", "effort", "output_config.effort is not supported by this model")
    async with opened("anthropic", script) as (model, server):
        await model.complete(REQUEST)
    assert set(server.asked[-1].body["output_config"]) == {"format"}


@pytest.mark.parametrize("kind", BY_KIND)
async def test_tools_that_are_refused_are_not_left_out(kind):
    async with opened(kind, refusing(kind, "search", "tools: not supported")) as (model, _):
        with pytest.raises(ChatRequestRefused):
            await model.complete(REQUEST)


async def test_a_bad_key_of_google_comes_as_a_bad_request():
    body = BY_KIND["gemini"].error(400, "INVALID_ARGUMENT", "API key not valid")
    body["error"]["details"] = [{"reason": "API_KEY_INVALID"}]
    async with opened("gemini", lambda asked: as_json(400, body)) as (model, _):
        with pytest.raises(ChatKeyRefused):
            await model.complete(REQUEST)


async def test_google_says_in_its_answer_when_to_come_back():
    body = BY_KIND["gemini"].error(429, "RESOURCE_EXHAUSTED", "quota")
    body["error"]["details"] = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34.5s"}]
    async with opened("gemini", lambda asked: as_json(429, body)) as (model, _):
        with pytest.raises(ChatModelUnavailable) as failure:
            await model.complete(REQUEST)
    assert failure.value.retry_after == 34.5


@pytest.mark.parametrize("kind", ["openai", "anthropic", "gemini"])
async def test_how_words_are_chosen_is_told_as_each_provider_has_it_and_never_left_out(kind):
    """What a provider has no field for, its dialect does not claim to carry."""
    tongue = next(one for one in TONGUES if one.kind == kind)
    wanted = Sampling(top_p=0.5, presence=0.25, frequency=-0.5, one_call=True)
    said = {
        "openai": {
            "top_p": 0.5,
            "presence_penalty": 0.25,
            "frequency_penalty": -0.5,
            "parallel_tool_calls": False,
        },
        "anthropic": {"top_p": 0.5, "tool_choice": {"type": "auto", "disable_parallel_tool_use": True}},
        "gemini": {"topP": 0.5, "presencePenalty": 0.25, "frequencyPenalty": -0.5},
    }[kind]
    tool = Tool("stock", "How many there are.", {"type": "object", "properties": {}})
    request = replace(REQUEST, sampling=wanted, tools=(tool,), tool_choice=ToolUse.AUTO)
    async with streaming_server(script_in(tongue, says("Yes."))) as server:
        model = CHAT_MODELS[kind](ChatServer("of the test", server.url, "key"))
        async for _ in model.stream(request):
            pass
        await model.close()
    body = server.asked[0].body
    told = body.get("generationConfig", body)
    assert {name: told.get(name) for name in said} == said
    assert len(model.carries & wanted.needs) == len(said)
