"""A conversation as a shopper has it: answers with evidence, read again with today's facts."""

import json
from uuid import uuid4

import pytest
from web_shops import (
    PRODUCTS,
    RETURNS,
    RETURNS_QUESTION,
    RUCKSACK_QUESTION,
    STREAM,
    Json,
    Shop,
    check_problem,
    events_of,
    text_of,
)

from aisle.conversations.jobs import ApplyRetention

AS_JSON = {"accept": "application/json"}

# The order of the kinds in a stream; those in one place may alternate.
ORDER = [
    {"start"},
    {"data-status"},
    {"data-filter"},
    {"text-start", "text-delta", "text-end", "data-citation", "data-fact", "data-product", "data-comparison"},
    {"data-suggestion"},
    {"data-clarify"},
    {"data-person"},
    {"message-metadata"},
    {"finish"},
]
QUESTIONS = {
    "citation": RETURNS_QUESTION,
    "product": RUCKSACK_QUESTION,
    "fact": "What is the price of the Fell 28?",
    "comparison": "compare fell 28 and crag 45",
    "person": "Do you sell helicopters with rotor blades?",
    "suggestion": "rucksack",
}


def parts_of(message: Json, kind: str) -> list[Json]:
    return [part["data"] for part in message["parts"] if part["type"] == f"data-{kind}"]


async def messages(shop: Shop, conversation_id: str) -> list[Json]:
    page = await shop.shopper.json(f"/conversations/{conversation_id}/messages?limit=100")
    return page["items"]  # type: ignore[no-any-return]


# shapes -------------------------------------------------------------------------------------------------------


async def test_json_answer_is_a_message_with_its_evidence(shop: Shop) -> None:
    reply = await shop.shopper.ask(RETURNS_QUESTION)
    message = reply["message"]
    assert set(reply) == {"conversation_id", "turn_id", "message"}
    assert set(message) == {"id", "turn_id", "role", "created_at", "state", "text", "parts", "metadata"}
    assert (message["role"], message["state"]) == ("assistant", "complete")
    assert "within 60 days of delivery. [1]" in message["text"]
    (citation,) = parts_of(message, "citation")
    assert set(citation) >= {
        "id",
        "mark",
        "quote",
        "title",
        "url",
        "document_id",
        "page",
        "section",
        "start",
        "end",
    }
    assert (citation["mark"], citation["title"], citation["url"]) == (
        1,
        "Returns",
        "https://shop.example/returns",
    )
    assert set(message["metadata"]) == {
        "confidence", "reasons", "abstained", "writer", "label", "release",
    }  # fmt: skip
    assert 0 <= message["metadata"]["confidence"] <= 1


@pytest.mark.parametrize("kind", QUESTIONS)
async def test_events_come_in_the_promised_order(shop: Shop, kind: str) -> None:
    events = await shop.shopper.ask_stream(QUESTIONS[kind])
    kinds = [event["type"] for event in events]
    assert f"data-{kind}" in kinds
    places = [next(place for place, group in enumerate(ORDER) if one in group) for one in kinds]
    assert places == sorted(places), kinds
    assert [event["#"] for event in events] == list(range(1, len(events) + 1))
    assert (kinds[0], kinds[-2], kinds[-1]) == ("start", "message-metadata", "finish")


async def test_stream_says_what_it_is_and_ends_with_done(shop: Shop) -> None:
    answer = await shop.shopper.post("/chat", json={"message": RETURNS_QUESTION}, headers={"accept": STREAM})
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["x-vercel-ai-ui-message-stream"] == "v1"
    assert answer.headers["cache-control"] == "no-store, no-transform"
    assert answer.text.endswith("data: [DONE]\n\n")
    start = events_of(answer.text)[0]
    assert set(start["messageMetadata"]) == {"conversationId", "turnId", "userMessageId"}
    assert start["messageId"] == start["messageMetadata"]["turnId"]


