"""A worker that dies at any statement of building, switching or taking back: readers see one whole version, always."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import UUID

import pytest
from galleries import hang_up, seen_on
from merchants_words import said_of, say
from staging import World, product, world_of

from aisle.adapters.picture_embedders import GridEmbedder
from aisle.core.jobs import JobContext
from aisle.sources.records import Picture, Record, Resource
from aisle.sources.syncing.jobs import GoLive
from mortal import Killed, MortalDatabase

PRODUCTS = 8
OVERRIDDEN = "3"  # always there
_SEEN = """
SELECT (SELECT string_agg(p.handle || p.title || v.price || coalesce(v.stock::text, ''), ',' ORDER BY p.id)
        FROM product p JOIN variant v ON v.organization_id = $1 AND v.store_id = $2 AND v.product_id = p.id
        WHERE p.organization_id = $1 AND p.store_id = $2) AS products,
       (SELECT string_agg(data::text, ',' ORDER BY external_id) FROM source_record
        WHERE organization_id = $1 AND store_id = $2) AS records,
       (SELECT string_agg(item_id::text || content_hash::text, ',' ORDER BY item_id) FROM index_item
        WHERE organization_id = $1 AND store_id = $2) AS items,
       (SELECT string_agg(product_ref || product_id::text, ',' ORDER BY product_ref) FROM product_link
        WHERE organization_id = $1 AND store_id = $2 AND run_id = '00000000-0000-0000-0000-000000000000') AS links,
       (SELECT string_agg(product_id::text || address, ',' ORDER BY product_id) FROM index_picture
        WHERE organization_id = $1 AND store_id = $2) AS pictures,
       (SELECT string_agg(own::text, ',') FROM product_override WHERE organization_id = $1 AND store_id = $2) AS own,
       (SELECT sum(items) FROM index_segment WHERE organization_id = $1 AND store_id = $2) AS written
"""


def edition(number: int) -> tuple[list[Record], list[tuple[Resource, str]]]:
    """A whole version of the shop: every other product changes, one goes and comes back."""
    records: list[Record] = [
        product(
            str(id_),
            f"Thing {id_} of {number}",
            price=f"{10 + number}.00",
            pictures=(Picture(f"https://shop.example/{id_}-{number}.png"),),
        )
        for id_ in range(PRODUCTS)
        if id_ != number % 2
    ]
    return records, [(Resource.PRODUCTS, str(number % 2))]


@pytest.fixture
async def world(new_store: Any, database: Any, worker_database: Any, dispatcher_database: Any) -> World:
    """A store whose index holds pictures, too."""
    store = await new_store(pictures=GridEmbedder.name)
    made = world_of(store, database, worker_database, dispatcher_database)
    hang_up(made)
    return made


class Readers:
    """Look at everything that is live, all the time, each time in one view of the database."""

    def __init__(self, world: World) -> None:
        self.world, self.seen = world, list[tuple[Any, ...]]()

    async def look(self) -> tuple[Any, ...]:
        async with self.world.database.open_scope(self.world.scope, one_view=True) as session:
            return tuple(await session.fetchrow(_SEEN, *session.tenant))

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        async def keep_looking() -> None:
            while True:
                self.seen.append(await self.look())
                await asyncio.sleep(0)

        task = asyncio.create_task(keep_looking())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def context_of(world: World, run_id: UUID) -> tuple[JobContext, MortalDatabase]:
    async with world.session() as session:
        await world.jobs.defer(session, GoLive(run_id))
    (claim,) = await world.dispatcher.claim("going_live", 1, [])
    mortal = MortalDatabase(world.worker_database)
    return JobContext(mortal, claim), mortal  # type: ignore[arg-type]


async def live_through_kills(world: World, run_id: UUID, dice: random.Random, steps: int) -> int:
    """Bring a run live by a worker that is killed again and again; returns how often it was."""
    context, mortal = await context_of(world, run_id)
    for kills in range(1000):
        mortal.live(dice.randrange(steps))
        try:
            await world.going_live.run(context, run_id)
        except Killed:
            steps = steps + steps // 4 + 1  # a longer life each time, so that it ends
            continue
        return kills
    raise AssertionError("it never went live")


async def live_and_count(world: World, run_id: UUID) -> int:
    """Bring a run live and return how many steps it takes."""
    context, mortal = await context_of(world, run_id)
    mortal.live(10**9)
    await world.going_live.run(context, run_id)
    return 10**9 - mortal.left


async def _survives(world: World, seed: int, rounds: int) -> int:
    dice, source, readers = random.Random(seed), await world.add_source(), Readers(world)
    records, _ = edition(0)
    steps = await live_and_count(world, await world.stage(source, *records))
    overridden = (await world.products())[f"thing-{OVERRIDDEN}"].id
    await say(world, overridden, title="As the merchant says")
    kills = 0
    for number in range(1, rounds + 1):
        world.later(hours=1)
        records, removed = edition(number)
        run_id = await world.stage(source, *records, removed=removed)
        before, readers.seen = await readers.look(), []
        async with readers.at_work():
            kills += await live_through_kills(world, run_id, dice, steps)
        after = await readers.look()
        assert before != after
        assert set(readers.seen) <= {before, after}
        assert readers.seen == sorted(readers.seen, key=lambda one: one == after)  # and never back again
        assert await world.state(run_id) == "live"
        assert await world.leftovers() == {}
        titles = {one.id: one.title for one in records} | {OVERRIDDEN: "As the merchant says"}  # type: ignore[union-attr]
        assert {one.title for one in (await world.products()).values()} == set(titles.values())
        assert (await said_of(world, overridden)).own == {"title": f"Thing {OVERRIDDEN} of {number}"}
        assert await world.find(f"of {number}") != []
        last = (await world.products())[f"thing-{PRODUCTS - 1}"]
        assert await seen_on(world, last.images[0].url) == [last.id]
    return kills


async def test_readers_see_one_whole_version_however_often_the_worker_dies(world: World) -> None:
    assert await _survives(world, seed=7, rounds=6) >= 10


@pytest.mark.slow
@pytest.mark.timeout(7200)
async def test_readers_see_one_whole_version_over_a_hundred_deaths(world: World) -> None:
    assert await _survives(world, seed=70, rounds=50) >= 100
