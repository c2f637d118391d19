"""What a name says that a thing is, in six languages, and which categories only go with it."""

import pytest

from aisle.retrieval.kinds import Kind, Kinds, read_name


@pytest.mark.parametrize(
    ("language", "name", "head", "other"),
    [
        ("en", "Tent accessories", "accessori", "tent"),
        ("en", "Backpacking tents", "tent", "backpack"),
        ("en", "Rucksacks & bags", "rucksack", None),
        ("en", "Pegs for tents", "peg", "tent"),
        ("en", "Tent pegs (steel)", "peg", "tent"),
        ("de", "Zubehör für Zelte", "zubehor", "zelt"),
        ("de", "Rucksack-Zubehör", "zubehor", "rucksack"),
        ("nl", "Accessoires voor tenten", "accessoir", "tent"),
        ("fr", "Accessoires de tente", "accessoir", "tent"),
        ("fr", "Piquets d’ancrage", "piquet", "ancrag"),
        ("fr", "Grandes tentes", "tent", None),
        ("es", "Accesorios para tiendas", "accesori", "tiend"),
        ("it", "Accessori per tende", "accessor", "tend"),
    ],
)
def test_the_head_of_a_name(language: str, name: str, head: str, other: str | None) -> None:
    found = read_name(name, language)
    assert head in found.heads
    assert other is None or other in found.others - found.heads


def test_a_language_of_unknown_order_is_not_read() -> None:
    assert read_name("Teltta tarvikkeet", "fi") == read_name("", "fi")


@pytest.mark.parametrize(
    ("language", "asked", "things", "accessories"),
    [
        ("en", "tent", ["Tents/Family tents", "Tents/Tarps", "Tents"], ["Tents/Tent accessories", "Care/Tent care"]),
        ("de", "Zelte", ["Zelte/Familienzelte", "Zelte/Tarps"], ["Zelte/Zeltzubehör", "Zelte/Zubehör für Zelte"]),
        ("nl", "tenten", ["Tenten/Gezinstenten"], ["Tenten/Accessoires voor tenten"]),
        ("fr", "tente", ["Tentes/Tentes légères", "Tentes/Tarps"], ["Tentes/Accessoires de tente"]),
        ("es", "tiendas", ["Tiendas/Tiendas familiares"], ["Tiendas/Accesorios para tiendas"]),
        ("it", "tenda", ["Tende/Tende leggere"], ["Tende/Accessori per tende"]),
    ],
)  # fmt: skip
def test_categories_of_a_thing_and_those_that_go_with_it(
    language: str, asked: str, things: list[str], accessories: list[str]
) -> None:
    kinds = Kinds([*things, *accessories, "Stoves/Stoves"], language)
    found = kinds.of(kinds.asked([asked], language))
    assert found == dict.fromkeys(things, Kind.SAME) | dict.fromkeys(accessories, Kind.ACCESSORY)


def test_what_no_category_is_named_after_orders_nothing() -> None:
    kinds = Kinds(["Tents/Tent accessories", "Tents/Tarps"], "en")
    assert kinds.of(kinds.asked(["tent pegs"], "en")) == {}
