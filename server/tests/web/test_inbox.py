"""Conversations as staff see them: lists and filters, notes and drafts, who is looking, what shoppers thought, traces."""

from itertools import chain
from typing import Any
from uuid import uuid4

import pytest
from web_people import open_member
from web_photos import attached, uploaded
from web_shops import RETURNS_QUESTION, RUCKSACK_QUESTION, Caller, Json, Shop, Site, check_problem

from aisle.conversations.words import MOST_TERMS, wanted_of
from aisle.web import inbox


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


async def asked(shop: Shop, question: str, **more: Any) -> Json:
    return await shop.shopper.ask(question, **more)


async def listed(caller: Caller, query: str = "") -> list[str]:
    return [one["id"] for one in (await caller.json(f"/conversations{query}"))["items"]]


async def test_filters_find_what_they_say_and_nothing_else(shop: Shop) -> None:
    returns = await asked(shop, RETURNS_QUESTION, page="/help/returns")
    nothing = await asked(shop, "What is the capital of Mongolia?")
    tried = await shop.secret.post("/assistant/preview", json={"message": "hello"})
    first, second = returns["conversation_id"], nothing["conversation_id"]
    rated = {"rating": "down", "reasons": ["outdated"], "comment": "It was 30 days."}
    await shop.shopper.post(f"/messages/{returns['message']['id']}/feedback", json=rated)
    await shop.secret.call("PUT", f"/conversations/{first}/labels", json={"labels": ["returns", "  to  do "]})
    assert await listed(shop.reader) == [second, first]
    assert tried.json()["conversation_id"] not in await listed(shop.reader)
    for query, wanted in {
        "?outcome=abstained": [second],
        "?outcome=answered": [first],
        "?rating=down": [first],
        "?rating=up": [],
        "?label=to+do": [first],
        "?page=/help": [first],
        "?page=/shop": [],
        "?language=en&q=mongolia": [second],
        "?language=de": [],
        "?trouble=true": [],
        "?trouble=false": [second, first],
        "?since=2020-01-01T00:00:00Z": [second, first],
        "?until=2020-01-01T00:00:00Z": [],
        "?state=archived": [],
        "?q=60+DAYS+deliveries": [first],
        "?q=mongol": [second],
        "?q=100%25": [],
        "?q=%3F%21": [],
    }.items():
        assert await listed(shop.reader, query) == wanted, query
    (found,) = (await shop.reader.json("/conversations?q=60+days"))["items"]
    match = next(one for one in found["matches"] if one["role"] == "assistant")
    assert match["message_id"] == returns["message"]["id"]
    assert {match["text"][low:high] for low, high in match["marks"]} & {"60 days", "60", "days"}
    assert (found["labels"], found["ratings"], found["turns"]) == (
        ["returns", "to do"],
        {"up": 0, "down": 1},
        1,
    )
    check_problem(await shop.reader.get("/conversations?since=2020-01-01T00:00:00"), 422, "invalid_input")
    told = await shop.reader.json("/feedback?reason=outdated")
    assert (told["items"][0]["comment"], told["items"][0]["question"]) == (
        "It was 30 days.",
        RETURNS_QUESTION,
    )
    assert told["counts"]["down"] == {"total": 1, "open": 1, "reasons": {"outdated": 1}}


async def test_chats_with_photos_are_found_and_told_as_such(shop: Shop) -> None:
    without = (await asked(shop, "hello"))["conversation_id"]
    photos = [await uploaded(shop.shopper), await uploaded(shop.shopper)]
    chat = (await asked(shop, "like this?", attachments=attached(*photos)))["conversation_id"]
    await uploaded(shop.shopper)  # not sent
    for query, wanted in {
        "?photo=true": [chat],
        "?photo=false": [without],
        "?photo=true&outcome=failed": [],
        "?photo=true&q=hello": [],
        "?photo=true&q=like": [chat],
    }.items():
        assert await listed(shop.reader, query) == wanted, query
    told = (await shop.reader.json("/conversations"))["items"]
    assert [(one["id"], one["photos"]) for one in told] == [(chat, 2), (without, 0)]
    assert (await shop.reader.json(f"/conversations/{chat}/side"))["conversation"]["photos"] == 2
    view = {"name": "Photos", "filters": {"photo": True}}
    saved = (await shop.secret.post("/conversation-views", json=view)).json()
    assert saved["filters"] == {"photo": True}
    check_problem(await shop.reader.get("/conversations?photo=maybe"), 422, "invalid_input")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Do you sell tents?", "tent"),
        ("Passen zwei Personen in die Zelte?", "Zelt Person"),
        ("Avez-vous des chaussures imperméables ?", "chaussure impermeable"),
        ("¿Tienen mochilas ligeras?", "mochila ligera"),
        ("هل لديكم خيام للتخييم؟", "للتخييم"),
        ("Where is order PT-20417-GB?", "20417"),
        ("Where is order PT-20417-GB?", "pt-204"),
        ("Where is order PT-20417-GB?", "PT20417GB"),
    ],
)
async def test_words_are_found_in_their_forms_and_numbers_by_their_parts(
    shop: Shop, said: str, wanted: str
) -> None:
    chat = (await asked(shop, said))["conversation_id"]
    await asked(shop, "hello")
    (found,) = (await shop.reader.json("/conversations", params={"q": wanted}))["items"]
    assert found["id"] == chat
    assert found["matches"][0]["marks"]
    assert await listed(shop.reader, "?q=unheard") == []


