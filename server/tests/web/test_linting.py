"""The linter over the API: faults are found with both places quoted, near-misses are not, and decisions last."""

from typing import Any
from uuid import UUID

import pytest
from web_providers import OPENED
from web_shops import Caller, Json, Shop, Site
from web_sources import connect, open_fake_shop

from aisle.core.db import Scope
from aisle.linting.repository import findings
from aisle.sources.records import DocumentRecord
from scripted_http import Asked, Reply, scripted_server


async def lint(shop: Shop) -> list[Json]:
    """Look the shop over; return the open findings."""
    run = (await shop.secret.post("/lint/runs")).json()
    await shop.work()
    ended = (await shop.secret.get(f"/lint/runs/{run['id']}")).json()
    assert ended["state"] == "done", ended
    return await listed(shop.secret, state="open")


async def listed(caller: Caller, **query: Any) -> list[Json]:
    """All findings, page by page."""
    found: list[Json] = []
    cursor: dict[str, str] = {}
    while True:
        answer = (await caller.get("/lint/findings", params={**query, **cursor, "limit": 3})).json()
        found += answer["items"]
        if not answer["next_cursor"]:
            return found
        cursor = {"cursor": answer["next_cursor"]}


def kinds(found: list[Json]) -> list[str]:
    return sorted(one["kind"] for one in found)


def quotes(found: list[Json], kind: str) -> list[list[str]]:
    return [[place["quote"] for place in one["places"]] for one in found if one["kind"] == kind]


def product(handle: str, title: str, **more: Any) -> Json:
    """A product that lacks nothing."""
    whole = {
        "description": "Made for wet walks on long days in the hills.",
        "images": [{"url": f"https://shop.example/{handle}.jpg", "alt": title}],
        "price": "249.00",
        "stock": 5,
    }
    return {"handle": handle, "title": title, **whole, **more}


@pytest.fixture
async def lint_shop(site: Site) -> Shop:
    return await site.open_shop()


async def test_two_texts_with_different_return_windows_are_quoted_with_their_places(lint_shop: Shop) -> None:
    await lint_shop.publish("Returns", "You can send goods back within 30 days of delivery.")
    await lint_shop.publish(
        "Retouren", "Sie können Artikel innerhalb von 14 Tagen zurückgeben.", language="de"
    )
    found = await lint(lint_shop)
    assert kinds(found) == ["conflict.return_window"]
    assert found[0]["severity"] == "error"
    for place in found[0]["places"]:
        rows = await lint_shop.sql("SELECT body FROM document_version WHERE id = $1", place["version_id"])
        assert rows[0]["body"][place["start"] : place["end"]] == place["quote"]


async def test_conditions_for_different_goods_places_and_times_are_no_conflict(lint_shop: Shop) -> None:
    await lint_shop.publish("Returns", "You can return goods within 30 days. Refunds take five working days.")
    await lint_shop.publish(
        "Sale", "Sale items can be returned within 14 days. Faulty goods can be returned within two years."
    )
    await lint_shop.publish(
        "Delivery", "Delivery takes 3 to 5 working days. Express delivery takes 1 working day."
    )
    await lint_shop.publish("Switzerland", "Delivery to Switzerland takes 10 days.")
    await lint_shop.publish(
        "Club",
        "Gold members: returns within 90 days.\n\nSilver members: returns within 60 days.\n\n"
        "Guests can return goods within 14 days.\n\nIf a parcel has been waiting for two weeks, we ship another one.",
    )
    await lint_shop.publish(
        "Promises",
        "There is a 30-day money-back guarantee on everything.\n\nThe warranty runs for two years.",
    )
    await lint_shop.publish("One month", "Goods can be sent back within one month.")
    assert await lint(lint_shop) == []


