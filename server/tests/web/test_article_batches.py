"""Many articles changed at once: shown first, done whole or not at all, and taken back in one step."""

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from docx import Document
from web_articles import NOON, Newsroom, clock_of, made, open_newsroom
from web_shops import Json, Site, check_forbidden, check_problem

from aisle.core.clock import FixedClock

THIRTY = "Unused goods go back within 30 days."
CSV = b"question,answer,tags,category\nWhat is a bivvy?,A bag to sleep in.,camping|bags,Help\nDo you repair?,Yes.,,\n"


@pytest.fixture
async def room(site: Site) -> AsyncIterator[Newsroom]:
    clock = FixedClock(NOON)
    with clock_of(site, clock):
        yield await open_newsroom(await site.open_shop(), clock)


async def show(room: Newsroom, **change: Any) -> Json:
    return await made(room.writer, "/article-batches", change, 201)


async def upload(room: Newsroom, *files: tuple[str, bytes], **said: str) -> Any:
    sent = [("files", (name, data, "application/octet-stream")) for name, data in files]
    return await room.writer.post("/article-batches/upload", files=sent, data={"language": "en", **said})


async def titles(room: Newsroom, **wanted: str) -> list[str]:
    query = "&".join(f"{name}={value}" for name, value in wanted.items())
    return [one["title"] for one in (await room.writer.json(f"/articles?limit=100&{query}"))["items"]]


async def test_words_are_replaced_everywhere_in_one_step_and_put_back_in_one(room: Newsroom) -> None:
    for name in ("Returns", "Exchanges"):
        await room.publish(name, THIRTY)
    await room.publish("Care", "Wash it cold.")
    swap = {"search": "30 days", "instead": "60 days"}
    batch = await show(room, listed={}, replace=swap, then="publish")
    shown = await room.writer.json(f"/article-batches/{batch['id']}")
    assert [one["key"] for one in shown["changes"]["items"]] == ["returns", "exchanges", "care"]
    words = [span["text"] for span in shown["changes"]["items"][0]["body"] if span["op"] != "equal"]
    assert words == ["30", "60"]
    assert await room.finds("within how many days do goods go back", THIRTY)
    check_forbidden(await room.writer.post(f"/article-batches/{batch['id']}/apply", json={}))
    await made(room.chief, f"/article-batches/{batch['id']}/apply", {})
    await room.shop.work()
    assert not await room.finds("within how many days do goods go back", THIRTY)
    await made(room.chief, f"/article-batches/{batch['id']}/undo", {})
    await room.shop.work()
    assert await room.finds("within how many days do goods go back", THIRTY)
    check_problem(await room.chief.post(f"/article-batches/{batch['id']}/undo"), 409, "article_state")


async def test_nothing_is_done_when_one_draft_has_changed_since_it_was_shown(room: Newsroom) -> None:
    articles = [await room.begin(name, THIRTY) for name in ("Returns", "Exchanges")]
    batch = await show(room, articles=[one["id"] for one in articles], add_tags=["post"])
    await room.save(articles[1], "Changed meanwhile.")
    answer = await room.writer.post(f"/article-batches/{batch['id']}/apply")
    assert check_problem(answer, 409, "article_batch_stale")["keys"] == ["exchanges.en"]
    assert await titles(room, tag="post") == []


async def test_undoing_never_writes_over_what_somebody_saved_since(room: Newsroom) -> None:
    article = await room.begin("Returns", THIRTY)
    batch = await show(room, articles=[article["id"]], add_tags=["post"])
    await made(room.writer, f"/article-batches/{batch['id']}/apply", {})
    await room.save(await room.read(article), "Mine.", tags=["post"])
    check_problem(await room.writer.post(f"/article-batches/{batch['id']}/undo"), 409, "article_batch_stale")
    assert (await room.read(article))["draft"]["body"] == "Mine."


async def test_labels_and_validity_are_set_for_many_and_archived_ones_come_back(room: Newsroom) -> None:
    category = await made(room.writer, "/article-categories", {"name": "Help"}, 201)
    article = await room.publish("Returns", THIRTY, tags=["old", "kept"])
    labels = {"category_id": category["id"], "add_tags": ["new"], "remove_tags": ["OLD"]}
    batch = await show(room, articles=[article["id"]], validity={"markets": ["ch"]}, **labels)
    await made(room.writer, f"/article-batches/{batch['id']}/apply", {})
    draft = (await room.read(article))["draft"]
    assert (draft["tags"], draft["category_id"], draft["markets"]) == (
        ["kept", "new"],
        category["id"],
        ["ch"],
    )
    batch = await show(room, articles=[article["id"]], then="archive")
    await made(room.chief, f"/article-batches/{batch['id']}/apply", {})
    assert (await room.read(article))["state"] == "expired"
    await made(room.chief, f"/article-batches/{batch['id']}/undo", {})
    await room.shop.work()
    assert (await room.read(article))["state"] == "live"


