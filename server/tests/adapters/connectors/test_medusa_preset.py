"""Medusa by configuration alone, on recorded data. Medusa ignores parameters that it does not know: this shop does not."""

import base64
import json
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest
from pydantic import SecretStr
from recorded_shop import commerce_folder, reply
from worlds import setup

from aisle.adapters.connectors.api import KIND
from aisle.adapters.connectors.api.options import ApiCredentials, ApiOptions
from aisle.sources.errors import FixCredentials
from aisle.sources.records import Amount, Resource

KEY = "sk_9f459c59324504e38a42945dc1d5a0ec8b1d7d6a3e2d8efd8d777fc8134784"
BASIC = "Basic " + base64.b64encode(f"{KEY}:".encode()).decode()
LISTS = {
    "/admin/products": ("products", ("10-products-page1", "11-products-page2")),
    "/admin/product-variants": ("variants", ("1b-product-variants",)),
    "/admin/orders": ("orders", ("60-orders-page1", "61-orders-page2")),
    "/admin/customers": ("customers", ("67-customers",)),
}


def recorded(name):
    return json.loads(
        (commerce_folder() / f"recordings/medusa/{name}.json").read_text("utf-8"), parse_float=Decimal
    )


class MedusaShop:
    def __init__(self):
        self.asked = []

    async def send(self, request):
        self.asked.append(request)
        if request.credentials.get("Authorization") != BASIC:
            return reply(request, {"message": "Unauthorized"}, 401)
        place = urlsplit(request.url)
        key, names = LISTS[place.path]
        query = parse_qsl(place.query)
        strange = {name for name, _ in query} - {
            "limit",
            "offset",
            "order",
            "fields",
            "updated_at[$gte]",
            "id[]",
        }
        assert not strange, f"Medusa would ignore {strange} and return everything"
        items = [item for name in names for item in recorded(name)["response"]["body"][key]]
        if "currency_code" in dict(query)["fields"]:  # not asked for when it was recorded
            items = [
                {**item, "currency_code": item["payment_collections"][0]["currency_code"]} for item in items
            ]
        return self._listed(
            request, key, items, dict(query), [value for name, value in query if name == "id[]"]
        )

    def _listed(self, request, key, items, query, ids):
        since = query.get("updated_at[$gte]", "")
        items = [
            item for item in items if item.get("updated_at", "9") >= since and (not ids or item["id"] in ids)
        ]
        begin, most = int(query.get("offset", 0)), int(query["limit"])
        text = json.dumps({key: items[begin : begin + most], "count": len(items)}, default=str)
        return reply(request, text.encode())


def opened(shop=None, key=KEY, **settings):
    options = ApiOptions(address="https://medusa.example", preset="medusa", settings=settings)
    return KIND.open(setup(options, ApiCredentials(token=SecretStr(key)), shop or MedusaShop()))


async def read(resource, mark=None, shop=None, **settings):
    pages = [page async for page in opened(shop, **settings).pages(resource, mark, None)]
    assert not [one for page in pages for one in page.broken]
    return {record.id: record for page in pages for record in page.records}


async def test_products_are_read_without_prices_which_have_a_feed_of_their_own():
    products = await read(Resource.PRODUCTS)
    assert len(products) == 20
    runner = products["prod_01M7W66VEHDXWVZEKAZBKTYKCK"]
    assert (runner.title, runner.handle, runner.state.known) == ("Trail runner", "trail-runner", "active")
    assert runner.attributes == {"material": "cotton", "weight": "300 g"}
    assert (runner.options, runner.variants) == (("Size", "Color"), None)


async def test_amounts_are_major_units_of_the_currency_that_is_set():
    variant = "variant_01M7W66VPY4NKEZY0PVV9XN9XT"
    assert (await read(Resource.PRICES))[variant].price == Amount(Decimal("19.99"), "EUR")
    assert (await read(Resource.PRICES, currency="usd"))[variant].price == Amount(Decimal("25"), "USD")
    assert (await read(Resource.PRICES, currency="gbp"))[variant].price is None


async def test_an_order_stays_pending_for_ever_and_its_other_states_are_read():
    orders = await read(Resource.ORDERS)
    shipped = orders["order_01M7W6BA6ZHY3CXYZCBM34193N"]
    assert (shipped.number, shipped.state.known, shipped.state.said) == ("32", "processing", "pending")
    assert (shipped.payment.known, shipped.fulfilment.known) == ("paid", "fulfilled")
    said = {order.fulfilment.said: order.state.known for order in orders.values()}
    assert said["delivered"] == "completed"
    # Amounts with more decimals than can be paid are kept.
    assert shipped.total == Amount(Decimal("17.72505"), "EUR")
    assert shipped.lines[0].unit_price.currency == "EUR"


async def test_an_order_without_its_mail_has_none_and_not_an_empty_one():
    """The recorded list was asked with fields that drop the default ones; what a shop does not say is unknown."""
    assert {order.email for order in (await read(Resource.ORDERS)).values()} == {None}


async def test_parcels_are_found_within_orders():
    parcels = await read(Resource.SHIPMENTS)
    assert parcels
    assert {parcel.state.known for parcel in parcels.values()} <= {
        "ready",
        "in_transit",
        "delivered",
        "cancelled",
    }
    assert any(parcel.tracking_numbers for parcel in parcels.values())


async def test_changes_are_asked_for_by_a_parameter_that_medusa_knows():
    shop = MedusaShop()
    await read(Resource.PRODUCTS, "2026-11-20T09:57:56+00:00", shop)
    assert "updated_at%5B%24gte%5D=2026-11-20T09%3A52%3A56.000Z" in shop.asked[0].url


async def test_customers_are_read_and_fetched():
    customers = await read(Resource.CUSTOMERS)
    assert len(customers) == 5
    (again,) = await opened().fetch(Resource.CUSTOMERS, [next(iter(customers)), "cus_missing"])
    assert again == next(iter(customers.values()))


async def test_a_wrong_key_is_to_be_fixed():
    with pytest.raises(FixCredentials):
        await opened(key="sk_wrong").check()
