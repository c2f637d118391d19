"""Budgets over HTTP: set, listed, deleted; chats under them quote and say so; owners are told once."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from web_people import Person, open_member
from web_shops import RETURNS_QUESTION, Caller, Shop, Site, check_problem, text_of

from aisle.adapters.llm.scripted import says
from chat_tongues import TONGUES, script_in
from streamed_http import StreamingServer, streaming_server

OPENAI = next(tongue for tongue in TONGUES if tongue.kind == "openai")
SAID = "Unused goods can go back within 60 days of delivery [E1]."


@pytest.fixture
async def provider() -> AsyncIterator[StreamingServer]:
    async with streaming_server(script_in(OPENAI, says(SAID))) as server:
        yield server


@pytest.fixture
async def writing(open_other_site: Any, provider: StreamingServer) -> AsyncIterator[Site]:
    """A process whose answers a model writes."""
    model = {"base_url": provider.url, "key": "k", "model": "small-1"}
    async with open_other_site(chat_models={"small": model}, chat_model="small") as site:
        yield site


@pytest.fixture
async def shop(writing: Site) -> Shop:
    return await writing.open_filled_shop()


@pytest.fixture
async def owner(shop: Shop) -> Person:
    return await open_member(shop.site, "owner", organization=shop.store.organization_id)


async def put(owner: Caller, **budget: Any) -> Any:
    answer = await owner.call("PUT", "/budgets", json={"period": "month", **budget})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def listed(owner: Caller, **asked: Any) -> list[Any]:
    return list((await owner.get("/budgets", params=asked)).json()["items"])


async def test_a_chat_is_in_the_ledger_with_whoever_asked(shop: Shop, owner: Person) -> None:
    events = await shop.shopper.ask_stream(RETURNS_QUESTION)
    await shop.site.parts.ledger.drain()
    [call] = (await owner.get("/usage/calls", params={"purpose": "answer"})).json()["items"]
    assert call["conversation_id"] == events[0]["messageMetadata"]["conversationId"]
    assert (call["store_id"], call["model"], call["outcome"]) == (str(shop.store.id), "small-1", "done")
    assert call["principal"].startswith("shopper:")
    assert None not in (call["assistant_id"], call["request_id"])
    assert call["tokens_in"] > 0
    assert (call["cost"], call["currency"]) == (None, None)


async def test_a_spent_budget_has_answers_quote_and_say_why(shop: Shop, owner: Person, provider: Any) -> None:
    await put(owner, tokens=0, store=shop.store.slug)
    events = await shop.shopper.ask_stream(RETURNS_QUESTION)
    told = next(event["messageMetadata"] for event in reversed(events) if event["type"] == "message-metadata")
    assert (told["writer"], told["quoted_because"]) == ("quote", "budget_exceeded")
    assert "60 days" in text_of(events)
    assert provider.asked == []
    [budget] = await listed(owner)
    await owner.delete(f"/budgets/{budget['id']}")
    events = await shop.shopper.ask_stream(RETURNS_QUESTION)
    told = next(event["messageMetadata"] for event in reversed(events) if event["type"] == "message-metadata")
    assert (told["writer"], told.get("quoted_because")) == ("small", None)


async def test_where_nothing_may_be_quoted_a_problem_says_when_the_budget_ends(
    shop: Shop, owner: Person
) -> None:
    await put(owner, tokens=0)
    await shop.secret.call("PATCH", "/assistant", json={"falls_back": False})
    await shop.secret.post("/assistant/releases", json={"expected": 1})
    answer = await shop.shopper.post("/chat", json={"message": RETURNS_QUESTION})
    problem = check_problem(answer, 402, "budget_exceeded")
    assert problem["ends"].endswith("-01T00:00:00+00:00")


async def test_a_budget_is_set_replaced_and_listed_as_it_stands(shop: Shop, owner: Person) -> None:
    first = await put(owner, amount="200.00", currency="USD")
    again = await put(owner, amount="5", currency="USD", warn_share="0.5")
    assert first["id"] == again["id"]
    store = await put(owner, tokens=10_000, store=shop.store.slug, period="day")
    await shop.shopper.ask_stream(RETURNS_QUESTION)
    await shop.site.parts.ledger.drain()
    money, tokens = await listed(owner)
    assert (money["amount"], money["spent"], money["warn_share"]) == ("5", "0", "0.5")
    assert money["unpriced_tokens"] == tokens["spent_tokens"] > 0
    assert (tokens["id"], tokens["held_tokens"], tokens["spent"]) == (store["id"], 0, None)
    assert [one["id"] for one in await listed(owner, store=shop.store.slug)] == [store["id"]]


async def test_owners_are_told_once_when_its_share_is_reached(shop: Shop, owner: Person) -> None:
    await put(owner, tokens=20_000, warn_share="0.0001")
    for _ in range(3):
        await shop.shopper.ask_stream(RETURNS_QUESTION)
    await shop.site.parts.ledger.drain()
    await shop.site.parts.warner.drain()
    entries = (await owner.get("/audit", params={"action": "budget.nearly_spent"})).json()["items"]
    assert len(entries) == 1
    assert entries[0]["after"]["limit"] == "20,000 tokens"
    await shop.site.work()
    [mail] = shop.site.mailer.to(owner.email)
    assert "nearly spent" in mail.subject
    assert "20,000 tokens" in mail.text


@pytest.mark.parametrize(
    "body",
    [
        {"period": "month"},
        {"period": "month", "amount": "1"},
        {"period": "month", "tokens": 1, "amount": "1", "currency": "USD"},
        {"period": "month", "tokens": 1, "currency": "USD"},
        {"period": "month", "tokens": -1},
        {"period": "month", "amount": "NaN", "currency": "USD"},
        {"period": "month", "amount": "-0.01", "currency": "USD"},
        {"period": "month", "amount": "1", "currency": "usd"},
        {"period": "year", "tokens": 1},
        {"period": "month", "tokens": 1, "warn_share": "0"},
        {"period": "month", "tokens": 1, "organization_id": "x"},
    ],
)
async def test_what_is_no_budget_is_refused(owner: Person, body: Any) -> None:
    check_problem(await owner.call("PUT", "/budgets", json=body), 422, "invalid_input")
    assert await listed(owner) == []


async def test_another_organizations_budget_and_store_are_not_there(shop: Shop, owner: Person) -> None:
    other = await shop.site.open_shop()
    stranger = await open_member(shop.site, "owner", organization=other.store.organization_id)
    theirs = await put(stranger, tokens=5)
    check_problem(await owner.delete(f"/budgets/{theirs['id']}"), 404, "budget_not_found")
    check_problem(await owner.delete("/budgets/nonsense"), 404, "not_found")
    body = {"period": "month", "tokens": 1, "store": other.store.slug}
    check_problem(await owner.call("PUT", "/budgets", json=body), 404, "store_not_found")
    assert [one["id"] for one in await listed(stranger)] == [theirs["id"]]
