"""Embedders of an organization's own providers: listed and asked below /v1, kept account of, and nobody else's."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from web_providers import KEY, OPENED, added, embedding_provider, manager
from web_shops import Shop, Site, open_site

from aisle.core.db import Database
from aisle.core.db.migrate import Roles
from embedding_servers import OpenAiScript
from scripted_http import Reply, scripted_server


@pytest.fixture(scope="module")
async def open_site_(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Site]:
    """A process whose operator has opened this machine's own address."""
    home, databases = tmp_path_factory.mktemp("home"), (database, worker_database, dispatcher_database)
    async with open_site(*databases, roles.secrets, home, **OPENED) as site:
        yield site
        await site.parts.providers.directory.close()


async def embed(shop: Shop, model: str = "own-vectors") -> Any:
    body = {"model": model, "input": ["boots", "tents"]}
    return await shop.secret.call("POST", "/v1/embeddings", json=body)


async def names(shop: Shop) -> dict[str, Any]:
    listed = (await shop.secret.call("GET", "/v1/models")).json()["data"]
    return {one["id"]: one["aisle"] for one in listed}


async def test_own_embedder_is_listed_asked_and_accounted_for(open_site_: Site) -> None:
    shop, other = await open_site_.open_shop(), await open_site_.open_shop()
    async with scripted_server(OpenAiScript()) as server:
        await added(await manager(shop), embedding_provider(server.url))
        assert (await names(shop))["own-vectors"] == {"kind": "embedding", "dimensions": 384}
        answer = await embed(shop)
        assert answer.status_code == 200, answer.text
        vectors = [one["embedding"] for one in answer.json()["data"]]
        assert [len(one) for one in vectors] == [384, 384]
        assert vectors[0] != vectors[1]
        (asked,) = server.asked
        assert (asked.headers["authorization"], asked.body["model"]) == (f"Bearer {KEY}", "vec-1")
        listed = await shop.reader.json("/models/embedder:own-vectors")
        assert (listed["owner"], listed["dimensions"], listed["health"]["state"]) == (
            "organization",
            384,
            "ok",
        )
        # It writes nothing, so no assistant may choose it.
        assert {"name": "own-vectors"} not in (await shop.reader.json("/assistant/models"))["items"]
        assert "own-vectors" not in await names(other)
        assert (await embed(other)).status_code == 404
        assert len(server.asked) == 1
    (event,) = await shop.sql("SELECT * FROM usage_event WHERE purpose = 'embed'")
    assert (event["model"], event["outcome"], event["currency"]) == ("vec-1", "done", "USD")
    assert float(event["cost"]) == pytest.approx(event["tokens_in"] / 10_000_000)


async def test_suspended_embedder_is_asked_by_nobody(open_site_: Site) -> None:
    shop = await open_site_.open_shop()
    who = await manager(shop)
    async with scripted_server(OpenAiScript()) as server:
        made = await added(who, embedding_provider(server.url))
        state = f"/providers/{made['id']}/state"
        assert (await who.call("PUT", f"/api/v1{state}", json={"suspended": True})).status_code == 200
        assert (await embed(shop)).status_code == 404
        assert "own-vectors" not in await names(shop)
        assert server.asked == []


@pytest.mark.parametrize(("status", "works"), [(200, True), (401, False)])
async def test_trying_an_embedder_says_what_happened(open_site_: Site, status: int, works: bool) -> None:
    shop, good = await open_site_.open_shop(), OpenAiScript()
    who = await manager(shop)
    async with scripted_server(good if works else lambda _asked: Reply(status, {})) as server:
        made = await added(who, embedding_provider(server.url))
        tried = (await who.post(f"/providers/{made['id']}/test", json={})).json()
    assert (tried["model"], tried["works"]) == ("own-vectors", works)
    assert tried["code"] == (None if works else "embedder_misconfigured")
