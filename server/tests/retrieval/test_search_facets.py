"""Facets: how many of what was found have each value, each counted without its own limit."""

from collections import Counter
from decimal import Decimal

import pytest
from shelf import Shelf, limit, product, variant

from aisle.catalog.facets import Facet
from aisle.catalog.service import faceting
from aisle.catalog.types import Rating
from aisle.retrieval.filters import UnknownField
from aisle.retrieval.items import ItemKind

pytest_plugins = ["shelf_fixtures"]
PRODUCTS = frozenset({ItemKind.PRODUCT})


@pytest.fixture
async def shop(shelf: Shelf) -> Shelf:
    def tent(
        title: str, brand: str, weight: str, rating: str | None, *variants, category: str = "Tents/Light"
    ):
        return product(
            title,
            *variants,
            brand=brand,
            category=category,
            tags=("new",) if brand == "Heron" else (),
            attributes={"Weight": weight, "Poles": "steel" if brand == "Barn" else "alloy"},
            rating=Rating(Decimal(rating), 3) if rating else None,
        )

    await shelf.sell(
        tent(
            "Heron tent",
            "Heron",
            "1.1 kg",
            "4.5",
            variant("H1", "150", 2, Colour="Red"),
            variant("H2", "170", 0, Colour="Green"),
        ),
        tent("Heron tent plus", "Heron", "1,900 g", "3.2", variant("HP", "210", 1, Colour="Green")),
        tent("Dipper tent", "Dipper", "1.65 kg", None, variant("D1", "320", 0, Colour="Red")),
        tent(
            "Barn tent",
            "Barn",
            "3.8 kg",
            "4",
            variant("B1", "99", 9, Colour="Green"),
            category="Tents/Family",
        ),
        tent(
            "Loft tent", "Barn", "5 kg", "1", variant("L1", "400", 9, Colour="Blue"), category="Tents/Family"
        ),
        product("Wool socks", variant("W1", "2", 9, Colour="Red"), brand="Heron", category="Clothing"),
    )
    return shelf


def counts(facets: tuple[Facet, ...], field: str) -> dict[str, int]:
    assert field in {one.field for one in facets}, facets
    facet = next(one for one in facets if one.field == field)
    return {one.value: one.count for one in facet.values}


def ranges(facets: tuple[Facet, ...], field: str) -> list[tuple[str | None, str | None, int]]:
    return [
        (one.low, one.high, one.count) for one in next(one for one in facets if one.field == field).ranges
    ]


async def test_facets_count_what_the_question_is_about(shop: Shelf) -> None:
    result = await shop.search("tent", given=True, facets=("*",), total=True, kinds=PRODUCTS)
    facets = result.facets
    assert counts(facets, "brand") == {"Barn": 2, "Heron": 2, "Dipper": 1}
    assert counts(facets, "category") == {"Tents": 5, "Tents/Light": 3, "Tents/Family": 2}
    assert counts(facets, "tag") == {"new": 2}
    assert counts(facets, "stock") == {"in_stock": 4}
    assert counts(facets, "attribute.Colour") == {"Green": 3, "Red": 2, "Blue": 1}
    assert counts(facets, "attribute.Poles") == {"alloy": 3, "steel": 2}
    assert ranges(facets, "rating") == [("4", None, 2), ("3", None, 3), ("2", None, 3), ("1", None, 4)]
    assert all(one.exact for one in facets)
    assert (result.totals["product"].value, result.totals["product"].exact) == (5, True)


async def test_a_facet_is_counted_without_its_own_limit(shop: Shelf) -> None:
    limits = (limit("brand", "eq", "Heron"), limit("attribute.Colour", "eq", "Green"))
    result = await shop.search("tent", *limits, facets=("*",), total=True, kinds=PRODUCTS)
    assert counts(result.facets, "brand") == {"Barn": 1, "Heron": 2}, "green ones of every brand"
    assert counts(result.facets, "attribute.Colour") == {"Green": 2, "Red": 1}, "every colour of Heron"
    assert counts(result.facets, "category") == {"Tents": 2, "Tents/Light": 2}
    assert result.totals["product"].value == 2


async def test_values_of_variants_count_where_one_variant_fits_everything(shop: Shelf) -> None:
    """The green Heron tent is sold out: in stock, Heron has one red and one green tent."""
    limits = (limit("brand", "eq", "Heron"), limit("stock", "eq", "in_stock"), limit("price", "lte", "300"))
    facets = (await shop.search("tent", *limits, facets=("*",), kinds=PRODUCTS)).facets
    assert counts(facets, "attribute.Colour") == {"Green": 1, "Red": 1}
    assert counts(facets, "stock") == {"in_stock": 2}


@pytest.mark.parametrize("field", ["price", "attribute.Weight"])
async def test_every_range_finds_as_many_as_it_says(shop: Shelf, field: str) -> None:
    result = await shop.search("tent", given=True, facets=(field,), kinds=PRODUCTS)
    found = ranges(result.facets, field)
    assert len(found) > 1
    for low, high, count in found:
        one = [limit(field, "gte", low)] if low else []
        one += [limit(field, "lt", high)] if high else []
        narrowed = await shop.search("tent", *one, kinds=PRODUCTS, total=True)
        assert narrowed.totals["product"].value == count


