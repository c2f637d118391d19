"""Products in the database: written in batches, read by id, title, identifier and word."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from aisle.catalog import service
from aisle.catalog.drafts import ProductDraft, VariantDraft
from aisle.catalog.errors import CatalogChanged, ProductNotFound
from aisle.catalog.identifiers import identifier_key
from aisle.catalog.types import Availability, Image, Money
from aisle.core.db import Session
from aisle.core.ids import new_id

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SessionFor = Callable[[Any], AbstractAsyncContextManager[Session]]


def variant(sku: str | None = "B-S", price: str = "5", stock: int = 9, **options: str) -> VariantDraft:
    return VariantDraft(
        sku, None, "", options, Money(Decimal(price), "GBP"), None, stock, Availability.IN_STOCK
    )


def draft(handle: str = "bag", *variants: VariantDraft, **changes: Any) -> ProductDraft:
    plain = ProductDraft(
        handle=handle,
        title=handle.title(),
        description="Strong.",
        brand="Acme",
        category="Bags/Day bags",
        tags=("new", "strong"),
        url="/bag",
        images=(Image("/bag.jpg", "A bag"),),
        attributes={"Volume": "9 l"},
        options=("Size",) if variants and variants[0].options else (),
        variants=variants or (variant(f"{handle}-1"),),
    )
    return replace(plain, **changes)


async def test_a_product_comes_back_as_it_went_in(store: Any, session_for: SessionFor) -> None:
    given = draft("bag", variant("B-S", Size="S"), variant("B-M", "6.50", 0, Size="M"))
    async with session_for(store) as session:
        result = await service.apply_batch(session, [given], NOW)
        product = await service.get_product(session, result.created_ids[0])
    assert product.handle == "bag"
    assert product.images == (Image("/bag.jpg", "A bag"),)
    assert (product.tags, product.attributes, product.options) == (
        ("new", "strong"),
        {"Volume": "9 l"},
        ("Size",),
    )
    assert [(v.sku, v.options, v.price, v.stock) for v in product.variants] == [
        ("B-S", {"Size": "S"}, Money(Decimal(5), "GBP"), 9),
        ("B-M", {"Size": "M"}, Money(Decimal("6.50"), "GBP"), 0),
    ]
    assert product.as_of == NOW


async def test_what_is_unchanged_is_not_written(store: Any, session_for: SessionFor) -> None:
    async with session_for(store) as session:
        first = await service.apply_batch(session, [draft("a"), draft("b")], NOW)
    async with session_for(store) as session:
        again = await service.apply_batch(session, [draft("a"), draft("b", brand="Other")], NOW)
    assert (len(first.created_ids), first.unchanged) == (2, 0)
    assert (again.created_ids, again.updated_ids, again.unchanged) == ((), (first.created_ids[1],), 1)


async def test_a_new_price_reaches_the_product_and_not_the_index(store: Any, session_for: SessionFor) -> None:
    async with session_for(store) as session:
        first = await service.apply_batch(session, [draft("a", variant("A", "5"))], NOW)
        again = await service.apply_batch(session, [draft("a", variant("A", "4", 1))], NOW)
        product = await service.get_product(session, first.created_ids[0])
    assert again.updated_ids == first.created_ids
    assert again.reindex_ids == ()
    assert (product.variants[0].price, product.variants[0].stock) == (Money(Decimal(4), "GBP"), 1)


async def test_new_words_are_named_for_the_index(store: Any, session_for: SessionFor) -> None:
    async with session_for(store) as session:
        first = await service.apply_batch(session, [draft("a"), draft("b")], NOW)
        again = await service.apply_batch(session, [draft("a", title="Sack"), draft("b")], NOW)
    assert first.reindex_ids == first.created_ids
    assert again.reindex_ids == first.created_ids[:1]


async def test_variants_keep_their_ids_when_they_move_and_change(store: Any, session_for: SessionFor) -> None:
    small, middle = variant("B-S", Size="S"), variant(None, Size="M")
    async with session_for(store) as session:
        first = await service.apply_batch(session, [draft("bag", small, middle)], NOW)
        before = await service.get_product(session, first.created_ids[0])
        await service.apply_batch(
            session, [draft("bag", replace(middle, stock=1), variant("B-L", Size="L"), small)], NOW
        )
        after = await service.get_product(session, first.created_ids[0])
    assert after.variants[0].id == before.variants[1].id
    assert after.variants[2].id == before.variants[0].id
    assert after.variants[1].id not in {v.id for v in before.variants}


async def test_a_plan_made_before_another_import_is_refused(store: Any, session_for: SessionFor) -> None:
    async with session_for(store) as session:
        planned = await service.plan_batch(session, [draft("a")])
    async with session_for(store) as session:
        await service.apply_batch(session, [draft("a", brand="Other")], NOW)
    async with session_for(store) as session:
        with pytest.raises(CatalogChanged):
            await service.apply_plan(session, planned, NOW)


async def test_stores_do_not_see_each_others_products(new_store: Any, session_for: SessionFor) -> None:
    one = await new_store()
    other = await new_store(organization_id=one.organization_id)
    async with session_for(one) as session:
        result = await service.apply_batch(session, [draft("bag", variant("B-1"))], NOW)
    async with session_for(other) as session:
        await service.apply_batch(session, [draft("bag", variant("B-2"))], NOW)
        assert await service.get_products(session, result.created_ids) == {}
        assert await service.find_by_identifiers(session, ["b1"]) == []
        assert (await service.vocabulary(session)).categories == ("Bags/Day bags",)
        with pytest.raises(ProductNotFound):
            await service.get_product(session, result.created_ids[0])


async def test_pages_by_title_reach_every_product_once(store: Any, session_for: SessionFor) -> None:
    drafts = [draft(f"p-{number}", title=f"Title {number % 3}") for number in range(7)]
    seen: list[Any] = []
    async with session_for(store) as session:
        await service.apply_batch(session, drafts, NOW)
        after = None
        while True:
            page = await service.list_products(session, after=after, limit=2)
            seen += [product.handle for product in page.items]
            if page.next_after is None:
                break
            after = page.next_after
    assert sorted(seen) == sorted(product.handle for product in drafts)


async def test_a_page_needs_two_statements(
    store: Any, session_for: SessionFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with session_for(store) as session:
        await service.apply_batch(session, [draft(f"p-{number}") for number in range(5)], NOW)
        asked: list[str] = []
        plain = session.fetch

        async def fetch(sql: str, *arguments: Any) -> list[Any]:
            asked.append(sql)
            return await plain(sql, *arguments)

        monkeypatch.setattr(session, "fetch", fetch)
        await service.list_products(session, limit=5)
    assert len(asked) == 2


async def test_lists_by_category_and_title(store: Any, session_for: SessionFor) -> None:
    drafts = [
        draft("a", category="Bags/Day bags"),
        draft("b", category="Bags"),
        draft("c", category="Bagsy"),
        draft("d", category=None, title="50% off_bag"),
    ]
    async with session_for(store) as session:
        await service.apply_batch(session, drafts, NOW)

        async def handles(**wanted: Any) -> list[str]:
            return [product.handle for product in (await service.list_products(session, **wanted)).items]

        assert sorted(await handles(category="Bags")) == ["a", "b"]
        assert await handles(q="50%") == ["d"]
        assert await handles(q="f_b") == ["d"]
        assert await handles(q="%") == ["d"]


async def test_finds_by_sku_and_bar_code_however_written(store: Any, session_for: SessionFor) -> None:
    one = replace(variant("PT-RS 038/SM"), barcode="0036000291452")
    async with session_for(store) as session:
        result = await service.apply_batch(session, [draft("a", one), draft("b")], NOW)
        for typed in ("pt rs-038 sm", "PTRS038SM", "036000291452", "0036000291452"):
            assert await service.find_by_identifiers(session, [identifier_key(typed)]) == list(
                result.created_ids[:1]
            )


async def test_the_stores_words_come_with_the_most_frequent_first(
    store: Any, session_for: SessionFor
) -> None:
    drafts = [
        draft("a", variant("A1", Size="S"), variant("A2", Size="M")),
        draft("b", variant("B1", Size="M"), brand="Bolt", category="Hats", tags=("strong",)),
        draft("c", category="Hats", attributes={"Volume": "3 l"}),
    ]
    async with session_for(store) as session:
        await service.apply_batch(session, drafts, NOW)
        words = await service.vocabulary(session)
    assert words.categories == ("Hats", "Bags/Day bags")
    assert words.counts == {"Hats": 2, "Bags/Day bags": 1}
    assert words.brands == ("Acme", "Bolt")
    assert words.tags == ("strong", "new")
    assert words.attributes == {"Size": ("M", "S"), "Volume": ("9 l", "3 l")}


async def test_an_unknown_product_is_not_found(store: Any, session_for: SessionFor) -> None:
    async with session_for(store) as session:
        with pytest.raises(ProductNotFound):
            await service.get_product(session, new_id())
