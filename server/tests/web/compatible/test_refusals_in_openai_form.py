"""Whatever goes wrong below /v1 has OpenAI's form and the status that its clients know: no problem document, no prose."""

import base64
import json
from typing import Any

import openai
import pytest
from openai_world import PIXEL, SCHEMA, WORDS, answering, client_of, user
from web_shops import Shop, Site, until

from aisle.adapters.llm.scripted import Pause, says
from aisle.core.errors import RateLimited
from aisle.llm.chat import ChatDelta
from aisle.llm.errors import (
    ChatKeyRefused,
    ChatModelNonsense,
    ChatModelUnavailable,
    ChatModelUnknown,
    ChatPolicyRefused,
    ChatPromptTooLong,
    ChatRequestRefused,
)
from aisle.usage.errors import BudgetExceeded

SECRET = "sk-the-provider-says-too-much"


def error_of(answer: Any, status: int, code: str, param: str | None = None) -> Any:
    """Assert that an answer is an error in OpenAI's form, and return it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    (error,) = answer.json().values()
    assert set(error) == {"message", "type", "param", "code"}
    assert (error["code"], error["param"]) == (code, param), error
    assert len(error["message"]) > 5
    assert answer.headers["x-request-id"]
    return error


async def send(shop: Shop, **body: Any) -> Any:
    body = {"model": "small", "messages": user("Boots?"), **body}
    with answering(shop.site, small=says(WORDS)):
        return await shop.secret.post("/v1/chat/completions", json=body)


# who may ----------------------------------------------------------------------------------------------------


async def test_a_key_that_does_not_hold_is_an_authentication_error(shop: Shop) -> None:
    with pytest.raises(openai.AuthenticationError) as caught:
        await client_of(shop, "aisle_sk_no").chat.completions.create(model="small", messages=user("Boots?"))
    assert caught.value.code == "invalid_api_key"
    assert caught.value.response.headers["www-authenticate"] == "Bearer"


async def test_a_key_without_the_right_is_refused(shop: Shop) -> None:
    with pytest.raises(openai.PermissionDeniedError):
        await client_of(shop, shop.reader.token).chat.completions.create(
            model="small", messages=user("Boots?")
        )
    for caller in (shop.shopper, shop.publishable):
        answer = await caller.post("/v1/chat/completions", json={"model": "small", "messages": user("?")})
        error_of(answer, 403, "forbidden")


SPENDING = {
    "/v1/chat/completions": {"model": "small", "messages": [{"role": "user", "content": "?"}]},
    "/v1/responses": {"model": "small", "input": "?"},
    "/v1/embeddings": {"model": "hashed", "input": "?"},
}


async def test_keys_that_browsers_hold_open_nothing_here(shop: Shop) -> None:
    """A publishable key and a shopper's token are anybody's: none of them asks a model, or learns which there are."""
    with answering(shop.site, small=says(WORDS)) as models:
        for caller in (shop.shopper, shop.publishable):
            for path, body in SPENDING.items():
                for more in ({}, {"stream": True}, {"idempotency-key": "k"}):
                    headers = more if "idempotency-key" in more else {}
                    sent = body if headers else {**body, **more}
                    error_of(await caller.call("POST", path, json=sent, headers=headers), 403, "forbidden")
            for path in ("/v1/models", "/v1/models/small"):
                error_of(await caller.call("GET", path), 403, "forbidden")
    assert (models.observer.tries, models.models["small"].asked) == ([], [])


async def test_a_model_that_is_not_there_is_not_found(shop: Shop) -> None:
    for name in ("large", "default", "judge", "assistant:nowhere/x", "../small"):
        with pytest.raises(openai.NotFoundError) as caught, answering(shop.site, small=says(WORDS)):
            await client_of(shop).chat.completions.create(model=name, messages=user("Boots?"))
        assert (caught.value.code, caught.value.param) == ("model_not_found", "model")


async def test_too_many_requests_are_a_rate_limit_error_and_tried_again(shop: Shop, monkeypatch: Any) -> None:
    limits, refusals = shop.site.parts.limits, [RateLimited("Wait.", retry_after=1)] * 2

    async def admit(_caller: Any) -> Any:
        if refusals:
            raise refusals.pop()
        return []

    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(type(limits), "admit", lambda _self, caller, **_: admit(caller))
    with answering(shop.site, small=says(WORDS)):
        with pytest.raises(openai.RateLimitError) as caught:
            await client_of(shop).chat.completions.create(model="small", messages=user("Boots?"))
        assert caught.value.response.headers["retry-after"] == "1"
        assert caught.value.code == "rate_limit_exceeded"
        monkeypatch.setattr("openai._base_client.anyio.sleep", sleep)
        again = await client_of(shop, max_retries=2).chat.completions.create(
            model="small", messages=user("Boots?")
        )
    assert again.choices[0].message.content == WORDS
    assert slept == [1]


# what is asked ----------------------------------------------------------------------------------------------

SMALL_TOOL = {"type": "function", "function": {"name": "a"}}
WRONG: list[tuple[dict[str, Any], str | None]] = [
    ({"messages": []}, "messages"),
    ({"messages": "Boots?"}, "messages"),
    ({"messages": [{"role": "wizard", "content": "x"}]}, "messages.0"),
    ({"messages": [{"role": "user"}]}, "messages.0.content"),
    ({"messages": [{"role": "assistant", "content": None}]}, "messages.0.content"),
    ({"messages": [{"role": "tool", "tool_call_id": "x", "content": "3"}]}, "messages.0.tool_call_id"),
    ({"messages": user("a\x00b")}, "messages.0.content"),
    ({"model": ""}, "model"),
    ({"model": 7}, "model"),
    ({"max_tokens": 0}, "max_tokens"),
    ({"max_tokens": 5, "max_completion_tokens": 5}, "max_tokens"),
    ({"temperature": 3}, "temperature"),
    ({"temperature": "warm"}, "temperature"),
    ({"stop": ["a", "b", "c", "d", "e"]}, "stop"),
    ({"stop": ""}, "stop"),
    ({"stream_options": {"include_usage": True}}, "stream_options"),
    ({"tools": [SMALL_TOOL, SMALL_TOOL]}, "tools"),
    ({"tools": [{"type": "function", "function": {"name": "a b"}}]}, "tools.0.function.name"),
    ({"tool_choice": "required"}, "tool_choice"),
    ({"tools": [SMALL_TOOL], "tool_choice": {"type": "function", "function": {"name": "b"}}}, "tool_choice"),
    ({"response_format": {"type": "json_schema"}}, "response_format.json_schema"),
    ({"response_format": {"type": "yaml"}}, "response_format"),
]
MANY = [{"role": "user", "content": [{"type": "text", "text": "a"}] * 200}] * 26
CALLS = [{"id": "x", "function": {"name": "a", "arguments": ""}}] * 128
WRONG += [
    ({"messages": MANY}, "messages"),
    ({"messages": [{"role": "assistant", "content": "a", "tool_calls": CALLS}] * 40}, "messages"),
]
UNSUPPORTED: list[tuple[dict[str, Any], str]] = [
    ({"base_url": "https://evil.example"}, "base_url"),
    ({"api_base": "https://evil.example"}, "api_base"),
    ({"api_key": "sk-1"}, "api_key"),
    ({"organization_id": "x"}, "organization_id"),
    ({"extra_headers": {"authorization": "x"}}, "extra_headers"),
    ({"functions": [{"name": "a"}]}, "functions"),
    ({"n": 2}, "n"),
    ({"store": True}, "store"),
    ({"modalities": ["text", "audio"]}, "modalities"),
    ({"logit_bias": {"50256": -100}}, "logit_bias"),
    ({"logprobs": True}, "logprobs"),
    ({"service_tier": "priority"}, "service_tier"),
    ({"stream": True, "stream_options": {"include_costs": True}}, "stream_options.include_costs"),
]
HARMLESS: list[dict[str, Any]] = [
    {"n": 1, "top_p": 1.0, "presence_penalty": 0, "frequency_penalty": 0.0, "logprobs": False},
    {
        "user": "u-1",
        "metadata": {"a": "b"},
        "store": False,
        "safety_identifier": "s",
        "prompt_cache_key": "k",
    },
    {"parallel_tool_calls": True, "service_tier": "auto", "modalities": ["text"], "logit_bias": {}},
    {"tool_choice": "auto", "response_format": {"type": "text"}, "reasoning_effort": "low"},
]


@pytest.mark.parametrize(("change", "param"), WRONG, ids=lambda one: json.dumps(one)[:60])
async def test_a_wrong_body_is_a_bad_request_that_names_the_field(
    shop: Shop, change: dict[str, Any], param: str | None
) -> None:
    error = error_of(await send(shop, **change), 400, "invalid_parameter", param)
    assert error["type"] == "invalid_request_error"


@pytest.mark.parametrize(("change", "param"), UNSUPPORTED, ids=lambda one: json.dumps(one)[:60])
async def test_what_is_not_done_here_is_refused_by_name(
    shop: Shop, change: dict[str, Any], param: str
) -> None:
    error_of(await send(shop, **change), 400, "unsupported_parameter", param)


@pytest.mark.parametrize("change", HARMLESS, ids=lambda one: json.dumps(one)[:60])
async def test_what_changes_nothing_is_let_through(shop: Shop, change: dict[str, Any]) -> None:
    assert (await send(shop, **change)).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/cat.png",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "data:text/html;base64,PGI+",
        "data:image/png;base64,not base64",
        f"data:image/png;base64,{base64.b64encode(b'<svg onload=alert(1)>').decode()}",
        f"data:image/png;base64,{base64.b64encode(PIXEL[:-20]).decode()}",
        f"data:image/svg+xml;base64,{base64.b64encode(b'<svg/>').decode()}",
        "data:image/png;base64,",
    ],
    ids=lambda url: url[:30],
)
async def test_pictures_that_are_none_or_elsewhere_are_refused(shop: Shop, url: str) -> None:
    content = [{"type": "text", "text": "?"}, {"type": "image_url", "image_url": {"url": url}}]
    error_of(
        await send(shop, messages=user(content)),
        400,
        "invalid_parameter",
        "messages.0.content.1.image_url.url",
    )


async def test_bodies_that_are_no_object_are_refused(shop: Shop) -> None:
    for raw in (b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000):
        answer = await shop.secret.post(
            "/v1/chat/completions", content=raw, headers={"content-type": "application/json"}
        )
        assert answer.status_code == 400, raw[:10]
        assert set(answer.json()) == {"error"}


async def test_other_addresses_and_methods_have_the_form_too(site: Site, shop: Shop) -> None:
    error_of(await site.http.get("/v1/nothing"), 404, "not_found")
    error_of(await shop.secret.get("/v1/chat/completions"), 405, "method_not_allowed")
    error_of(await site.http.get("/v1/nothing", headers={"host": "evil.example"}), 421, "unknown_host")
    large = b'{"model": "' + b"x" * 2 * 2**20
    error_of(await shop.secret.post("/v1/embeddings", content=large), 413, "too_large")


# what models do ---------------------------------------------------------------------------------------------

FAILURES: list[tuple[Any, int, str, bool]] = [
    (ChatModelUnavailable("It is away."), 503, "chat_model_unavailable", True),
    (ChatModelNonsense("not JSON"), 503, "chat_model_nonsense", True),
    (ChatPromptTooLong("too long"), 400, "context_length_exceeded", False),
    (ChatPolicyRefused("forbidden"), 400, "content_filter", False),
    (ChatRequestRefused("not taken"), 400, "chat_request_refused", False),
    (ChatKeyRefused("the key"), 502, "chat_key_refused", False),
    (ChatModelUnknown("no such model"), 502, "chat_model_unknown", False),
    (BudgetExceeded("It is spent."), 429, "insufficient_quota", False),
]


@pytest.mark.parametrize("streamed", [False, True], ids=["plain", "streamed"])
@pytest.mark.parametrize(("failure", "status", "code", "again"), FAILURES, ids=lambda one: str(one)[:24])
async def test_a_provider_that_fails_is_a_typed_error(
    shop: Shop, failure: Any, status: int, code: str, again: bool, streamed: bool
) -> None:
    with answering(shop.site, small=[failure]) as models:
        answer = await shop.secret.post(
            "/v1/chat/completions", json={"model": "small", "messages": user("?"), "stream": streamed}
        )
    error_of(answer, status, code)
    assert models.observer.open == 0
    if status >= 500 or status == 429:
        assert (answer.headers.get("x-should-retry") != "false") == again


@pytest.mark.parametrize(
    "after", [(), (ChatModelNonsense("odd"),), (ChatModelUnavailable("gone"),)], ids=["cut", "odd", "gone"]
)
async def test_a_stream_that_breaks_off_ends_with_an_error_and_without_a_mark(shop: Shop, after: Any) -> None:
    script = [ChatDelta("Boots keep"), *after]
    with answering(shop.site, small=script) as models:
        answer = await shop.secret.post(
            "/v1/chat/completions", json={"model": "small", "messages": user("?"), "stream": True}
        )
        stream = await client_of(shop).chat.completions.create(model="small", messages=user("?"), stream=True)
        with pytest.raises(openai.APIError, match=r"broke off|odd|gone"):
            [chunk async for chunk in stream]
    *_, last = [line for line in answer.text.split("\n\n") if line]
    assert "[DONE]" not in answer.text
    assert set(json.loads(last.removeprefix("data: "))["error"]) == {"message", "type", "param", "code"}
    assert models.observer.open == 0


async def test_a_plain_answer_that_breaks_off_is_an_error_and_no_half_answer(shop: Shop) -> None:
    with answering(shop.site, small=[ChatDelta("Boots keep")]):
        answer = await shop.secret.post(
            "/v1/chat/completions", json={"model": "small", "messages": user("?")}
        )
    error_of(answer, 503, "chat_model_unavailable")
    assert "Boots keep" not in answer.text


@pytest.mark.parametrize("form", ["json_object", "json_schema"])
@pytest.mark.parametrize(
    "said",
    ["Sure! Here it is: {}", '{"size": ', "[" * 5_000, "NaN"],
    ids=["words", "cut", "deep", "no number"],
)
async def test_prose_in_place_of_json_is_an_error(shop: Shop, form: str, said: str) -> None:
    wanted = {"type": form, "json_schema": {"name": "a", "schema": {"type": "object"}, "strict": True}}
    if form == "json_object":
        del wanted["json_schema"]
    with answering(shop.site, small=says(said, size=500)):
        answer = await shop.secret.post(
            "/v1/chat/completions",
            json={"model": "small", "messages": user("?"), "response_format": wanted},
        )
    error_of(answer, 502, "model_output_invalid")


BAD_SCHEMAS = {
    "schema_invalid": {"type": "objekt"},
    "schema_recursive": {"type": "object", "properties": {"a": {"$ref": "#"}}},
    "schema_unsatisfiable": {"type": "object", "properties": {"a": {"enum": []}}, "required": ["a"]},
    "schema_pattern_refused": {"type": "string", "pattern": "(a+)+\\1$"},
    "schema_too_large": {"type": "object", "description": "x" * 300_000},
}


@pytest.mark.parametrize("code", BAD_SCHEMAS)
async def test_a_schema_that_cannot_be_kept_to_is_refused_before_any_call(shop: Shop, code: str) -> None:
    form = {"type": "json_schema", "json_schema": {"name": "a", "schema": BAD_SCHEMAS[code]}}
    with answering(shop.site, small=says("{}")) as models:
        answer = await shop.secret.post(
            "/v1/chat/completions", json={"model": "small", "messages": user("?"), "response_format": form}
        )
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code), answer.text
    assert not models.models["small"].asked


async def test_an_answer_beside_its_schema_is_an_error(shop: Shop) -> None:
    form = {"type": "json_schema", "json_schema": {"name": "a", "schema": SCHEMA, "strict": True}}
    body = {"model": "small", "messages": user("?"), "response_format": form}
    for said in ('{"size": "large"}', "{}", '{"size": 1, "more": 2}', "[1]", "null"):
        with answering(shop.site, small=says(said)):
            answer = await shop.secret.post("/v1/chat/completions", json=body)
        error_of(answer, 502, "model_output_invalid")
    with answering(shop.site, small=says('{"size": 1')):
        streamed = await shop.secret.post(
            "/v1/responses",
            json={"model": "small", "input": "?", "text": {"format": {"type": "json_object"}}},
        )
    error_of(streamed, 502, "model_output_invalid")


async def test_an_unexpected_fault_tells_nothing_of_itself(shop: Shop) -> None:
    for streamed in (False, True):
        with answering(shop.site, small=[ChatDelta("x"), ValueError(SECRET)]):
            answer = await shop.secret.post(
                "/v1/chat/completions", json={"model": "small", "messages": user("?"), "stream": streamed}
            )
        assert SECRET not in answer.text
        assert '"server_error"' in answer.text
        assert "[DONE]" not in answer.text


async def test_whoever_hangs_up_ends_the_call(shop: Shop) -> None:
    for streamed in (False, True):
        with answering(shop.site, small=[ChatDelta("Boots"), Pause()]) as models:
            body = {"model": "small", "messages": user("?"), "stream": streamed}
            asked = shop.secret.listen("POST", "/v1/chat/completions", body)
            model = models.models["small"]
            await until(lambda model=model: model.running == 1)
            if streamed:
                await asked.until_text("Boots")
            asked._gone.set()
            await asked.finish()
        assert (model.running, model.closed_early, models.observer.open) == (0, 1, 0)


@pytest.mark.parametrize("field", ["max_tokens", "max_completion_tokens", "seed"])
@pytest.mark.parametrize("number", [2**63, 10**30])
async def test_numbers_that_no_ledger_could_add_up_are_refused_by_name(
    shop: Shop, field: str, number: int
) -> None:
    error_of(await send(shop, **{field: number}), 400, "invalid_parameter", field)
