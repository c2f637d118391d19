"""Whatever a model's server does, each route that asks one gives a valid object or a typed error: never prose, never a hang."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from typing import Any

import httpx2
import pytest
from socket_client import socket_of
from web_shops import API, RETURNS_QUESTION, Caller, Json, Shop, text_of

from aisle.adapters.llm.scripted import says
from aisle.core.http import Timing
from chat_faults import CANARY, FAULTS, faulty, hanging, late
from chat_tongues import TONGUES, script_in
from streamed_http import StreamingServer, StreamScript, streaming_server

OPENAI = next(tongue for tongue in TONGUES if tongue.kind == "openai")
SAID = "Unused goods can go back within 60 days of delivery [E1]."
SECONDS = 0.3  # that a silent model is waited for
LONGEST = 20.0  # that any answer may take here: far more than all tries of a silent model
SCHEMA = {"type": "object", "properties": {"days": {"type": "integer"}}, "required": ["days"]}
# Routes of a right that asks models, which have no row below, each for a reason.
NOT_HERE = {
    ("POST", "/api/v1/chat/{turn_id}/regenerate"): "the same turn as /chat",
    ("POST", "/api/v1/chat/{turn_id}/continue"): "the same turn as /chat",
    ("POST", "/v1/embeddings"): "asks an embedder; see test_remote_embedder",
    ("POST", "/v1/responses"): "the same call as /v1/chat/completions; its own tests have faults",
}


@dataclass
class World:
    """A shop whose only model is behind a server that does what it is told."""

    shop: Shop
    server: StreamingServer
    spender: Caller
    faults: list[str] = field(default_factory=list)

    def expect(self, holds: bool, said: str) -> None:
        if not holds:
            self.faults.append(said)


@pytest.fixture
async def world(open_other_site: Any) -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(streaming_server(hanging()))
        models = {"a": {"base_url": server.url, "key": "k"}}
        site = await stack.enter_async_context(open_other_site(chat_models=models, chat_model="a"))
        gateway = site.parts.chat_models.gateway
        stack.push_async_callback(site.parts.chat_models.close)
        gateway._timing = Timing(sleep=lambda _seconds: asyncio.sleep(0))
        gateway._matrix = {
            purpose: replace(rule, first=SECONDS, between=SECONDS, total=4 * SECONDS)
            for purpose, rule in gateway._matrix.items()
        }
        shop = await site.open_filled_shop()
        _, spender = await shop.key(kind="secret", scopes=["models", "chat"])
        yield World(shop, server, spender)


# How each route is asked, and what is an answer of its form -----------------------------------------------------------


def is_problem(answer: httpx2.Response) -> bool:
    """Whether an answer is a whole problem document."""
    kind = answer.headers["content-type"].partition(";")[0]
    problem = answer.json() if kind == "application/problem+json" else {}
    return bool(problem.get("code")) and problem.get("status") == answer.status_code >= 400


async def chat_json(world: World) -> tuple[bool, str]:
    answer = await (await world.shop.start_shopper()).post("/chat", json={"message": RETURNS_QUESTION})
    is_message = answer.status_code == 200 and bool(answer.json()["message"]["text"])
    return is_message or is_problem(answer), answer.text


async def chat_stream(world: World) -> tuple[bool, str]:
    events = await (await world.shop.start_shopper()).ask_stream(RETURNS_QUESTION)
    is_answer = events[-1]["type"] == "finish" and bool(text_of(events))
    return is_answer or events[-1]["type"] == "error", json.dumps(events)


async def chat_socket(world: World) -> tuple[bool, str]:
    async with socket_of(await world.shop.start_shopper()) as socket:
        socket.say("message", message=RETURNS_QUESTION)
        last = await socket.until(lambda one: one.get("event", {}).get("type") in ("finish", "error"))
        events = [one["event"] for one in socket.events(last["turn_id"])]
    return last["event"]["type"] == "error" or bool(text_of(events)), json.dumps(socket.heard)


async def analyze(world: World) -> tuple[bool, str]:
    answer = await world.spender.post("/analyze", json={"text": "Sixty days.", "schema": SCHEMA})
    if answer.status_code == 200:
        return isinstance(answer.json()["result"]["days"], int), answer.text
    return is_problem(answer), answer.text


def compatible_body(*, stream: bool) -> Json:
    return {"model": "a", "messages": [{"role": "user", "content": "Boots?"}], "stream": stream}


def is_openai_error(body: Json) -> bool:
    return set(body) == {"error"} and bool(body["error"]["message"]) and bool(body["error"]["type"])


async def posted(world: World, *, stream: bool) -> httpx2.Response:
    url = "http://api.test/v1/chat/completions"
    return await world.shop.site.http.post(
        url, headers=world.spender.bearer, json=compatible_body(stream=stream)
    )


async def completion(world: World) -> tuple[bool, str]:
    answer = await posted(world, stream=False)
    body = answer.json()
    if answer.status_code == 200:
        return isinstance(body["choices"][0]["message"]["content"], str), answer.text
    return is_openai_error(body), answer.text


async def completion_stream(world: World) -> tuple[bool, str]:
    answer = await posted(world, stream=True)
    if answer.status_code != 200:
        return is_openai_error(answer.json()), answer.text
    data = [line.removeprefix("data: ") for line in answer.text.splitlines() if line.startswith("data: ")]
    documents = [json.loads(one) for one in data if one != "[DONE]"]
    return data[-1] == "[DONE]" or is_openai_error(documents[-1]), answer.text


Ask = Callable[[World], Awaitable[tuple[bool, str]]]
ROUTES: dict[str, tuple[tuple[str, str], Ask]] = {
    "chat, JSON": (("POST", f"{API}/chat"), chat_json),
    "chat, events": (("POST", f"{API}/chat"), chat_stream),
    "chat, socket": (("WS", f"{API}/chat/ws"), chat_socket),
    "analyze": (("POST", f"{API}/analyze"), analyze),
    "completions": (("POST", "/v1/chat/completions"), completion),
    "completions, events": (("POST", "/v1/chat/completions"), completion_stream),
}
SCRIPTS: dict[str, StreamScript] = {
    # The gateway's own tests have every status; here stands one of each kind.
    **{
        str(fault): faulty(OPENAI, fault)
        for fault in FAULTS
        if fault in (401, 429, 500) or isinstance(fault, str)
    },
    "late": late(OPENAI, SAID),
    "prose": script_in(OPENAI, says("We are sorry, as a language model.")),
    "hang": hanging(),
}


@pytest.mark.timeout(300)
async def test_a_fault_is_a_valid_object_or_a_typed_error_on_every_route(world: World) -> None:
    gateway = world.shop.site.parts.chat_models.gateway
    for fault, script in SCRIPTS.items():
        world.server.script = script
        for route, (_, ask) in ROUTES.items():
            health = gateway.health("a")
            for whose in (None, *health._breaker._own):  # an open breaker would hide the next fault
                health.succeeded(whose, None)
            before = len(world.server.asked)
            try:
                async with asyncio.timeout(LONGEST):
                    is_whole, said = await ask(world)
            except TimeoutError:
                is_whole, said = False, "hung"
            world.expect(is_whole, f"{fault}, {route}: {said[:300]}")
            world.expect("canary" not in said and CANARY not in said, f"{fault}, {route}: told {said[:300]}")
            world.expect(len(world.server.asked) > before, f"{fault}, {route}: the model was not asked")
    assert world.faults == []


async def test_every_route_that_asks_models_is_looked_at(world: World) -> None:
    document = (await world.shop.site.http.get("/openapi.json")).json()
    posting = {path for path, found in document["paths"].items() if "post" in found and "{store}" not in path}
    asking = {
        ("POST", path)
        for path in posting
        if path.startswith(("/v1/", f"{API}/chat", f"{API}/analyze")) and not path.endswith("/stop")
    }
    assert asking - {place for place, _ in ROUTES.values()} <= NOT_HERE.keys()
