"""A server that is asked to stop: what is open ends by itself, and whoever read it may ask again elsewhere."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from typing import Any

from web_shops import RETURNS_QUESTION, STREAM, Shop, Site, events_of, until

from aisle.web import app as web_app


@asynccontextmanager
async def _served(site: Site, ending: asyncio.Event) -> AsyncIterator[Site]:
    """Start a process's application as its server does. Asked to end, that server waits for what is open."""
    app: Any = web_app.create_app(nullcontext(site.parts), ending)
    asked: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    said: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    running = asyncio.create_task(app({"type": "lifespan", "state": {}}, asked.get, said.put))
    asked.put_nowait({"type": "lifespan.startup"})
    assert (await said.get())["type"] == "lifespan.startup.complete"
    yield replace(site, frame=app)
    asked.put_nowait({"type": "lifespan.shutdown"})
    await running


async def test_streams_end_before_the_server_waits_for_them(
    shop: Shop, open_other_site: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(web_app, "DRAIN_SECONDS", 0.05)
    ending = asyncio.Event()
    async with open_other_site() as opened, _served(opened, ending) as other:
        reader, shopper = other.caller(shop.reader.token), other.caller(shop.shopper.token)
        follow = {
            "/notices/events": '"unread":',
            "/conversations/events": "ready",
        }
        streams = [reader.listen("GET", path, accept=STREAM) for path in follow]
        for stream, first in zip(streams, follow.values(), strict=True):
            await stream.until_text(first)
        async with other.embedder.held():
            answer = shopper.listen_to_answer(RETURNS_QUESTION)
            await until(lambda: other.embedder.waiting > 0)
            ending.set()
            for stream in streams:
                assert (await stream.finish()).status == 200
            events = events_of((await answer.finish()).text)
    turn = events[0]["messageMetadata"]["turnId"]
    assert [one["state"] for one in await shop.sql("SELECT state FROM turn WHERE id = $1", turn)] == [
        "interrupted"
    ]


async def test_a_run_that_is_followed_is_let_go(shop: Shop, open_other_site: Any) -> None:
    ending = asyncio.Event()
    job = (await shop.secret.call("POST", "/documents", files={"file": ("a.md", b"# Away\n\nGone.")})).json()
    async with open_other_site() as opened, _served(opened, ending) as other:
        stream = other.caller(shop.reader.token).listen("GET", f"/jobs/{job['job_id']}/events")
        await stream.until_text("queued")
        ending.set()
        assert (await stream.finish()).status == 200
    await shop.work()
