"""A shop whose embedder is a server: what the server does wrong is said, costs no content, and leaves the index whole."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from web_shops import Shop, Site

from aisle.adapters.embeddings import EMBEDDERS, EmbedderOptions, HashedEmbedder, RemoteOptions
from embedding_servers import OpenAiScript, plain_answer
from scripted_http import Asked, Reply, ScriptedServer, scripted_server

GOOD = OpenAiScript(384)
KEY = "canary-of-a-key"
ASKED = {"query": "How many days do I have to send goods back?", "kinds": ["passage"]}
FAULTS = {
    "away": lambda asked: Reply(503, {}, {"Retry-After": "9999"}),
    "key refused": lambda asked: Reply(401, {"error": {"message": KEY}}),
    "another width": lambda asked: Reply(200, plain_answer([[0.5] * 7] * len(asked.body["input"]))),
    "not numbers": lambda asked: Reply(200, b'{"data": [{"embedding": [NaN]}]}'),
    "nought": lambda asked: Reply(200, plain_answer([[0.0] * 384] * len(asked.body["input"]))),
    "a page": lambda asked: Reply(200, b"<html>Sign in</html>"),
    "elsewhere": lambda asked: Reply(302, {}, {"Location": "http://127.0.0.1:1/"}),
    "too few": lambda asked: Reply(200, {"data": []}),
    "refuses all": lambda asked: Reply(400, {"error": {"code": "dimensions"}}),
}


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aisle.core.http.patience.PAUSE_CAP", 0.0)
    monkeypatch.setattr("aisle.core.http.breaker.FAILURES", 10**9)


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    async with scripted_server(GOOD) as running:
        yield running


@pytest.fixture
async def site(server: ScriptedServer, open_other_site: Any, tmp_path: Path) -> AsyncIterator[Site]:
    """An API process and its worker, with an embedder behind an address beside the local one."""
    where = RemoteOptions(server.url, "bge", 384, key=KEY, text_tokens=400, query_seconds=2)
    remote = EMBEDDERS["openai"](EmbedderOptions(tmp_path, where=where))
    async with open_other_site(embedders=(remote, HashedEmbedder())) as opened:
        yield opened
    await remote.close()


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


async def legs_of(shop: Shop, **more: Any) -> tuple[set[str], list[str]]:
    """The legs that found something, and what is degraded."""
    answer = await shop.secret.post("/search", json={**ASKED, "explain": True, **more})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["items"], "words alone find it"
    return {leg for hit in body["items"] for leg in hit["explain"]["legs"]}, body["degraded"]


async def vectors_of(shop: Shop) -> Any:
    return await shop.sql("SELECT item_id, content_hash, embedding::text FROM index_item ORDER BY item_id")


async def let_wait_no_longer(shop: Shop) -> None:
    await shop.sql("UPDATE job SET due_at = now() WHERE state = 'queued'")


async def test_both_legs_answer_from_the_servers_vectors(shop: Shop, server: ScriptedServer) -> None:
    assert await legs_of(shop) == ({"words", "meaning"}, [])
    assert {asked.headers["authorization"] for asked in server.asked} == {f"Bearer {KEY}"}


async def test_the_local_embedder_serves_other_stores_at_the_same_time(
    shop: Shop, site: Site, server: ScriptedServer, open_other_site: Any
) -> None:
    async with open_other_site() as local_site:
        other = await local_site.open_filled_shop()
    server.asked.clear()
    other.site = shop.site
    other.secret.app = site.frame
    other.secret.http = site.http
    assert await legs_of(other) == ({"words", "meaning"}, [])
    assert server.asked == []
    assert await legs_of(shop) == ({"words", "meaning"}, [])


@pytest.mark.parametrize("fault", FAULTS)
async def test_search_goes_on_with_words_and_says_so(shop: Shop, server: ScriptedServer, fault: str) -> None:
    before = await vectors_of(shop)
    server.script = FAULTS[fault]
    assert await legs_of(shop) == ({"words"}, ["meaning"])
    reply = await shop.shopper.ask(ASKED["query"])
    assert "[1]" in reply["message"]["text"]
    checks = (await shop.secret.get("/ready")).json()["checks"]
    assert checks["embedder"]["state"] == "degraded"
    server.script = GOOD
    assert await legs_of(shop, query="send unused goods back") == ({"words", "meaning"}, [])
    assert (await shop.secret.get("/ready")).json()["checks"]["embedder"]["state"] == "ok"
    assert await vectors_of(shop) == before
    assert not any(KEY in heard for caller in (shop.secret, shop.shopper) for heard in caller.heard)


@pytest.mark.parametrize("fault", FAULTS)
async def test_content_waits_for_the_server_and_nothing_is_lost(
    shop: Shop, server: ScriptedServer, fault: str
) -> None:
    before = await vectors_of(shop)
    server.script = FAULTS[fault]
    sent = await shop.secret.post(
        "/documents", json={"title": "Returns", "text": "# Returns\n\nSeventy days now."}
    )
    document = f"/documents/{sent.json()['documents'][0]['id']}"
    imported = await shop.secret.post(
        "/catalog/imports",
        files={"file": ("p.csv", b"handle,title,price\nnew-boot,New boot,95.00\n", "text/csv")},
    )
    for _ in range(7):  # more often than a job that fails is tried
        await shop.work()
        await let_wait_no_longer(shop)
        assert (await shop.secret.json(document))["state"] not in ("failed", "ready")
        assert await vectors_of(shop) == before
    assert (await legs_of(shop))[0] == {"words"}
    server.script = GOOD
    await shop.work()
    assert (await shop.secret.json(document))["state"] == "ready"
    run = await shop.secret.json(f"/catalog/imports/{imported.json()['import_id']}")
    assert (run["state"], run["counts"]["failed"]) == ("done", 0)
    assert await shop.product("new-boot")
    assert await legs_of(shop, query="Seventy days now") == ({"words", "meaning"}, [])


async def test_one_text_that_cannot_be_embedded_fails_by_itself(shop: Shop, server: ScriptedServer) -> None:
    async def script(asked: Asked) -> Reply:
        if any("Poison" in text for text in asked.body["input"]):
            return Reply(422, {"error": {"code": "unprocessable"}})
        return await GOOD(asked)

    server.script = script
    bad = await shop.secret.post("/documents", json={"title": "Bad", "text": "# Bad\n\nPoison here."})
    good = await shop.secret.post(
        "/documents", json={"title": "Good", "text": "# Good\n\nNothing wrong here."}
    )
    await shop.work()
    states = [
        (await shop.secret.json(f"/documents/{one.json()['documents'][0]['id']}")) for one in (bad, good)
    ]
    assert [one["state"] for one in states] == ["failed", "ready"]
    assert states[0]["reason"] == "embedder_refused"


async def test_a_server_that_hangs_holds_a_search_up_no_longer_than_set(
    shop: Shop, server: ScriptedServer
) -> None:
    server.script = lambda asked: Reply(hang=True)
    async with asyncio.timeout(60):
        assert await legs_of(shop) == ({"words"}, ["meaning"])


async def test_the_widest_vectors_are_stored_and_searched(
    server: ScriptedServer, open_other_site: Any, tmp_path: Path
) -> None:
    server.script = OpenAiScript(4000)
    wide = EMBEDDERS["openai"](EmbedderOptions(tmp_path, where=RemoteOptions(server.url, "wide", 4000)))
    async with open_other_site(embedders=(wide,)) as site:
        assert await legs_of(await site.open_filled_shop()) == ({"words", "meaning"}, [])
    await wide.close()
