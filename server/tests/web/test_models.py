"""What is told of models: to whom, and how it changes with what they do."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from web_shops import RETURNS_QUESTION, Shop, Site, check_problem

from scripted_http import Reply, scripted_server

KEY = "canary-of-the-installations-key"
COMPLETION = {
    "model": "stub",
    "choices": [{"index": 0, "message": {"content": "Sixty."}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 9, "completion_tokens": 2},
}


@pytest.fixture
async def model_site(open_other_site: Any) -> AsyncIterator[tuple[Site, Any]]:
    """A process with a model at an address, and one of OpenAI's that nobody asks."""
    async with scripted_server(lambda asked: Reply(200, COMPLETION)) as server:
        described = {
            "house": {"kind": "openai", "model": "stub", "base_url": server.url, "key": KEY},
            "gpt-4.1-mini": {"kind": "openai", "base_url": "https://api.openai.com/v1", "key": KEY},
        }
        async with open_other_site(chat_model="house", chat_models=described) as site:
            yield site, server
            await site.parts.chat_models.close()


def by_id(listed: Any) -> dict[str, Any]:
    return {one["id"]: one for one in listed["items"]}


async def test_every_kind_of_model_is_told_of_with_price_size_and_abilities(model_site: Any) -> None:
    site, server = model_site
    shop = await site.open_shop()
    listed = by_id(await shop.reader.json("/models"))
    kinds = {one["kind"] for one in listed.values()}
    assert kinds == {"chat", "embedder", "reranker", "writer"}
    house, known = listed["house"], listed["gpt-4.1-mini"]
    assert (house["provider"], house["price"], house["known"], house["usual"]) == ("other", None, False, True)
    assert known["provider"] == "openai"
    assert known["context_tokens"] > 100_000
    assert "tools" in known["abilities"]["can"]
    assert known["price"]["source"]
    assert float(known["price"]["input"]) > 0
    assert known["price"]["since"] >= "2024-01-01"
    assert known["health"]["state"] == "unknown"
    hashed = listed["embedder:hashed-words-384"]
    assert (hashed["dimensions"], hashed["provider"], hashed["usual"]) == (384, "local", True)
    for secret in (KEY, str(server.port)):
        assert secret not in str(listed)


async def test_what_a_model_did_is_told_and_what_went_wrong(model_site: Any) -> None:
    site, server = model_site
    shop = await site.open_shop()
    await ask(site)
    told = await shop.reader.json("/models/house")
    assert (told["health"]["state"], told["latency"]["answers"], told["health"]["in_flight"]) == ("ok", 1, 0)
    assert 0 < told["latency"]["total"]["p50"] <= told["latency"]["total"]["p95"] < 60
    server.script = lambda asked: Reply(401, {"error": {"message": KEY}})
    with pytest.raises(Exception, match="key"):
        await ask(site)
    told = await shop.reader.json("/models/house")
    assert told["health"]["state"] == "troubled"
    assert told["health"]["trouble"]["code"] == "chat_key_refused"
    assert KEY not in str(told)


async def ask(site: Site) -> None:
    from aisle.llm.chat import ChatMessage, ChatRequest, Role
    from aisle.llm.gateway import Call, Purpose

    request = ChatRequest("", (ChatMessage(Role.USER, RETURNS_QUESTION),), 10)
    await site.parts.chat_models.gateway.complete(Call(Purpose.ANALYZE, "house"), request)


async def test_model_that_is_not_there_is_a_clear_problem(shop: Shop) -> None:
    for name in ("nothing", "meta-llama/llama-3", "embedder:nothing", "%2e%2e/x"):
        check_problem(await shop.reader.get(f"/models/{name}"), 404, "model_not_found")
    assert (await shop.reader.json("/models/writer:quote"))["usual"]


async def test_shipped_embedder_is_told_of_with_version_and_checksum(open_other_site: Any) -> None:
    from aisle.adapters.embeddings.minilm import MiniLmEmbedder

    async with open_other_site() as site:
        shop = await site.open_shop()
        models = site.parts.models
        embedder = MiniLmEmbedder(site.parts.settings.home)
        object.__setattr__(models, "embedders", {embedder.name: embedder})
        object.__setattr__(models, "names", {"minilm": embedder.name})
        told = await shop.reader.json("/models/embedder:minilm")
    assert told["weights"]["sha256"] == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    assert told["weights"]["version"][0].isdigit()
    assert told["weights"]["licence"] == "Apache-2.0"
