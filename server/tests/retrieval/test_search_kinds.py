"""Asked for a thing, the thing comes before what goes with it, through the search, in each language that is read."""

import pytest
from shelf import Shelf, product, variant

pytest_plugins = ["shelf_fixtures"]

# Categories of an outdoor shop, the things' and the accessories', with what shoppers say.
SHOPS = {
    "en": ("Tents/Backpacking tents", "Tents/Tent accessories", "tent", ("tent", "Do you have tents?", "light tent")),
    "de": ("Zelte/Trekkingzelte", "Zelte/Zubehör für Zelte", "Zelt", ("Zelt", "Welche Zelte habt ihr?", "Zelte")),
    "nl": ("Tenten/Trekkingtenten", "Tenten/Accessoires voor tenten", "tent", ("tent", "Welke tenten hebben jullie?")),
    "fr": ("Tentes/Tentes de randonnée", "Tentes/Accessoires de tente", "tente", ("tente", "Quelles tentes avez-vous ?")),
    "es": ("Tiendas/Tiendas ligeras", "Tiendas/Accesorios para tiendas", "tienda", ("tienda", "¿Qué tiendas tienen?")),
    "it": ("Tende/Tende leggere", "Tende/Accessori per tende", "tenda", ("tenda", "Quali tende avete?")),
}  # fmt: skip
CASES = [(language, question) for language, shop in SHOPS.items() for question in shop[3]]
LONG = (
    "Kestrel stands in the wind on high ground and sleeps as many as its number says, with room for boots. "
    * 3
)


async def _shop(new_shelf, language: str) -> Shelf:  # type: ignore[no-untyped-def]
    """A shop whose accessories say the thing's word more often, in a shorter text, than the things do."""
    shelf: Shelf = await new_shelf(language=language)
    things, accessories, word, _ = SHOPS[language]
    await shelf.sell(
        *(product(f"Kestrel {n}", category=things, description=LONG) for n in (1, 2, 3)),
        *(
            product(f"{name} {word}", category=accessories, description=f"{word}, {word}")
            for name in ("Pegna", "Guyla", "Footpra")
        ),
        product("Ember", category="Stoves/Gas stoves", description="Boils water."),
    )
    return shelf


@pytest.mark.parametrize(("language", "question"), CASES)
async def test_things_come_before_accessories(new_shelf, language: str, question: str) -> None:  # type: ignore[no-untyped-def]
    shelf = await _shop(new_shelf, language)
    found = await shelf.search(question)
    categories = [hit.product.category for hit in found.products]
    things, accessories, *_ = SHOPS[language]
    assert [one for one in categories if one in (things, accessories)][:3] == [things] * 3
    assert accessories in categories
    scores = [hit.score for hit in found.products]
    assert scores == sorted(scores, reverse=True)


async def test_who_asks_for_the_accessory_gets_it_first(new_shelf) -> None:  # type: ignore[no-untyped-def]
    shelf = await _shop(new_shelf, "en")
    for question in ("pegna tent", "tent accessories", "I have a tent, which pegna fits?"):
        found = await shelf.search(question)
        assert found.products[0].product.category == SHOPS["en"][1], question


async def test_a_first_page_holds_the_things_though_accessories_ranked_higher(new_shelf) -> None:  # type: ignore[no-untyped-def]
    shelf = await _shop(new_shelf, "en")
    page = await shelf.search("tent", limit=3)
    assert {hit.product.category for hit in page.products} == {SHOPS["en"][0]}


@pytest.mark.parametrize(("question", "order"), [("cheapest tent", 1), ("most expensive tent", -1)])
async def test_the_cheapest_tent_is_no_peg(new_shelf, question: str, order: int) -> None:  # type: ignore[no-untyped-def]
    shelf: Shelf = await new_shelf()
    things, accessories, *_ = SHOPS["en"]
    await shelf.sell(
        *(product(f"Kestrel {n}", variant(f"K{n}", str(100 * n)), category=things) for n in (1, 2, 3)),
        product("Pegs", variant("P1", "5"), category=accessories),
        product("Gold pegs", variant("P2", "900"), category=accessories),
    )
    tents, pegs = ["Kestrel 1", "Kestrel 2", "Kestrel 3"], ["Pegs", "Gold pegs"]
    assert await shelf.titles(question) == [*tents[::order], *pegs[::order]]
    assert await shelf.titles(question, limit=2) == tents[::order][:2]
    assert (await shelf.titles("tent", sort="price_asc"))[0] == "Pegs"


async def test_an_order_that_was_asked_for_stays(new_shelf) -> None:  # type: ignore[no-untyped-def]
    shelf = await _shop(new_shelf, "en")
    titles = await shelf.titles("tent", sort="title_asc")
    assert titles == sorted(titles)
