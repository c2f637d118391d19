"""Files that real platforms export or ship, read whole."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aisle.catalog.drafts import VariantDraft
from aisle.catalog.errors import InvalidMapping
from aisle.catalog.types import Availability, Money

Read = Callable[..., Any]
WOO = "commerce-samples/woocommerce"
SHOPIFY = "commerce-samples/shopify-product-csvs"


@pytest.mark.parametrize(
    ("name", "currency", "products", "variants", "skipped"),
    [
        (f"{SHOPIFY}/apparel.csv", "USD", 20, 22, 0),
        (f"{SHOPIFY}/home-and-garden.csv", "USD", 20, 21, 0),
        (f"{SHOPIFY}/jewelery.csv", "USD", 20, 23, 0),
        (f"{WOO}/sample_products.csv", "GBP", 17, 22, 1),
        (f"{WOO}/experimental_sample_9_products.csv", "GBP", 9, 9, 0),
        (f"{WOO}/experimental_fashion_sample_9_products.csv", "GBP", 9, 9, 0),
        ("commerce-samples/saleor/populatedb_data.json", "USD", 32, 73, 0),
        ("tau2-retail/db.json", "USD", 50, 591, 0),
    ],
)
def test_reads_every_product_without_an_error(
    read: Read, data_dir: Path, name: str, currency: str, products: int, variants: int, skipped: int
) -> None:
    reading = read((data_dir / name).read_bytes(), currency)
    assert reading.errors == []
    assert len(reading.products) == products
    assert sum(len(product.variants) for product in reading.products) == variants
    assert len(reading.skipped) == skipped


def test_shopify_variants_pictures_and_reductions(read: Read, data_dir: Path) -> None:
    anchor = read((data_dir / SHOPIFY / "jewelery.csv").read_bytes(), "USD").product("leather-anchor")
    assert anchor.category == "Bracelet"
    assert anchor.brand == "Company 123"
    assert anchor.tags == ("Anchor", "Gold", "Leather", "Silver")
    assert len(anchor.images) == 3
    assert [variant.options for variant in anchor.variants] == [{"Color": "Gold"}, {"Color": "Silver"}]
    assert anchor.variants[0].price == Money(Decimal("69.99"), "USD")
    assert anchor.variants[0].compare_at == Money(Decimal(85), "USD")


def test_shopify_stock_counts_only_where_shopify_tracks_it(read: Read, data_dir: Path) -> None:
    shirt = read((data_dir / SHOPIFY / "apparel.csv").read_bytes(), "USD").product("ocean-blue-shirt")
    assert [(v.stock, v.availability) for v in shirt.variants] == [(None, Availability.IN_STOCK)]


def test_woocommerce_variations_join_their_parent(read: Read, data_dir: Path) -> None:
    hoodie = read((data_dir / WOO / "sample_products.csv").read_bytes(), "GBP").product("woo-hoodie")
    assert hoodie.category == "Clothing/Hoodies"
    assert hoodie.options == ("Color", "Logo")
    assert [v.sku for v in hoodie.variants] == [
        *("woo-hoodie-red", "woo-hoodie-green", "woo-hoodie-blue", "woo-hoodie-blue-logo"),
    ]
    red = hoodie.variants[0]
    assert red == VariantDraft(
        sku="woo-hoodie-red",
        barcode=None,
        title="Red / No",
        options={"Color": "Red", "Logo": "No"},
        price=Money(Decimal(42), "GBP"),
        compare_at=Money(Decimal(45), "GBP"),
        stock=None,
        availability=Availability.IN_STOCK,
    )


def test_woocommerce_hidden_product_is_skipped(read: Read, data_dir: Path) -> None:
    reading = read((data_dir / WOO / "sample_products.csv").read_bytes(), "GBP")
    assert "Hoodie with Pocket" not in reading.titles


def test_saleor_joins_its_tables(read: Read, data_dir: Path) -> None:
    shoes = read((data_dir / "commerce-samples/saleor/populatedb_data.json").read_bytes(), "PLN").product(
        "white-plimsolls"
    )
    assert shoes.category == "Apparel/Sneakers"
    assert shoes.brand == "Saleor Loom"
    assert shoes.options == ("Shoe size",)
    assert shoes.variants[0].price is not None
    assert shoes.variants[0].price.currency == "PLN"
    assert len(shoes.images) == 4


def test_tau2_products_lie_by_id_among_other_things(read: Read, data_dir: Path) -> None:
    shirt = read((data_dir / "tau2-retail/db.json").read_bytes(), "USD").product("9523456873")
    assert shirt.title == "T-Shirt"
    assert shirt.variants[0].options == {
        "color": "blue",
        "size": "M",
        "material": "cotton",
        "style": "crew neck",
    }
    assert shirt.variants[0].price == Money(Decimal("50.88"), "USD")


def test_a_file_of_something_else_is_refused_by_name(read: Read, data_dir: Path) -> None:
    with pytest.raises(InvalidMapping, match="Map 'title' to one of: 'Country Code'"):
        read((data_dir / WOO / "sample_tax_rates.csv").read_bytes())
