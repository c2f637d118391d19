"""A run is taken back in one step: what it deleted comes back, and what newer runs did stays."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID

import pytest
from staging import World, product
from test_going_live_killed import Readers, live_through_kills

from aisle.sources.going_live import deciding
from aisle.sources.going_live.errors import RunNotLive
from aisle.sources.records import Resource


async def roll_back(world: World, source: UUID, run: UUID) -> UUID:
    async with world.session() as session:
        back = await deciding.roll_back(session, world.jobs, source, run)
    await world.work()
    assert await world.state(back) == "live"
    return back


def titles(products: dict[str, Any]) -> dict[str, str]:
    return {handle: one.title for handle, one in products.items()}


async def test_everything_that_a_run_did_is_undone_and_can_be_undone_again(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", "Boots"), product("2", "Jacket"))
    before = await Readers(world).look()
    ids = {handle: one.id for handle, one in (await world.products()).items()}
    world.later(hours=1)
    run = await world.live(
        source, product("1", "Better boots"), product("3", "Tent"), removed=[(Resource.PRODUCTS, "2")]
    )
    after = await Readers(world).look()
    world.later(hours=1)
    world.embedder.asked.clear()
    back = await roll_back(world, source, run)
    assert titles(await world.products()) == {"thing-1": "Boots", "thing-2": "Jacket"}
    assert (await Readers(world).look())[1] == before[1]
    assert (await world.products())["thing-1"].id == ids["thing-1"]
    assert await world.find("better") == []
    assert await world.value("SELECT state FROM source_connection WHERE source_id = $1", source) == "paused"
    await roll_back(world, source, back)
    assert (await Readers(world).look())[1] == after[1]


async def test_what_newer_runs_changed_stays_and_is_told(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", "Boots"), product("2", "Jacket"))
    world.later(hours=1)
    run = await world.live(source, product("1", "Bad boots"), product("2", "Bad jacket"))
    world.later(hours=1)
    newer = await world.live(source, product("2", "Good jacket"))
    world.later(hours=1)
    back = await roll_back(world, source, run)
    assert titles(await world.products()) == {"thing-1": "Boots", "thing-2": "Good jacket"}
    told = await world.value("SELECT difference FROM sync_run WHERE id = $1", back)
    assert told["kept"] == 1
    assert told["kept_samples"] == [{"resource": "products", "id": "2", "changed_by": str(newer)}]


async def test_only_a_live_run_is_taken_back_and_once(world: World) -> None:
    source = await world.add_source()
    run = await world.live(source, product("1", "Boots"))
    await roll_back(world, source, run)
    staged = await world.stage(source, product("2"))
    async with world.session() as session:
        for one in (run, staged):
            with pytest.raises(RunNotLive):
                await deciding.roll_back(session, world.jobs, source, one)


async def test_readers_see_one_whole_version_while_a_run_is_taken_back_and_the_worker_dies(
    world: World,
) -> None:
    dice, source, readers = random.Random(11), await world.add_source(), Readers(world)
    await world.live(source, *(product(str(id_), f"Thing {id_}") for id_ in range(6)))
    kills = 0
    for number in range(4):
        world.later(hours=1)
        run = await world.live(source, *(product(str(id_), f"Other {id_} {number}") for id_ in range(3)))
        world.later(hours=1)
        async with world.session() as session:
            back = await deciding.roll_back(session, world.jobs, source, run)
            await session.execute(
                "DELETE FROM job WHERE organization_id = $1 AND state = 'queued'", world.store.organization_id
            )
        before, readers.seen = await readers.look(), []
        async with readers.at_work():
            kills += await live_through_kills(world, back, dice, 120)
        after = await readers.look()
        assert set(readers.seen) <= {before, after}
        assert before != after
        assert await world.state(back) == "live"
        assert await world.leftovers() == {}
    assert kills >= 5
