"""A store's first page: numbers that add up, and what needs somebody in the order of the shoppers it concerns."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from web_people import open_member
from web_shops import RETURNS_QUESTION, Shop, Site

UNKNOWN = "What is the capital of Mongolia?"


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


async def home(shop: Shop, query: str = "") -> Any:
    return await shop.reader.json(f"/home{query}")


async def test_an_empty_store_has_zeros_and_no_shares(shop: Shop) -> None:
    found = await home(shop)
    assert (found["now"]["conversations"], found["now"]["answered"]["share"]) == (0, None)
    assert (len(found["days"]), found["needs"]) == (7, [])
    assert found["now"]["first_words_ms"] == {"p50": None, "p95": None}


async def test_numbers_count_answers_ratings_and_times_of_shoppers_alone(shop: Shop) -> None:
    reply = await shop.shopper.ask(RETURNS_QUESTION)
    await shop.shopper.ask(UNKNOWN, conversation_id=reply["conversation_id"])
    await shop.other_shopper.ask(UNKNOWN.lower())
    await shop.secret.post("/assistant/preview", json={"message": UNKNOWN})
    await shop.shopper.post(f"/messages/{reply['message']['id']}/feedback", json={"rating": "up"})
    found = await home(shop)
    now = found["now"]
    assert (now["conversations"], now["answers"]) == (2, 3)
    assert now["answered"] == {"count": 1, "of": 3, "share": 1 / 3, "few": True}
    assert now["helpful"] == {"count": 1, "of": 1, "share": 1.0, "few": True}
    assert 0 < now["first_words_ms"]["p50"] <= now["first_words_ms"]["p95"]
    assert found["days"][-1] == {
        "day": datetime.now(UTC).date().isoformat(), "conversations": 2, "answers": 3, "answered": 1, "rated": 1, "helpful": 1,
    }  # fmt: skip
    assert found["open_chats"] == 2
    assert found["before"]["conversations"] == 0


async def test_the_period_before_is_compared_only_where_it_is_kept_whole(shop: Shop) -> None:
    reply = await shop.shopper.ask("hello")
    await shop.sql("UPDATE message SET created_at = created_at - interval '8 days'")
    await shop.sql(
        "UPDATE conversation SET created_at = created_at - interval '8 days' WHERE id = $1",
        reply["conversation_id"],
    )
    found = await home(shop)
    assert (found["now"]["answers"], found["before"]["answers"], found["before"]["conversations"]) == (
        0,
        1,
        1,
    )
    assert (await home(shop, "?period=28d"))["before"] is None


async def test_needs_are_ranked_by_the_shoppers_whom_they_concern(shop: Shop) -> None:
    for caller in (shop.shopper, shop.other_shopper):
        await caller.ask(UNKNOWN)
    await shop.shopper.ask("Who painted the Mona Lisa?")
    await shop.shopper.ask("Who wrote Hamlet?", improve=False)
    words = {"title": "Care", "body": "Wash it cold.", "language": "en"}
    article = (await shop.secret.post("/articles", json=words)).json()
    await shop.secret.post(f"/articles/{article['id']}/versions", json={})
    due = {"on": (datetime.now(UTC) - timedelta(days=1)).date().isoformat()}
    assert (await shop.secret.call("PUT", f"/articles/{article['id']}/review", json=due)).status_code == 200
    needs = (await home(shop))["needs"]
    assert [(one["kind"], one["shoppers"], one["count"]) for one in needs] == [
        ("question_unanswered", 2, 2),
        ("question_unanswered", 1, 1),
        ("articles_in_review", 0, 1),
        ("articles_due", 0, 1),
    ]
    assert needs[0]["what"]["question"] == UNKNOWN
    _, narrow = await shop.key(kind="secret", scopes=["stores.read", "articles.read"])
    seen = await narrow.json("/home")
    assert {one["kind"] for one in seen["needs"]} == {"articles_in_review", "articles_due"}
    assert (seen["open_chats"], seen["changes"], seen["now"]["cost"]) == (None, None, None)


async def test_who_may_read_the_log_sees_what_was_done_lately(shop: Shop) -> None:
    owner = await open_member(shop.site, "owner", organization=shop.store.organization_id)
    await shop.secret.call("PATCH", "/assistant", json={"tone": "plain"})
    found = await owner.json(f"/stores/{shop.store.slug}/home")
    assert found["changes"][0]["action"] == "assistant.draft_changed"
    assert found["now"]["cost"] == {}
