"""The last order of hits over the API: what moves them, what says so, and what happens when a reranker cannot."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from web_shops import Shop, Site

from aisle.tenants import service as tenants
from scripted_http import Asked, Reply, ScriptedServer, scripted_server

TITLES = ("Beck tent", "Beck tent plus", "Beck tent light", "Fell stove")


def product(title: str, stock: int = 5, **more: Any) -> dict[str, Any]:
    handle = title.lower().replace(" ", "-")
    return {"handle": handle, "title": title, "price": "95.00", "currency": "GBP", "stock": stock, **more}


def by_length(asked: Asked) -> Reply:
    """A model that likes long texts."""
    texts = asked.body["documents"]
    return Reply(
        200, {"results": [{"index": at, "relevance_score": len(text)} for at, text in enumerate(texts)]}
    )


@pytest.fixture
async def server() -> AsyncIterator[ScriptedServer]:
    async with scripted_server(by_length) as running:
        yield running


@pytest.fixture
async def site(server: ScriptedServer, open_other_site: Any) -> AsyncIterator[Site]:
    """A process that has a model; stores use the rules unless they choose."""
    async with open_other_site(
        rerank_url=server.url, rerank_key="canary-of-a-key", rerank_seconds=0.3
    ) as opened:
        yield opened
        await opened.parts.reranking.close()
        await opened.worker.reranking.close()


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_shop()


async def choose(shop: Shop, *names: str) -> None:
    async with shop.session() as session:
        chosen = {"reranking": list(names)}
        await tenants.change_settings(session, shop.store.id, chosen, names)  # also one that went away since


async def search(shop: Shop, query: str, **more: Any) -> dict[str, Any]:
    body = {"query": query, "kinds": ["product"], "explain": True, **more}
    answer = await shop.secret.post("/search", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def titles(body: dict[str, Any]) -> list[str]:
    return [hit["product"]["title"] for hit in body["items"]]


async def test_of_equals_the_one_in_stock_comes_first_and_it_is_said_why(shop: Shop) -> None:
    await choose(shop)
    # The sold-out one has the lower handle, which decides between equals otherwise.
    await shop.import_products([product("Beck tent", 0, handle="a1"), product("Beck tent", 5, handle="b2")])
    before = await search(shop, "beck tent")
    sold_out_first = before["items"][0]["product"]["handle"] == "a1"
    assert all(hit["explain"]["reranked"] == [] for hit in before["items"])
    await choose(shop, "rules")
    shop.site.parts.searcher._vocabularies._kept.clear()
    after = await search(shop, "beck tent")
    assert [hit["product"]["handle"] for hit in after["items"]] == ["b2", "a1"]
    notes = [hit["explain"]["reranked"][0] for hit in after["items"]]
    assert [note["by"] for note in notes] == ["rules", "rules"]
    assert "sold_out" in notes[1]["reasons"]
    assert "sold_out" not in notes[0]["reasons"]
    if sold_out_first:
        assert (notes[1]["before"], notes[1]["after"]) == (1, 2)
    scores = [hit["score"] for hit in after["items"]]
    assert scores == sorted(scores, reverse=True)


async def test_the_model_orders_when_a_store_chooses_it(shop: Shop, server: ScriptedServer) -> None:
    await choose(shop, "model")
    await shop.import_products([product(title) for title in TITLES])
    body = await search(shop, "beck tent")
    assert titles(body)[:2] == ["Beck tent light", "Beck tent plus"]
    assert body["degraded"] == []
    assert body["items"][0]["explain"]["reranked"][0]["reasons"] == ["model"]
    assert server.asked[0].body["query"] == "beck tent"
    assert server.asked[0].headers["authorization"] == "Bearer canary-of-a-key"


@pytest.mark.parametrize(
    "reply",
    [
        Reply(503, {}),
        Reply(hang=True),
        Reply(200, b"<html>"),
        Reply(200, {"results": [{"index": 99, "relevance_score": 1}]}),
    ],
    ids=["away", "hangs", "a page", "invents"],
)
async def test_without_the_model_the_order_before_stays_and_it_is_said(
    shop: Shop, server: ScriptedServer, reply: Reply
) -> None:
    await choose(shop)
    await shop.import_products([product(title) for title in TITLES])
    before = await search(shop, "beck tent")
    await choose(shop, "model")
    shop.site.parts.searcher._vocabularies._kept.clear()
    server.script = lambda asked: reply
    after = await search(shop, "beck tent")
    assert (titles(after), after["degraded"]) == (titles(before), ["reranking"])
    assert "canary" not in str(after)


async def test_the_best_of_the_window_are_shown_even_if_few_are_asked_for(shop: Shop) -> None:
    await choose(shop, "model")
    await shop.import_products([product(title) for title in TITLES])
    body = await search(shop, "beck tent", limit=1)
    assert titles(body) == ["Beck tent light"]


async def test_pages_of_a_reranked_search_show_everything_once(shop: Shop) -> None:
    await choose(shop, "model", "diversity", "rules")
    await shop.import_products([product(f"Beck tent {'x' * at}") for at in range(1, 8)])
    shown, cursor = [], None
    for _ in range(5):
        body = await search(shop, "beck tent", limit=2, **({"cursor": cursor} if cursor else {}))
        shown += titles(body)
        cursor = body["next_cursor"]
        if cursor is None:
            break
    assert len(shown) == len(set(shown)) == 7


async def test_a_named_product_and_an_order_by_price_are_left_alone(
    shop: Shop, server: ScriptedServer
) -> None:
    await choose(shop, "model")
    await shop.import_products(
        [product("Beck tent", sku="BT-1042"), *[product(title) for title in TITLES[1:]]]
    )
    body = await search(shop, "BT-1042 beck tent light")
    assert titles(body)[0] == "Beck tent"
    assert body["items"][0]["explain"]["reranked"] == []
    server.asked.clear()
    await search(shop, "beck tent", sort="price_asc")
    assert server.asked == []


async def test_a_reranker_that_is_not_there_is_passed_over(shop: Shop) -> None:
    await choose(shop, "no-such", "rules")
    await shop.import_products([product(title) for title in TITLES])
    assert len((await search(shop, "beck tent"))["items"]) >= 3
