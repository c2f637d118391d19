"""What a question says limits the search as the shopper means it: negations, several things, and limits that give way aloud."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from shelf import Shelf, limit, product, variant

from aisle.catalog.types import Rating
from aisle.retrieval.filters import FilterRefused, UnknownFilterId
from aisle.retrieval.types import Filter, Relaxation, SearchResult

pytest_plugins = ["shelf_fixtures"]


@pytest.fixture
async def shop(shelf: Shelf) -> Shelf:
    await shelf.sell(
        product(
            "Fell tent",
            variant("T1", "280", 2, Colour="Red"),
            variant("T2", "290", 0, Colour="Green"),
            category="Camping/Tents",
            attributes={"Weight": "2.1 kg", "Fabric": "Nylon"},
            rating=Rating(Decimal("4.5"), 12),
        ),
        product(
            "Tarn tent",
            variant("T3", "320", 4, Colour="Beige"),
            category="Camping/Tents",
            attributes={"Weight": "3400 g", "Fabric": "Cotton"},
            rating=Rating(Decimal("3.1"), 4),
        ),
        product(
            "Down bag",
            variant("S1", "120", 5, Colour="Blue"),
            variant("S2", "130", 5, Colour="Red"),
            category="Camping/Sleeping bags",
            attributes={"Weight": "900 g", "Fabric": "Nylon"},
        ),
        product("Wool bag", variant("S3", "90", 0, Colour="Blue"), category="Camping/Sleeping bags", attributes={"Fabric": "Wool"}),
        product("Hide boots", variant("B1", "150", 3, Colour="Brown", Size="42"), category="Boots", attributes={"Fabric": "Leather"}),
        product("Mesh boots", variant("B2", "80", 3, Colour="Brown", Size="43"), category="Boots", attributes={"Fabric": "Nylon"}),
    )  # fmt: skip
    return shelf


async def ask(shop: Shelf, text: str, filters: tuple[Filter, ...] | None = None, **more: Any) -> SearchResult:
    return await shop.search(text, *filters or (), given=filters is not None, **more)


def titles(found: SearchResult) -> set[str]:
    return {hit.product.title for hit in found.products}


def steps(relaxed: tuple[Relaxation, ...]) -> list[tuple[str, tuple[str, ...] | None, int]]:
    return [(one.step.value, one.instead.values if one.instead else None, one.found) for one in relaxed]


FOUND = {
    "boots without leather": {"Mesh boots"},
    "leather-free boots": {"Mesh boots"},
    "boots, no nylon or wool": {"Hide boots"},
    "anything but green tents": {"Fell tent", "Tarn tent"},
    "tent under 2.5 kg": {"Fell tent"},
    "tents of at least 3 kg": {"Tarn tent"},
    "well rated tents": {"Fell tent"},
    "cream tent": {"Tarn tent"},
    "only beige tents": {"Tarn tent"},
    "boots size 42": {"Hide boots"},
}


@pytest.mark.parametrize(("question", "found"), FOUND.items())
async def test_limits_that_are_read_hold(shop: Shelf, question: str, found: set[str]) -> None:
    result = await ask(shop, question)
    assert titles(result) == found
    assert result.relaxed == ()


async def test_each_of_several_things_is_searched_with_its_own_limits(shop: Shelf) -> None:
    result = await ask(shop, "a red tent under 300 and two blue sleeping bags")
    first, second = result.groups
    assert [hit.product.title for hit in first.products] == ["Fell tent"]
    assert {hit.product.title for hit in second.products} == {"Down bag", "Wool bag"}
    assert (first.thing.quantity, second.thing.quantity) == (1, 2)
    assert titles(result) == {"Fell tent", "Down bag", "Wool bag"}


async def test_one_of_several_things_may_give_way_without_the_other(shop: Shelf) -> None:
    result = await ask(shop, "a red tent under 100 and a blue sleeping bag")
    assert [one.step for one in result.groups[0].relaxed] == ["price_dropped"]
    assert result.groups[1].relaxed == ()


RELAXED = {
    "blue sleeping bags under 100 in stock": [("stock_dropped", None, 1)],
    "boots size 42 under 100": [("size_dropped", None, 1)],
    "beige tents under 300": [("price_widened", ("330",), 1)],
    "tents under 2 kg": [("measure_widened", ("2.2 kg",), 1)],
    "cotton tents under 300": [("price_widened", ("330",), 1)],
    "nylon tents under 100": [("price_dropped", None, 1)],
    "wool tents": [("attribute_dropped", None, 2)],
}


@pytest.mark.parametrize(("question", "relaxed"), RELAXED.items())
async def test_limits_that_nothing_meets_give_way_one_after_the_other(
    shop: Shelf, question: str, relaxed: list[tuple[str, tuple[str, ...] | None, int]]
) -> None:
    result = await ask(shop, question)
    assert steps(result.relaxed) == relaxed
    assert result.products


async def test_what_can_be_had_back_is_put_back(shop: Shelf) -> None:
    """Stock is tried before size; once size has given way, stock holds again."""
    result = await ask(shop, "boots size 42 under 100 in stock")
    assert [one.step for one in result.relaxed] == ["size_dropped"]
    assert any(one.field == "stock" for one in result.understanding.filters)


@pytest.mark.parametrize(
    "question", ["red boots without leather or nylon", "only red boots", "boots only in blue"]
)
async def test_what_must_not_be_and_what_alone_will_do_never_give_way(shop: Shelf, question: str) -> None:
    result = await ask(shop, question)
    kept = [
        one for one in result.understanding.filters if one.op == "not" or (one.origin and one.origin.only)
    ]
    assert kept
    assert result.products == ()


async def test_given_limits_give_way_only_when_the_caller_says_so(shop: Shelf) -> None:
    given = (limit("price", "lte", "300"), limit("attribute.Fabric", "eq", "Cotton"))
    assert (await ask(shop, "tent", filters=given)).products == ()
    result = await ask(shop, "tent", filters=given, relax=True)
    assert steps(result.relaxed) == [("price_widened", ("330",), 1)]
    assert (await ask(shop, "cotton tent under 300", relax=False)).products == ()


async def test_the_words_of_a_filter_that_is_taken_back_are_not_searched_for(shop: Shelf) -> None:
    read = (await ask(shop, "beige tent under 300")).understanding.filters
    colour = next(one for one in read if one.field == "attribute.Colour")
    without = await ask(shop, "beige tent under 300", ignore=(colour.origin.id,))
    assert "attribute.Colour" not in {one.field for one in without.understanding.filters}
    assert without.understanding.text == "tent"
    assert titles(without) == {"Fell tent"}


@pytest.mark.parametrize("question", ["tents under 300", "under 300 tents", "tents, cheaper than 300"])
async def test_without_its_price_limit_a_question_finds_what_it_finds_without_those_words(
    shop: Shelf, question: str
) -> None:
    await shop.sell(product("Guide to 300 tents under the stars", category="Camping/Tents"))
    price = next(one for one in (await ask(shop, question)).understanding.filters if one.field == "price")
    without = await ask(shop, question, ignore=(price.origin.id,), total=True)
    plain = await ask(shop, "tents", total=True)
    assert without.understanding.text == "tents"
    assert [hit.item_id for hit in without.products] == [hit.item_id for hit in plain.products]
    assert without.totals == plain.totals


async def test_limits_without_another_word_find_everything_that_meets_them(shop: Shelf) -> None:
    result = await ask(shop, "under 100", total=True)
    assert titles(result) == {"Wool bag", "Mesh boots"}
    assert result.totals["product"].value == 2
    assert titles(await ask(shop, "anything but leather")) >= {"Mesh boots", "Fell tent", "Wool bag"}


async def test_an_id_to_ignore_that_the_question_does_not_set_is_refused(shop: Shelf) -> None:
    with pytest.raises(UnknownFilterId) as refused:
        await ask(shop, "tents under 300", strict=True, ignore=("price@0-3",))
    assert refused.value.extra == {"unknown": ["price@0-3"]}


async def test_filters_that_remain_are_sent_back_and_the_words_of_the_others_are_gone(shop: Shelf) -> None:
    read = (await ask(shop, "cream tent under 400")).understanding
    assert read.text == "tent"
    remaining = tuple(one for one in read.filters if one.field != "attribute.Colour")
    again = await ask(shop, "cream tent under 400", filters=remaining)
    assert again.understanding.text == "tent"
    assert again.understanding.filters == remaining


async def test_a_filter_of_one_thing_is_taken_back_without_disturbing_the_other(shop: Shelf) -> None:
    question = "a red tent under 300 and two blue sleeping bags"
    groups = (await ask(shop, question)).groups
    everything = [one for group in groups for one in group.thing.filters]
    remaining = tuple(one for one in everything if one.values != ("Blue",))
    first, second = (await ask(shop, question, filters=remaining)).groups
    assert {one.values for one in first.thing.filters} == {("300",), ("Red",), ("Camping/Tents",)}
    assert [one.values for one in second.thing.filters] == [("Camping/Sleeping bags",)]


async def test_nothing_is_relaxed_where_something_is_found(shop: Shelf) -> None:
    assert (await ask(shop, "red tents under 300 in stock")).relaxed == ()


async def test_when_a_price_gives_way_what_is_nearest_to_it_comes_first(shop: Shelf) -> None:
    result = await shop.search("tents under 20")
    assert [one.step for one in result.relaxed][-1] == "price_dropped"
    assert [one.product.title for one in result.products] == ["Fell tent", "Tarn tent"]
    dear = await shop.search("tents over 5000")
    assert [one.product.title for one in dear.products] == ["Tarn tent", "Fell tent"]


@pytest.fixture
async def packs(shelf: Shelf) -> Shelf:
    """One kind of measure under two names, as shops have it that sell rucksacks and bottles."""
    await shelf.sell(
        product("Fell pack", category="Rucksacks", attributes={"Capacity": "20 l", "Max load": "8 kg", "Weight": "900 g"}),
        product("Crag pack", category="Rucksacks", attributes={"Capacity": "45 l", "Weight": "1.6 kg"}),
        product("Tarn pack", category="Rucksacks", attributes={"Volume": "20 L", "Packed volume": "2 l", "Weight": "1.1 kg"}),
        product("Beck bottle", category="Bottles", attributes={"Volume": "750 ml", "Weight": "120 g"}),
        product("Gill bottle", category="Bottles", attributes={"Volume": "1 l", "Weight": "150 g"}),
    )  # fmt: skip
    return shelf


MEASURED = {
    "20 litre rucksack": {"Fell pack", "Tarn pack"},
    "rucksack of at least 30 litres": {"Crag pack"},
    "rucksacks between 10 and 30 litres": {"Fell pack", "Tarn pack"},
    "rucksack with a capacity of 20 litres": {"Fell pack", "Tarn pack"},
    "bottle of at least 1 litre": {"Gill bottle"},
    "rucksack under 1 kg": {"Fell pack"},
    "rucksacks, packed volume under 3 l": {"Tarn pack"},
}


@pytest.mark.parametrize(("question", "found"), MEASURED.items())
async def test_an_amount_holds_for_whichever_attribute_a_product_carries(
    packs: Shelf, question: str, found: set[str]
) -> None:
    result = await ask(packs, question)
    assert (titles(result), result.relaxed) == (found, ())


async def test_a_filter_of_either_attribute_can_be_sent_back(packs: Shelf) -> None:
    read = (await ask(packs, "20 litre rucksack")).understanding.filters
    measure = next(one for one in read if one.field.startswith("attribute."))
    assert measure.field == "attribute.Capacity|Volume"
    again = await ask(packs, "rucksack", filters=(replace(measure, origin=None),), strict=True)
    assert titles(again) == {"Fell pack", "Tarn pack"}


@pytest.fixture
async def socks(shelf: Shelf) -> Shelf:
    """What socks are made of stands in titles and descriptions alone."""
    made = {
        "Fell socks": "Merino wool from two farms.",
        "Wool Tarn socks": "For cold days.",
        "Beck socks": "Without wool, for those who itch.",
        "Gill socks": "Wool-free bamboo.",
        "Crag socks": "Cotton. Keeps its shape in heavy rain.",
        "Nab socks": "Woolpack Lane is where they are knitted, of nylon.",
    }
    await shelf.sell(*(product(title, category="Socks", description=text) for title, text in made.items()))
    return shelf


LACKING = {
    "socks without wool": {"Beck socks", "Gill socks", "Crag socks", "Nab socks"},
    "socks not wool": {"Beck socks", "Gill socks", "Crag socks", "Nab socks"},
    "socks with no wool or cotton": {"Beck socks", "Gill socks", "Nab socks"},
    "socks not heavy": {f"{name} socks" for name in ("Fell", "Wool Tarn", "Beck", "Gill", "Crag", "Nab")},
}


@pytest.mark.parametrize(("question", "found"), LACKING.items())
async def test_a_word_of_texts_alone_is_excluded_where_a_text_does_not_deny_it(
    socks: Shelf, question: str, found: set[str]
) -> None:
    result = await ask(socks, question, total=True)
    assert titles(result) == found
    assert result.totals["product"].value == len(found)


async def test_what_is_excluded_by_texts_is_a_filter_that_can_be_taken_back(socks: Shelf) -> None:
    limit_ = next(
        one for one in (await ask(socks, "socks without wool")).understanding.filters if one.field == "text"
    )
    assert (limit_.op, limit_.values, limit_.text) == ("not", ("wool",), "no mention of wool")
    assert limit_.origin is not None
    assert limit_.origin.words == "without wool"
    without = await ask(socks, "socks without wool", ignore=(limit_.origin.id,))
    assert len(titles(without)) == 6
    assert without.understanding.text == "socks"


@pytest.mark.parametrize("word", ["w.*", "wool)", "w%l", "(?=x)", "wo_l"])
async def test_marks_in_an_unwanted_word_stand_for_themselves(socks: Shelf, word: str) -> None:
    found = await ask(socks, "socks", filters=(limit("text", "not", word),))
    assert len(titles(found)) == 6


async def test_texts_are_limited_by_what_they_must_not_hold_alone(socks: Shelf) -> None:
    for refused in (limit("text", "eq", "wool"), limit("text", "not", "-"), limit("text", "not", "w" * 61)):
        with pytest.raises(FilterRefused):
            await ask(socks, "socks", filters=(refused,))


NOTED = {
    "boots size 99": [("not_known", "size 99")],
    "boots under £50 over £100": [("contradiction", "under £50 … over £100")],
    "tents over 3 kg under 2 kg": [("contradiction", "over 3 kg … under 2 kg")],
    "boots under $90": [("other_currency", "$90")],
    "tent by Friday": [],
    "boots size 42": [],
    "boots over £50 under £100": [],
}


@pytest.mark.parametrize(("question", "noted"), NOTED.items())
async def test_limits_that_cannot_hold_are_told(
    shop: Shelf, question: str, noted: list[tuple[str, str]]
) -> None:
    notes = (await ask(shop, question)).understanding.notes
    assert [(one.kind, one.words) for one in notes] == noted


@pytest.mark.parametrize(
    ("question", "noted"),
    [("boots by Gucci", ["by Gucci"]), ("boots by gucci", ["by gucci"]), ("boots by Lune", [])],
)
async def test_a_maker_that_the_shop_does_not_have_is_told(
    shelf: Shelf, question: str, noted: list[str]
) -> None:
    await shelf.sell(product("Hide boots", category="Boots", brand="Lune"))
    result = await ask(shelf, question)
    assert [one.words for one in result.understanding.notes] == noted
    assert titles(result) == {"Hide boots"}