async def test_a_price_in_a_text_is_held_against_price_and_struck_price(lint_shop: Shop) -> None:
    await lint_shop.import_products(
        [
            product("aurora", "Aurora tent", compare_at="299.00"),
            product("borealis", "Borealis tent", price="310.00"),
        ]
    )
    await lint_shop.publish(
        "Guide",
        "The Aurora tent costs £299.00. Now the Aurora tent is £249. You save £50 with the Aurora tent.\n\n"
        "The Borealis tent costs £299.99.",
    )
    found = await lint(lint_shop)
    assert kinds(found) == ["conflict.price"]
    assert quotes(found, "conflict.price") == [["The Borealis tent costs £299.99.", "310.00"]]


async def test_finding_keeps_its_id_and_is_fixed_by_itself(lint_shop: Shop) -> None:
    await lint_shop.publish("Winter", "The winter sale ends on 31 March 2020.")
    first = await lint(lint_shop)
    await lint_shop.publish("Winter", "We are back.\n\nThe winter sale ends on 31 March 2020.")
    again = await lint(lint_shop)
    assert [one["id"] for one in first] == [one["id"] for one in again]
    assert again[0]["places"][0]["start"] > first[0]["places"][0]["start"]
    await lint_shop.publish("Winter", "The winter sale ends on 31 March 2199.")
    assert await lint(lint_shop) == []
    assert [one["id"] for one in await listed(lint_shop.secret, state="fixed")] == [first[0]["id"]]


async def test_ignored_finding_stays_ignored_when_it_comes_back(lint_shop: Shop) -> None:
    old = "The winter sale ends on 31 March 2020."
    await lint_shop.publish("Winter", old)
    found = (await lint(lint_shop))[0]
    path = f"/lint/findings/{found['id']}"
    assert (await lint_shop.secret.post(f"{path}/ignore", json={"reason": " "})).status_code == 422
    ignored = (await lint_shop.secret.post(f"{path}/ignore", json={"reason": "An archive."})).json()
    assert (ignored["state"], ignored["reason"]) == ("ignored", "An archive.")
    await lint_shop.publish("Winter", "Nothing.")
    await lint(lint_shop)
    await lint_shop.publish("Winter", old)
    assert await lint(lint_shop) == []
    assert (await lint_shop.secret.post(f"{path}/reopen")).json()["state"] == "open"
    assert len(await lint(lint_shop)) == 1


async def test_products_tell_what_they_lack(lint_shop: Shop) -> None:
    variants = [
        {"sku": "a", "options": {"Size": "42", "Colour": "Red"}, "price": "99.00", "stock": 1},
        {"sku": "b", "options": {"Size": "43"}, "price": "99.00", "stock": 1},
    ]
    await lint_shop.import_products(
        [
            product("whole", "Whole tent", attributes={"Weight": "2.1 kg"}),
            product("bare", "Bare tent", description="", images=[], attributes={"Weight": "2.1"}),
            product("boot", "Tarn boot", category="Boots"),
        ]
    )
    await lint_shop.import_products([product("shoe", "Beck shoe", category="Shoes", variants=variants)])
    found = await lint(lint_shop)
    assert kinds(found) == [
        "product.description_missing",
        "product.option_missing",
        "product.picture_missing",
        "product.size_missing",
        "product.unit_missing",
    ]
    assert quotes(found, "product.unit_missing") == [["2.1"]]


async def test_pages_that_sell_what_is_gone(lint_shop: Shop) -> None:
    await lint_shop.import_products(
        [
            product("old", "Otter kayak", tags=["discontinued"], stock=0, url="https://shop.example/p/old"),
            product("out", "Heron paddle", stock=0, url="https://shop.example/p/out"),
            product("short", "Curlew cap", stock=0),
        ]
    )
    await lint_shop.publish("Boats", "Buy the Otter kayak for calm water.\n\nThe Heron paddle suits it.")
    await lint_shop.publish("News", "The Otter kayak is discontinued.\n\nTake the Curlew cap with you.")
    await lint_shop.publish("Links", "See https://shop.example/p/old and https://shop.example/p/never.")
    await lint(lint_shop)
    await lint_shop.sql(
        "UPDATE lint_absence SET since = now() - interval '60 days' WHERE product_id ="
        " (SELECT id FROM product WHERE handle = 'out')"
    )
    found = await lint(lint_shop)
    assert kinds(found) == ["link.product_gone", "page.sells_absent", "page.sells_discontinued"]
    assert quotes(found, "link.product_gone") == [["https://shop.example/p/never"]]