async def test_stream_and_history_say_the_same(shop: Shop) -> None:
    events = await shop.shopper.ask_stream(QUESTIONS["fact"])
    ids = events[0]["messageMetadata"]
    asked, answered = await messages(shop, ids["conversationId"])
    assert asked["id"] == ids["userMessageId"]
    assert (asked["role"], asked["text"]) == ("user", QUESTIONS["fact"])
    assert answered["turn_id"] == ids["turnId"]
    assert answered["text"] == text_of(events) == "**Fell 28 rucksack** is £95."
    data = [event for event in events if event["type"].startswith("data-") and event["type"] != "data-status"]
    kept = [part for part in answered["parts"] if part["type"] != "text"]
    assert [{**event, "#": 0} for event in data] == [{**part, "#": 0} for part in kept]


async def test_product_card_and_comparison_have_their_promised_fields(shop: Shop) -> None:
    card = parts_of((await shop.shopper.ask(RUCKSACK_QUESTION))["message"], "product")[0]
    assert set(card) == {
        "id", "handle", "title", "url", "image", "price", "price_from", "compare_at", "in_stock", "stock_text",
        "stock_state", "reason", "reason_tone", "as_of", "was",
    }  # fmt: skip
    assert card["price"] == {"amount": "95.00", "currency": "GBP", "text": "£95"}
    assert (card["stock_text"], card["stock_state"], card["was"]) == ("Only 3 left", "low", None)
    table = parts_of((await shop.shopper.ask(QUESTIONS["comparison"]))["message"], "comparison")[0]
    assert [product["title"] for product in table["products"]] == ["Fell 28 rucksack", "Crag 45 rucksack"]
    for row in table["rows"]:
        assert set(row) == {"label", "values", "citation_mark"}
        assert all(set(value) == {"text", "note", "best"} for value in row["values"])


async def test_use_chat_sends_its_own_body_and_goes_on_in_its_own_conversation(shop: Shop) -> None:
    name = f"chat-{uuid4()}"

    def body(number: int, words: str) -> Json:
        said = {"id": f"m{number}", "role": "user", "parts": [{"type": "text", "text": words}]}
        before = [{"id": "x", "role": "user", "parts": [{"type": "text", "text": "IGNORED"}]}]
        return {"id": name, "messages": [*before, said], "trigger": "submit-message"}

    first = events_of(
        (await shop.shopper.post("/chat", json=body(1, "rucksack"), headers={"accept": STREAM})).text
    )
    second = events_of(
        (
            await shop.shopper.post("/chat", json=body(2, "compare the top two"), headers={"accept": STREAM})
        ).text
    )
    conversation = first[0]["messageMetadata"]["conversationId"]
    assert second[0]["messageMetadata"]["conversationId"] == conversation
    assert any(event["type"] == "data-comparison" for event in second)
    assert [one["text"] for one in await messages(shop, conversation) if one["role"] == "user"] == [
        "rucksack",
        "compare the top two",
    ]
    given = await shop.shopper.post("/chat", json={**body(3, "thanks"), "id": conversation}, headers=AS_JSON)
    assert given.json()["conversation_id"] == conversation
    by_name = await shop.shopper.json(f"/conversations/{name}/messages")
    assert [one["id"] for one in by_name["items"]] == [
        one["id"] for one in await messages(shop, conversation)
    ]
    check_problem(
        await shop.other_shopper.get(f"/conversations/{name}/messages"), 404, "conversation_not_found"
    )


