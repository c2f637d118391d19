"""What strangers and careless people may put into articles: markup, formulas, far too much, and what is not theirs to decide."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from test_article_reviews import DAY, editor
from web_articles import NOON, Newsroom, clock_of, made, open_newsroom
from web_shops import Site, check_forbidden, check_problem
from web_sources import connect, open_fake_shop

from aisle.core.clock import FixedClock
from aisle.web.tables import csv_lines

HOSTILE = '<img src=x onerror=alert(1)> =HYPERLINK("https://evil.example") [x](javascript:alert(1))'
TEXT = "Kites are mended within nine days."


@pytest.fixture
async def room(site: Site) -> AsyncIterator[Newsroom]:
    clock = FixedClock(NOON)
    with clock_of(site, clock):
        yield await open_newsroom(await site.open_shop(), clock)


async def test_markup_in_a_title_is_words_in_mails_and_answers(room: Newsroom) -> None:
    person = await editor(room)
    place = f"/stores/{room.shop.store.slug}/articles"
    begun = {"title": f"{HOSTILE}\r\nBcc: all@evil.example", "body": TEXT, "language": "en"}
    article = await made(person, place, begun, 201)
    await person.call("PUT", f"{place}/{article['id']}/review", json={"on": DAY.date().isoformat()})
    await room.at(DAY - timedelta(days=6))
    (mail,) = (one for one in room.shop.site.mailer.sent if one.to == person.email and "Bcc" in one.subject)
    assert "\n" not in mail.subject
    assert "<img" not in mail.html
    assert "&lt;img" in mail.html
    assert "https://evil.example" not in mail.html  # no mail program makes a link of it
    await room.approve(article)
    reply = await room.shop.shopper.ask("Within how many days are kites mended?")
    cited = [part["data"] for part in reply["message"]["parts"] if part["type"] == "data-citation"]
    assert cited[0]["title"] == article["title"]  # as it was written: whoever draws it, draws words
    assert "<img" not in reply["message"]["text"]


async def test_a_sources_name_is_one_line(room: Newsroom) -> None:
    address, _ = open_fake_shop(room.shop)
    made_ = await connect(room.shop, address, name="Kites\r\nBcc: all@evil.example")
    assert made_["name"] == "Kites Bcc: all@evil.example"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_spreadsheet_computes_a_cell(cell: str) -> None:
    ((read,),) = csv.reader(io.StringIO(csv_lines([[cell]]), newline=""))
    assert read == f"'{cell}"


async def test_fifty_megabytes_are_refused_wherever_they_come(room: Newsroom) -> None:
    huge = "word " * (10 * 2**20)
    begun = {"title": "Huge", "body": huge, "language": "en"}
    check_problem(await room.writer.post("/articles", json=begun), 413, "too_large")
    article = await room.begin("Small", TEXT)
    draft = {"body": huge, "based_on": 1}
    answer = await room.writer.call("PUT", f"/articles/{article['id']}/draft", json=draft)
    check_problem(answer, 413, "too_large")
    for name in ("huge.md", "huge.csv"):
        data = ("question,answer\nWhat?," if name.endswith("csv") else "") + huge
        files = [("files", (name, data.encode()[: 50 * 2**20], "text/plain"))]
        answer = await room.writer.post("/article-batches/upload", files=files, data={"language": "en"})
        check_problem(answer, 422, "article_invalid")
    assert (await room.read(article))["draft_save"] == 1


async def test_of_ten_who_save_at_once_one_has_the_draft_and_all_are_kept(room: Newsroom) -> None:
    article = await room.begin("Kites", TEXT)

    async def save(number: int) -> Any:
        sent = {"title": "Kites", "body": f"{TEXT} Editor {number}.", "based_on": 1}
        return await room.writer.call("PUT", f"/articles/{article['id']}/draft", json=sent)

    answers = await asyncio.gather(*map(save, range(10)))
    assert sorted(one.status_code for one in answers) == [200] + [409] * 9
    saves = (await room.writer.json(f"/articles/{article['id']}/saves?limit=50"))["items"]
    assert sorted(one["body"] for one in saves[:-1]) == [f"{TEXT} Editor {number}." for number in range(10)]
    assert [one["is_aside"] for one in saves].count(False) == 2  # the first draft, and whose turn it was


async def test_of_two_who_approve_at_once_one_does(room: Newsroom) -> None:
    article = await room.begin("Kites", TEXT)
    number = await room.submit(article)
    path = f"/articles/{article['id']}/versions/{number}/approve"
    answers = await asyncio.gather(*(room.chief.post(path) for _ in range(4)))
    assert sorted(one.status_code for one in answers) == [200, 409, 409, 409]


async def test_who_writes_and_may_not_approve_finds_no_other_way(room: Newsroom) -> None:
    """By its own version, a batch, an undone batch, the archive, an earlier version, or another time."""
    live = await room.publish("Kites", TEXT)
    await room.save(live, "Kites are free.")
    number = await room.submit(live)
    place = f"/articles/{live['id']}"
    change = {"articles": [live["id"]], "replace": {"search": "nine", "instead": "no"}, "then": "publish"}
    batch = await made(room.writer, "/article-batches", change, 201)
    tried = [
        (f"{place}/versions/{number}/approve", None),
        (f"{place}/versions/{number}/schedule", {"publish_at": "2026-12-01T00:00:00Z"}),
        (f"{place}/rollback", {"version": 1}),
        (f"{place}/archive", None),
        (f"{place}/restore", None),
        (f"/article-batches/{batch['id']}/apply", None),
        (f"/article-batches/{batch['id']}/undo", None),
    ]
    for path, body in tried:
        check_forbidden(await room.writer.post(path, json=body) if body else await room.writer.post(path))
    check_forbidden(await room.writer.call("DELETE", place))
    await room.shop.work()
    assert (await room.read(live))["live_version"] == 1
    assert await room.finds("mended kites", TEXT)
