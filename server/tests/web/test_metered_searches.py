"""Searches and indexing that ask models behind an address are paid for, once, by whoever asked."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from web_people import open_member
from web_shops import Shop, Site

from aisle.adapters.embeddings import EMBEDDERS, CachedQueries, EmbedderOptions, RemoteOptions
from aisle.llm.watching import WatchedEmbedder
from embedding_servers import OpenAiScript
from scripted_http import Asked, Reply, ScriptedServer, scripted_server

PRICED = """
[[model]]
name = "bge"
provider = "other"
[[model.price]]
from = 2026-01-01
input = "100"
output = "0"
"""
ASKED = {"query": "How many days do I have to send goods back?", "kinds": ["passage"]}
TOKENS = -(-len(ASKED["query"]) // 3)


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    async with scripted_server(OpenAiScript(384)) as running:
        yield running


@pytest.fixture
async def reranker() -> AsyncIterator[ScriptedServer]:
    def script(asked: Asked) -> Reply:
        count = len(asked.body["documents"])
        return Reply(200, {"results": [{"index": at, "relevance_score": at} for at in range(count)]})

    async with scripted_server(script) as running:
        yield running


@pytest.fixture
async def site(
    server: ScriptedServer,
    reranker: ScriptedServer,
    open_other_site: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Site]:
    """A process whose embedder and reranker are servers."""
    prices = tmp_path / "models.toml"
    prices.write_text(PRICED)
    where = RemoteOptions(server.url, "bge", 384, text_tokens=400, query_seconds=2)
    remote = EMBEDDERS["openai"](EmbedderOptions(tmp_path, where=where))
    described = {remote.name: {"kind": "openai", "model": "bge", "base_url": server.url}}
    monkeypatch.setenv("AISLE_EMBEDDERS", json.dumps(described))
    settings = {"rerank": "model", "rerank_url": reranker.url, "models_file": prices}
    async with open_other_site(embedders=(CachedQueries(WatchedEmbedder(remote)),), **settings) as opened:
        yield opened
        await opened.parts.reranking.close()
        await opened.worker.reranking.close()
    await remote.close()


async def calls_of(shop: Shop, purpose: str) -> list[Any]:
    await shop.site.parts.ledger.drain()
    return list(
        await shop.sql(
            "SELECT principal, store_id, key_id, provider, model, outcome, estimated, tokens_in, cost, duty FROM usage_event"
            f" WHERE purpose = '{purpose}' ORDER BY at"
        )
    )


async def test_indexing_and_searching_are_paid_for_by_whoever_asked(site: Site) -> None:
    shop = await site.open_filled_shop()
    indexed = await calls_of(shop, "embed")
    assert indexed
    assert {one["principal"] for one in indexed} == {"job:ingest_documents", "job:import_catalog"}
    assert {one["store_id"] for one in indexed} == {shop.store.id}
    assert (await shop.secret.post("/search", json=ASKED)).status_code == 200
    [asked] = (await calls_of(shop, "embed"))[len(indexed) :]
    assert (asked["tokens_in"], asked["estimated"], asked["outcome"]) == (TOKENS, True, "done")
    assert float(asked["cost"]) == pytest.approx(TOKENS * 100 / 1_000_000)
    assert asked["principal"].startswith("secret:")
    [ranked] = await calls_of(shop, "rerank")
    assert (ranked["principal"], ranked["cost"], ranked["outcome"]) == (asked["principal"], None, "done")
    assert ranked["tokens_in"] > TOKENS
    await shop.secret.post("/search", json=ASKED)  # its vector is remembered: nothing is asked
    assert len(await calls_of(shop, "embed")) == len(indexed) + 1


async def test_texts_that_a_program_has_embedded_are_counted_once(site: Site) -> None:
    shop = await site.open_shop()
    answer = await shop.secret.call(
        "POST", "/v1/embeddings", json={"model": site.embedder.name, "input": ["boots", "a tent for two"]}
    )
    assert answer.status_code == 200, answer.text
    [call] = await calls_of(shop, "embed")
    assert call["tokens_in"] == answer.json()["usage"]["prompt_tokens"]
    assert call["key_id"] is not None


async def test_who_has_nothing_left_searches_by_words_and_nobody_is_asked(
    site: Site, server: ScriptedServer, reranker: ScriptedServer
) -> None:
    shop = await site.open_filled_shop()
    owner = await open_member(site, "owner", organization=shop.store.organization_id)
    zero = {"period": "month", "tokens": 0}
    assert (await owner.call("PUT", "/budgets", json=zero)).status_code in (200, 201)
    # The worker, whose ledger has the embedder's calls here, would learn of it within two seconds.
    site.worker.ledger.unbudgeted.forget(shop.store.organization_id)
    before = len(server.asked), len(reranker.asked)
    found = (await shop.secret.post("/search", json=ASKED)).json()
    assert found["items"]
    assert "meaning" in found["degraded"]
    assert (len(server.asked), len(reranker.asked)) == before


async def test_a_search_that_is_answered_too_late_is_paid_for(site: Site, server: ScriptedServer) -> None:
    shop = await site.open_filled_shop()
    before = len(await calls_of(shop, "embed"))
    server.script = lambda asked: Reply(hang=True)
    await shop.secret.post("/search", json=ASKED)
    [late] = (await calls_of(shop, "embed"))[before:]
    assert (late["outcome"], late["tokens_in"]) == ("failed", TOKENS)
