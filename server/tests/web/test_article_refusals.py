"""What articles refuse, and say why: texts, times, states, batches and categories that cannot be."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from web_articles import NOON, Newsroom, clock_of, made, open_newsroom
from web_shops import Json, Site, check_problem

from aisle.core.clock import FixedClock

TEXT = "They cost nine pounds."
DAY = timedelta(days=1)


@pytest.fixture
async def room(site: Site) -> AsyncIterator[Newsroom]:
    clock = FixedClock(NOON)
    with clock_of(site, clock):
        yield await open_newsroom(await site.open_shop(), clock)


async def refused(room: Newsroom, path: str, body: Json | None, code: str = "article_invalid") -> str:
    """Post as who may approve; return why that was refused."""
    status = {"article_invalid": 422, "article_state": 409, "article_category_in_use": 409}.get(code, 404)
    answer = await room.chief.post(path, json=body)
    return str(check_problem(answer, status, code)["detail"])


async def test_texts_that_cannot_be_kept_say_why(room: Newsroom) -> None:
    article = await room.begin("Parcels", TEXT)
    path = f"/articles/{article['id']}/draft"
    naive, later = NOON.replace(tzinfo=None).isoformat(), (NOON + DAY).isoformat()
    wrong: list[tuple[Json, str]] = [
        ({"title": " "}, "A title has"),
        ({"title": "a" * 201}, "A title has"),
        ({"body": "a" * 200_001}, ""),
        ({"tags": [str(n) for n in range(31)]}, ""),
        ({"valid_from": naive}, "Times have a zone"),
        ({"valid_until": naive}, "Times have a zone"),
        ({"valid_from": later, "valid_until": later}, "valid_until lies after"),
        ({"markets": [f"m{n}" for n in range(200)]}, ""),
    ]
    for some, why in wrong:
        answer = await room.writer.call("PUT", path, json={**some, "based_on": 1})
        assert answer.status_code == 422, (some, answer.text)
        assert why in answer.json()["detail"]
    lost = await room.writer.call(
        "PUT", path, json={"title": "T", "body": "", "category_id": article["id"], "based_on": 1}
    )
    check_problem(lost, 404, "article_category_not_found")
    assert (await room.read(article))["draft_save"] == 1


async def test_saving_what_the_draft_says_changes_nothing(room: Newsroom) -> None:
    article = await room.begin("Parcels", TEXT)
    again = await room.save(article, TEXT)
    assert again["draft_save"] == 1
    assert len((await room.writer.json(f"/articles/{article['id']}/saves"))["items"]) == 1


async def test_a_whole_text_that_began_from_no_save_is_refused(room: Newsroom) -> None:
    article = await room.begin("Parcels", TEXT)
    whole = {**article["draft"], "body": "Other.", "based_on": 99}
    answer = await room.writer.call("PUT", f"/articles/{article['id']}/draft", json=whole)
    check_problem(answer, 404, "article_version_not_found")


async def test_of_what_was_handed_in_twice_only_the_last_waits(room: Newsroom) -> None:
    article = await room.begin("Parcels", TEXT)
    await room.submit(article)
    await room.submit(article)
    versions = (await room.writer.json(f"/articles/{article['id']}/versions"))["items"]
    assert [one["state"] for one in versions] == ["in_review", "withdrawn"]


@pytest.mark.parametrize(
    "named", [{"key": "No"}, {"key": "a--b"}, {"language": "EN"}, {"category_id": "0" * 32}], ids=str
)
async def test_articles_are_not_begun_under_odd_names_or_nowhere(room: Newsroom, named: Json) -> None:
    body = {"title": "Parcels", "body": TEXT, "language": "en", **named}
    assert (await room.writer.post("/articles", json=body)).status_code in (404, 422)
    assert (await room.writer.json("/articles"))["items"] == []


async def test_nobody_is_asked_to_approve_what_is_not_complete(room: Newsroom) -> None:
    empty = await room.begin("Empty", " ")
    assert "no text" in await refused(room, f"/articles/{empty['id']}/versions", {})
    short = await room.begin("Short", TEXT, valid_until=(NOON + DAY).isoformat())
    number = await room.submit(short)
    place = f"/articles/{short['id']}/versions"
    after = {"publish_at": (NOON + 2 * DAY).isoformat()}
    assert "after its validity" in await refused(room, f"{place}/{number}/approve", after)
    naive = {"publish_at": NOON.replace(tzinfo=None).isoformat()}
    assert "zone" in await refused(room, f"{place}/{number}/approve", naive)
    room.clock.move_to(NOON + DAY)
    assert "set valid_until anew" in await refused(room, f"{place}/{number}/approve", {})
    assert "ended" in await refused(room, place, {})


async def test_steps_are_taken_in_their_order(room: Newsroom) -> None:
    article = await room.publish("Parcels", TEXT)
    place = f"/articles/{article['id']}/versions/1"
    for step, body in {
        "approve": {},
        "reject": {"note": "No."},
        "withdraw": None,
        "schedule": {"publish_at": (NOON + DAY).isoformat()},
    }.items():
        assert "published" in await refused(room, f"{place}/{step}", body, "article_state")
    await refused(room, f"{place}/comments", {"body": " "})
    unknown = f"/articles/{article['id']}/comments/{article['id']}/resolve"
    await refused(room, unknown, None, "article_comment_not_found")
    assert (await room.read(article))["live_version"] == 1


async def test_what_has_run_out_does_not_come_back(room: Newsroom) -> None:
    article = await room.publish("Parcels", TEXT, valid_until=(NOON + DAY).isoformat())
    await room.at(NOON + 2 * DAY)
    path = f"/articles/{article['id']}/rollback"
    assert "ended" in await refused(room, path, {"version": 1})


async def test_what_was_taken_back_or_moved_does_not_go_live_at_its_old_time(room: Newsroom) -> None:
    """The job of the first time finds nothing to do, and that of the new one does it."""
    article = await room.begin("Parcels", TEXT)
    await room.approve(article, publish_at=(NOON + DAY).isoformat())
    moved = {"publish_at": (NOON + 3 * DAY).isoformat()}
    await made(room.chief, f"/articles/{article['id']}/versions/1/schedule", moved)
    await room.at(NOON + 2 * DAY)
    assert (await room.read(article))["state"] == "scheduled"
    await room.at(NOON + 3 * DAY)
    assert (await room.read(article))["state"] == "live"


async def test_a_season_that_ended_before_its_turn_is_never_shown(room: Newsroom) -> None:
    begins, ends = NOON + DAY, NOON + 2 * DAY
    article = await room.begin("Parcels", TEXT, valid_from=begins.isoformat(), valid_until=ends.isoformat())
    await room.approve(article)
    await room.at(ends + DAY)
    assert (await room.read(article))["state"] == "expired"
    assert (await room.read(article))["document_id"] is None


async def test_an_end_that_a_newer_version_moved_takes_nothing_away(room: Newsroom) -> None:
    article = await room.publish("Parcels", TEXT, valid_until=(NOON + DAY).isoformat())
    await room.save(article, f"{TEXT} Islands too.", valid_until=(NOON + 9 * DAY).isoformat())
    await room.approve(article)
    await room.at(NOON + 2 * DAY)
    assert (await room.read(article))["state"] == "live"
    assert await room.finds("what do parcels cost", "Islands too.")


async def test_reviews_have_days_that_can_be(room: Newsroom) -> None:
    article = await room.begin("Parcels", TEXT)
    for body in (
        {"on": None, "every_days": 30},
        {"on": "9999-01-01"},
        {"on": "2027-01-01", "every_days": 3661},
    ):
        answer = await room.writer.call("PUT", f"/articles/{article['id']}/review", json=body)
        assert answer.status_code == 422, answer.text


async def test_changes_of_many_are_some_and_not_too_many_and_each_once(room: Newsroom) -> None:
    article = await room.begin("Parcels", TEXT, tags=["post"])
    same = {"articles": [article["id"]], "add_tags": ["post"]}
    assert "Nothing would change" in await refused(room, "/article-batches", same)
    rows = b"question,answer,key\n" + b"What?,That.,same\n" * 2
    assert "twice" in await sent(room, "faq.csv", rows)
    assert "1,000 rows" in await sent(
        room, "faq.csv", b"question,answer\n" + b"".join(b"Q%d?,A.\n" % n for n in range(1_001))
    )
    assert "small letters" in await sent(room, "faq.csv", b"question,answer,key\nWhat?,That.,NO\n")
    batch = await made(
        room.chief, "/article-batches", {"articles": [article["id"]], "remove_tags": ["post"]}, 201
    )
    path = f"/article-batches/{batch['id']}"
    await refused(room, f"{path}/undo", None, "article_state")
    await made(room.chief, f"{path}/apply", {})
    await refused(room, f"{path}/apply", None, "article_state")


async def sent(room: Newsroom, name: str, data: bytes) -> str:
    """Upload a file; return why that was refused."""
    files = [("files", (name, data, "text/csv"))]
    answer: Any = await room.writer.post("/article-batches/upload", files=files, data={"language": "en"})
    return str(check_problem(answer, 422, "article_invalid")["detail"])


async def test_categories_have_names_and_places_of_their_own(room: Newsroom) -> None:
    path = "/article-categories"
    top = await made(room.chief, path, {"name": "Help"}, 201)
    for name in (" ", "a/b", "a" * 101):
        await refused(room, path, {"name": name})
    await refused(room, path, {"name": "Help"}, "article_category_in_use")
    await refused(room, path, {"name": "X", "parent_id": "0" * 32}, "article_category_not_found")
    low = await made(room.chief, path, {"name": "b" * 98, "parent_id": top["id"]}, 201)
    await refused(room, path, {"name": "c" * 98, "parent_id": low["id"]})
    article = await room.publish("Parcels", TEXT, category_id=low["id"])
    # What answers is still filed there, though the draft is not.
    await room.save(article, TEXT, category_id=None)
    answer = await room.chief.delete(f"{path}/{low['id']}")
    check_problem(answer, 409, "article_category_in_use")
    number = await room.submit(article)
    await made(room.chief, f"/articles/{article['id']}/versions/{number}/approve", {})
    await room.shop.work()
    assert (await room.chief.delete(f"{path}/{low['id']}")).status_code == 204
    assert (await room.chief.delete(f"{path}/{top['id']}")).status_code == 204
