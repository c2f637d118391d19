"""Filters let through exactly what they say, on whichever path the search takes, and bad ones are refused clearly."""

from decimal import Decimal

import pytest
from shelf import Shelf, limit, product, variant

from aisle.catalog.fitting import fitting_variants
from aisle.catalog.types import Rating
from aisle.retrieval import legs
from aisle.retrieval.filters import FilterRefused
from aisle.retrieval.limits import criteria_of
from aisle.retrieval.search import Mode, SearchRequest

pytest_plugins = ["shelf_fixtures"]


@pytest.fixture
async def shop(shelf: Shelf) -> Shelf:
    await shelf.sell(
        product(
            "Fell jacket",
            variant("A1", "40", 0, Colour="Red", Size="M"),
            variant("A2", "60", 3, Colour="Red", Size="L"),
            variant("A3", "45", 9, Colour="Blue", Size="M"),
            brand="Nordlicht",
            category="Clothing/Jackets",
            tags=("Waterproof",),
            attributes={"Weight": "400 g", "Lining": "Fleece"},
            rating=Rating(Decimal("4.5"), 12),
        ),
        product(
            "Coast jacket",
            variant("B1", "35", 2, Colour="Red", Size="M"),
            brand="Pike",
            category="Clothing/Jackets/Rain",
            tags=("waterproof", "new"),
            attributes={"Weight": "0.3 kg", "Lining": "None"},
        ),
        product(
            "Town jacket", variant("C1", "80", 0, Colour="Green"), brand="Pike", category="Clothing/Jackets"
        ),
        product("Gift jacket", variant("D1", None, None), category="Jackets_Gifts", tags=("new",)),
        product("Jacket hook", variant("E1", "5", 50), category="Home", rating=Rating(Decimal("2"), None)),
    )
    return shelf