async def test_questions_nobody_can_answer(own_shop: Shop) -> None:
    asked = [
        {"question": "How do I wash a waxed jacket?", "documents": ["Care of waxed jackets"]},
        {"question": "How long may I keep a tent?", "documents": ["Hiring tents"]},
    ]
    added = await own_shop.secret.post("/index/questions", json={"questions": asked})
    assert added.status_code == 200, added.text
    found = [one for one in await lint(own_shop) if one["kind"].startswith("question.")]
    assert quotes(found, "question.expectation_gone") == [["How long may I keep a tent?"]]
    assert kinds(found) == ["question.expectation_gone"]


async def test_documents_that_did_not_change_are_not_read_again(lint_shop: Shop) -> None:
    await lint_shop.publish("Returns", "You can send goods back within 30 days of delivery.")
    await lint(lint_shop)
    await lint_shop.publish("Delivery", "Delivery takes 3 to 5 working days.")
    await lint(lint_shop)
    runs = (await lint_shop.secret.get("/lint/runs")).json()["items"]
    done = [one for one in runs if one["state"] == "done"]
    assert (done[0]["documents"], done[0]["read"]) == (2, 1)


async def test_a_published_document_asks_for_one_run_however_many_there_are(lint_shop: Shop) -> None:
    for number in range(3):
        await lint_shop.publish(f"Page {number}", f"Text {number}.")
    waiting = await lint_shop.sql("SELECT kind FROM job WHERE kind = 'lint_store'")
    assert len(waiting) == 1


async def test_a_link_that_leads_nowhere_is_found_and_one_that_nobody_can_ask_is_not(
    open_other_site: Any,
) -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(
            {"gone": 410, "missing": 404, "busy": 503}.get(asked.path.rpartition("/")[2], 200), "Hello"
        )

    async with scripted_server(answer) as server, open_other_site(**OPENED) as site:
        shop = await site.open_shop()
        names = ("there", "gone", "missing", "busy")
        await shop.publish("Links", "\n\n".join(f"See {server.url}/{name}." for name in names))
        found = await lint(shop)
        assert kinds(found) == ["link.dead", "link.dead"]
        assert sorted(place["url"] for one in found for place in one["places"]) == [
            f"{server.url}/gone",
            f"{server.url}/missing",
        ]
        asked = len(server.asked)
        await lint(shop)
        assert len(server.asked) == asked  # remembered for a day
        await shop.sql("UPDATE lint_link SET checked_at = checked_at - interval '25 h', status = 404")
        server.script = lambda _: Reply(200, "Back")
        assert await lint(shop) == []


async def test_what_was_quoted_of_an_erased_document_goes_with_it(lint_shop: Shop) -> None:
    await lint_shop.publish("Winter", "The winter sale ends on 31 March 2020.")
    await lint_shop.publish("Spring", "The spring sale ends on 30 April 2020.")
    assert len(await lint(lint_shop)) == 2
    await lint_shop.sql("DELETE FROM job WHERE kind = 'lint_store'")
    listed_documents = (await lint_shop.secret.get("/documents")).json()["items"]
    (winter,) = (one["id"] for one in listed_documents if one["title"] == "Winter")
    assert (await lint_shop.secret.call("DELETE", f"/documents/{winter}")).status_code == 202
    await lint_shop.work()
    left = await listed(lint_shop.secret)
    assert [place["quote"] for one in left for place in one["places"]] == [
        "The spring sale ends on 30 April 2020."
    ]
    assert len(await lint_shop.sql("SELECT 1 FROM job WHERE kind = 'lint_store'")) == 1


