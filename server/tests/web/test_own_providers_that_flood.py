"""Providers that organizations bring, and that answer with far too much: the process keeps little of it, and others nothing of it."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from web_providers import OPENED, added, ask, manager, model_server, provider
from web_shops import Shop, Site, open_site

from aisle.core.db import Database
from aisle.core.db.migrate import Roles
from aisle.llm.errors import ChatModelUnavailable
from aisle.providers.directory import MOST_ANSWERS
from streamed_http import Act, Part, Streamed, as_json, streaming_server

BODY = 800 * 1024  # less than any answer may have


@pytest.fixture(scope="module")
async def open_site_(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Site]:
    """A process whose operator has opened this machine's own address."""
    home, databases = tmp_path_factory.mktemp("home"), (database, worker_database, dispatcher_database)
    async with open_site(*databases, roles.secrets, home, **OPENED) as site:
        yield site
        await site.parts.providers.directory.close()


def without_end() -> Iterator[Part]:
    """Most of a large answer, and then nothing more."""
    yield b'{"choices": [{"message": {"content": "'
    for _ in range(BODY // 16_384):
        yield b"x" * 16_384
    yield Act.HANG


async def taken(site: Site, shop: Shop) -> int:
    """Return the bytes that an organization's answers take now."""
    directory: Any = site.parts.providers.directory
    return int(directory._known[shop.store.organization_id].room.taken)


async def test_answers_of_one_organizations_providers_take_a_bounded_room_together(open_site_: Site) -> None:
    """Ninety answers, each of which would be taken by itself, of three providers."""
    shop, other = await open_site_.open_shop(), await open_site_.open_shop()
    who = await manager(shop)
    async with (
        streaming_server(
            lambda _: Streamed(without_end(), headers={"Content-Type": "application/json"})
        ) as evil,
        model_server("Fair.") as fair,
    ):
        names = ("one", "two", "three")
        for name in names:
            await added(who, provider(evil.url, name) | {"name": name})
        await added(await manager(other), provider(fair.url, "fair"))
        organization = shop.store.organization_id
        calls = [
            asyncio.create_task(ask(open_site_, organization, name)) for name in names for _ in range(30)
        ]
        most = 0
        for _ in range(1_000):
            most = max(most, await taken(open_site_, shop))
            if any(one.done() for one in calls):
                break
            await asyncio.sleep(0.01)
        ended = [one for one in calls if one.done()]
        assert all("at once" in str(one.exception()) for one in ended)
        assert MOST_ANSWERS / 2 < most <= MOST_ANSWERS
        assert await ask(open_site_, other.store.organization_id, "fair") == "Fair."
        for one in calls:
            one.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        assert await taken(open_site_, shop) == 0


async def test_an_answer_far_longer_than_its_tokens_is_broken_off(open_site_: Site) -> None:
    shop = await open_site_.open_shop()
    nested = b'{"choices": [' + b"{}," * 700_000 + b"{}]}"  # of 2 MiB, many times as much once it is read
    async with streaming_server(
        lambda _: Streamed([nested], headers={"Content-Type": "application/json"})
    ) as evil:
        await added(await manager(shop), provider(evil.url))
        with pytest.raises(ChatModelUnavailable, match="more than"):
            await ask(open_site_, shop.store.organization_id)


async def test_what_is_packed_is_not_unpacked(open_site_: Site) -> None:
    """Many blanks are few bytes once packed; we ask for nothing packed, and read it as what it is: no JSON."""
    shop = await open_site_.open_shop()
    bomb = gzip.compress(json.dumps({"choices": []}).encode() + b" " * 2**26)
    packed = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    async with streaming_server(lambda _: Streamed([bomb], headers=packed)) as evil:
        await added(await manager(shop), provider(evil.url))
        with pytest.raises(ChatModelUnavailable, match="none"):
            await ask(open_site_, shop.store.organization_id)
        assert evil.asked[0].headers["accept-encoding"] == "identity"


async def test_a_provider_without_words_is_no_answer(open_site_: Site) -> None:
    shop = await open_site_.open_shop()
    async with streaming_server(lambda _: as_json(200, {"choices": []})) as evil:
        await added(await manager(shop), provider(evil.url))
        with pytest.raises(ChatModelUnavailable, match="without words"):
            await ask(open_site_, shop.store.organization_id)