JACKETS = {"Fell jacket", "Coast jacket", "Town jacket", "Gift jacket", "Jacket hook"}
CASES = {
    "at most": ([limit("price", "lte", "40")], {"Fell jacket", "Coast jacket", "Jacket hook"}),
    "at least": ([limit("price", "gte", "60")], {"Fell jacket", "Town jacket"}),
    "between": ([limit("price", "between", "36", "45")], {"Fell jacket"}),
    "exactly": ([limit("price", "eq", "35.00")], {"Coast jacket"}),
    "two limits": ([limit("price", "gte", "36"), limit("price", "lte", "41")], {"Fell jacket"}),
    "in stock": ([limit("stock", "eq", "in_stock")], {"Fell jacket", "Coast jacket", "Jacket hook"}),
    "category": ([limit("category", "eq", "Clothing")], {"Fell jacket", "Coast jacket", "Town jacket"}),
    "path": ([limit("category", "eq", "Clothing/Jackets")], {"Fell jacket", "Coast jacket", "Town jacket"}),
    "deep level": ([limit("category", "eq", "Rain")], {"Coast jacket"}),
    "middle level, any case": (
        [limit("category", "eq", "jackets")],
        {"Fell jacket", "Coast jacket", "Town jacket"},
    ),
    "category is no pattern": ([limit("category", "eq", "Jackets%")], set()),
    "underscore is no pattern": ([limit("category", "eq", "Jackets_Gifts")], {"Gift jacket"}),
    "not category": ([limit("category", "not", "clothing/jackets")], {"Gift jacket", "Jacket hook"}),
    "brand": ([limit("brand", "eq", "pike")], {"Coast jacket", "Town jacket"}),
    "brands": ([limit("brand", "in", "Pike", "Nordlicht")], {"Fell jacket", "Coast jacket", "Town jacket"}),
    "not brand": ([limit("brand", "not", "Pike")], {"Fell jacket", "Gift jacket", "Jacket hook"}),
    "tag": ([limit("tag", "eq", "waterproof")], {"Fell jacket", "Coast jacket"}),
    "not tag": ([limit("tag", "not", "New")], {"Fell jacket", "Town jacket", "Jacket hook"}),
    "attribute": ([limit("attribute.Lining", "eq", "fleece")], {"Fell jacket"}),
    "not attribute": ([limit("attribute.Lining", "not", "Fleece")], JACKETS - {"Fell jacket"}),
    "a size under its own name": ([limit("size", "eq", "m")], {"Fell jacket", "Coast jacket"}),
    "a colour under another spelling": ([limit("color", "eq", "Green")], {"Town jacket"}),
    "an attribute in any case": ([limit("attribute.lining", "eq", "fleece")], {"Fell jacket"}),
    "one of": ([limit("brand", "in", "pike", "NORDLICHT")], {"Fell jacket", "Coast jacket", "Town jacket"}),
    "measure, other unit": ([limit("attribute.Weight", "lte", "350 g")], {"Coast jacket"}),
    "measure, from": ([limit("attribute.Weight", "gte", "0.35 kg")], {"Fell jacket"}),
    "measure, between": (
        [limit("attribute.Weight", "between", "250 g", "0.4 kg")],
        {"Fell jacket", "Coast jacket"},
    ),
    "three pieces": ([limit("stock", "gte", "3")], {"Fell jacket", "Jacket hook"}),
    "ten pieces": ([limit("stock", "gte", "10")], {"Jacket hook"}),
    "one variant: red, three pieces, under 50": (
        [limit("colour", "eq", "Red"), limit("stock", "gte", "3"), limit("price", "lte", "50")],
        set(),
    ),
    "well rated": ([limit("rating", "gte", "4")], {"Fell jacket"}),
    "badly rated": ([limit("rating", "lte", "3.99")], {"Jacket hook"}),
    "option": ([limit("attribute.Colour", "eq", "red")], {"Fell jacket", "Coast jacket"}),
    "not option": ([limit("attribute.Colour", "not", "Red")], JACKETS - {"Coast jacket"}),
    "one variant: red, under 50": (
        [limit("attribute.Colour", "eq", "Red"), limit("price", "lte", "50")],
        {"Fell jacket", "Coast jacket"},
    ),
    "one variant: red, under 50, in stock": (
        [
            limit("attribute.Colour", "eq", "Red"),
            limit("price", "lte", "50"),
            limit("stock", "eq", "in_stock"),
        ],
        {"Coast jacket"},
    ),
    "one variant: red and M, from 50": (
        [
            limit("attribute.Colour", "eq", "Red"),
            limit("attribute.Size", "eq", "M"),
            limit("price", "gte", "50"),
        ],
        set(),
    ),
    "not red, under 42": (
        [limit("attribute.Colour", "not", "Red"), limit("price", "lte", "42")],
        {"Jacket hook"},
    ),
    "nothing": ([limit("brand", "eq", "Nobody")], set()),
}


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("case", CASES)
async def test_a_filter_lets_through_what_it_says(shop: Shelf, case: str, mode: Mode, monkeypatch) -> None:
    filters, wanted = CASES[case]
    results = []
    for selective in (2_000, 0):
        monkeypatch.setattr(legs, "SELECTIVE", selective)
        results.append(
            [
                (hit.product.title, hit.score)
                for hit in (await shop.search("jacket", *filters, mode=mode)).products
            ]
        )
    assert {title for title, _ in results[0]} == wanted
    assert results[0] == results[1], "selective and broad paths agree"


async def test_the_paths_agree_in_a_store_with_more_hits_than_candidates(shelf: Shelf, monkeypatch) -> None:
    monkeypatch.setattr(legs, "DEEP", 40)
    await shelf.sell(
        *(
            product(
                f"Wool sock {'wool ' * (n % 7)}{n}",
                variant(f"S{n}", str(n + 1)),
                handle=f"s{n}",
                brand=f"B{n % 9}",
            )
            for n in range(120)
        )
    )
    found = {}
    for selective in (2_000, 0):
        monkeypatch.setattr(legs, "SELECTIVE", selective)
        found[selective] = await shelf.titles("wool", limit("price", "lte", "100"), limit=20)
    assert found[0] == found[2_000]
    monkeypatch.setattr(legs, "SELECTIVE", 2_000)
    deep = await shelf.titles("wool", limit("brand", "eq", "B0"), limit=20, mode=Mode.KEYWORD)
    assert len(deep) == 14, "however far down they stand among all the wool"


