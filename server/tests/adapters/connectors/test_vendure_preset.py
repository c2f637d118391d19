"""Vendure by configuration alone, on recorded data behind the shop's own schema."""

from decimal import Decimal

import pytest
from graphql import parse, validate
from pydantic import SecretStr
from vendure_shop import VendureShop, recorded, schema
from worlds import setup

from aisle.adapters.connectors.api import KIND
from aisle.adapters.connectors.api.options import ApiCredentials, ApiOptions
from aisle.sources.errors import FixCredentials
from aisle.sources.records import Amount, Resource

ADDRESS = "https://vendure.example"


def opened(shop=None, password="superadmin-1", **settings):
    options = ApiOptions(address=ADDRESS, preset="vendure", settings=settings)
    given = ApiCredentials(username="superadmin", password=SecretStr(password))
    return KIND.open(setup(options, given, shop or VendureShop()))


async def read(resource, mark=None, shop=None, **settings):
    pages = [page async for page in opened(shop, **settings).pages(resource, mark, None)]
    assert not [one for page in pages for one in page.broken]
    return {record.id: record for page in pages for record in page.records}


def test_every_query_is_one_that_the_shop_knows():
    whole = ApiOptions(address=ADDRESS, preset="vendure").whole
    queries = [whole.auth.request.graphql, whole.check.request.graphql]
    for shape in whole.resources.values():
        queries += [part.request.graphql for part in (shape, shape.one, shape.ids) if part]
    assert len(queries) > 20
    for query in queries:
        assert not validate(schema(), parse(query)), query


async def test_the_shop_is_recognised():
    checked = await opened().check()
    assert (checked.shop, checked.currency) == ("__default_channel__", "USD")


async def test_products_are_read_with_brand_and_attributes():
    products = await read(Resource.PRODUCTS, product_address="https://shop.example/p/")
    assert len(products) == recorded("14-products-all")["totalItems"] == 54
    laptop = products["1"]
    assert (laptop.title, laptop.brand, laptop.handle) == ("Laptop", "Apple", "laptop")
    assert laptop.url == "https://shop.example/p/laptop"
    assert (laptop.options, laptop.variants) == (("screen size", "RAM"), None)
    assert (laptop.state.known, laptop.language) == ("active", "en")


async def test_amounts_are_minor_units_with_or_without_tax():
    assert (await read(Resource.PRICES))["1"].price == Amount(Decimal("1558.80"), "USD")
    assert (await read(Resource.PRICES, price_field="price"))["1"].price == Amount(Decimal("1299.00"), "USD")


async def test_stock_is_what_can_be_sold():
    stock = await read(Resource.STOCK)
    assert len(stock) == 88
    for variant in (await read(Resource.VARIANTS)).values():
        assert variant.stock == stock[variant.id].quantity
    assert stock["1"].by_location == {"Default Stock Location": 100}


async def test_only_what_changed_is_read_since_a_mark_that_the_product_does_not_share_with_its_variants():
    shop = VendureShop()
    assert await read(Resource.PRODUCTS, "2026-11-20T09:59:00+00:00", shop) == {}
    assert b'"after":"2026-11-20T09:54:00.000Z"' in shop.asked[-1].body


async def test_orders_have_states_in_two_words_and_carts_are_apart():
    orders, carts = await read(Resource.ORDERS), await read(Resource.CARTS)
    assert not orders.keys() & carts.keys()
    assert {cart.checkout_url for cart in carts.values()} == {None}
    delivered = orders["1"]
    assert (delivered.number, delivered.email) == ("CXB4PQ685SBZNPK9", "guest000@example.test")
    assert [stated.known for stated in (delivered.state, delivered.payment, delivered.fulfilment)] == [
        "completed",
        "paid",
        "delivered",
    ]
    assert delivered.state.said == "Delivered"
    assert delivered.total == Amount(Decimal("8160.19"), "USD")
    assert [(line.sku, line.quantity) for line in delivered.lines] == [("L2201308", 1), ("L2201508", 4)]
    assert delivered.shipping_address is None


async def test_orders_of_the_last_weeks_are_read_again_for_their_time_of_change_does_not_move():
    """A delivered order was recorded with the time of change of the moment when it was placed."""
    shop = VendureShop()
    assert len(await read(Resource.ORDERS, "2026-11-21T00:00:00+00:00", shop)) == len(
        await read(Resource.ORDERS)
    )
    assert b'"after":"2026-09-22T00:00:00.000Z"' in shop.asked[-1].body


async def test_parcels_and_refunds_are_found_within_orders():
    parcels = await read(Resource.SHIPMENTS)
    first = parcels["1"]
    assert (first.order_id, first.carrier, first.tracking_numbers) == ("1", "DHL", ("JD014000000000",))
    assert first.state.known == "delivered"
    # Both recorded refunds are pending: no money went back yet.
    assert await read(Resource.REFUNDS) == {}


async def test_customers_are_read():
    customers = await read(Resource.CUSTOMERS)
    assert (customers["1"].name, customers["1"].email) == ("Anna Weiß", "shopper000@example.test")


@pytest.mark.parametrize(
    "resource", [Resource.PRODUCTS, Resource.VARIANTS, Resource.ORDERS, Resource.CUSTOMERS]
)
async def test_ids_and_single_records_are_those_of_the_whole_read(resource):
    whole, connector = await read(resource), opened()
    assert {one async for ids in connector.ids(resource) for one in ids} == whole.keys()
    some = list(whole)[:3]
    assert [record.id for record in await connector.fetch(resource, [*some, "99999"])] == some


async def test_a_wrong_password_comes_with_200_and_is_told_in_the_shops_words():
    with pytest.raises(FixCredentials, match="credentials are invalid"):
        await opened(password="nope").check()


async def test_a_token_that_ended_is_forbidden_with_200_and_renewed_once():
    shop = VendureShop(signed_in=False)
    with pytest.raises(FixCredentials, match="not currently authorized"):
        await opened(shop).check()
    assert len([request for request in shop.asked if b"login(" in request.body]) == 2