async def test_a_product_at_the_end_of_a_range_is_counted_once(shelf: Shelf) -> None:
    """Round prices and weights are where ranges end."""
    sizes = range(10, 110, 10)
    await shelf.sell(
        *(
            product(f"Lamp {n}", variant(f"L{n}", str(n)), attributes={"Weight": f"{n} oz"}, brand="A")
            for n in sizes
        )
    )
    fields = ("price", "attribute.Weight")
    result = await shelf.search("", given=True, facets=fields, kinds=PRODUCTS)
    for field in fields:
        found = ranges(result.facets, field)
        assert {low.split()[0] for low, _, _ in found if low} & {str(n) for n in sizes}, found
        assert sum(count for _, _, count in found) == len(sizes), found


async def test_ranges_of_measures_are_written_as_the_shop_writes_them(shelf: Shelf) -> None:
    weights = ("1.5 lb", "2 lb", "2 lb 8 oz", "3 lb", "4 lb", "5.5 lb", "900 g", "7 lb")
    await shelf.sell(
        *(
            product(
                f"Pan {n}", variant(f"P{n}", "9"), attributes={"Weight": weight, "Volume": f"{n + 1} Litres"}
            )
            for n, weight in enumerate(weights)
        )
    )
    fields = ("attribute.Weight", "attribute.Volume")
    facets = (await shelf.search("", given=True, facets=fields, kinds=PRODUCTS)).facets
    for field, unit in zip(fields, (" lb", " Litres"), strict=True):
        ends = [end for low, high, _ in ranges(facets, field) for end in (low, high) if end]
        assert ends
        assert all(end.endswith(unit) for end in ends), ends


async def test_every_value_finds_as_many_as_it_says(shop: Shelf) -> None:
    limits = (limit("price", "lte", "330"),)
    result = await shop.search("tent", *limits, facets=("*",), kinds=PRODUCTS)
    for facet in result.facets:
        for one in facet.values:
            narrowed = await shop.search(
                "tent", *limits, limit(facet.field, "eq", one.value), kinds=PRODUCTS, total=True
            )
            assert narrowed.totals["product"].value == one.count, (facet.field, one.value)


async def test_no_words_stand_for_the_whole_store(shop: Shelf) -> None:
    result = await shop.search("", given=True, facets=("brand",), total=True, kinds=PRODUCTS)
    assert counts(result.facets, "brand") == {"Heron": 3, "Barn": 2, "Dipper": 1}
    assert result.totals["product"].value == 6
    assert [hit.product.title for hit in result.products] == sorted(
        hit.product.title for hit in result.products
    )


async def test_a_large_store_is_estimated_and_says_so(shelf: Shelf, monkeypatch) -> None:
    drafts = [
        product(f"Lamp {n}", variant(f"L{n}", str(n + 1)), brand="ABC"[n % 3], category=f"Lamps/{n % 2}")
        for n in range(300)
    ]
    drafts += [product(f"Rare {n}", variant(f"R{n}", "7"), brand="Rare") for n in range(3)]
    await shelf.sell(*drafts)
    monkeypatch.setattr(faceting, "MOST_COUNTED", 100)
    monkeypatch.setattr(faceting, "FEWEST_SAMPLED", 20)
    facets = (await shelf.search("", given=True, facets=("*",), kinds=PRODUCTS)).facets
    assert not any(one.exact for one in facets)
    lamps = {name: count for name, count in counts(facets, "brand").items() if name in "ABC"}
    assert all(40 <= count <= 200 for count in lamps.values()), lamps
    narrow = (await shelf.search("", limit("brand", "eq", "Rare"), facets=("*",), kinds=PRODUCTS)).facets
    exact = {one.field: one.exact for one in narrow}
    assert exact["price"], "what the limits leave is counted one by one"
    assert not exact["brand"], "and brands, without their own limit, are estimated"


async def test_long_lists_are_cut_and_say_how_much_is_missing(shelf: Shelf) -> None:
    await shelf.sell(*(product(f"Lamp {n}", variant(f"L{n}"), brand=f"Brand {n:02}") for n in range(30)))
    facet = (await shelf.search("lamp", given=True, facets=("brand",), kinds=PRODUCTS)).facets[0]
    assert (len(facet.values), facet.more) == (20, 10)


async def test_facets_that_do_not_exist_are_refused(shop: Shelf) -> None:
    for name, near in (("brnd", "brand"), ("attribute.Wieght", "attribute.Weight"), ("x' OR 1=1", None)):
        with pytest.raises(UnknownField) as refused:
            await shop.search("tent", given=True, facets=(name,))
        assert next(iter(refused.value.extra["did_you_mean"]), None) == near


async def test_names_by_language_and_case_lead_to_the_facet(shop: Shelf) -> None:
    for name in ("colour", "color", "attribute.colour"):
        result = await shop.search("tent", given=True, facets=(name,), kinds=PRODUCTS)
        assert counts(result.facets, "attribute.Colour") == Counter({"Green": 3, "Red": 2, "Blue": 1})
