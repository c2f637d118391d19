"""Prices in articles: never stored as figures, shown as they are at the moment, and told of when the product is gone."""

from collections.abc import AsyncIterator

import pytest
from web_articles import NOON, Newsroom, clock_of, open_newsroom
from web_shops import PRODUCTS, Json, Site, check_problem, text_of

from aisle.core.clock import FixedClock

BODY = "A bivouac hire deposit equals the price of our Fell 28, which is {{product:fell-28.price}}."
QUESTION = "How large is the bivouac hire deposit?"


@pytest.fixture
async def room(site: Site) -> AsyncIterator[Newsroom]:
    clock = FixedClock(NOON)
    with clock_of(site, clock):
        yield await open_newsroom(await site.open_filled_shop(), clock)


async def reprice(room: Newsroom, price: str) -> None:
    changed = [{**one, "price": price} if one["handle"] == "fell-28" else one for one in PRODUCTS]
    await room.shop.import_products(changed)


def text_of_reply(reply: Json) -> str:
    return " ".join(part["text"] for part in reply["message"]["parts"] if part["type"] == "text")


async def test_answer_that_quotes_an_article_shows_the_present_price(room: Newsroom) -> None:
    await room.publish("Hire", BODY)
    shopper = room.shop.shopper
    reply = await shopper.ask(QUESTION)
    assert "£95" in text_of_reply(reply), reply
    assert "{{" not in str(reply)
    facts = [part["data"]["fact"] for part in reply["message"]["parts"] if part["type"] == "data-fact"]
    assert facts == ["price"]
    await reprice(room, "120.00")
    assert "£120" in text_of_reply(await shopper.ask(QUESTION))
    kept = (await shopper.json(f"/conversations/{reply['conversation_id']}/messages"))["items"][-1]
    assert "£120" in str(kept), "a conversation that is read again shows today's price"
    stored = await room.shop.sql("SELECT content::text AS content FROM message WHERE role = 'assistant'")
    assert not [row for row in stored if "£95" in row["content"] or "£120" in row["content"]]


async def test_stream_search_and_citation_are_filled_in_too(room: Newsroom) -> None:
    await room.publish("Hire", BODY)
    events = await room.shop.shopper.ask_stream(QUESTION)
    assert "£95" in text_of(events)
    assert "{{" not in str(events)
    cited = next(event["data"] for event in events if event["type"] == "data-citation")
    assert "£95" in cited["quote"]
    opened = await room.shop.shopper.json(f"/citations/{cited['id']}")
    assert "£95" in opened["passage"]["text"]
    assert "{{" not in str(opened)
    assert await room.finds("bivouac hire deposit", "£95")


async def test_price_of_a_product_that_is_gone_is_not_made_up_and_the_reference_is_reported(
    room: Newsroom,
) -> None:
    article = await room.publish("Hire", BODY)
    assert (await room.writer.json("/article-references"))["items"] == []
    await room.shop.import_products([one for one in PRODUCTS if one["handle"] != "fell-28"], replace=True)
    reply = await room.shop.shopper.ask(QUESTION)
    assert "no longer listed" in text_of_reply(reply)
    (broken,) = (await room.writer.json("/article-references"))["items"]
    assert broken["article"]["id"] == article["id"]
    assert [(one["product"], one["fault"]) for one in broken["references"]] == [("fell-28", "no_product")]
    check_problem(
        await room.writer.post(f"/articles/{article['id']}/versions", json={}), 422, "article_invalid"
    )


async def test_what_nobody_can_fill_in_cannot_be_handed_in(room: Newsroom) -> None:
    article = await room.begin("Hire", "It weighs {{product:fell-28.soul}}.")
    assert [one["fault"] for one in article["references"]] == ["unknown_field"]
    check_problem(
        await room.writer.post(f"/articles/{article['id']}/versions", json={}), 422, "article_invalid"
    )