async def test_given_filters_replace_those_in_the_words(shop: Shelf) -> None:
    assert {one.field for one in (await shop.search("jackets under £36")).understanding.filters} >= {"price"}
    result = await shop.search("jackets under £36", limit("price", "gte", "80"))
    assert [one.field for one in result.understanding.filters] == ["price"]
    assert [hit.product.title for hit in result.products] == ["Town jacket"]
    assert (await shop.search("jackets under £36", given=True)).understanding.filters == ()


async def test_filters_read_from_the_words_hold_for_one_variant(shop: Shelf) -> None:
    assert await shop.titles("red jackets under £50 in stock") == ["Coast jacket"]


@pytest.mark.parametrize(
    ("field", "op", "values", "says"),
    [
        ("shade", "eq", ["red"], "“shade” is not a field here"),
        ("attribute.", "eq", ["red"], "“attribute.” is not a field here"),
        ("Brand", "eq", ["Pike"], "Did you mean “brand”?"),
        ("prize", "lte", ["5"], "Did you mean “price” or “size”?"),
        ("price", "lte", ["cheap"], "is not a price"),
        ("price", "lte", ["NaN"], "is not a price"),
        ("price", "lte", ["Infinity"], "is not a price"),
        ("price", "lte", ["-1"], "is not a price"),
        ("price", "lte", ["1e999999"], "is not a price"),
        ("price", "lte", ["1e-999999"], "is not a price"),
        ("price", "lte", ["1_000"], "is not a price"),
        ("price", "lte", ["٣٠"], "is not a price"),
        ("price", "lte", ["5\n"], "is not a price"),
        ("price", "lte", ["99999999999999999"], "A price limit is a number"),
        ("rating", "gte", ["1E-20000"], "is not a rating"),
        ("attribute.Weight", "lte", ["-1 kg"], "none is less than 0"),
        ("attribute.Weight", "between", ["−1 kg", "2 kg"], "none is less than 0"),
        ("price", "not", ["5"], "A price filter uses"),
        ("price", "in", ["5", "6"], "A price filter uses"),
        ("price", "lte", ["5", "6"], "A price filter uses"),
        ("price", "between", ["5"], "A price filter uses"),
        ("price", "between", ["9", "5"], "begins with the lower price"),
        ("brand", "lte", ["Pike"], "only numbers and measures have limits"),
        ("attribute.Weight", "between", ["1", "2"], "holds a weight, and “1” is a number without a unit"),
        ("attribute.Weight", "lte", ["1 l"], "holds a weight, and “1 l” is a volume"),
        ("attribute.Weight", "lte", ["light"], "is limited by a measure"),
        ("attribute.Weight", "lte", ["1 kg", "2 kg"], "is limited by a measure"),
        ("attribute.Weight", "between", ["2 kg", "1 kg"], "begins with the lower value"),
        ("attribute.Weight", "between", ["2 kg", "1 l"], "is limited by a measure"),
        ("rating", "gte", ["6"], "A rating limit is a number from 0 to 5"),
        ("rating", "gte", ["good"], "is not a rating"),
        ("rating", "not", ["4"], "A rating filter uses"),
        ("stock", "eq", ["out_of_stock"], "knows eq in_stock, and gte"),
        ("stock", "not", ["in_stock"], "knows eq in_stock, and gte"),
        ("stock", "gte", ["-1"], "knows eq in_stock, and gte"),
        ("stock", "gte", ["1.5"], "knows eq in_stock, and gte"),
        ("stock", "gte", ["9" * 30], "knows eq in_stock, and gte"),
        ("brand", "in", ["a"] * 101, "at most 100 values"),
        ("attribute." + "a" * 101, "eq", ["a"], "at most 100 characters"),
        ("brand", "eq", [], "needs a value"),
        ("brand", "eq", [""], "needs a value"),
        ("brand", "eq", ["a" * 2_000], "needs a value"),
        ("brand", "eq", ["a\x00b"], "holds a character"),
        ("attribute.\x00", "eq", ["a"], "holds a character"),
    ],
)
async def test_a_bad_filter_is_refused_with_a_sentence(shop: Shelf, field, op, values, says) -> None:
    with pytest.raises(FilterRefused) as refused:
        await shop.search("jacket", limit(field, op, *values))
    assert says in refused.value.detail