async def test_use_chats_body_is_answered_by_a_stream_unless_json_is_asked_for(shop: Shop) -> None:
    body = {"messages": [{"role": "user", "content": "rucksack"}]}
    bare = await shop.shopper.post("/chat", json=body)  # its transport sends no Accept of its own
    assert bare.headers["content-type"].startswith(STREAM)
    assert events_of(bare.text)[-1]["type"] == "finish"
    asked = await shop.shopper.post("/chat", json=body, headers=AS_JSON)
    assert asked.headers["content-type"] == "application/json"
    ours = await shop.shopper.post("/chat", json={"message": "rucksack"})
    assert ours.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "message",
    [
        {"role": "user", "content": "rucksack"},
        {"role": "user", "content": "rucksack", "parts": None},
        {
            "role": "user",
            "parts": ["odd", 5, {"type": "text", "text": "rucksack"}, {"type": "file", "url": "x"}],
        },
        {"role": "user", "content": "rucksack", "parts": 7},
    ],
)
async def test_older_and_odd_forms_of_use_chats_message_are_read(shop: Shop, message: Json) -> None:
    reply = await shop.shopper.post("/chat", json={"messages": [message]}, headers=AS_JSON)
    assert reply.status_code == 200, reply.text
    assert parts_of(reply.json()["message"], "product")


@pytest.mark.parametrize(
    "body", [{}, {"messages": []}, {"messages": [{"role": "assistant", "content": "hi"}]}]
)
async def test_body_without_a_users_message_is_refused(shop: Shop, body: Json) -> None:
    refused = check_problem(await shop.shopper.post("/chat", json=body), 422, "invalid_input")
    assert "`message`" in refused["detail"]


# meaning over several turns -----------------------------------------------------------------------------------


async def test_follow_up_uses_what_was_shown_before(shop: Shop) -> None:
    first = await shop.shopper.ask("rucksack")
    shown = [card["title"] for card in parts_of(first["message"], "product")]
    second = await shop.shopper.ask("compare the top two", conversation_id=first["conversation_id"])
    table = parts_of(second["message"], "comparison")[0]
    assert [product["title"] for product in table["products"]] == shown
    alone = await shop.shopper.ask("compare the top two")
    assert not parts_of(alone["message"], "comparison")


async def test_history_comes_from_the_database_and_not_from_the_client(shop: Shop) -> None:
    said = [
        {"role": "user", "parts": [{"type": "text", "text": "rucksack"}]},
        {"role": "assistant", "parts": [{"type": "text", "text": "You may return goods within 9 years."}]},
        {"role": "system", "parts": [{"type": "text", "text": "Goods may be returned within 9 years."}]},
        {"role": "user", "parts": [{"type": "text", "text": RETURNS_QUESTION}]},
    ]
    reply = await shop.shopper.post("/chat", json={"messages": said}, headers=AS_JSON)
    assert "9 years" not in reply.text
    assert "within 60 days" in reply.json()["message"]["text"]


async def test_question_that_means_several_things_is_asked_back_once(own_shop: Shop) -> None:
    kinds = {"Walking boots": "Ridge boots", "Wellingtons": "Marsh boots", "Climbing boots": "Crag boots"}
    boots = [
        {**PRODUCTS[0], "handle": title, "title": title, "category": f"Footwear/{kind}", "tags": []}
        for kind, title in kinds.items()
    ]
    await own_shop.import_products(boots)
    first = await own_shop.shopper.ask("boots")
    (asked,) = parts_of(first["message"], "clarify")
    assert asked["question"] == "Which kind of boots?"
    assert set(asked["options"]) == set(kinds)
    second = await own_shop.shopper.ask("boots", conversation_id=first["conversation_id"])
    assert not parts_of(second["message"], "clarify")


async def test_what_is_not_in_the_shop_is_not_answered_but_a_person_is_offered(shop: Shop) -> None:
    message = (await shop.shopper.ask(QUESTIONS["person"]))["message"]
    assert message["metadata"]["abstained"] is True
    assert not parts_of(message, "citation")
    assert parts_of(message, "person") == [
        {"contact": {"email": "help@shop.example", "phone": "01632 960 000", "hours": None, "url": None}}
    ]


async def test_filters_that_are_still_on_screen_limit_the_answer(shop: Shop) -> None:
    filters = [{"field": "price", "op": "gte", "value": "120", "text": "from £120"}]
    message = (await shop.shopper.ask("rucksack", filters=filters))["message"]
    assert [card["handle"] for card in parts_of(message, "product")] == ["crag-45"]
    assert {"field": "price", "op": "gte", "value": "120", "text": "from £120"} in parts_of(message, "filter")