MANY_SIGNS = "".join(chr(ord("一") + 3 * place) for place in range(200))


@pytest.mark.parametrize(
    "said",
    ["漢" * 200, "漢字" * 50, " ".join("ひらがな漢字混じり" for _ in range(20)), MANY_SIGNS],
    ids=["one sign", "two signs", "words", "many signs"],
)
async def test_a_long_search_without_spaces_is_no_burden(shop: Shop, said: str) -> None:
    chat = (await asked(shop, said[:40]))["conversation_id"]
    assert sum(len(terms) for terms in chain(*wanted_of(said))) <= MOST_TERMS
    assert await listed(shop.reader, f"?q={said[:200]}") == [chat]


async def test_signs_that_come_again_leave_room_for_those_that_differ(shop: Shop) -> None:
    await asked(shop, "漢字" * 20)
    assert await listed(shop.reader, f"?q={'漢字' * 6}東京") == []


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00%2B14:00"])
@pytest.mark.parametrize("place", ["/conversations?until", "/feedback?since"])
async def test_a_moment_beyond_the_calendar_is_refused(shop: Shop, place: str, moment: str) -> None:
    check_problem(await shop.reader.get(f"{place}={moment}"), 422, "invalid_input")


async def test_feedback_is_dealt_with_until_the_shopper_says_more(shop: Shop) -> None:
    message = (await asked(shop, RETURNS_QUESTION))["message"]["id"]
    place = f"/feedback/{message}/dealt"
    early = await shop.secret.call("PUT", place, json={"dealt": True})
    check_problem(early, 404, "feedback_not_found")
    await shop.shopper.post(f"/messages/{message}/feedback", json={"rating": "down", "reasons": ["wrong"]})
    tom = await open_member(shop.site, "support", store=shop, organization=shop.store.organization_id)
    at = f"/stores/{shop.store.slug}"
    dealt = (await tom.call("PUT", at + place, json={"dealt": True})).json()
    assert (dealt["dealt_by"], bool(dealt["dealt_by_name"])) == (f"member:{tom.person_id}", True)
    opened = await shop.reader.json("/feedback?state=open")
    assert (opened["items"], opened["counts"]["down"]["total"]) == ([], 0)
    done = await shop.reader.json("/feedback?state=dealt&rating=down&since=2020-01-01T00:00:00Z")
    assert [one["dealt_by_name"] for one in done["items"]] == [dealt["dealt_by_name"]]
    assert done["counts"]["down"] == {"total": 1, "open": 0, "reasons": {"wrong": 1}}
    await shop.shopper.post(f"/messages/{message}/feedback", json={"rating": "down", "comment": "Still."})
    assert len((await shop.reader.json("/feedback?state=open"))["items"]) == 1
    check_problem(await shop.reader.get("/feedback?since=2020-01-01T00:00:00"), 422, "invalid_input")


async def test_the_basis_of_an_answer_leads_to_what_can_be_mended(shop: Shop) -> None:
    returns = await asked(shop, RETURNS_QUESTION)
    basis = await shop.reader.json(f"/messages/{returns['message']['id']}/basis")
    assert basis["question"] == RETURNS_QUESTION
    assert [(one["title"], one["article_id"]) for one in basis["documents"]] == [("Returns", None)]
    shown = await asked(shop, RUCKSACK_QUESTION)
    basis = await shop.reader.json(f"/messages/{shown['message']['id']}/basis")
    cards = [one["data"]["id"] for one in shown["message"]["parts"] if one["type"] == "data-product"]
    assert [one["id"] for one in basis["products"]][: len(cards)] == cards
    assert all(one["handle"] for one in basis["products"])


async def test_lists_come_in_pages_without_gaps(shop: Shop) -> None:
    ids = [(await asked(shop, "hello"))["conversation_id"] for _ in range(3)]
    page = await shop.reader.json("/conversations?limit=2")
    rest = await shop.reader.json(f"/conversations?limit=2&cursor={page['next_cursor']}")
    assert [one["id"] for one in (*page["items"], *rest["items"])] == ids[::-1]
    assert rest["next_cursor"] is None


async def test_what_is_put_away_comes_back_when_the_shopper_speaks(shop: Shop) -> None:
    chat = (await asked(shop, "hello"))["conversation_id"]
    await shop.secret.call("PUT", f"/conversations/{chat}/archived", json={"archived": True})
    assert (await listed(shop.reader, "?state=open"), await listed(shop.reader, "?state=archived")) == (
        [],
        [chat],
    )
    await asked(shop, "hello", conversation_id=chat)
    assert await listed(shop.reader, "?state=open") == [chat]


