"""Product data as shops really write it: one or many, text or thing, with and without an address of the vocabulary."""

import json
from decimal import Decimal

import pytest

from aisle.adapters.connectors.schema_org import products_in
from aisle.adapters.connectors.schema_org.products import handle_of
from aisle.adapters.connectors.website.addresses import join
from aisle.adapters.parsers.html.facts import page_facts
from aisle.sources.records import Amount

PAGE = "https://shop.example/products/wool-hat.html"


def read(*items):
    return products_in(list(items), PAGE, lambda link: join(PAGE, link), "en")


def product(**more):
    return {"@type": "Product", "name": "Wool hat", **more}


def only(**more):
    (record,) = read(product(**more))
    return record


def variant(**offer):
    return only(offers={"@type": "Offer", **offer}).variants[0]


def test_everything_a_product_says_is_kept() -> None:
    record = only(
        sku="HAT-1",
        gtin13="4006381333931",
        description="Warm.",
        brand={"@type": "Brand", "name": "Nord"},
        category="Clothes > Hats",
        image=[{"@type": "ImageObject", "url": "/a.jpg", "caption": "Front"}, "b.jpg"],
        color="red",
        additionalProperty=[{"@type": "PropertyValue", "name": "Wool", "value": "80 %"}],
        aggregateRating={"ratingValue": "88", "bestRating": 100, "reviewCount": "12"},
        offers={"price": "29.90", "priceCurrency": "EUR", "availability": "https://schema.org/InStock"},
    )
    assert (record.id, record.handle, record.brand, record.url) == (PAGE, "wool-hat", "Nord", PAGE)
    assert record.categories == ("Clothes / Hats",)
    assert [(one.url, one.alt) for one in record.pictures] == [
        ("https://shop.example/a.jpg", "Front"),
        ("https://shop.example/products/b.jpg", ""),
    ]
    assert record.attributes == {"color": "red", "Wool": "80 %"}
    assert (record.rating, record.rating_count) == (Decimal("4.40"), 12)
    one = record.variants[0]
    assert (one.sku, one.barcode, one.price, one.availability) == (
        "HAT-1",
        "4006381333931",
        Amount(Decimal("29.90"), "EUR"),
        "InStock",
    )
    assert record.complete is False


@pytest.mark.parametrize(
    ("offer", "amount"),
    [
        ({"price": "1299", "priceCurrency": "JPY"}, "1299"),
        ({"price": 12, "priceCurrency": "eur"}, "12"),
        ({"price": "1.299,00 €", "priceCurrency": "EUR"}, "1299.00"),
        ({"price": "0.995", "priceCurrency": "KWD"}, "0.995"),
        (
            {"@type": "AggregateOffer", "lowPrice": "10.00", "highPrice": "20", "priceCurrency": "EUR"},
            "10.00",
        ),
        ({"priceSpecification": {"price": "7.50", "priceCurrency": "EUR"}}, "7.50"),
        ({"price": "-1", "priceCurrency": "EUR"}, None),
        ({"price": "on request", "priceCurrency": "EUR"}, None),
        ({"price": "5"}, None),
        ({"price": None, "priceCurrency": None}, None),
        ({"price": [], "priceCurrency": {}}, None),
    ],
)
def test_prices_are_read_or_left_out(offer, amount) -> None:
    price = variant(**offer).price
    assert (str(price.amount) if price else None) == amount


def test_price_before_is_one_that_was_higher() -> None:
    def before(amount):
        return variant(
            price="20",
            priceCurrency="EUR",
            priceSpecification=[
                {
                    "price": amount,
                    "priceType": "https://schema.org/StrikethroughPrice",
                    "priceCurrency": "EUR",
                }
            ],
        ).compare_at

    assert before("25") == Amount(Decimal(25), "EUR")
    assert before("15") is None


