"""The cheapest, the dearest, the lightest: products in the order that was asked for, those without a figure last."""

import pytest
from shelf import Shelf, limit, product, variant

from aisle.catalog.measures import measured
from aisle.retrieval import legs

pytest_plugins = ["shelf_fixtures"]


@pytest.fixture
async def shop(shelf: Shelf) -> Shelf:
    def stove(title: str, weight: str | None, *variants):
        return product(
            title,
            *variants,
            category="Kitchen/Stoves",
            description="Boils water.",
            attributes={"Weight": weight} if weight else {},
        )

    def tent(title: str, persons: int, weight: str, price: str):
        return product(
            title,
            variant(f"T-{title[:2]}{price}", price),
            category="Tents",
            tags=(f"{persons}-person",),
            attributes={"Sleeps": f"{persons}-person", "Weight": weight},
        )

    await shelf.sell(
        stove("Ember stove", "350 g", variant("E1", "45"), variant("E2", "25", 0, Colour="Red")),
        stove("Pocket burner", "85 g", variant("P1", "30")),
        stove("Base camp range", "2.1 kg", variant("B1", "120")),
        stove("Mystery stove", None, variant("M1", None)),
        product("Stove lighter", variant("L1", "3"), category="Kitchen/Accessories"),
        product("Wool socks", variant("W1", "2"), category="Clothing", attributes={"Weight": "80 g"}),
        tent("Heron 1", 1, "1.1 kg", "150"),
        tent("Heron 2", 2, "1.9 kg", "210"),
        tent("Dipper 2", 2, "1,650 g", "320"),
        tent("Barn 2", 2, "3.8 kg", "99"),
        tent("Loft 4", 4, "900 g", "400"),
    )
    return shelf


async def test_the_cheapest_stove(shop: Shelf) -> None:
    result = await shop.search("cheapest stove")
    assert result.understanding.sort == "price_asc"
    assert [hit.product.title for hit in result.products] == [
        "Ember stove",
        "Pocket burner",
        "Base camp range",
        "Mystery stove",
    ]


async def test_the_dearest_stove(shop: Shelf) -> None:
    titles = await shop.titles("what is your most expensive stove?")
    assert titles == ["Base camp range", "Ember stove", "Pocket burner", "Mystery stove"]


async def test_the_price_is_that_of_a_variant_that_fits(shop: Shelf) -> None:
    """The red Ember for 25 is not in stock: among what can be bought the burner is cheaper."""
    assert await shop.titles("cheapest stove in stock") == [
        "Pocket burner",
        "Ember stove",
        "Base camp range",
        "Mystery stove",
    ]


async def test_the_lightest_tent_for_two(shop: Shelf) -> None:
    result = await shop.search("lightest tent for two")
    assert result.understanding.sort == "attribute.Weight_asc"
    assert [hit.product.title for hit in result.products] == ["Dipper 2", "Heron 2", "Barn 2"]


async def test_the_heaviest_comes_first_and_what_says_no_weight_last(shop: Shelf) -> None:
    assert await shop.titles("heaviest stove") == [
        "Base camp range",
        "Ember stove",
        "Pocket burner",
        "Mystery stove",
    ]


async def test_an_order_over_given_filters(shop: Shelf) -> None:
    titles = await shop.titles("cheapest", limit("category", "eq", "Tents"))
    assert titles == ["Barn 2", "Heron 1", "Heron 2", "Dipper 2", "Loft 4"]


async def test_the_order_is_the_same_on_the_broad_path(shop: Shelf, monkeypatch) -> None:
    wanted = await shop.titles("cheapest stove")
    monkeypatch.setattr(legs, "SELECTIVE", 0)
    assert await shop.titles("cheapest stove") == wanted


async def test_an_order_reaches_beyond_what_is_shown(shop: Shelf) -> None:
    """The cheapest of eighty stands last by relevance."""
    await shop.sell(
        *(
            product(
                f"Gas lamp {'lamp ' * (n % 5)}",
                variant(f"GL{n}", str(200 - n)),
                handle=f"gl{n}",
                category="Lamps",
            )
            for n in range(80)
        )
    )
    result = await shop.search("cheapest gas lamp", limit=3)
    prices = [hit.product.price_range.lowest.amount for hit in result.products]
    assert prices == [121, 122, 123]


async def test_what_the_rest_of_the_words_say_still_counts(shop: Shelf) -> None:
    await shop.sell(
        product("Down jacket", variant("DJ1", "200"), category="Jackets"),
        product("Rain jacket", variant("RJ1", "50"), category="Jackets"),
        product("Light down jacket", variant("DJ2", "150"), category="Jackets"),
    )
    assert await shop.titles("cheapest down jacket") == ["Light down jacket", "Down jacket"]


async def test_passages_stay_in_the_order_of_relevance(shop: Shelf) -> None:
    await shop.publish("stoves.txt", "The cheapest stove to run burns twigs.")
    result = await shop.search("cheapest stove")
    assert result.passages
    assert result.products[0].product.title == "Ember stove"


async def test_a_question_about_no_product_has_no_order(shop: Shelf) -> None:
    result = await shop.search("what is the cheapest way to send a parcel back?")
    assert result.understanding.sort is None


async def test_scores_stay_shares(shop: Shelf) -> None:
    result = await shop.search("cheapest stove")
    assert all(0 <= hit.score <= 1 and 0 <= hit.coverage <= 1 for hit in result.products)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("1.02 kg", ("mass", 1020)),
        ("850g", ("mass", 850)),
        ("1,650 g", ("mass", 1650)),
        ("2 lb 3 oz", ("mass", 2 * 453.592 + 3 * 28.3495)),
        ("1.4–1.6 kg", ("mass", 1500)),
        ("about 2 kg per pair", ("mass", 2000)),
        ("0,75 l", ("volume", 750)),
        ("33 cl", ("volume", 330)),
        ("750 ml", ("volume", 750)),
        ("120 x 60 cm", ("", 120)),
        ("60 cm", ("length", 600)),
        ("3.5 metres", ("length", 3500)),
        ("7", ("", 7)),
        ("Yes", None),
        ("", None),
    ],
)
def test_measures_are_read(value: str, wanted) -> None:
    found = measured(value)
    assert found == (pytest.approx(wanted) if wanted is None else (wanted[0], pytest.approx(wanted[1])))
