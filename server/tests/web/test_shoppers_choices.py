"""What shoppers decide about their own chats: whether they are learned from, whether they stay, what was agreed to before."""

import pytest
from web_shops import ORIGIN, RUCKSACK_QUESTION, Shop, Site, check_problem


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


async def searches(shop: Shop) -> list[str]:
    await shop.site.parts.search_log.flush()
    return [row["query"] for row in await shop.sql("SELECT query FROM search_query")]


async def test_a_deleted_chat_is_gone_at_once_for_everyone(shop: Shop) -> None:
    kept = await shop.shopper.ask("hello")
    mine = (await shop.shopper.ask(RUCKSACK_QUESTION))["conversation_id"]
    check_problem(await shop.other_shopper.delete(f"/conversations/{mine}"), 404, "conversation_not_found")
    assert (await shop.shopper.delete(f"/conversations/{mine}")).status_code == 204
    for caller in (shop.shopper, shop.secret):
        answer = await caller.get(f"/conversations/{mine}/messages")
        check_problem(answer, 404, "conversation_not_found")
    assert await shop.sql("SELECT 1 FROM message WHERE conversation_id = $1", mine) == []
    assert await shop.shopper.json(f"/conversations/{kept['conversation_id']}/messages")
    (entry,) = await shop.sql("SELECT actor FROM audit_entry WHERE action = 'conversation.deleted'")
    assert entry["actor"].startswith("shopper:")


async def test_a_chat_that_may_not_improve_answers_is_not_learned_from(shop: Shop) -> None:
    await shop.shopper.ask(RUCKSACK_QUESTION, improve=False)
    assert await searches(shop) == []
    told = await shop.shopper.ask("hello")
    path = f"/conversations/{told['conversation_id']}/choices"
    assert (await shop.shopper.call("PUT", path, json={"improve": False})).status_code == 204
    await shop.shopper.ask(RUCKSACK_QUESTION, conversation_id=told["conversation_id"])
    assert await searches(shop) == []
    assert (await shop.shopper.call("PUT", path, json={"improve": True})).status_code == 204
    await shop.shopper.ask(RUCKSACK_QUESTION, conversation_id=told["conversation_id"])
    assert len(await searches(shop)) == 1


async def test_consent_is_kept_with_the_session_and_pages_without_what_follows_the_path(shop: Shop) -> None:
    body = {"consent": {"given": True, "words_version": "2026-11", "language": "de"}}
    made = await shop.publishable.post("/sessions", json=body, headers={"origin": ORIGIN})
    assert made.status_code == 201, made.text
    (row,) = await shop.sql("SELECT consent FROM shopper_session WHERE id = $1", made.json()["session_id"])
    assert (row["consent"]["given"], row["consent"]["words_version"]) == (True, "2026-11")
    assert row["consent"]["at"]
    odd = {"consent": {"given": "yes", "words_version": "1", "language": "de"}}
    refused = await shop.publishable.post("/sessions", json=odd, headers={"origin": ORIGIN})
    check_problem(refused, 422, "invalid_input")
    told = await shop.shopper.ask("hello", page="https://shop.example/tents?email=a@b.example#x")
    (row,) = await shop.sql("SELECT page FROM conversation WHERE id = $1", told["conversation_id"])
    assert row["page"] == "/tents"
