"""Articles from the first draft to the last day: written, approved, live, ended, brought back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from test_article_reviews import editor
from test_kept_answers import ask, how_cached, set_kept
from web_articles import NOON, Newsroom, clock_of, made, open_newsroom
from web_shops import Site, check_forbidden, check_problem

from aisle.core.clock import FixedClock
from aisle.tenants import repository as tenants

POSTAGE = "Parcels over forty kilos cost nine pounds."
QUESTION = "what do heavy parcels cost"


@pytest.fixture
async def room(site: Site) -> AsyncIterator[Newsroom]:
    clock = FixedClock(NOON)
    with clock_of(site, clock):
        yield await open_newsroom(await site.open_shop(), clock)


async def test_article_answers_once_it_is_approved_and_not_before(room: Newsroom) -> None:
    article = await room.begin("Heavy parcels", POSTAGE)
    assert (article["state"], article["key"]) == ("draft", "heavy-parcels")
    number = await room.submit(article)
    assert (await room.read(article))["state"] == "in_review"
    assert not await room.finds(QUESTION, POSTAGE)
    check_forbidden(await room.writer.post(f"/articles/{article['id']}/versions/{number}/approve", json={}))
    await made(room.chief, f"/articles/{article['id']}/versions/{number}/approve", {"note": "Fine."})
    await room.shop.work()
    article = await room.read(article)
    assert (article["state"], article["live_version"], article["has_changes"]) == ("live", 1, False)
    assert await room.finds(QUESTION, POSTAGE)
    reply = await room.shop.shopper.ask("What do parcels over forty kilos cost?")
    cited = [part for part in reply["message"]["parts"] if part["type"] == "data-citation"]
    assert cited[0]["data"]["document_id"] == article["document_id"]


async def test_version_before_answers_until_the_next_takes_its_place(room: Newsroom) -> None:
    article = await room.publish("Heavy parcels", POSTAGE)
    newer = POSTAGE.replace("nine", "seven")
    article = await room.save(article, newer)
    assert (article["state"], article["has_changes"]) == ("live", True)
    number = await room.submit(article)
    await made(room.chief, f"/articles/{article['id']}/versions/{number}/approve", {})
    assert (await room.read(article))["publishing"] == {"version": 2, "reason": None, "detail": None}
    assert [await room.finds(QUESTION, text) for text in (POSTAGE, newer)] == [True, False]
    await room.shop.work()
    assert [await room.finds(QUESTION, text) for text in (POSTAGE, newer)] == [False, True]
    assert (await room.read(article))["publishing"] is None


async def test_of_two_who_write_at_once_nothing_is_lost(room: Newsroom) -> None:
    article = await room.begin("Parcels", "Small ones cost two pounds. Large ones cost five pounds.")
    await room.save(article, "Small ones cost three pounds. Large ones cost five pounds.")
    mine = "Small ones cost two pounds. Large ones cost six pounds. Islands cost more."
    sent = {"title": "Parcels", "body": mine, "based_on": 1}
    answer = await room.writer.call("PUT", f"/articles/{article['id']}/draft", json=sent)
    body = check_problem(answer, 409, "article_changed")
    assert body["theirs"]["body"] == "Small ones cost three pounds. Large ones cost five pounds."
    assert (body["yours"]["body"], body["yours"]["is_aside"]) == (mine, True)
    assert body["merged"]["conflicts"] == 0
    assert body["merged"]["text"] == (
        "Small ones cost three pounds. Large ones cost six pounds. Islands cost more."
    )
    saved = await room.writer.json(f"/articles/{article['id']}/saves")
    assert [one["number"] for one in saved["items"]] == [3, 2, 1]
    settled = {"title": "Parcels", "body": body["merged"]["text"], "based_on": body["theirs"]["number"]}
    answer = await room.writer.call("PUT", f"/articles/{article['id']}/draft", json=settled)
    assert answer.json()["draft"]["body"] == body["merged"]["text"]


async def test_changes_of_one_sentence_are_left_to_a_person(room: Newsroom) -> None:
    article = await room.begin("Returns", "Send it back within 30 days.")
    await room.save(article, "Send it back within 14 days.")
    sent = {"title": "Returns", "body": "Send it back within 30 weeks.", "based_on": 1}
    answer = await room.writer.call("PUT", f"/articles/{article['id']}/draft", json=sent)
    merged = check_problem(answer, 409, "article_changed")["merged"]
    assert (merged["conflicts"], merged["text"]) == (1, None)


async def test_scheduled_version_goes_live_at_its_time(room: Newsroom) -> None:
    article = await room.begin("Heavy parcels", POSTAGE)
    day = NOON + timedelta(days=3)
    await room.approve(article, publish_at=day.isoformat())
    assert (await room.read(article))["state"] == "scheduled"
    await room.at(day - timedelta(seconds=2))
    assert not await room.finds(QUESTION, POSTAGE)
    await room.at(day)
    assert await room.finds(QUESTION, POSTAGE)
    assert (await room.read(article))["state"] == "live"


async def test_scheduled_version_can_be_given_another_time_or_taken_back(room: Newsroom) -> None:
    article = await room.begin("Heavy parcels", POSTAGE)
    day = NOON + timedelta(days=3)
    number = await room.approve(article, publish_at=day.isoformat())
    place = f"/articles/{article['id']}/versions/{number}"
    await made(room.chief, f"{place}/schedule", {"publish_at": (day + timedelta(days=1)).isoformat()})
    await room.at(day + timedelta(hours=1))
    assert (await room.read(article))["state"] == "scheduled"
    assert (await made(room.writer, f"{place}/withdraw", {}))["state"] == "withdrawn"
    await room.at(day + timedelta(days=2))
    assert (await room.read(article))["state"] == "draft"
    assert not await room.finds(QUESTION, POSTAGE)


async def test_nobody_is_answered_from_what_has_run_out_even_before_any_job_runs(room: Newsroom) -> None:
    ends = NOON + timedelta(hours=1)
    article = await room.publish("Heavy parcels", POSTAGE, valid_until=ends.isoformat())
    room.clock.move_to(ends - timedelta(microseconds=1))
    assert await room.finds(QUESTION, POSTAGE)
    room.clock.move_to(ends)
    assert not await room.finds(QUESTION, POSTAGE)
    assert (await room.read(article))["state"] == "expired"
    indexed = "SELECT item_id FROM index_item WHERE organization_id = $1 AND store_id = $2"
    tenant = (room.shop.store.organization_id, room.shop.store.id)
    assert await room.shop.sql(indexed, *tenant)
    await room.at(ends + timedelta(hours=1))
    assert not await room.shop.sql(indexed, *tenant)
    history = await room.writer.json(f"/articles/{article['id']}/history")
    assert history["items"][0]["step"] == "expired"


async def test_season_begins_by_itself_however_early_it_was_approved(room: Newsroom) -> None:
    begins = NOON + timedelta(days=7)
    article = await room.begin("Heavy parcels", POSTAGE, valid_from=begins.isoformat())
    await room.approve(article)
    assert (await room.read(article))["scheduled_at"] == begins.isoformat().replace("+00:00", "Z")
    await room.at(begins)
    assert await room.finds(QUESTION, POSTAGE)


async def test_article_for_some_markets_is_for_their_shoppers_alone(room: Newsroom) -> None:
    await room.publish("Heavy parcels", POSTAGE, markets=["CH", "li"])
    found = [await room.finds(QUESTION, POSTAGE, market=market) for market in ("ch", "LI", "de", None)]
    assert found == [True, True, False, False]


async def test_conversation_remembers_its_market(room: Newsroom) -> None:
    await room.publish("Heavy parcels", POSTAGE, markets=["ch"])
    shopper, question = room.shop.shopper, "What do parcels over forty kilos cost?"
    assert (await shopper.ask(question))["message"]["metadata"]["abstained"]
    begun = await shopper.ask(question, market="ch")
    assert not begun["message"]["metadata"]["abstained"]
    again = await shopper.ask(
        "What do parcels over forty kilos cost here?", conversation_id=begun["conversation_id"]
    )
    assert not again["message"]["metadata"]["abstained"]


async def test_earlier_version_comes_back_as_a_new_one(room: Newsroom) -> None:
    article = await room.publish("Heavy parcels", POSTAGE)
    wrong = POSTAGE.replace("nine", "ninety")
    await room.save(article, wrong)
    await room.approve(article)
    assert await room.finds(QUESTION, wrong)
    restored = await made(
        room.chief, f"/articles/{article['id']}/rollback", {"version": 1, "note": "A slip."}
    )
    assert (restored["number"], restored["restores"]) == (3, 1)
    await room.shop.work()
    assert [await room.finds(QUESTION, text) for text in (POSTAGE, wrong)] == [True, False]
    steps = (await room.writer.json(f"/articles/{article['id']}/history"))["items"]
    assert [(one["step"], one["version"]) for one in steps[:3]] == [
        ("rolled_back", 3),
        ("published", 3),
        ("published", 2),
    ]
    assert {one["by"].partition(":")[0] for one in steps} == {"secret"}
    assert (await room.read(article))["draft"]["body"] == wrong


async def test_version_that_was_never_live_cannot_be_brought_back(room: Newsroom) -> None:
    article = await room.publish("Heavy parcels", POSTAGE)
    await room.save(article, "Never approved.")
    number = await room.submit(article)
    answer = await room.chief.post(f"/articles/{article['id']}/rollback", json={"version": number})
    check_problem(answer, 409, "article_state")


async def test_archived_article_is_gone_at_once_and_its_past_stays(room: Newsroom) -> None:
    article = await room.publish("Heavy parcels", POSTAGE)
    await made(room.chief, f"/articles/{article['id']}/archive", {})
    assert not await room.finds(QUESTION, POSTAGE)
    await room.shop.work()
    assert (await room.read(article))["state"] == "expired"
    assert (await room.writer.json(f"/articles/{article['id']}/versions/1"))["body"] == POSTAGE
    await made(room.chief, f"/articles/{article['id']}/rollback", {"version": 1})
    await room.shop.work()
    assert await room.finds(QUESTION, POSTAGE)


async def test_article_that_was_put_away_comes_back_and_answers_what_it_answered(room: Newsroom) -> None:
    article = await room.publish("Heavy parcels", POSTAGE)
    await room.save(article, "Never approved.")
    await room.submit(article)
    place = f"/articles/{article['id']}"
    check_problem(await room.chief.post(f"{place}/restore"), 409, "article_state")
    await made(room.chief, f"{place}/archive", {})
    check_forbidden(await room.writer.post(f"{place}/restore"))
    assert (await room.read(article))["in_review"] is None
    await room.shop.work()
    listed = [await room.writer.json(f"/articles?archived={one}") for one in ("true", "false")]
    assert [len(one["items"]) for one in listed] == [1, 0]
    back = await made(room.chief, f"{place}/restore", {"note": "Too early."})
    assert (back["archived_at"], back["in_review"]) == (None, None)
    await room.shop.work()
    assert await room.finds(QUESTION, POSTAGE)
    assert (await room.read(article))["draft"]["body"] == "Never approved."
    steps = [one["step"] for one in (await room.writer.json(f"{place}/history"))["items"]]
    assert steps[:4] == ["rolled_back", "published", "restored", "archived"]


async def test_what_was_never_live_or_has_run_out_comes_back_and_answers_nothing(room: Newsroom) -> None:
    ends = NOON + timedelta(days=1)
    ended = await room.publish("Heavy parcels", POSTAGE, valid_until=ends.isoformat())
    draft = await room.begin("Light parcels", "They cost two pounds.")
    for article in (ended, draft):
        await made(room.chief, f"/articles/{article['id']}/archive", {})
    room.clock.move_to(ends)
    back = [await made(room.chief, f"/articles/{one['id']}/restore", {}) for one in (ended, draft)]
    await room.shop.work()
    assert [one["state"] for one in back] == ["expired", "draft"]
    assert not await room.finds(QUESTION, POSTAGE)


async def test_what_depends_on_an_article_is_told_before_it_goes(room: Newsroom) -> None:
    article = await room.publish("Heavy parcels", POSTAGE, key="heavy")
    await room.begin("Schwere Pakete", "Neun Pfund.", key="heavy", language="de")
    await room.shop.shopper.ask("What do parcels over forty kilos cost?")
    await room.shop.shopper.ask("What do parcels over forty kilos cost?")
    question = {"question": "What do heavy parcels cost?", "documents": ["heavy.en.md"]}
    await made(room.shop.secret, "/index/questions", {"questions": [question]})
    uses = await room.writer.json(f"/articles/{article['id']}/uses")
    assert uses == {
        "versions": 1,
        "saves": 1,
        "passages": 1,
        "quoted": 2,
        "questions": 1,
        "translations": 1,
    }


async def test_counts_say_what_lists_show(room: Newsroom) -> None:
    live = await room.publish("Live", POSTAGE)
    await room.save(live, "Seven pounds.")
    await room.submit(live)
    await room.submit(await room.begin("In review", POSTAGE))
    due = await room.begin("Draft", POSTAGE)
    on = {"on": NOON.date().isoformat()}
    assert (await room.writer.call("PUT", f"/articles/{due['id']}/review", json=on)).status_code == 200
    gone = await room.begin("Gone", POSTAGE)
    await made(room.chief, f"/articles/{gone['id']}/archive", {})
    states = {"live": 1, "scheduled": 0, "in_review": 1, "expired": 0, "draft": 1}
    counts = await room.writer.json("/article-counts")
    assert counts == {"all": 3, "archived": 1, "waiting": 2, "due": 1, "states": states}


async def test_people_and_programs_are_called_by_their_names(room: Newsroom) -> None:
    person = await editor(room)
    place = f"/stores/{room.shop.store.slug}/articles"
    article = await made(person, place, {"title": "Parcels", "body": POSTAGE, "language": "en"}, 201)
    place = f"{place}/{article['id']}"
    await made(person, f"{place}/versions", {}, 201)
    said = await made(person, f"{place}/versions/1/comments", {"body": "Since when?"}, 201)
    await made(room.chief, f"/articles/{article['id']}/versions/1/approve", {})
    steps = (await person.json(f"{place}/history"))["items"]
    (version,) = (await person.json(f"{place}/versions"))["items"]
    (save,) = (await person.json(f"{place}/saves"))["items"]
    name = (await person.json("/auth/session"))["person"]["name"]
    assert name
    assert {said["made_by_name"], version["made_by_name"], save["saved_by_name"]} == {name}
    assert [(one["step"], one["by_name"]) for one in steps[-2:]] == [("submitted", name), ("created", name)]
    assert steps[0]["by"].startswith("secret:")
    assert steps[0]["by_name"] == "Chief"


async def test_deleted_article_answers_nobody_and_leaves_nothing(room: Newsroom) -> None:
    article = await room.publish("Heavy parcels", POSTAGE)
    assert (await room.chief.delete(f"/articles/{article['id']}")).status_code == 204
    assert not await room.finds(QUESTION, POSTAGE)
    await room.shop.work()
    tenant = (room.shop.store.organization_id, room.shop.store.id)
    for table in ("article", "article_save", "article_version", "document", "passage", "index_item"):
        where = "organization_id = $1 AND store_id = $2"
        assert not await room.shop.sql(f"SELECT FROM {table} WHERE {where}", *tenant), table


async def test_refusal_says_why_and_comments_are_about_words(room: Newsroom) -> None:
    article = await room.begin("Heavy parcels", POSTAGE)
    number = await room.submit(article)
    place = f"/articles/{article['id']}/versions/{number}"
    said = await made(room.chief, f"{place}/comments", {"body": "Since when?", "quote": "nine pounds"}, 201)
    check_problem(await room.chief.post(f"{place}/reject", json={}), 422, "article_invalid")
    await made(room.chief, f"{place}/reject", {"note": "It is seven."})
    await made(room.writer, f"/articles/{article['id']}/comments/{said['id']}/resolve", {})
    listed = (await room.writer.json(f"{place}/comments"))["items"]
    assert [(one["quote"], one["resolved_at"] is None) for one in listed] == [("nine pounds", False)]
    check_problem(await room.chief.post(f"{place}/approve", json={}), 409, "article_state")


async def test_difference_is_told_word_by_word(room: Newsroom) -> None:
    article = await room.publish("Heavy parcels", POSTAGE)
    await room.save(article, POSTAGE.replace("nine", "seven"), tags=["post"])
    found = await room.writer.json(f"/articles/{article['id']}/diff")
    changed = [(span["op"], span["text"]) for span in found["body"] if span["op"] != "equal"]
    assert changed == [("delete", "nine"), ("insert", "seven")]
    assert found["changes"] == {"tags": {"before": [], "after": ["post"]}}


async def test_translations_share_a_key_and_go_their_own_ways(room: Newsroom) -> None:
    await room.publish("Heavy parcels", POSTAGE, key="heavy")
    await room.begin(
        "Schwere Pakete", "Pakete über vierzig Kilo kosten neun Pfund.", key="heavy", language="de"
    )
    listed = (await room.writer.json("/articles?name=heavy"))["items"]
    assert [(one["language"], one["state"]) for one in listed] == [("en", "live"), ("de", "draft")]
    taken = {"title": "Heavy parcels", "body": "", "key": "heavy", "language": "en"}
    check_problem(await room.writer.post("/articles", json=taken), 409, "article_taken")


@pytest.mark.parametrize("state", ["live", "scheduled", "in_review", "expired", "draft"])
async def test_lists_say_the_same_state_as_the_article(room: Newsroom, state: str) -> None:
    later = (NOON + timedelta(days=1)).isoformat()
    for name in ("live", "expired"):
        await room.publish(name, POSTAGE)
    await room.approve(await room.begin("scheduled", POSTAGE), publish_at=later)
    await room.submit(await room.begin("in review", POSTAGE))
    await room.begin("draft", POSTAGE)
    ended = next(one for one in (await room.writer.json("/articles"))["items"] if one["title"] == "expired")
    await made(room.chief, f"/articles/{ended['id']}/archive", {})
    listed = (await room.writer.json(f"/articles?state={state}"))["items"]
    assert [(one["title"].replace(" ", "_"), one["state"]) for one in listed] == [(state, state)]


async def test_texts_for_other_markets_do_not_crowd_out_the_one_that_may_be_used(room: Newsroom) -> None:
    files = [
        (
            "files",
            (f"post-{number}.md", f"# Heavy parcels\n\n{POSTAGE} Zone {number}.".encode(), "text/markdown"),
        )
        for number in range(70)
    ]
    answer = await room.writer.post("/article-batches/upload", files=files, data={"language": "en"})
    await made(room.chief, f"/article-batches/{answer.json()['id']}/apply", {})
    limited = {"listed": {}, "validity": {"markets": ["de"]}, "then": "publish"}
    batch = await made(room.writer, "/article-batches", limited, 201)
    await made(room.chief, f"/article-batches/{batch['id']}/apply", {})
    await room.publish(
        "Post", f"{POSTAGE} Here and in the neighbourhood, as far as anybody knows, at least on most days."
    )
    assert await room.finds(QUESTION, "neighbourhood", limit=5)


async def test_answer_that_was_kept_ends_with_its_article_and_stays_in_its_market(room: Newsroom) -> None:
    await set_kept(room.shop, "exact")
    ends, question = NOON + timedelta(days=1), "What do parcels over forty kilos cost?"
    await room.publish("Heavy parcels", POSTAGE, markets=["ch"], valid_until=ends.isoformat())

    async def told(market: str) -> tuple[bool, bool]:
        reply = await ask(room.shop, question, market=market)
        return not reply["message"]["metadata"]["abstained"], how_cached(reply) is not None

    repeats = room.shop.site.parts.turns.runner.repeats
    assert repeats is not None
    usual = repeats._cache
    repeats._cache = replace(usual, clock=room.clock)
    try:
        first = [await told(market) for market in ("ch", "ch", "de")]
        room.clock.move_to(ends)
        assert [*first, await told("ch")] == [(True, False), (True, True), (False, False), (False, False)]
    finally:
        repeats._cache = usual


async def test_store_goes_with_its_articles_and_categories(room: Newsroom) -> None:
    above = await made(room.writer, "/article-categories", {"name": "Help"}, 201)
    below = await made(room.writer, "/article-categories", {"name": "Post", "parent_id": above["id"]}, 201)
    assert below["path"] == "Help/Post"
    await room.publish("Heavy parcels", POSTAGE, category_id=below["id"])
    for category in (above, below):
        check_problem(
            await room.writer.delete(f"/article-categories/{category['id']}"), 409, "article_category_in_use"
        )
    beside = await made(room.writer, "/article-categories", {"name": "Beside"}, 201)
    once = await room.begin("Once", POSTAGE, category_id=beside["id"])
    drafted = await room.writer.delete(f"/article-categories/{beside['id']}")
    check_problem(drafted, 409, "article_category_in_use")
    await room.save(once, POSTAGE, category_id=None)
    listed = (await room.writer.json("/article-categories"))["items"]
    assert {one["name"]: one["articles"] for one in listed} == {"Help": 0, "Post": 1, "Beside": 0}
    # Where something lay once keeps no category for ever.
    assert (await room.writer.delete(f"/article-categories/{beside['id']}")).status_code == 204
    assert (await room.writer.json(f"/articles/{once['id']}/saves/1"))["category_id"] is None
    moved = await room.writer.call(
        "PUT", f"/article-categories/{above['id']}", json={"name": "Help", "parent_id": below["id"]}
    )
    check_problem(moved, 409, "article_category_in_use")
    tenant = (room.shop.store.organization_id, room.shop.store.id)
    async with room.shop.session() as session:
        await tenants.delete_store(session, room.shop.store.id)
    assert not await room.shop.sql(
        "SELECT FROM article_save WHERE organization_id = $1 AND store_id = $2", *tenant
    )


async def test_what_a_save_leaves_out_stays_and_what_it_empties_is_empty(room: Newsroom) -> None:
    begun = {"tags": ["parcels", "costs"], "markets": ["de"], "valid_until": "2027-01-01T00:00:00Z"}
    article = await room.begin("Heavy parcels", POSTAGE, **begun)
    path = f"/articles/{article['id']}/draft"
    sent = {"body": "Eight pounds.", "based_on": 1}
    draft = (await room.writer.call("PUT", path, json=sent)).json()["draft"]
    assert (draft["title"], draft["body"]) == ("Heavy parcels", "Eight pounds.")
    assert (draft["tags"], draft["markets"]) == (["parcels", "costs"], ["de"])
    assert draft["valid_until"] is not None
    other = {"tags": [], "valid_until": None, "based_on": 2}
    draft = (await room.writer.call("PUT", path, json=other)).json()["draft"]
    assert (draft["tags"], draft["valid_until"], draft["body"]) == ([], None, "Eight pounds.")
    unknown = await room.writer.call("PUT", path, json={"tags": [], "based_on": 99})
    check_problem(unknown, 404, "article_version_not_found")


async def test_what_needs_nothing_said_needs_no_body(room: Newsroom) -> None:
    article = await room.begin("Heavy parcels", POSTAGE)
    place = f"/articles/{article['id']}"
    number = (await room.writer.post(f"{place}/versions")).json()["number"]
    assert (await room.chief.post(f"{place}/versions/{number}/approve")).status_code == 200
    assert (await room.writer.post(f"{place}/reviewed")).status_code == 200
    assert (await room.chief.post(f"{place}/archive")).status_code == 200
    refused = await room.chief.post(
        f"{place}/archive", content=b"{", headers={"content-type": "application/json"}
    )
    check_problem(refused, 422, "invalid_input")
