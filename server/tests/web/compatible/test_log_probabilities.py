"""How likely tokens were: told by the provider, and handed on whichever way its answer takes."""

import json
from typing import Any

import pytest
from openai_world import chunks_of
from test_forwarded_answers import COUNT, DONE, LAST, ask, provider, streamed
from web_shops import Shop

from chat_servers import chunk
from streamed_http import as_json, sse


def token(text: str) -> dict[str, Any]:
    other = {"token": "no", "logprob": -3.5, "bytes": [110, 111]}
    return {"token": text, "logprob": -0.1, "bytes": list(text.encode()), "top_logprobs": [other]}


OBJECT = {"type": "json_object"}


@pytest.mark.parametrize("more", [{}, {"response_format": OBJECT}], ids=["handed-on", "looked-at"])
async def test_of_a_whole_answer(shop: Shop, more: dict[str, Any]) -> None:
    told = {"content": [token("{"), token("}")], "refusal": None}
    message = {"role": "assistant", "content": "{}"}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": told}
    body = {"id": "c-1", "model": "small-1", "choices": [choice], "usage": COUNT["usage"]}
    async with provider(shop, as_json(200, body)) as world:
        answer = await ask(shop, logprobs=True, top_logprobs=1, **more)
    assert answer.json()["choices"][0]["logprobs"] == told
    assert (world.sent["logprobs"], world.sent["top_logprobs"]) == (True, 1)


@pytest.mark.parametrize("more", [{}, {"response_format": OBJECT}], ids=["handed-on", "looked-at"])
async def test_of_a_stream(shop: Shop, more: dict[str, Any]) -> None:
    def said(text: str) -> Any:
        piece = chunk(text)
        piece["choices"][0]["logprobs"] = {"content": [token(text)], "refusal": None}
        return piece

    async with provider(shop, streamed(sse(said("{"), said("}"), LAST, COUNT), DONE)) as world:
        answer = await ask(shop, stream=True, logprobs=True, **more)
    *found, _ = [json.loads(one) for one in chunks_of(answer) if one != "[DONE]"]
    tokens = [one["choices"][0]["logprobs"] for one in found]
    assert [one["content"][0]["token"] for one in tokens if one] == ["{", "}"]
    assert "top_logprobs" not in world.sent


async def test_a_provider_that_refuses_the_wish_is_not_asked_without_it(shop: Shop) -> None:
    refused = as_json(400, {"error": {"message": "no", "param": "logprobs", "type": "invalid_request_error"}})
    async with provider(shop, refused) as world:
        answer = await ask(shop, logprobs=True)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "chat_request_refused")
    assert all(one.body["logprobs"] for one in world.server.asked)


async def test_others_are_told_only_where_any_are(shop: Shop) -> None:
    async with provider(shop, as_json(500, {})) as world:
        answer = await ask(shop, top_logprobs=3)
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "top_logprobs")
    assert world.server.asked == []
