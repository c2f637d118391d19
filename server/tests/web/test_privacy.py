"""What is kept of a shopper is found by an address, the shop's id or a chat, handed out whole, and erased whole."""

from typing import Any

import pytest
from shopper_tokens import claims, new_key, signed
from web_shops import Caller, Shop, Site, check_problem


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


@pytest.fixture
async def keeper(shop: Shop) -> Caller:
    _, caller = await shop.key(kind="secret", scopes=["shoppers.erase", "read"])
    return caller


async def proven(shop: Shop, customer: str, email: str) -> Caller:
    caller = await shop.start_shopper()
    token = signed(await new_key(shop), {**claims(shop, customer), "email": email})
    answer = await caller.post("/sessions/identify", json={"token": token})
    assert answer.status_code == 200, answer.text
    return caller


async def export(caller: Caller, **named: Any) -> Any:
    answer = await caller.post("/shoppers/export", json=named)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_all_of_a_shopper_is_handed_out_and_nothing_of_others(shop: Shop, keeper: Caller) -> None:
    first = await proven(shop, "c-1", "Ann@example.com")
    second = await proven(shop, "c-1", "ann@example.com")
    chat = (await first.ask("Do you sell tents?"))["conversation_id"]
    await second.ask("And stoves?")
    await shop.other_shopper.ask("Somebody else's words")
    for named in ({"email": "ANN@example.com"}, {"customer_id": "c-1"}, {"conversation_id": chat}):
        kept = await export(keeper, **named)
        assert [one["customer_id"] for one in kept["shoppers"]] == ["c-1"], named
        said = [
            one["text"] for chat in kept["conversations"] for one in chat["messages"] if one["role"] == "user"
        ]
        assert said == ["Do you sell tents?", "And stoves?"], named
        assert len(kept["sessions"]) == 2
    for named in ({"email": "bob@example.com"}, {"customer_id": "c-2"}):
        check_problem(await keeper.post("/shoppers/export", json=named), 404, "shopper_not_found")
    for odd in ({}, {"email": "ann@example.com", "customer_id": "c-1"}):
        check_problem(await keeper.post("/shoppers/erase", json=odd), 422, "invalid_input")


async def test_what_is_erased_is_gone_everywhere_and_its_token_ends(shop: Shop, keeper: Caller) -> None:
    ann = await proven(shop, "c-1", "ann@example.com")
    reply = await ann.ask("Do you sell tents? Ann's secret words.")
    await ann.post(f"/messages/{reply['message']['id']}/feedback", json={"rating": "down", "comment": "Ann."})
    other = await shop.other_shopper.ask("hello")
    erased = await keeper.post("/shoppers/erase", json={"email": "ann@example.com"})
    assert erased.json() == {"shoppers": 1, "sessions": 1, "conversations": 1}
    check_problem(await ann.get("/products"), 401, "unauthorized")
    for table in ("shopper", "message", "feedback", "answer_trace", "shopper_session", "turn_event"):
        rows = await shop.sql(f"SELECT {table}::text AS row FROM {table}")
        assert not [
            row for row in rows if "Ann" in row["row"] or str(reply["conversation_id"]) in row["row"]
        ], table
    assert [one["id"] for one in (await keeper.json("/conversations"))["items"]] == [other["conversation_id"]]
    check_problem(
        await keeper.post("/shoppers/erase", json={"email": "ann@example.com"}), 404, "shopper_not_found"
    )
    (entry,) = await shop.sql(
        "SELECT before::text AS before, actor FROM audit_entry WHERE action = 'shopper.erased'"
    )
    assert "ann" not in entry["before"].lower()


async def test_a_chat_of_nobody_in_particular_is_erased_with_its_session_alone(
    shop: Shop, keeper: Caller
) -> None:
    mine = (await shop.shopper.ask("hello"))["conversation_id"]
    theirs = (await shop.other_shopper.ask("hello"))["conversation_id"]
    erased = await keeper.post("/shoppers/erase", json={"conversation_id": mine})
    assert erased.json() == {"shoppers": 0, "sessions": 1, "conversations": 1}
    assert [one["id"] for one in (await keeper.json("/conversations"))["items"]] == [theirs]
    assert (await shop.shopper.post("/shoppers/erase", json={"conversation_id": theirs})).status_code == 401
    answer = await shop.other_shopper.post("/shoppers/erase", json={"conversation_id": theirs})
    assert answer.status_code == 403
