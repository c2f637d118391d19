"""Stock and prices go live at once, never go back, and wait for variants that are not there yet."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from staging import World, euros, product, resource_of

from aisle.catalog.types import Availability, Product
from aisle.sources.going_live.immediate import ImmediateFacts
from aisle.sources.records import PriceRecord, StockRecord
from aisle.sources.records.coding import hash_of, to_data
from aisle.sources.syncing.types import Action, Change


async def tell(world: World, source_id: UUID, *records: Any) -> None:
    """What the engine does with a page of stock or prices: live copy and catalogue in one transaction."""
    async with world.worker_database.open_scope(world.scope) as session:
        for record in records:
            resource = resource_of(record)
            data, digest = to_data(resource, record), hash_of(resource, record)
            change = Change(
                resource, record.id, Action.CHANGE, world.clock.now(), data, digest, record.updated_at
            )
            await session.execute(
                "INSERT INTO source_record (organization_id, store_id, source_id, resource, external_id, data, hash, as_of, run_id)"
                " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $3) ON CONFLICT (organization_id, store_id, source_id, resource,"
                " external_id) DO UPDATE SET data = excluded.data, hash = excluded.hash, as_of = excluded.as_of",
                *session.tenant,
                source_id,
                resource,
                record.id,
                data,
                digest,
                world.clock.now(),
            )
            await ImmediateFacts(world.indexer, world.clock).apply_now(session, source_id, resource, [change])


async def shown(world: World, handle: str = "thing-1") -> Product:
    return (await world.products())[handle]


async def test_stock_and_price_are_shown_with_their_age_and_the_price_range_follows(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", price="10.00", stock=5))
    world.later(hours=1)
    await tell(
        world, source, PriceRecord("1-1", euros("8.50"), compare_at=euros("10.00")), StockRecord("1-1", 0)
    )
    found = await shown(world)
    assert (found.variants[0].stock, found.variants[0].availability) == (0, Availability.OUT_OF_STOCK)
    assert found.in_stock is False
    assert found.price_range is not None
    assert found.price_range.lowest.amount == Decimal("8.50")
    assert await world.value("SELECT price_min FROM product WHERE id = $1", found.id) == Decimal("8.50")


async def test_a_sync_that_read_the_product_earlier_does_not_bring_the_old_stock_back(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", stock=5))
    world.later(hours=1)
    run = await world.stage(source, product("1", "Better thing", stock=5))
    world.later(minutes=1)
    await tell(world, source, StockRecord("1-1", 1))
    await world.bring_live(run)
    found = await shown(world)
    assert (found.title, found.variants[0].stock) == ("Better thing", 1)


async def test_stock_of_an_unknown_variant_is_kept_until_it_appears(world: World) -> None:
    source = await world.add_source()
    await tell(world, source, StockRecord("1-1", 7), PriceRecord("1-1", euros("3.00")))
    assert await world.products() == {}
    run = await world.stage(source, product("1", stock=None, price=None))
    await world.bring_live(run)
    found = (await shown(world)).variants[0]
    assert (found.stock, found.price and found.price.amount) == (7, Decimal("3.00"))


async def test_a_source_of_stock_alone_reaches_the_shops_variant_by_its_sku(world: World) -> None:
    shop, store_room = await world.add_source("shop"), await world.add_source("store room", priority=200)
    await world.live(shop, product("1", sku="BOOT-42", stock=5))
    world.later(hours=1)
    await tell(world, store_room, StockRecord("boot 42", 2, sku="boot 42"))
    assert (await shown(world)).variants[0].stock == 2
    world.later(hours=1)
    await world.live(shop, product("1", "New title", sku="BOOT-42", stock=9))
    found = await shown(world)
    assert (found.title, found.variants[0].stock) == ("New title", 2)


async def test_an_offer_counts_within_its_dates_alone(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", price="10.00"))
    begins = world.clock.now() + timedelta(hours=2)
    world.later(hours=1)
    await tell(world, source, PriceRecord("1-1", euros("7.00"), valid_from=begins))
    price = (await shown(world)).variants[0].price
    assert price is not None
    assert price.amount == Decimal("10.00")
    world.later(hours=2)
    await tell(world, source, PriceRecord("1-1", euros("7.00"), valid_from=begins))
    price = (await shown(world)).variants[0].price
    assert price is not None
    assert price.amount == Decimal("7.00")


async def test_of_a_price_and_a_later_look_at_the_product_the_later_look_counts(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", price="10.00"))
    world.later(hours=1)
    await tell(world, source, PriceRecord("1-1", euros("7.00")))
    world.later(hours=1)
    await world.live(source, product("1", price="10.00", tags=("new",)))
    price = (await shown(world)).variants[0].price
    assert price is not None
    assert price.amount == Decimal("10.00")
