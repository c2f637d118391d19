"""Two sources, one truth: the same things are one product, and each field is the word of the source that counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as some
from staging import NOON, World, euros, product

from aisle.core.ids import new_id
from aisle.sources.records import ProductRecord, Resource, VariantRecord
from aisle.sources.truth import service
from aisle.sources.truth.merging import merge
from aisle.sources.truth.types import Copy, FieldRule, Rule, SaidProduct, SaidVariant, Speaker, TruthRules
from aisle.sources.truth.weighing import Scales

GTIN = "4006381333931"


async def test_the_same_thing_in_two_sources_is_one_product_with_the_word_of_the_higher(world: World) -> None:
    shop, supplier = await world.add_source("shop", 200), await world.add_source("supplier", 100)
    await world.live(
        supplier, product("s9", "Stift", handle="stift", barcode=GTIN, sku="X-77", brand="Stabilo")
    )
    await world.live(shop, product("1", "Pen", handle="pen", barcode=GTIN, sku="PEN-1", price="2.00"))
    (found,) = (await world.products()).values()
    assert (found.title, found.brand, len(found.variants)) == ("Pen", "Stabilo", 1)
    async with world.session() as session:
        origins = await service.get_origins(session, world.clock, found.id)
    told = {one.field: origins.speakers[one.said.copy.source_id].name for one in origins.fields}
    assert (told["title"], told["brand"]) == ("shop", "supplier")
    assert set(origins.links) == {(shop, "1"), (supplier, "s9")}
    world.later(hours=1)
    await world.live(shop, removed=[(Resource.PRODUCTS, "1")])
    assert [one.title for one in (await world.products()).values()] == ["Stift"]
    assert next(iter((await world.products()).values())).id == found.id


async def test_things_that_share_no_name_any_more_are_two_products_again(world: World) -> None:
    shop, supplier = await world.add_source("shop", 200), await world.add_source("supplier", 100)
    await world.live(shop, product("1", "Pen", sku="PEN-1"))
    await world.live(supplier, product("s9", "Stift", sku="PEN-1"))
    assert len(await world.products()) == 1
    world.later(hours=1)
    await world.live(shop, product("1", "Pen", sku="PEN-2"))
    assert sorted(one.title for one in (await world.products()).values()) == ["Pen", "Stift"]
    assert len(await world.indexed()) == 2


async def test_sources_of_one_priority_that_disagree_wait_for_a_person_who_decides(world: World) -> None:
    one, other = await world.add_source("one"), await world.add_source("other")
    await world.live(one, product("1", "Pen", sku="PEN-1", price="2.00"))
    world.later(hours=1)
    await world.live(other, product("a", "Pen", handle="a", sku="PEN-1", price="3.00", stock=5))
    async with world.session() as session:
        conflicts = await service.list_conflicts(session, None, 10)
    field = next(row for row in conflicts if row["field"].endswith(".price"))
    assert [said["source_id"] for said in field["said"]] == [str(other), str(one)]
    (before,) = (await world.products()).values()
    assert before.variants[0].price is not None
    assert before.variants[0].price.amount == 3
    async with world.session() as session:
        await service.decide(session, world.jobs, field["id"], one)
    await world.work()
    (after,) = (await world.products()).values()
    assert after.variants[0].price is not None
    assert after.variants[0].price.amount == 2
    async with world.session() as session:
        left = [row["field"] for row in await service.list_conflicts(session, None, 10)]
    assert field["field"] not in left


async def test_a_person_may_put_a_record_to_a_product(world: World) -> None:
    shop, supplier = await world.add_source("shop", 200), await world.add_source("supplier", 100)
    await world.live(shop, product("1", "Pen", sku="PEN-1"))
    await world.live(supplier, product("s9", "Stift", handle="stift", sku="X-77", brand="Stabilo"))
    pen = (await world.products())["thing-1"]
    async with world.session() as session:
        await service.link(session, world.jobs, pen.id, (supplier, "s9"))
    await world.work()
    (found,) = (await world.products()).values()
    assert (found.id, found.title, found.brand) == (pen.id, "Pen", "Stabilo")


async def test_a_source_that_has_failed_too_long_gives_way_to_the_other(world: World) -> None:
    shop, supplier = await world.add_source("shop", 200), await world.add_source("supplier", 100)
    await world.live(shop, product("1", "Pen", sku="PEN-1", price="2.00"))
    async with world.session() as session:
        await session.execute(
            "UPDATE source_connection SET health = 'failing', health_code = 'source_unavailable', unwell_since = $1 WHERE source_id = $2",
            world.clock.now(),
            shop,
        )
    world.later(hours=25)
    await world.live(supplier, product("s9", "Stift", sku="PEN-1", price="3.00"))
    (found,) = (await world.products()).values()
    assert found.title == "Stift"


# what merging promises, whatever is said -------------------------------------------------------------------------
WORDS = some.sampled_from(["", "Pen", "Stift", "Crayon"])
PRICES = some.one_of(some.none(), some.sampled_from(["1.00", "2.00"]))


@some.composite
def said(draw: Any, source: UUID) -> SaidProduct:
    copy = Copy(source, "products", "p", NOON + timedelta(hours=draw(some.integers(0, 3))))
    sku = draw(some.sampled_from(["PEN-1", "PEN-2"]))
    variant = VariantRecord(
        "v",
        "p",
        sku=sku,
        price=euros(draw(PRICES)),
        stock=draw(some.one_of(some.none(), some.integers(-2, 3))),
    )
    record = ProductRecord("p", "pen", draw(WORDS), brand=draw(WORDS) or None, variants=(variant,))
    return SaidProduct(record, copy, (SaidVariant(variant, copy),))


SOURCES = [new_id(), new_id()]


@settings(max_examples=200)
@given(
    some.tuples(said(SOURCES[0]), said(SOURCES[1])),
    some.tuples(some.integers(1, 2), some.integers(1, 2)),
    some.sampled_from(Rule),
)
def test_every_field_is_somebodys_word_and_order_does_not_matter(
    both: tuple[SaidProduct, SaidProduct], priorities: tuple[int, int], rule: Rule
) -> None:
    speakers = {source: Speaker(source, priority=of) for source, of in zip(SOURCES, priorities, strict=True)}
    rules = TruthRules({name: FieldRule(rule) for name in ("title", "brand", "price")})
    scales, product_id = Scales(rules, speakers, NOON), new_id()
    found, turned = merge(product_id, both, scales), merge(product_id, both[::-1], scales)
    assert found.draft is not None
    assert turned.draft is not None
    assert _plain(found) == _plain(turned)
    for field in ("title", "brand"):
        words = {getattr(one.record, field) for one in both} - {"", None}
        assert (
            (getattr(found.draft, field) in words)
            if words
            else (getattr(found.draft, field) in (None, "pen"))
        )
        best = [one for one in both if speakers[one.copy.source_id].priority == max(priorities)]
        if rule is Rule.PRIORITY and len(best) == 1 and getattr(best[0].record, field):
            assert getattr(found.draft, field) == getattr(best[0].record, field)
    skus = {variant.record.sku for one in both for variant in one.variants}
    assert {variant.draft.sku for variant in found.variants} == skus
    disagree = {one.field for one in found.conflicts}
    if rule is Rule.FLAG and len({one.record.title for one in both} - {""}) == 2:
        assert "title" in disagree
    if rule is Rule.NEWEST:
        assert "title" not in disagree


def _plain(merged: Any) -> Any:
    draft = merged.draft
    variants = sorted((one.sku, one.price and one.price.amount, one.stock) for one in draft.variants)
    return draft.title, draft.brand, variants
