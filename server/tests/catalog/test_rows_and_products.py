"""What rows become: products and variants, and what is said about those that cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from aisle.catalog.types import Availability, Image, Money

Read = Callable[..., Any]
SHOPIFY = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src\n"
WOO = "ID,Type,SKU,Name,Regular price,Sale price,Date sale price ends,Parent,Attribute 1 name,Attribute 1 value(s)\n"

STONECHAT = {
    "handle": "stonechat-38",
    "title": "Stonechat 38",
    "description": "<p>Carries <b>38 litres</b>.</p><script>x()</script><ul><li>Rain cover</li></ul>",
    "brand": "Pike & Tarn",
    "category": "Rucksacks/Trekking packs",
    "tags": ["waterproof"],
    "url": "/demo/products/stonechat-38",
    "images": [{"url": "/demo/pictures/stonechat-38.svg", "alt": "A rucksack"}],
    "attributes": {"Capacity": "38 l"},
    "options": ["Size", "Colour"],
    "variants": [
        {
            "sku": "PT-RS-038-SM-SLT",
            "title": "S/M / Slate",
            "options": {"Size": "S/M", "Colour": "Slate"},
            "price": "129.00",
            "compare_at": None,
            "currency": "GBP",
            "stock": 7,
        },
        {
            "sku": "PT-RS-038-ML-SLT",
            "options": {"Size": "M/L", "Colour": "Slate"},
            "price": "129.00",
            "stock": 2,
        },
    ],
}


def test_our_own_format_is_read_to_the_letter(read: Read) -> None:
    product = read(json.dumps(STONECHAT) + "\n", "GBP").products[0]
    assert product.description == "Carries 38 litres.\nRain cover"
    assert product.images == (Image("/demo/pictures/stonechat-38.svg", "A rucksack"),)
    assert product.attributes == {"Capacity": "38 l"}
    assert product.options == ("Size", "Colour")
    assert [variant.title for variant in product.variants] == ["S/M / Slate", "M/L / Slate"]
    assert [variant.availability for variant in product.variants] == [
        Availability.IN_STOCK,
        Availability.LOW_STOCK,
    ]
    assert product.variants[0].price == Money(Decimal(129), "GBP")


@pytest.mark.parametrize("shape", ["lines", "array", "products", "by id", "indented"])
def test_every_shape_of_json_gives_the_same_products(read: Read, shape: str) -> None:
    second = {**STONECHAT, "handle": "b", "title": "B", "variants": [{"sku": "X", "price": 5}]}
    pair = [STONECHAT, second]
    text = {
        "lines": "\n".join(map(json.dumps, pair)),
        "array": json.dumps(pair),
        "products": json.dumps({"page": 1, "products": pair}),
        "by id": json.dumps({"1": STONECHAT, "2": second}),
        "indented": json.dumps(pair, indent=4),
    }[shape]
    assert [product.handle for product in read(text, "GBP").products] == ["stonechat-38", "b"]
    assert read(text, "GBP").errors == []


def test_a_bad_variant_does_not_lose_its_product(read: Read) -> None:
    reading = read(SHOPIFY + "bag,Bag,Size,S,B-S,-5,\nbag,,,M,B-M,6,\nbag,,,L,B-L,lots,\n")
    assert [variant.sku for variant in reading.products[0].variants] == ["B-M"]
    assert reading.products[0].variants[0].options == {"Size": "M"}
    assert reading.faults == [(2, "negative_price"), (4, "unreadable_price")]
    assert reading.errors[0].column == "Variant Price"
    assert reading.errors[0].value == "-5"


def test_a_product_whose_variants_are_all_bad_stays_out(read: Read) -> None:
    reading = read("Name,Price\nBag,-5\nHat,2\n")
    assert reading.titles == ["Hat"]
    assert reading.faults == [(2, "negative_price")]


def test_rows_with_a_picture_only_are_no_variants(read: Read) -> None:
    bag = read(
        SHOPIFY + "bag,Bag,Title,Default Title,,5,https://x.example/1.jpg\nbag,,,,,,https://x.example/2.jpg\n"
    )
    assert len(bag.products[0].variants) == 1
    assert bag.products[0].options == ()
    assert [image.url for image in bag.products[0].images] == [
        "https://x.example/1.jpg",
        "https://x.example/2.jpg",
    ]


def test_rows_of_a_product_may_stand_apart(read: Read) -> None:
    rows = "a,A,Size,S,A-S,1,\nb,B,Size,S,B-S,1,\na,,,M,A-M,1,\nb,,,M,B-M,1,\n"
    reading = read(SHOPIFY + rows)
    assert {p.handle: [v.sku for v in p.variants] for p in reading.products} == {
        "a": ["A-S", "A-M"],
        "b": ["B-S", "B-M"],
    }


def test_rows_too_far_apart_are_named(read: Read) -> None:
    rows = "a,A,Size,S,A-S,1,\n" + "".join(f"p{n},P{n},Size,S,P{n},1,\n" for n in range(4)) + "a,,,M,A-M,1,\n"
    reading = read(SHOPIFY + rows, window=3)
    assert len(reading.products) == 5
    assert reading.faults == [(7, "rows_too_far_apart")]


def test_variations_may_come_before_their_parent(read: Read) -> None:
    rows = (
        "11,variation,T-R,Tee - Red,20,,,id:10,Color,Red\n12,variation,T-B,Tee - Blue,21,,,T,Color,Blue\n"
        '10,variable,T,Tee,,,,,Color,"Red, Blue"\n'
    )
    reading = read(WOO + rows)
    assert [v.sku for v in reading.product("T").variants] == ["T-R", "T-B"]
    assert reading.errors == []


def test_a_variation_without_its_parent_is_an_error(read: Read) -> None:
    reading = read(WOO + "11,variation,T-R,Tee - Red,20,,,id:10,Color,Red\n12,simple,H,Hat,3,,,,,\n")
    assert reading.titles == ["Hat"]
    assert reading.faults == [(2, "missing_parent")]


@pytest.mark.parametrize(
    ("ends", "price", "compare_at"),
    [("", "15", "20"), ("2026-11-20", "15", "20"), ("2026-11-19", "20", None)],
)
def test_a_sale_price_counts_while_the_sale_lasts(
    read: Read, ends: str, price: str, compare_at: str | None
) -> None:
    variant = read(WOO + f"1,simple,T,Tee,20,15,{ends},,,\n").products[0].variants[0]
    assert variant.price == Money(Decimal(price), "EUR")
    assert variant.compare_at == (Money(Decimal(compare_at), "EUR") if compare_at else None)


def test_google_feed_groups_variants_and_reads_its_currency(read: Read) -> None:
    head = "id\ttitle\tdescription\tlink\timage_link\tavailability\tprice\tsale_price\tbrand\tgtin\titem_group_id\tcolor\tsize\n"
    rows = (
        "1\tTee red\tSoft\thttps://x.example/t\thttps://x.example/r.jpg\tin_stock\t15.00 USD\t12.00 USD\tAcme"
        "\t4006381333931\tTEE\tRed\tM\n"
        "2\tTee blue\tSoft\thttps://x.example/t\thttps://x.example/b.jpg\tout_of_stock\t15.00 USD\t\tAcme\t\tTEE\tBlue\tM\n"
        "3\tHat\tWarm\thttps://x.example/h\t\tpreorder\t9.00 USD\t\tAcme\t\t\tBlack\t\n"
    )
    reading = read(head + rows)
    tee = reading.product("TEE")
    assert tee.options == ("Color", "Size")
    assert tee.variants[0].price == Money(Decimal(12), "USD")
    assert tee.variants[0].compare_at == Money(Decimal(15), "USD")
    assert [v.availability for v in tee.variants] == [Availability.IN_STOCK, Availability.OUT_OF_STOCK]
    assert reading.product("3").variants[0].availability is Availability.PREORDER
    assert reading.errors == []


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Name,Price,SKU,Brand,Category,Stock", "Bag,1299.50,B1,Acme,Bags > Big,7"),
        ("Artikelname;Preis;Artikelnummer;Marke;Kategorie;Lagerbestand", "Bag;1.299,50;B1;Acme;Bags > Big;7"),
        (
            "Nom du produit;Prix TTC;Référence;Marque;Catégorie;Quantité",
            "Bag;1 299,50 €;B1;Acme;Bags > Big;7",
        ),
        ("Nombre;Precio;Referencia;Marca;Categoría;Existencias", "Bag;1.299,50 €;B1;Acme;Bags > Big;7"),
    ],
)
def test_headers_of_four_languages(read: Read, header: str, row: str) -> None:
    product = read(f"{header}\n{row}\n").products[0]
    variant = product.variants[0]
    assert (product.title, product.brand, product.category) == ("Bag", "Acme", "Bags/Big")
    assert (variant.sku, variant.stock, variant.price) == ("B1", 7, Money(Decimal("1299.50"), "EUR"))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("Bag,-1,B1,1", "negative_price"),
        ("Bag,cheap,B1,1", "unreadable_price"),
        ("Bag,1e99,B1,1", "unreadable_price"),
        ("Bag,99999999999999,B1,1", "unreadable_price"),
        ("Bag,5 XYZ,B1,1", "unknown_currency"),
        ("Bag,5,B1,7.5", "stock_not_whole"),
        ("Bag,5,B1,many", "stock_not_whole"),
        ("Bag,5,H1,1", "duplicate_sku"),
        (",5,B1,1", "missing_title"),
        (f"{'x' * 501},5,B1,1", "too_long"),
        (f"Bag,5,{'x' * 201},1", "too_long"),
    ],
)
def test_a_bad_row_is_named_and_stops_nothing(read: Read, cells: str, code: str) -> None:
    reading = read(f"Name,Price,SKU,Stock\nHat,2,H1,3\n{cells}\nCap,3,C1,0\n")
    assert reading.titles == ["Hat", "Cap"]
    assert reading.faults == [(3, code)]
    assert reading.errors[0].reason.endswith(".")


def test_an_unknown_currency_column_is_an_error(read: Read) -> None:
    reading = read("Name,Price,Currency\nBag,5,XXZ\nHat,2,chf\n")
    assert reading.faults == [(2, "unknown_currency")]
    assert reading.products[0].variants[0].price == Money(Decimal(2), "CHF")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x.example/a", "//evil.example/x", "https://", "data:text/html,x"]
)
def test_a_bad_address_is_left_out_with_a_warning(read: Read, url: str) -> None:
    reading = (
        read(f"Name,Price,URL,Image\nBag,5,{url},/ok.jpg\n")
        if "," not in url
        else read(f'Name,Price,URL,Image\nBag,5,"{url}",/ok.jpg\n')
    )
    assert reading.products[0].url is None
    assert reading.products[0].images == (Image("/ok.jpg", ""),)
    assert [(error.code, error.severity) for error in reading.errors] == [("bad_url", "warning")]


def test_a_handle_used_twice_names_both_rows(read: Read) -> None:
    reading = read("Handle,Title,Price\nbag,Bag,1\nbag,Other bag,2\n")
    assert reading.titles == ["Bag"]
    assert reading.faults == [(3, "duplicate_handle")]
    assert "line 2" in reading.errors[0].reason


def test_two_variants_with_the_same_options_clash(read: Read) -> None:
    reading = read(SHOPIFY + "bag,Bag,Size,S,B1,5,\nbag,,,S,B2,6,\n")
    assert [variant.sku for variant in reading.products[0].variants] == ["B1"]
    assert reading.faults == [(3, "duplicate_variant")]


def test_drafts_are_skipped_not_failed(read: Read) -> None:
    reading = read("Handle,Title,Variant Price,Status\nbag,Bag,1,draft\nhat,Hat,2,active\n")
    assert reading.titles == ["Hat"]
    assert [skipped.line for skipped in reading.skipped] == [2]


def test_costs_and_notes_never_become_attributes(read: Read) -> None:
    product = read("Name,Price,Cost per item,Supplier,Colour\nBag,5,2.10,Factory 7,red\n").products[0]
    assert product.attributes == {"Colour": "red"}


def test_prices_finer_than_the_currency_are_rounded(read: Read) -> None:
    assert read('[{"name":"Bag","price":19.995}]').products[0].variants[0].price == Money(Decimal(20), "EUR")
    assert read('[{"name":"Bag","price":1200}]', "JPY").products[0].variants[0].price == Money(
        Decimal(1200), "JPY"
    )


def test_a_compare_price_that_is_no_reduction_is_dropped(read: Read) -> None:
    reading = read("Handle,Title,Variant Price,Variant Compare At Price\na,A,5,5\nb,B,5,0\nc,C,5,9\n")
    assert [p.variants[0].compare_at for p in reading.products] == [None, None, Money(Decimal(9), "EUR")]


def test_shopify_json_numbers_its_options(read: Read) -> None:
    item = {
        "id": 7,
        "title": "Tee",
        "body_html": "<p>Soft</p>",
        "vendor": "Acme",
        "product_type": "Shirts",
        "handle": "tee",
        "tags": "soft, new",
        "status": "active",
        "options": [
            {"id": 1, "name": "Size", "values": ["S", "M"]},
            {"id": 2, "name": "Colour", "values": ["Red"]},
        ],
        "images": [{"src": "https://x.example/1.jpg", "alt": None}],
        "variants": [
            {"id": 1, "title": "S / Red", "option1": "S", "option2": "Red", "sku": "", "price": "5.00"},
            {"id": 2, "title": "M / Red", "option1": "M", "option2": "Red", "sku": "", "price": "6.00"},
        ],
    }
    reading = read(json.dumps({"products": [item]}))
    tee = reading.products[0]
    assert reading.errors == []
    assert (tee.handle, tee.brand, tee.category, tee.tags) == ("tee", "Acme", "Shirts", ("soft", "new"))
    assert tee.options == ("Size", "Colour")
    assert [variant.options for variant in tee.variants] == [
        {"Size": "S", "Colour": "Red"},
        {"Size": "M", "Colour": "Red"},
    ]
    assert tee.attributes == {}


@pytest.mark.parametrize("header", ["Price (USD)", "price_usd", "Price USD", "Unit price/USD"])
def test_a_header_may_name_the_currency(read: Read, header: str) -> None:
    assert read(f"Name,{header}\nBag,5\n").products[0].variants[0].price == Money(Decimal(5), "USD")


def test_a_count_under_in_stock_is_the_stock(read: Read) -> None:
    reading = read("Name,Price,In stock\nBag,5,12\nHat,5,0\nCap,5,yes\n")
    assert [(p.variants[0].stock, p.variants[0].availability.value) for p in reading.products] == [
        (12, "in_stock"),
        (None, "out_of_stock"),
        (None, "in_stock"),
    ]


def test_pictures_that_browsers_block_are_left_out_and_noted(read: Read) -> None:
    pictures = "http://x.example/1.jpg, https://x.example/2.jpg, /3.jpg, javascript:x"
    reading = read(f'Name,Price,Image\nBag,1,"{pictures}"\n')
    assert [image.url for image in reading.products[0].images] == ["https://x.example/2.jpg", "/3.jpg"]
    assert [(error.code, error.severity) for error in reading.errors] == [
        ("picture_not_https", "warning"),
        ("bad_url", "warning"),
    ]


def test_a_price_of_nought_is_taken_and_noted(read: Read) -> None:
    reading = read("Name,Price\nBag,0\nHat,2\n")
    assert reading.products[0].variants[0].price == Money(Decimal(0), "EUR")
    assert [(error.line, error.code, error.severity) for error in reading.errors] == [
        (2, "price_zero", "warning")
    ]
