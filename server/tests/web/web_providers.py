"""Organizations with providers of their own, at servers of this machine that the operator has opened."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from web_people import open_member
from web_shops import Json, Shop, Site

from aisle.llm.chat import ChatMessage, ChatRequest, Role
from aisle.llm.gateway import Call, Payer, Purpose
from scripted_http import Reply, ScriptedServer, scripted_server

KEY = "sk-canary-quokka-0123456789-abcd"
OPENED = {"egress_allow": "127.0.0.1"}


def completion(text: str) -> Json:
    return {
        "model": "stub",
        "choices": [{"index": 0, "message": {"content": text}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 2},
    }


@asynccontextmanager
async def model_server(text: str = "Yes.") -> AsyncIterator[ScriptedServer]:
    """A server that speaks like OpenAI's and always says the same."""
    async with scripted_server(lambda _asked: Reply(200, completion(text))) as server:
        yield server


def embedding_provider(url: str, name: str = "own-vectors", **more: Any) -> Json:
    """What is sent to add a provider with one model that embeds."""
    model = {"name": name, "called": "vec-1", "dimensions": 384, "price": {"input": "0.1", "output": "0"}}
    return {"name": f"E {url}", "kind": "openai", "base_url": url, "key": KEY, "models": [model | more]}


def provider(url: str | None, *names: str, key: str | None = KEY, **more: Any) -> Json:
    """What is sent to add a provider."""
    models = [{"name": name, "called": f"{name}-1"} for name in names or ("own",)]
    return {"name": f"P {url}", "kind": "openai", "base_url": url, "key": key, "models": models, **more}


async def manager(shop: Shop) -> Any:
    """A developer of the shop's organization, who has just signed in."""
    return await open_member(shop.site, "developer", organization=shop.store.organization_id)


async def added(who: Any, body: Json) -> Json:
    made = await who.post("/providers", json=body)
    assert made.status_code == 201, made.text
    return made.json()  # type: ignore[no-any-return]


async def ask(site: Site, organization: UUID | None, name: str = "own") -> str:
    """Call a model as an organization's request does."""
    request = ChatRequest("", (ChatMessage(Role.USER, "Boots?"),), 10)
    call = Call(Purpose.ANALYZE, name, Payer(organization))
    return (await site.parts.chat_models.gateway.complete(call, request)).text
