"""Rounds that start what is due: each source alone, whoever waited longest first, and nobody behind a long list."""

import asyncio
from typing import Any

import pytest
from shops import product
from source_world import SourceWorld, make_world

from aisle.sources.connections import repository as connections
from aisle.sources.connections.errors import SourceBusy
from aisle.sources.connections.types import Connection
from aisle.sources.errors import BrokenData, ShopRefused
from aisle.sources.records import Resource
from aisle.sources.syncing import due
from aisle.sources.syncing.due import in_turns, start_due
from aisle.sources.syncing.repository import runs
from aisle.sources.syncing.service import Runs
from aisle.sources.syncing.types import Mode, RunState

HOUR = "every 1h"


@pytest.fixture
async def shop(connected: SourceWorld) -> Any:
    connected.shop.put(*(product(number) for number in range(3)))
    yield connected.shop
    # What waits would be done by the workers of other tests, with other shops.
    await connected.sql("DELETE FROM job WHERE organization_id = $1", connected.store.organization_id)


async def several(connected: SourceWorld, count: int) -> list[Connection]:
    """Connect the store several times to shops that have been read."""
    made = []
    for number in range(count):
        connected.shops[f"https://{number}.example"] = connected.shop
        made.append(await connected.connect(Resource.PRODUCTS, unchecked=True, schedule=HOUR))
    await connected.sql("UPDATE source_connection SET next_sync_at = now() + interval '1 h'")
    return made


async def let_be_due(connected: SourceWorld, *sources: Connection) -> None:
    """The first of them has waited longest."""
    for place, one in enumerate(sources):
        await connected.sql(
            "UPDATE source_connection SET next_sync_at = now() - interval '1 h' + make_interval(secs => $2) WHERE source_id = $1",
            one.source_id,
            float(place),
        )


async def make_round(connected: SourceWorld) -> None:
    await start_due(connected.database, connected.dispatch, connected.jobs, lambda: 0.5)


async def started(connected: SourceWorld) -> list[Any]:
    rows = await connected.sql("SELECT source_id FROM sync_run WHERE cause = 'schedule' ORDER BY id")
    return [row["source_id"] for row in rows]


async def test_a_source_that_cannot_be_started_keeps_no_other(connected: SourceWorld, shop: Any) -> None:
    first, broken, last = await several(connected, 3)
    await let_be_due(connected, broken, first, last)
    await connected.sql(
        "UPDATE source_connection SET settings = '{\"after\": 7}' WHERE source_id = $1", broken.source_id
    )
    await make_round(connected)
    assert await started(connected) == [first.source_id, last.source_id]
    (row,) = await connected.sql(
        "SELECT next_sync_at > now() AS later FROM source_connection WHERE source_id = $1", broken.source_id
    )
    assert row["later"]  # and it is not the first of the next round


