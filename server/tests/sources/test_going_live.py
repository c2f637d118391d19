"""A staged run goes live in one step, and is found, shown and taken away as a whole."""

from __future__ import annotations

from staging import World, euros, product

from aisle.sources.records import ProductRecord, ProductState, Resource, Stated, VariantRecord


async def test_a_staged_run_shows_its_products_to_searchers(world: World) -> None:
    source = await world.add_source()
    run = await world.live(source, product("1", "Walking boots"), product("2", "Rain jacket", price="89.95"))
    assert await world.state(run) == "live"
    products = await world.products()
    assert products["thing-2"].variants[0].price.amount == euros("89.95").amount
    assert await world.find("rain jacket") == ["Rain jacket"]
    assert await world.indexed() == {one.id for one in products.values()}
    assert await world.leftovers() == {}


async def test_changed_products_keep_their_ids_and_unchanged_words_are_not_embedded_again(
    world: World,
) -> None:
    source = await world.add_source()
    await world.live(source, product("1", "Walking boots"), product("2", "Rain jacket"))
    before = await world.products()
    world.embedder.asked.clear()
    world.later(hours=1)
    await world.live(source, product("1", "Walking boots", price="12.00"), product("2", "Storm jacket"))
    after = await world.products()
    assert {one.handle: one.id for one in after.values()} == {one.handle: one.id for one in before.values()}
    assert after["thing-1"].variants[0].id == before["thing-1"].variants[0].id
    assert len(world.embedder.asked) == 1
    assert await world.find("storm") == ["Storm jacket"]
    assert await world.find("rain") == []


async def test_removed_and_hidden_products_are_gone_with_their_run(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", "Boots"), product("2", "Jacket"), product("3", "Tent"))
    world.later(hours=1)
    draft = product("3", "Tent", state=Stated(ProductState.DRAFT, "draft"))
    await world.live(source, draft, removed=[(Resource.PRODUCTS, "2")])
    assert set(await world.products()) == {"thing-1"}
    assert len(await world.indexed()) == 1
    world.later(hours=1)
    await world.live(source, product("3", "Tent"))
    assert set(await world.products()) == {"thing-1", "thing-3"}


async def test_variants_of_a_feed_of_their_own_find_their_product_in_any_order(world: World) -> None:
    source = await world.add_source()
    await world.live(source, VariantRecord("v1", "p", sku="BOOT-42", price=euros("99.00"), stock=2))
    assert await world.products() == {}
    world.later(hours=1)
    await world.live(source, ProductRecord("p", "boots", "Boots"))
    assert [one.sku for one in (await world.products())["boots"].variants] == ["BOOT-42"]
    world.later(hours=1)
    await world.live(source, VariantRecord("v2", "p", sku="BOOT-43", price=euros("99.00"), stock=0))
    assert [one.sku for one in (await world.products())["boots"].variants] == ["BOOT-42", "BOOT-43"]
    world.later(hours=1)
    await world.live(source, removed=[(Resource.VARIANTS, "v1")])
    assert [one.sku for one in (await world.products())["boots"].variants] == ["BOOT-43"]


async def test_what_was_read_before_the_live_copy_was_made_changes_nothing(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", "Boots"))
    early = world.clock.now()
    world.later(hours=1)
    await world.live(source, product("1", "Better boots"), mode="push")
    run = await world.live(source, product("1", "Old boots"), as_of=early)
    assert await world.state(run) == "live"
    assert (await world.products())["thing-1"].title == "Better boots"
    assert await world.value("SELECT count(*) FROM sync_change WHERE run_id = $1", run) == 0


async def test_two_products_may_exchange_their_handles_and_two_of_one_handle_stay_two(world: World) -> None:
    source = await world.add_source()
    await world.live(source, product("1", "Boots", handle="a"), product("2", "Jacket", handle="b"))
    before = {one.title: one.id for one in (await world.products()).values()}
    world.later(hours=1)
    await world.live(source, product("1", "Boots", handle="b"), product("2", "Jacket", handle="a"))
    assert {one.title: one.id for one in (await world.products()).values()} == before
    assert (await world.products())["a"].title == "Jacket"
    world.later(hours=1)
    await world.live(source, product("3", "Tent", handle="a"))
    found = await world.products()
    assert sorted(one.title for one in found.values()) == ["Boots", "Jacket", "Tent"]
    assert found["a"].title == "Jacket"