async def test_too_many_filters_are_refused(shop: Shelf) -> None:
    with pytest.raises(FilterRefused, match="At most 50"):
        await shop.search("jacket", *[limit("brand", "eq", str(n)) for n in range(51)])


@pytest.mark.parametrize(
    "value", ["'; DROP TABLE aisle.product; --", "%", "_", "\\", "{0}", "{}", "$1", "a'b\"c", "😀"]
)
@pytest.mark.parametrize("field", ["brand", "category", "tag", "attribute.Colour", "attribute.'; --"])
async def test_values_are_only_values(shop: Shelf, field: str, value: str) -> None:
    assert await shop.titles("jacket", limit(field, "eq", value)) == []
    await shop.titles("jacket", limit(field, "not", value))


async def test_passages_are_filtered_by_what_concerns_them_alone(shop: Shelf) -> None:
    await shop.publish("care.txt", "Wash the jacket at thirty degrees and dry it in the shade.")

    async def found(*one: str) -> bool:
        return bool((await shop.search("wash jacket", limit(*one))).passages)

    assert await found("price", "lte", "1")
    assert await found("category", "eq", "Nowhere")
    assert await found("language", "eq", "en")
    assert not await found("language", "eq", "de")
    assert await found("language", "not", "de")
    assert not await found("source", "eq", "elsewhere")
    assert not await found("document.category", "eq", "Guides")
    assert not await found("document.tag", "eq", "care")
    assert await found("document.tag", "not", "care")


async def test_passages_of_one_source_are_found_however_far_down_they_stand(
    shelf: Shelf, monkeypatch
) -> None:
    for name, labels in (("care", {"category": "Care", "tags": ("wool",)}), ("shop", {})):
        text = "\n\n".join(f"Wool number {n} of the {name} is warm." for n in range(3))
        await shelf.publish(f"{name}.txt", text, **labels)
    for selective in (2_000, 0):
        monkeypatch.setattr(legs, "SELECTIVE", selective)
        for field, value in (("document.category", "care"), ("document.tag", "Wool")):
            hits = (await shelf.search("wool", limit(field, "eq", value))).passages
            assert {"care" in hit.text for hit in hits} == {True}


OF_VARIANTS = ("price", "stock", "size", "colour", "color", "attribute.")


@pytest.mark.parametrize(
    "case",
    [name for name, (limits, _) in CASES.items() if all(one.field.startswith(OF_VARIANTS) for one in limits)],
)
async def test_offers_are_the_variants_that_the_database_let_through(shop: Shelf, case: str) -> None:
    """The same limits, held against products in memory, say the same: offers exist just where the product was found."""
    filters, wanted = CASES[case]
    searcher = shop.searcher()
    everything = await searcher.search(shop.scope, SearchRequest("jacket", ()))
    criteria = criteria_of(tuple(filters), await searcher.names(shop.scope))
    fitting = {hit.product.title for hit in everything.products if fitting_variants(hit.product, criteria)}
    assert fitting == wanted
    for hit in (await shop.search("jacket", *filters)).products:
        assert [one.sku for one in hit.offers] == [one.sku for one in fitting_variants(hit.product, criteria)]
        prices = [one.price.amount for one in hit.offers if one.price]
        assert prices == sorted(prices)
