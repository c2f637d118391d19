"""The demo catalogue: honest, consistent and always built the same way."""

import re
from collections import Counter
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from aisle.demo.catalogue.families import load_models
from aisle.demo.catalogue.sizes import Choice, back_length_of, parse_choices
from aisle.demo.content import Product, find_product, products, products_by_category
from aisle.demo.make_catalogue import write_catalogue

PRODUCTS = products()
VARIANTS = [variant for product in PRODUCTS for variant in product["variants"]]


def product(handle: str) -> Product:
    found = find_product(handle)
    assert found is not None, handle
    return found


def prices(handle: str) -> set[str]:
    return {variant["price"] for variant in product(handle)["variants"]}


def test_stocks_three_hundred_products_of_which_48_are_rucksacks() -> None:
    assert len(PRODUCTS) >= 300
    assert len(products_by_category()["Rucksacks"]) == 48


def test_handles_titles_and_skus_are_unique() -> None:
    for values in (
        [item["handle"] for item in PRODUCTS],
        [item["title"] for item in PRODUCTS],
        [variant["sku"] for variant in VARIANTS],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_every_product_has_the_fields_of_the_import_format() -> None:
    fields = ["handle", "title", "description", "brand", "category", "tags", "url", "images", "attributes"]
    for item in PRODUCTS:
        assert list(item) == [*fields, "options", "variants"]
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", item["handle"])
        assert item["category"].count("/") == 1
        assert len(item["description"]) > 80


def test_every_variant_chooses_a_value_for_every_option() -> None:
    for item in PRODUCTS:
        chosen = [tuple(variant["options"].values()) for variant in item["variants"]]
        assert len(set(chosen)) == len(chosen)
        assert all(list(variant["options"]) == item["options"] for variant in item["variants"])


def test_prices_are_positive_decimals_in_pounds_and_reductions_are_real() -> None:
    for variant in VARIANTS:
        assert re.fullmatch(r"\d+\.\d\d", variant["price"])
        assert Decimal(variant["price"]) > 0
        assert variant["currency"] == "GBP"
        if variant["compare_at"]:
            assert Decimal(variant["compare_at"]) > Decimal(variant["price"])


def test_some_stock_is_gone_and_some_is_low() -> None:
    stock = [variant["stock"] for variant in VARIANTS]
    assert min(stock) == 0
    assert 0.04 < stock.count(0) / len(stock) < 0.15
    assert 0.05 < sum(0 < number <= 3 for number in stock) / len(stock) < 0.25


def test_litres_and_persons_agree_with_the_name() -> None:
    for item in products_by_category()["Rucksacks"]:
        litres = re.search(r"\d+", item["title"])
        assert litres
        assert item["attributes"]["Capacity"] == f"{litres[0]} l"
    for item in products_by_category()["Tents"]:
        persons = re.search(r" (\d)$", item["title"])
        if persons and "Persons" in item["attributes"]:
            assert item["attributes"]["Persons"] == persons[1]


@pytest.mark.parametrize("family", ["Stonechat", "Ullock", "Haystack", "Catbells", "Loughrigg", "Fleetwith"])
def test_a_bigger_pack_of_a_family_weighs_more_and_costs_more(family: str) -> None:
    packs = [item for item in products_by_category()["Rucksacks"] if item["title"].startswith(family)]
    assert len(packs) >= 3
    for small, big in pairwise(packs):
        assert float(small["attributes"]["Weight"][:4]) < float(big["attributes"]["Weight"][:4])
        assert Decimal(small["variants"][0]["price"]) < Decimal(big["variants"][0]["price"])


def test_the_packs_of_the_shop_window_are_as_promised() -> None:
    for handle, price in {
        "stonechat-38": "129.00", "stonechat-48": "149.00", "ullock-40-dry": "145.00", "ullock-28-dry": "118.00",
        "haystack-36": "98.00", "catbells-22": "64.00", "loughrigg-30": "84.00", "fleetwith-55": "189.00",
    }.items():  # fmt: skip
        assert prices(handle) == {price}
    stonechat = product("stonechat-38")["attributes"]
    assert stonechat["Back length"].startswith("42–47 cm (S/M)")
    assert stonechat["Hydrostatic head"] == "1,500 mm"
    ullock = product("ullock-40-dry")["attributes"]
    assert (ullock["Back length"], ullock["Hydrostatic head"]) == ("47–53 cm (M/L)", "3,000 mm")
    assert "rain cover" in product("haystack-36")["attributes"]["Waterproof"]
    assert product("stonechat-38")["variants"][0]["sku"] == "PT-RS-038-SM-SLT"
    assert product("stonechat-38")["variants"][0]["stock"] == 7


def test_lighter_of_two_models_is_said_to_be_lighter_only_if_it_is() -> None:
    assert product("haystack-36")["attributes"]["Weight"] < product("stonechat-38")["attributes"]["Weight"]
    assert product("stonechat-38")["attributes"]["Weight"] < product("ullock-40-dry")["attributes"]["Weight"]


def test_no_two_models_share_their_own_sentence() -> None:
    notes = [model.description.split("\n\n")[0] for model in load_models()]
    assert len(set(notes)) == len(notes)


def test_a_longer_size_can_cost_more() -> None:
    regular, long = parse_choices("Regular, Long +15")
    assert (regular, long) == (Choice("Regular"), Choice("Long", Decimal(15)))
    assert prices("curlew-400") == {"229.00", "244.00"}


def test_back_lengths_are_told_for_each_size() -> None:
    assert back_length_of(["XS", "S/M"]) == "37–42 cm (XS), 42–47 cm (S/M)"


def test_building_again_gives_the_committed_file(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    shop = files("aisle.demo") / "shop"
    for name in ("catalogue.jsonl", "kinds.json"):
        assert (tmp_path / name).read_bytes() == (shop / name).read_bytes()