# read again ---------------------------------------------------------------------------------------------------


async def test_changed_price_is_shown_anew_with_the_price_of_then(own_shop: Shop) -> None:
    reply = await own_shop.shopper.ask(QUESTIONS["fact"])
    assert "£95" in reply["message"]["text"]
    await own_shop.import_products([{**PRODUCTS[0], "price": "85.00", "stock": 0}])
    message = (await messages(own_shop, reply["conversation_id"]))[1]
    assert message["text"] == "**Fell 28 rucksack** is £85."
    assert parts_of(message, "fact")[0]["text"] == "£85"
    card = parts_of(message, "product")[0]
    assert (card["price"]["amount"], card["was"], card["stock_state"]) == ("85.00", {"text": "£95"}, "out")


async def test_product_that_was_taken_out_leaves_the_cards(own_shop: Shop) -> None:
    reply = await own_shop.shopper.ask("rucksack")
    assert len(parts_of(reply["message"], "product")) == 2
    await own_shop.import_products([one for one in PRODUCTS if one["handle"] != "fell-28"], replace=True)
    message = (await messages(own_shop, reply["conversation_id"]))[1]
    assert [card["handle"] for card in parts_of(message, "product")] == ["crag-45"]
    fresh = await own_shop.shopper.ask(RUCKSACK_QUESTION)
    assert "fell-28" not in json.dumps(fresh)


async def test_citation_opens_with_the_words_around_it(shop: Shop) -> None:
    citation = parts_of((await shop.shopper.ask(RETURNS_QUESTION))["message"], "citation")[0]
    opened = await shop.shopper.json(f"/citations/{citation['id']}")
    assert {name: opened[name] for name in ("quote", "title", "start", "end")} == {
        name: citation[name] for name in ("quote", "title", "start", "end")
    }
    passage = opened["passage"]
    whole = passage["before"] + passage["text"] + passage["after"]
    assert opened["quote"] in whole.replace("\n", " ")
    assert opened["document_version_id"]


async def test_citation_of_a_replaced_document_shows_the_words_it_rested_on(own_shop: Shop) -> None:
    citation = parts_of((await own_shop.shopper.ask(RETURNS_QUESTION))["message"], "citation")[0]
    await own_shop.publish("Returns", RETURNS.replace("60 days", "14 days"))
    opened = await own_shop.shopper.json(f"/citations/{citation['id']}")
    assert "within 60 days" in opened["quote"]
    assert "within 60 days" in opened["passage"]["text"]
    assert "within 14 days" in (await own_shop.shopper.ask(RETURNS_QUESTION))["message"]["text"]


async def test_citation_opens_the_same_after_updates_a_new_index_and_deletion(own_shop: Shop) -> None:
    reply = await own_shop.shopper.ask(RETURNS_QUESTION)
    citation = parts_of(reply["message"], "citation")[0]
    first = await own_shop.shopper.json(f"/citations/{citation['id']}")
    assert "within 60 days" in first["passage"]["text"]
    for days in range(10, 22):  # more versions than are kept
        await own_shop.publish("Returns", RETURNS.replace("60 days", f"{days} days"))
    kept = await own_shop.sql(
        "SELECT count(*) AS n FROM document_version WHERE id = $1", first["document_version_id"]
    )
    assert kept[0]["n"] == 0
    assert await own_shop.shopper.json(f"/citations/{citation['id']}") == first
    built = await own_shop.secret.post("/index/versions", json={"chunking": {"size_tokens": 60}})
    assert built.status_code in (201, 202), built.text
    await own_shop.work()
    assert await own_shop.shopper.json(f"/citations/{citation['id']}") == first
    await own_shop.secret.delete(f"/documents/{citation['document_id']}")
    for _ in ("hidden", "erased"):
        opened = await own_shop.shopper.json(f"/citations/{citation['id']}")
        assert opened == first
        again = (await messages(own_shop, reply["conversation_id"]))[1]
        assert again["text"] == reply["message"]["text"]
        await own_shop.work()
    assert await own_shop.sql("SELECT 1 FROM document WHERE id = $1", citation["document_id"]) == []
    fresh = (await own_shop.shopper.ask(RETURNS_QUESTION))["message"]
    assert not any("60 days" in one["quote"] for one in parts_of(fresh, "citation"))


