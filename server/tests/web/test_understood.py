"""A shopper sees what was understood, takes parts of it back, and is told what gave way: in the search and in the chat."""

from typing import Any

from web_shops import Shop


async def search(shop: Shop, query: str, **more: Any) -> dict[str, Any]:
    answer = await shop.reader.post("/search", json={"query": query, "kinds": ["product"], **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def handles(found: dict[str, Any]) -> list[str]:
    return [item["product"]["handle"] for item in found["items"]]


def texts(message: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [part["data"] for part in message["parts"] if part["type"] == f"data-{kind}"]


async def test_a_filter_says_where_it_was_read(shop: Shop) -> None:
    query = "rucksack under 100"
    price = next(one for one in (await search(shop, query))["filters"] if one["field"] == "price")
    assert query[price["start"] : price["end"]] == price["words"] == "under 100"


async def test_a_search_without_one_of_the_filters_that_were_read(shop: Shop) -> None:
    query = "rucksack under 100"
    price = next(one for one in (await search(shop, query))["filters"] if one["field"] == "price")
    assert set(handles(await search(shop, query))) == {"fell-28"}
    again = await search(shop, query, ignore=[price["id"]])
    assert set(handles(again)) == {"fell-28", "crag-45"}
    assert "price" not in {one["field"] for one in again["filters"]}


async def test_an_id_that_is_none_is_refused_by_name(shop: Shop) -> None:
    ids = ["'; DROP TABLE product", "nonsense", "price@0-1"]
    answer = await shop.reader.post("/search", json={"query": "rucksack under 100", "ignore": ids})
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_filter_id")
    assert answer.json()["unknown"] == ids


async def test_limits_that_give_way_are_said_aloud(shop: Shop) -> None:
    found = await search(shop, "tents under 240 in stock")
    assert [one["step"] for one in found["relaxed"]] == ["stock_dropped", "price_widened"]
    widened = found["relaxed"][-1]
    assert (widened["filter"]["text"], widened["instead"]["text"], widened["found"]) == (
        "under £240",
        "under £264",
        1,
    )
    assert widened["text"] == "Nothing met “under £240”, so I looked under £264 (1 found)."
    assert handles(found) == ["beck-2"]


async def test_given_filters_hold_unless_they_may_give_way(shop: Shop) -> None:
    given = [
        {"field": "price", "op": "lte", "value": "90"},
        {"field": "category", "op": "eq", "value": "Rucksacks"},
    ]
    assert (await search(shop, "rucksack", filters=given))["items"] == []
    assert handles(await search(shop, "rucksack", filters=given, relax=True)) == ["fell-28"]


async def test_several_things_come_in_groups(shop: Shop) -> None:
    found = await search(shop, "a tent and two rucksacks under 120")
    tent, packs = found["groups"]
    assert [item["product"]["handle"] for item in tent["items"]] == ["beck-2"]
    assert [item["product"]["handle"] for item in packs["items"]] == ["fell-28"]
    assert (packs["quantity"], packs["words"]) == (2, "two rucksacks under 120")
    assert {one["field"] for one in packs["filters"]} == {"price", "category"}
    assert set(handles(found)) == {"beck-2", "fell-28"}


async def test_the_total_of_several_things_counts_each_product_once(shop: Shop) -> None:
    """It counts what any of the things is about; each group has a total of its own."""
    found = await search(shop, "a tent and two rucksacks under 120")
    assert [group["total"] for group in found["groups"]] == [{"value": 1, "relation": "exact"}] * 2
    assert found["total"]["product"] == {"value": 2, "relation": "exact"}
    again = await search(shop, "a rucksack under 120 and a rucksack under 200")
    assert [group["total"]["value"] for group in again["groups"]] == [1, 2]
    assert again["total"]["product"]["value"] == 2


async def test_the_chat_shows_both_things_and_the_limits_of_each(shop: Shop) -> None:
    message = (await shop.shopper.ask("I need a tent and two rucksacks under 120"))["message"]
    assert {card["handle"] for card in texts(message, "product")} == {"beck-2", "fell-28"}
    assert "under £120" in {one["text"] for one in texts(message, "filter")}
    assert "two rucksacks under 120" in message["text"]


async def test_the_chat_says_what_gave_way(shop: Shop) -> None:
    message = (await shop.shopper.ask("rucksacks of at least 60 litres"))["message"]
    assert [one["step"] for one in texts(message, "relaxed")]
    assert "60" in message["text"]
    assert texts(message, "product")


async def test_the_chat_takes_a_filter_back(shop: Shop) -> None:
    first = (await shop.shopper.ask("rucksack under 100"))["message"]
    price = next(one for one in texts(first, "filter") if one["field"] == "price")
    by_id = (await shop.shopper.ask("rucksack under 100", ignore=[price["id"]]))["message"]
    rest = [one for one in texts(first, "filter") if one["field"] != "price"]
    by_rest = (await shop.shopper.ask("rucksack under 100", filters=rest))["message"]
    for message in (by_id, by_rest):
        assert {card["handle"] for card in texts(message, "product")} == {"fell-28", "crag-45"}
        assert "price" not in {one["field"] for one in texts(message, "filter")}


async def test_a_message_is_the_same_when_it_is_read_again(shop: Shop) -> None:
    """Origins and what gave way are stored with the answer."""
    answered = await shop.shopper.ask("rucksacks of at least 60 litres")
    path = f"/conversations/{answered['conversation_id']}/messages"
    stored = (await shop.shopper.get(path)).json()["items"][-1]
    assert texts(stored, "relaxed") == texts(answered["message"], "relaxed")
    assert texts(stored, "filter") == texts(answered["message"], "filter")


async def test_limits_that_cannot_hold_are_said_in_the_search_and_in_the_chat(shop: Shop) -> None:
    query = "rucksacks under £80 over £300"
    [note] = (await search(shop, query))["notes"]
    assert (note["kind"], query[note["start"] : note["end"]]) == ("contradiction", "under £80 over £300")
    assert note["text"] == "Nothing can meet “under £80 … over £300”: one limit excludes the other."
    message = (await shop.shopper.ask("rucksack under $100"))["message"]
    assert "“$100” is in another currency than the shop’s prices" in message["text"]
