"""A newsroom: a shop in which somebody writes articles and somebody approves them, under a clock that stands still."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from web_shops import Caller, Json, Shop, Site

from aisle.core.clock import Clock, FixedClock

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@contextmanager
def clock_of(site: Site, clock: Clock) -> Iterator[Clock]:
    """Let articles and searches of both processes go by this clock."""
    parts = (site.parts, site.worker)
    before = [(one.searcher.clock, one.articles.clock) for one in parts]
    for one in parts:
        one.searcher.clock = one.articles.clock = clock
    try:
        yield clock
    finally:
        for one, (searching, writing) in zip(parts, before, strict=True):
            one.searcher.clock, one.articles.clock = searching, writing


@dataclass
class Newsroom:
    """Articles of one shop. writer: may write and not approve. chief: may approve."""

    shop: Shop
    clock: FixedClock
    writer: Caller
    chief: Caller

    async def begin(self, title: str, body: str, **more: Any) -> Json:
        """Begin an article."""
        sent = {"title": title, "body": body, "language": "en", **more}
        return await made(self.writer, "/articles", sent, 201)

    async def save(self, article: Json, body: str, **more: Any) -> Json:
        """Save a draft of an article as it was read."""
        sent = {"title": article["title"], "body": body, "based_on": article["draft_save"], **more}
        answer = await self.writer.call("PUT", f"/articles/{article['id']}/draft", json=sent)
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    async def submit(self, article: Json) -> int:
        """Hand the draft in, and return the version's number."""
        return (await made(self.writer, f"/articles/{article['id']}/versions", {}, 201))["number"]  # type: ignore[no-any-return]

    async def approve(self, article: Json, **more: Any) -> int:
        """Hand the draft in, approve it and let the worker do what is due."""
        number = await self.submit(article)
        await made(self.chief, f"/articles/{article['id']}/versions/{number}/approve", more)
        await self.shop.work()
        return number

    async def publish(self, title: str, body: str, **more: Any) -> Json:
        """Write an article and let it answer."""
        article = await self.begin(title, body, **more)
        await self.approve(article)
        return await self.read(article)

    async def read(self, article: Json) -> Json:
        """The article as it is now."""
        return await self.writer.json(f"/articles/{article['id']}")  # type: ignore[no-any-return]

    async def at(self, moment: datetime) -> None:
        """Move the clock, and let the worker do what is due by then."""
        wait, self.clock = moment - self.clock.now(), self.clock
        self.clock.move_to(moment)
        # The queue goes by the database's clock: what waits no longer than the clock was moved is due.
        await self.shop.sql(
            "UPDATE job SET due_at = due_at - $1::interval WHERE organization_id = $2 AND state = 'queued'",
            wait + timedelta(seconds=1),
            self.shop.store.organization_id,
        )
        await self.shop.work()

    async def finds(self, words: str, text: str, **more: Any) -> bool:
        """Whether a search finds a passage with this text."""
        answer = await self.shop.secret.post("/search", json={"query": words, "kinds": ["passage"], **more})
        assert answer.status_code == 200, answer.text
        return any(text in hit["passage"]["text"] for hit in answer.json()["items"])


async def made(caller: Caller, path: str, body: Json, status: int = 200) -> Json:
    """What a successful POST answers."""
    answer = await caller.post(path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def open_newsroom(shop: Shop, clock: FixedClock) -> Newsroom:
    """Give a shop a writer and a chief."""
    _, writer = await shop.key(kind="secret", scopes=["articles.read", "articles.write"])
    scopes = ["articles.read", "articles.write", "articles.approve"]
    _, chief = await shop.key(kind="secret", name="Chief", scopes=scopes)
    return Newsroom(shop, clock, writer, chief)