async def test_two_runs_at_once_close_nothing_that_stands(lint_shop: Shop) -> None:
    """The earlier one ends last, and has not seen what was published in between."""
    await lint_shop.publish("Winter", "The winter sale ends on 31 March 2020.")
    early = (await lint_shop.secret.post("/lint/runs")).json()["id"]
    (found,) = await lint(lint_shop)
    await lint_shop.publish("Spring", "The spring sale ends on 30 April 2020.")
    assert len(await lint(lint_shop)) == 2
    scope = Scope(lint_shop.store.organization_id, lint_shop.store.id, "test")
    async with lint_shop.site.worker.database.open_scope(scope) as session:
        await findings.settle(session, UUID(early))
    assert len(await listed(lint_shop.secret, state="open")) == 2
    assert found["id"] in [one["id"] for one in await listed(lint_shop.secret, state="open")]


async def test_who_asks_is_the_cause_of_the_run_that_waits_and_it_begins_at_once(lint_shop: Shop) -> None:
    await lint_shop.publish("Winter", "Nothing.")
    await lint_shop.work()
    first = (await lint_shop.secret.get("/lint/runs")).json()["items"][0]
    assert (first["cause"], first["state"]) == ("change", "queued")
    asked = (await lint_shop.secret.post("/lint/runs")).json()
    assert (asked["id"], asked["cause"]) == (first["id"], "demand")
    await lint_shop.work()
    assert (await lint_shop.secret.get(f"/lint/runs/{asked['id']}")).json()["state"] == "done"


async def test_hours_of_different_doors_days_and_seasons_are_no_conflict(lint_shop: Shop) -> None:
    await lint_shop.publish(
        "Contact and opening hours",
        "## How to reach us\n\n| Way | When |\n| --- | --- |\n| Telephone: 01632 960 138 | Mon–Fri 9:00–18:00, Sat 9:00–17:00 |\n\n"
        "## The shops\n\n| Shop | Open |\n| --- | --- |\n| Kendal | Mon–Sat 9:30–17:30, Sun 10:30–16:30 |\n"
        "| Keswick | Mon–Sat 10:00–17:30 |\n\nOn bank holidays we are open Monday 10:00 to 16:00.\n\n"
        "In winter the workshop is open Monday to Friday, 10am to 4pm.",
    )
    assert await lint(lint_shop) == []
    await lint_shop.publish("Visit", "Our shop is open Monday to Friday, 9 to 5.")
    await lint_shop.publish("Besuch", "Montags bis freitags ist von 10 bis 17 Uhr geöffnet.", language="de")
    assert set(kinds(await lint(lint_shop))) == {"conflict.opening_hours"}


async def test_what_was_quoted_of_a_source_goes_with_it(lint_shop: Shop) -> None:
    sale = DocumentRecord(
        "sale", "sale.md", b"The winter sale ends on 31 March 2020.", media_type="text/markdown"
    )
    source = await connect(lint_shop, open_fake_shop(lint_shop, sale)[0], resources=["documents"])
    await lint_shop.secret.post(f"/sources/{source['id']}/sync", json={})
    await lint_shop.work()
    assert kinds(await lint(lint_shop)) == ["date.passed"]
    await lint_shop.sql("DELETE FROM job WHERE kind = 'lint_store'")
    assert (await lint_shop.secret.call("DELETE", f"/sources/{source['id']}")).status_code == 202
    for _ in range(3):  # it goes in steps that wait for each other
        await lint_shop.sql("UPDATE job SET due_at = now() WHERE state = 'queued' AND kind <> 'lint_store'")
        await lint_shop.work()
    assert await listed(lint_shop.secret) == []
    assert len(await lint_shop.sql("SELECT 1 FROM job WHERE kind = 'lint_store' AND state = 'queued'")) == 1