@pytest.mark.parametrize(
    ("said", "kept", "sells"),
    [
        ("https://schema.org/BackOrder", "BackOrder", True),
        ("http://schema.org/OutOfStock", "OutOfStock", None),
        ("SoldOut", "SoldOut", None),
        ({"@id": "schema:PreOrder"}, "schema:PreOrder", None),
        ("", None, None),
    ],
)
def test_availability_is_the_shops_word(said, kept, sells) -> None:
    one = variant(availability=said)
    assert (one.availability, one.sells_without_stock) == (kept, sells)


@pytest.mark.parametrize(
    ("said", "count"), [({"value": 7}, 7), ("-2", -2), ("many", None), ({"value": "1e999"}, None)]
)
def test_stock_is_a_count_or_unknown(said, count) -> None:
    assert variant(inventoryLevel=said).stock == count


def test_groups_have_variants_with_options() -> None:
    parts = [
        {
            "@type": "Product",
            "sku": f"S-{size}",
            "size": size,
            "offers": {"price": "9", "priceCurrency": "EUR"},
        }
        for size in ("S", "M", "M")
    ]
    (record,) = read(
        {
            "@type": "ProductGroup",
            "name": "Shirt",
            "productGroupID": "S",
            "variesBy": ["https://schema.org/size"],
            "hasVariant": parts,
        }
    )
    assert record.options == ("size",)
    assert [(one.sku, one.options, one.title) for one in record.variants] == [
        ("S-S", {"size": "S"}, "S"),
        ("S-M", {"size": "M"}, "M"),
    ]


def test_products_that_live_elsewhere_are_not_of_this_page() -> None:
    listed = [
        {"@type": "ListItem", "item": product(url="/products/other")},
        {"@type": "ListItem", "item": product(url=PAGE, name="Own")},
    ]
    found = read({"@type": "ItemList", "itemListElement": listed})
    assert [one.title for one in found] == ["Own"]
    assert read({"@type": "WebPage", "isRelatedTo": product()}) == []


def test_the_same_product_told_twice_is_one() -> None:
    (record,) = read(
        product(sku="1"), {"@type": ["Product"], "name": "Wool hat", "sku": "1", "brand": "Nord"}
    )
    assert record.brand == "Nord"


def test_several_products_of_a_page_have_ids_of_their_own() -> None:
    found = read(product(sku="1", name="A"), product(sku="2", name="B"))
    assert [one.id for one in found] == [f"{PAGE}#1", f"{PAGE}#2"]
    assert [one.handle for one in found] == ["wool-hat-1", "wool-hat-2"]


@pytest.mark.parametrize(
    "items",
    [
        None,
        1,
        "x",
        [],
        {},
        {"@type": None},
        {"@graph": {"@graph": {"@graph": 1}}},
        {"@type": "Product"},
        {"@type": "Product", "name": {"name": {"name": []}}},
    ],
)
def test_nonsense_is_no_product(items) -> None:
    assert read(items) == []


def test_microdata_is_read_like_the_other_form() -> None:

    page = b"""<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Wool hat</h1><img itemprop="image" src="/a.jpg">
    <span itemprop="brand" itemscope itemtype="https://schema.org/Brand"><meta itemprop="name" content="Nord"></span>
    <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><data itemprop="price" value="29.90">29,90</data>
    <meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="https://schema.org/InStock"></div>
    <div itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product"><b itemprop="name">Other</b></div></div>"""
    (record,) = read(*json.loads(page_facts(page, "a.html", {}))["items"])
    assert (record.title, record.brand, record.pictures[0].url) == (
        "Wool hat",
        "Nord",
        "https://shop.example/a.jpg",
    )
    assert record.variants[0].price == Amount(Decimal("29.90"), "EUR")


@pytest.mark.parametrize(
    ("page", "handle"),
    [
        ("https://a.example/p/wool%20hat/", "wool hat"),
        ("https://a.example/", "https://a.example/"),
        ("https://a.example/x.v2.html", "x.v2"),
    ],
)
def test_handle_is_what_the_address_names(page, handle) -> None:
    assert handle_of(page) == handle