async def test_notes_are_everybodys_to_read_and_drafts_their_authors(shop: Shop) -> None:
    chat = (await asked(shop, "hello"))["conversation_id"]
    place = f"/stores/{shop.store.slug}/conversations/{chat}"
    organization = shop.store.organization_id
    tom = await open_member(shop.site, "support", store=shop, organization=organization)
    ann = await open_member(shop.site, "support", store=shop, organization=organization)
    await tom.call("PUT", f"{place}/draft", json={"body": "I will ask the w"})
    looking = (await tom.call("PUT", f"{place}/presence", json={"typing": True})).json()["items"]
    assert [(one["who"], one["typing"]) for one in looking] == [(f"member:{tom.person_id}", True)]
    hers, his = await ann.json(f"{place}/side"), await tom.json(f"{place}/side")
    assert (hers["draft"], his["draft"]) == (None, "I will ask the w")
    assert [one["who"] for one in hers["presence"]] == [f"member:{tom.person_id}"]
    note = (await tom.post(f"{place}/notes", json={"body": "Asked the warehouse."})).json()
    assert (await tom.json(f"{place}/side"))["draft"] is None
    (noted,) = (await ann.json(f"{place}/side"))["notes"]
    assert (noted["body"], noted["author_name"]) == ("Asked the warehouse.", note["author_name"])
    assert noted["author_name"]
    theirs = await ann.call("PUT", f"{place}/notes/{note['id']}", json={"body": "No."})
    check_problem(theirs, 403, "forbidden")
    edited = await tom.call("PUT", f"{place}/notes/{note['id']}", json={"body": "They have two."})
    assert edited.json()["edited_at"]
    assert (await shop.shopper.get(f"/conversations/{chat}/side")).status_code == 403
    assert "warehouse" not in (await shop.shopper.get(f"/conversations/{chat}/messages")).text
    await tom.delete(f"{place}/presence")
    assert (await ann.json(f"{place}/side"))["presence"] == []


async def test_views_are_seen_by_who_made_them_or_by_all(shop: Shop) -> None:
    body = {"name": "Unhappy", "filters": {"rating": "down"}}
    mine = (await shop.secret.post("/conversation-views", json=body)).json()
    assert (await shop.reader.json("/conversation-views"))["items"] == []
    path = f"/conversation-views/{mine['id']}"
    changed = await shop.secret.call("PUT", path, json={**body, "shared": True})
    assert (changed.json()["shared"], changed.json()["filters"]) == (True, {"rating": "down"})
    assert [one["id"] for one in (await shop.reader.json("/conversation-views"))["items"]] == [mine["id"]]
    odd = {"name": "x", "filters": {"rating": "sideways"}}
    check_problem(await shop.secret.post("/conversation-views", json=odd), 422, "invalid_input")


async def test_a_trace_says_what_was_found_and_why_it_was_not_used(shop: Shop) -> None:
    reply = await asked(shop, RETURNS_QUESTION)
    trace = await shop.reader.json(f"/messages/{reply['message']['id']}/trace")
    assert [one["name"] for one in trace["steps"]] == [
        *("rewrite", "look_up", "understand", "find", "write", "check"),
    ]
    assert all(one["ms"] >= 0 and one["start_ms"] <= trace["timing"]["total_ms"] for one in trace["steps"])
    used = [one for one in trace["passages"] if one["used"]]
    assert [one["title"] for one in used] == ["Returns"]
    assert 0 < used[0]["scores"]["rank"] <= 1
    assert {one["why_not"] for one in trace["passages"] if not one["used"]} <= {"others_answered_better"}
    claims = trace["claims"]
    assert {(one["verdict"], one["method"], one["support"]) for one in claims} == {("shown", "quote", 1.0)}
    assert trace["spent"] is None  # this key may not see what was spent
    other = await asked(shop, "Do you deliver to ann@example.com, phone +44 20 7946 0958?")
    masked = await shop.reader.json(f"/messages/{other['message']['id']}/trace")
    assert "ann@example.com" not in str(masked)
    assert "7946" not in str(masked)
    assert masked["query"]["asked"] == "Do you deliver to [email], phone [phone]?"
    await shop.sql("DELETE FROM answer_trace")
    gone = await shop.reader.get(f"/messages/{reply['message']['id']}/trace")
    check_problem(gone, 404, "trace_not_found")


async def test_what_happens_is_told_to_who_follows(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "EVERY", 0.02)
    chat = (await asked(shop, "hello"))["conversation_id"]
    begun = (await shop.reader.json("/conversations/events"))["after"]
    stream = shop.reader.listen("GET", "/conversations/events", accept="text/event-stream")
    await stream.until_text(": ready")
    assert chat not in stream.text
    await asked(shop, RUCKSACK_QUESTION, conversation_id=chat)
    await stream.until_text(chat)
    await shop.secret.call("PUT", f"/conversations/{chat}/labels", json={"labels": ["new"]})
    stream.hang_up()
    told = await shop.reader.json(f"/conversations/events?after={begun}")
    assert {one["conversation_id"] for one in told["items"]} == {chat}
    assert (await shop.reader.json(f"/conversations/events?after={told['after']}"))["items"] == []
    check_problem(
        await shop.reader.get(f"/conversations/events?conversation_id={uuid4()}"),
        404,
        "conversation_not_found",
    )
