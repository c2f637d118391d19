"""Dates, failures, rules and priorities count when their time comes, without a word of the shop."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from staging import World, euros, product
from test_facts_at_once import tell

from aisle.sources.connections import repository as connections
from aisle.sources.connections.types import Health
from aisle.sources.going_live.facts_due import refresh_due
from aisle.sources.records import PriceRecord
from aisle.sources.truth import service
from aisle.sources.truth.reweighing import reweigh_due
from aisle.sources.truth.types import FieldRule, Rule, TruthRules


async def look(world: World) -> int:
    """Make the rounds of upkeep at the world's time, and what they start; return how many runs they started in this store."""
    dispatch, now, before = world.dispatcher.database, world.clock.now(), await runs(world)
    await refresh_due(world.worker_database, dispatch, world.indexer, world.clock)
    await reweigh_due(world.worker_database, dispatch, world.jobs, now)
    started = await runs(world) - before
    await world.work()
    return started


async def runs(world: World) -> int:
    async with world.session() as session:
        return int(await session.fetchval("SELECT count(*) FROM sync_run"))


async def price(world: World) -> Decimal | None:
    (found,) = (await world.products()).values()
    shown = found.variants[0].price
    return shown.amount if shown else None


async def titles(world: World) -> list[str]:
    return sorted(one.title for one in (await world.products()).values())


async def two(world: World) -> tuple[UUID, UUID]:
    """A pen that two sources know; the first one is believed."""
    shop, supplier = await world.add_source("shop", 200), await world.add_source("supplier", 100)
    await world.live(supplier, product("s9", "Stift", handle="stift", sku="PEN-1", price="3.00"))
    await world.live(shop, product("1", "Pen", sku="PEN-1", price="2.00"))
    await session_at_world_time(world)
    await look(world)
    assert await look(world) == 0
    return shop, supplier


async def session_at_world_time(world: World) -> None:
    """The database's own clock is not the world's: what is to be looked at is, now."""
    async with world.session() as session:
        await session.execute("UPDATE source_connection SET weigh_at = $1", world.clock.now())


async def fail(world: World, source: UUID) -> None:
    async with world.session() as session:
        await connections.set_health(session, source, Health.LATE, "source_unavailable", "Away.", failures=1)
        await session.execute(
            "UPDATE source_connection SET unwell_since = $1, weigh_at = $1 WHERE source_id = $2",
            world.clock.now(),
            source,
        )


async def test_an_offer_begins_and_ends_by_its_dates(world: World) -> None:
    source, began = await world.add_source(), world.clock.now()
    await world.live(source, product("1", price="10.00"))
    offer = PriceRecord(
        "1-1", euros("8.00"), valid_from=began + timedelta(hours=2), valid_until=began + timedelta(hours=4)
    )
    world.later(hours=1)
    await tell(world, source, offer)
    await look(world)
    assert await price(world) == 10
    world.later(hours=1)
    await look(world)
    assert await price(world) == 8
    world.later(hours=1)
    await look(world)
    assert await price(world) == 8
    world.later(hours=1)
    await look(world)
    assert await price(world) == 10
    assert await world.value("SELECT due_at FROM fact_key") is None


async def test_the_other_source_takes_over_when_one_has_failed_too_long_and_gives_back(world: World) -> None:
    shop, _ = await two(world)
    await fail(world, shop)
    assert await look(world) == 0
    world.later(hours=23)
    assert await look(world) == 0
    assert (await titles(world), await price(world)) == (["Pen"], 2)
    world.later(hours=2)
    assert await look(world) == 1
    assert (await titles(world), await price(world)) == (["Stift"], 3)
    assert await look(world) == 0
    async with world.session() as session:
        await connections.set_health(session, shop, Health.WELL)
    await session_at_world_time(world)
    assert await look(world) == 1
    assert (await titles(world), await price(world)) == (["Pen"], 2)


async def test_a_source_counts_within_its_dates_alone(world: World) -> None:
    began = world.clock.now()
    dates = {
        "valid_from": (began + timedelta(days=1)).isoformat(),
        "valid_until": (began + timedelta(days=2)).isoformat(),
    }
    season = await world.add_source("season", 100, **dates)
    await session_at_world_time(world)
    await world.live(season, product("x", "Snow shovel"))
    await look(world)
    assert await titles(world) == []
    world.later(days=1)
    assert await look(world) == 1
    assert await titles(world) == ["Snow shovel"]
    world.later(days=1)
    assert await look(world) == 1
    assert await titles(world) == []
    assert await world.indexed() == set()


async def test_products_follow_other_rules_and_priorities(world: World) -> None:
    shop, supplier = await two(world)
    rules = TruthRules({"title": FieldRule(Rule.PRIORITY, (supplier,))})
    async with world.session() as session:
        await service.save_rules(session, rules)
    await session_at_world_time(world)
    assert await look(world) == 1
    assert (await titles(world), await price(world)) == (["Stift"], 2)
    async with world.session() as session:
        await session.execute("UPDATE source_connection SET priority = 50 WHERE source_id = $1", shop)
    await session_at_world_time(world)
    assert await look(world) == 1
    assert await price(world) == 3
