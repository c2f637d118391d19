"""Every route of articles that changes something leaves an entry in the audit log."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from web_articles import NOON, Newsroom, clock_of, made, open_newsroom
from web_shops import Json, Site

from aisle.core.clock import FixedClock

Deed = Callable[[Newsroom], Awaitable[Any]]
LATER = (NOON + timedelta(days=2)).isoformat()


async def begin(room: Newsroom) -> Json:
    return await room.begin("Parcels", "They cost nine pounds.")


async def submitted(room: Newsroom) -> str:
    """The path of a version in review."""
    article = await begin(room)
    return f"/articles/{article['id']}/versions/{await room.submit(article)}"


async def live(room: Newsroom) -> str:
    """The path of an article that answers."""
    return f"/articles/{(await room.publish('Parcels', 'They cost nine pounds.'))['id']}"


async def draft(room: Newsroom) -> None:
    await room.save(await begin(room), "They cost seven pounds.")


async def delete(room: Newsroom) -> None:
    assert (await room.chief.delete(await live(room))).status_code == 204


async def scheduled(room: Newsroom) -> str:
    place = await submitted(room)
    await made(room.chief, f"{place}/approve", {"publish_at": LATER})
    return place


async def archived(room: Newsroom) -> str:
    """The path of an article that was put away."""
    place = await live(room)
    await made(room.chief, f"{place}/archive", {})
    return place


async def review(room: Newsroom) -> None:
    body = {"on": "2027-01-01", "every_days": 30}
    answer = await room.writer.call("PUT", f"/articles/{(await begin(room))['id']}/review", json=body)
    assert answer.status_code == 200, answer.text


async def resolve(room: Newsroom) -> None:
    place = await submitted(room)
    comment = await made(room.chief, f"{place}/comments", {"body": "Why?"}, 201)
    await made(room.writer, f"{place.rpartition('/versions')[0]}/comments/{comment['id']}/resolve", {})


async def category(room: Newsroom) -> str:
    return (
        f"/article-categories/{(await made(room.writer, '/article-categories', {'name': 'Post'}, 201))['id']}"
    )


async def rename(room: Newsroom) -> None:
    answer = await room.writer.call("PUT", await category(room), json={"name": "Delivery"})
    assert answer.status_code == 200, answer.text


async def remove(room: Newsroom) -> None:
    assert (await room.writer.delete(await category(room))).status_code == 204


async def batch(room: Newsroom) -> str:
    article = await begin(room)
    shown = await made(
        room.writer, "/article-batches", {"articles": [article["id"]], "add_tags": ["post"]}, 201
    )
    return f"/article-batches/{shown['id']}"


async def upload(room: Newsroom) -> None:
    files = {"files": ("faq.csv", b"question,answer\nWhat is it?,A tent.\n", "text/csv")}
    answer = await room.writer.post("/article-batches/upload", files=files, data={"language": "en"})
    assert answer.status_code == 201, answer.text


async def undo(room: Newsroom) -> None:
    place = await batch(room)
    await made(room.writer, f"{place}/apply", {})
    await made(room.writer, f"{place}/undo", {})


def after(make: Callable[[Newsroom], Awaitable[str]], path: str, body: Json, *, chief: bool = True) -> Deed:
    """Do one thing with what something else made."""

    async def deed(room: Newsroom) -> None:
        answer = await (room.chief if chief else room.writer).post(f"{await make(room)}{path}", json=body)
        assert answer.status_code < 300, answer.text

    return deed


ART = "/articles/{article_id}"
DEEDS: dict[tuple[str, str], tuple[Deed, str]] = {
    ("POST", "/articles"): (begin, "article.created"),
    ("PUT", f"{ART}/draft"): (draft, "article.saved"),
    ("DELETE", ART): (delete, "article.deleted"),
    ("POST", f"{ART}/archive"): (after(live, "/archive", {}), "article.archived"),
    ("POST", f"{ART}/restore"): (after(archived, "/restore", {}), "article.rolled_back"),
    ("PUT", f"{ART}/review"): (review, "article.review_set"),
    ("POST", f"{ART}/reviewed"): (after(live, "/reviewed", {}), "article.reviewed"),
    ("POST", f"{ART}/versions"): (submitted, "article.submitted"),
    ("POST", f"{ART}/versions/{{number}}/approve"): (after(submitted, "/approve", {}), "article.approved"),
    ("POST", f"{ART}/versions/{{number}}/reject"): (after(submitted, "/reject", {"note": "No."}), "article.rejected"),
    ("POST", f"{ART}/versions/{{number}}/withdraw"): (after(submitted, "/withdraw", {}), "article.taken_back"),
    ("POST", f"{ART}/versions/{{number}}/schedule"): (
        after(scheduled, "/schedule", {"publish_at": LATER}),
        "article.scheduled",
    ),
    ("POST", f"{ART}/versions/{{number}}/comments"): (after(submitted, "/comments", {"body": "Why?"}), "article.commented"),
    ("POST", f"{ART}/comments/{{comment_id}}/resolve"): (resolve, "article.comment_resolved"),
    ("POST", f"{ART}/rollback"): (after(live, "/rollback", {"version": 1}), "article.rolled_back"),
    ("POST", "/article-categories"): (category, "article_category.created"),
    ("PUT", "/article-categories/{category_id}"): (rename, "article_category.changed"),
    ("DELETE", "/article-categories/{category_id}"): (remove, "article_category.deleted"),
    ("POST", "/article-batches"): (batch, "article_batch.shown"),
    ("POST", "/article-batches/upload"): (upload, "article_batch.shown"),
    ("POST", "/article-batches/{batch_id}/apply"): (after(batch, "/apply", {}), "article_batch.done"),
    ("POST", "/article-batches/{batch_id}/undo"): (undo, "article_batch.undone"),
}  # fmt: skip
KEEP_NOTHING = {("POST", f"{ART}/versions/{{number}}/effect")}


async def test_every_route_of_articles_that_writes_is_in_the_list(site: Site) -> None:
    document = (await site.http.get("/openapi.json")).json()
    writing = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, found in document["paths"].items()
        for method in found
        if method != "get" and path.startswith("/api/v1/article")
    }
    assert writing == DEEDS.keys() | KEEP_NOTHING


@pytest.mark.parametrize("route", DEEDS, ids=" ".join)
async def test_deed_with_articles_leaves_an_entry(site: Site, route: tuple[str, str]) -> None:
    deed, action = DEEDS[route]
    clock = FixedClock(NOON)
    with clock_of(site, clock):
        room = await open_newsroom(await site.open_shop(), clock)
        await deed(room)
    rows = await room.shop.sql(
        "SELECT action, actor, store_id FROM audit_entry WHERE organization_id = $1 AND actor LIKE 'secret:%' ORDER BY number",
        room.shop.store.organization_id,
    )
    assert rows[-1]["action"] == action, [row["action"] for row in rows]
    assert rows[-1]["store_id"] == room.shop.store.id