async def test_rows_of_a_table_become_articles_and_go_again(room: Newsroom) -> None:
    await made(room.writer, "/article-categories", {"name": "Help"}, 201)
    answer = await upload(room, ("faq.csv", CSV), tags="faq")
    assert answer.status_code == 201, answer.text
    assert await titles(room) == []
    await made(room.writer, f"/article-batches/{answer.json()['id']}/apply", {})
    assert await titles(room, tag="faq") == ["What is a bivvy?", "Do you repair?"]
    assert await titles(room, tag="camping") == ["What is a bivvy?"]
    await made(room.chief, f"/article-batches/{answer.json()['id']}/undo", {})
    assert await titles(room) == []


async def test_files_that_do_not_say_their_language_are_told_by_that_field(room: Newsroom) -> None:
    body = check_problem(await upload(room, ("faq.csv", CSV), language=""), 422, "article_invalid")
    assert body["fields"] == {"language": "“faq.csv” does not say its language."}
    body = check_problem(await upload(room, ("faq.csv", CSV)), 404, "article_category_not_found")
    assert "“Help”" in body["fields"]["category"]


async def test_a_change_is_undone_though_a_category_of_before_is_gone(room: Newsroom) -> None:
    category = await made(room.writer, "/article-categories", {"name": "Help"}, 201)
    article = await room.begin("Returns", THIRTY, category_id=category["id"])
    batch = await show(
        room, articles=[article["id"]], category_id=None, replace={"search": "30", "instead": "60"}
    )
    await made(room.writer, f"/article-batches/{batch['id']}/apply", {})
    assert (await room.writer.delete(f"/article-categories/{category['id']}")).status_code == 204
    await made(room.writer, f"/article-batches/{batch['id']}/undo", {})
    draft = (await room.read(article))["draft"]
    assert (draft["body"], draft["category_id"]) == (THIRTY, None)


async def test_the_same_file_again_changes_drafts_and_no_more_than_it_says(room: Newsroom) -> None:
    for text in ("# Returns\n\nWithin 30 days.", "# Returns\n\nWithin 60 days."):
        answer = await upload(room, ("returns.md", text.encode()), tags="policy")
        await made(room.writer, f"/article-batches/{answer.json()['id']}/apply", {})
    (listed,) = (await room.writer.json("/articles"))["items"]
    article = await room.read(listed)
    assert (article["draft"]["title"], article["draft"]["body"]) == ("Returns", "Within 60 days.")
    assert article["draft_save"] == 2
    check_problem(await upload(room, ("returns.md", text.encode()), tags="policy"), 422, "article_invalid")


async def test_pages_and_word_files_keep_headings_lists_and_tables(room: Newsroom) -> None:
    document = Document()
    document.add_heading("Care", 1)
    document.add_paragraph("Wash it cold.")
    document.add_paragraph("Dry it slowly.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Cloth", "Degrees"), ("Wool", "20")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    page = (
        b"<html><body><h1>Delivery</h1><p>Two days.</p><ul><li>Monday</li><li>Friday</li></ul></body></html>"
    )
    answer = await upload(room, ("care.docx", file.getvalue()), ("delivery.html", page))
    shown = (await room.writer.json(f"/article-batches/{answer.json()['id']}"))["changes"]["items"]
    care, delivery = (one["after"] for one in shown)
    assert care["title"] == "Care"
    assert "- Dry it slowly." in care["body"]
    assert "| Wool | 20 |" in care["body"]
    assert (delivery["title"], delivery["body"]) == ("Delivery", "Two days.\n\n- Monday\n- Friday")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("broken.docx", b"PK\x03\x04nonsense"),
        ("faq.csv", b"frage,antwort\nWas?,Das.\n"),
        ("faq.csv", b"question,answer\nWhat?,\n"),
        ("latin.md", b"Caf\xe9"),
    ],
    ids=["broken file", "no columns", "no answer", "no text in UTF-8"],
)
async def test_what_cannot_be_read_says_why_and_brings_nothing(
    room: Newsroom, name: str, data: bytes
) -> None:
    check_problem(await upload(room, (name, data)), 422, "article_invalid")


async def test_articles_are_named_in_one_way(room: Newsroom) -> None:
    check_problem(await room.writer.post("/article-batches", json={"add_tags": ["x"]}), 422, "invalid_input")


async def test_a_file_that_does_not_say_its_language_is_named(room: Newsroom) -> None:
    sent = [("files", ("care.md", b"# Care\n\nDry it slowly.", "text/markdown"))]
    problem = check_problem(
        await room.writer.post("/article-batches/upload", files=sent), 422, "article_invalid"
    )
    assert "“care.md” does not say its language" in problem["detail"]
    rows = b"question,answer,language\nWas?,Das.,de\n"
    said = [("files", ("faq.csv", rows, "text/csv"))]
    assert (await room.writer.post("/article-batches/upload", files=said)).status_code == 201