async def test_whoever_waited_longest_is_first_and_a_round_ends_with_the_last(
    connected: SourceWorld, shop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = await several(connected, 3)
    await let_be_due(connected, three, one, two)
    monkeypatch.setattr(due, "STORES_AT_ONCE", 1)
    await make_round(connected)
    assert await started(connected) == [three.source_id, one.source_id, two.source_id]


def test_a_long_list_keeps_no_short_one_waiting() -> None:
    long, short = [f"long {number}" for number in range(200)], ["short"]
    assert list(in_turns([long, short]))[:3] == ["long 0", "short", "long 1"]
    assert len(list(in_turns([long, [], short]))) == 201


async def test_a_pause_does_not_wake_a_run_that_ends_meanwhile(connected: SourceWorld, shop: Any) -> None:
    source = await connected.connect(Resource.PRODUCTS)
    run = await connected.start(source)
    async with connected.database.open_scope(connected.scope) as worker:
        assert await runs.begin(worker, run.id)
        pausing = asyncio.create_task(connected.service.pause(connected.scope, source.source_id))
        await until_somebody_waits(connected)
        await runs.set_state(worker, run.id, RunState.LIVE)
    assert (await pausing).state == "paused"
    ended = await connected.run(run.id)
    assert (ended.state, ended.finished_at is None) == (RunState.LIVE, False)


async def test_pausing_and_ending_a_run_do_not_wait_for_each_other(connected: SourceWorld, shop: Any) -> None:
    """The worker ends its run while a pause has the source already."""
    source = await connected.connect(Resource.PRODUCTS)
    run = await connected.start(source)
    service = connected.service
    async with connected.database.open_scope(connected.scope) as pausing:
        await connections.hold(pausing, source.source_id)
        working = asyncio.create_task(connected.work())
        await until_somebody_waits(connected)
        assert await runs.list_open(pausing, source.source_id, lock=True)
    await working
    assert (await connected.run(run.id)).state is RunState.LIVE
    await service.pause(connected.scope, source.source_id)


async def until_somebody_waits(connected: SourceWorld) -> None:
    """Return once another transaction waits for what one of ours holds."""
    while True:
        rows = await connected.sql("SELECT 1 FROM pg_locks WHERE NOT granted")
        if rows:
            return
        await asyncio.sleep(0.01)


async def test_who_asks_for_a_run_need_not_wait_and_is_told(connected: SourceWorld, shop: Any) -> None:
    first = await connected.connect(Resource.PRODUCTS)
    connected.shops["https://second.example"] = shop
    second = await connected.connect(Resource.PRODUCTS, settings={"after": [first.name]})
    runs_ = Runs(connected.database, connected.jobs)
    told = await runs_.start(connected.scope, second.source_id, Mode.INCREMENTAL)
    assert told.run.state is RunState.QUEUED
    assert told.early is not None
    assert first.name in told.early
    await connected.work()
    await connected.sync(first)
    await connected.sql("UPDATE source_connection SET next_sync_at = now() + interval '1 h'")
    again = await runs_.start(connected.scope, second.source_id, Mode.INCREMENTAL)
    assert again.early is None


async def test_resources_that_fail_alike_are_told_together(connected: SourceWorld, shop: Any) -> None:
    source = await connected.connect(Resource.PRODUCTS, Resource.STOCK, Resource.ORDERS)
    wrong = ShopRefused("A right is missing.")
    shop.fail(wrong, wrong, BrokenData("A page in place of JSON."))
    await connected.sync(source)
    health = (await connected.service.get(connected.scope, source.source_id)).health_detail
    assert health is not None
    assert health.count("A right is missing.") == 1
    assert "A page in place of JSON." in health


async def test_a_store_with_many_waiting_keeps_no_store_of_its_organization_waiting(
    connected: SourceWorld, shop: Any, new_store: Any
) -> None:
    await let_be_due(connected, *await several(connected, 12))
    await make_round(connected)
    store = await new_store(organization_id=connected.store.organization_id)
    opening = connected.service.opening
    other = make_world(store, connected.database, connected.dispatch, connected._key, opening.vault)
    await let_be_due(other, *await several(other, 1))
    await make_round(other)
    assert await priorities(connected) == list(range(100, 112))
    assert await priorities(other) == [100]  # before eleven of the other's
    await other.sql("DELETE FROM job WHERE store_id = $1", store.id)


async def priorities(world: SourceWorld) -> list[int]:
    rows = await world.sql("SELECT priority FROM job WHERE kind = 'sync_source' AND state = 'queued'")
    return sorted(row["priority"] for row in rows)


async def test_who_asks_for_a_newer_run_does_not_stop_one_that_was_just_approved(
    connected: SourceWorld, shop: Any
) -> None:
    source = await connected.connect(Resource.PRODUCTS)
    run = await connected.start(source)
    await connected.sql("UPDATE sync_run SET state = 'waiting' WHERE id = $1", run.id)
    async with connected.database.open_scope(connected.scope) as approving:
        await runs.set_state(approving, run.id, RunState.STAGED)
        asking = asyncio.create_task(connected.start(source))
        await until_somebody_waits(connected)
    with pytest.raises(SourceBusy, match="about to go live"):
        await asking
    assert (await connected.run(run.id)).state is RunState.STAGED