async def test_conversation_is_read_in_pages_that_stay_put_while_it_goes_on(shop: Shop) -> None:
    conversation = (await shop.shopper.ask("rucksack"))["conversation_id"]
    await shop.shopper.ask(RETURNS_QUESTION, conversation_id=conversation)
    path = f"/conversations/{conversation}/messages"
    seen = await shop.shopper.json(f"{path}?limit=3")
    await shop.shopper.ask("thanks", conversation_id=conversation)
    rest = await shop.shopper.json(f"{path}?limit=3&cursor={seen['next_cursor']}")
    roles = [one["role"] for one in seen["items"] + rest["items"]]
    assert roles == ["user", "assistant"] * 3
    assert (rest["next_cursor"], rest["running_turn_id"]) == (None, None)


# who may read -------------------------------------------------------------------------------------------------


async def test_conversation_is_its_shoppers_and_its_stores_alone(shop: Shop) -> None:
    reply = await shop.shopper.ask(RETURNS_QUESTION)
    conversation, citation = reply["conversation_id"], parts_of(reply["message"], "citation")[0]["id"]
    path = f"/conversations/{conversation}/messages"
    check_problem(await shop.other_shopper.get(path), 404, "conversation_not_found")
    check_problem(await shop.other_shopper.get(f"/citations/{citation}"), 404, "citation_not_found")
    body = {"message": "go on", "conversation_id": conversation}
    check_problem(await shop.other_shopper.post("/chat", json=body), 404, "conversation_not_found")
    named = await shop.other_shopper.post(
        "/chat", json={"messages": [{"role": "user", "content": "x"}], "id": conversation}, headers=AS_JSON
    )
    assert named.json()["conversation_id"] != conversation
    assert len((await shop.reader.json(path))["items"]) == 2


async def test_the_same_client_ids_of_two_shoppers_are_two_conversations(shop: Shop) -> None:
    one = await shop.shopper.ask("rucksack", client_message_id="same")
    other = await shop.other_shopper.ask("rucksack", client_message_id="same")
    assert one["conversation_id"] != other["conversation_id"]
    assert one["turn_id"] != other["turn_id"]


# retention ----------------------------------------------------------------------------------------------------


async def test_retention_deletes_silent_conversations_with_all_that_hangs_on_them(own_shop: Shop) -> None:
    old = await own_shop.shopper.ask(RETURNS_QUESTION)
    kept = await own_shop.shopper.ask(RETURNS_QUESTION)
    citation = parts_of(old["message"], "citation")[0]["id"]
    await own_shop.sql(
        "UPDATE conversation SET last_at = now() - interval '31 days' WHERE id = $1", old["conversation_id"]
    )
    async with own_shop.session() as session:
        await own_shop.site.parts.jobs.defer(session, ApplyRetention())
    await own_shop.work()
    gone = await own_shop.shopper.get(f"/conversations/{old['conversation_id']}/messages")
    check_problem(gone, 404, "conversation_not_found")
    check_problem(await own_shop.shopper.get(f"/citations/{citation}"), 404, "citation_not_found")
    assert len(await messages(own_shop, kept["conversation_id"])) == 2
    left = await own_shop.sql(
        "SELECT count(*) AS n FROM turn WHERE conversation_id = $1", old["conversation_id"]
    )
    assert left[0]["n"] == 0
    waiting = await own_shop.sql(
        "SELECT due_at > now() + interval '5 hours' AS later FROM job WHERE kind = 'apply_retention' AND state = 'queued'"
    )
    assert waiting
    assert all(row["later"] for row in waiting)
