"""How BigCommerce is asked: quotas shared with other apps, empty lists without a body, and lists that go on in four ways."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from bigcommerce_shop import CREDENTIALS, OPTIONS, BigCommerceShop, order, page, product
from pydantic import ValidationError
from recorded_shop import Hours, RecordedShop, path_of, query_of, recording, reply
from worlds import setup

from aisle.adapters.connectors.bigcommerce import BIGCOMMERCE
from aisle.adapters.connectors.bigcommerce.connector import BigCommerceConnector
from aisle.adapters.connectors.bigcommerce.settings import BigCommerceOptions
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopError, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer, Page, Request
from aisle.sources.records import Resource


def connector(shop: Any, **other: Any) -> BigCommerceConnector:
    outside = shop.outside() if isinstance(shop, BigCommerceShop) else shop
    return BigCommerceConnector(setup(other.pop("options", OPTIONS), CREDENTIALS, outside, **other))


async def read(
    shop: Any, resource: Resource = Resource.PRODUCTS, mark: str | None = None, **other: Any
) -> list[Page]:
    return [page async for page in connector(shop, **other).pages(resource, mark, None)]


def ids(pages: list[Page]) -> list[str]:
    return [record.id for page in pages for record in page.records]


def first(shop: BigCommerceShop, answering: Callable[[Request], Answer | None]) -> RecordedShop:
    outside = shop.outside()
    outside.script.insert(0, answering)
    return outside


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("12-err-no-token", FixCredentials, "store hash"),
        ("11-err-bad-limit", BrokenData, "Invalid request"),
        ("15-product-404", ShopNotFound, "404"),
    ],
)
async def test_refusals_are_told_by_their_cause(name: str, kind: type[ShopError], said: str) -> None:
    one = recording("bigcommerce-prism", name)
    with pytest.raises(kind, match=said):
        await read(RecordedShop(script=[lambda request: replace(one.answer(), url=request.url)]))


async def test_a_scope_that_is_missing_is_named() -> None:
    with pytest.raises(ShopRefused, match="Orders: read-only") as raised:
        await read(BigCommerceShop(forbidden=("v2/orders",)), Resource.ORDERS)
    assert raised.value.needs == ("Orders: read-only",)
    checked = await connector(BigCommerceShop(forbidden=("v3/customers", "v3/inventory"))).check()
    assert {one: "Customers" in said for one, said in checked.missing.items()} == {
        Resource.CUSTOMERS: True,
        Resource.STOCK: False,
    }


async def test_a_look_at_the_shop_says_its_zone_its_money_and_that_prices_are_net() -> None:
    checked = await connector(BigCommerceShop()).check()
    assert (checked.shop, checked.currency, checked.time_zone) == ("BigCommerce", "USD", "America/Chicago")
    assert checked.counts[Resource.PRODUCTS] == 3
    assert "without tax" in checked.warnings[0]


async def test_a_spent_quota_is_waited_for_as_long_as_its_window_lasts() -> None:
    times, hours = iter([429]), Hours()

    def spent(request: Request) -> Answer | None:
        return reply(request, {}, 429, x_rate_limit_time_reset_ms="4500") if next(times, 200) == 429 else None

    assert ids(await read(first(BigCommerceShop(), spent), timing=hours.timing))
    assert any(4.5 <= slept < 5 for slept in hours.slept)


async def test_some_of_the_quota_is_left_to_other_apps() -> None:
    hours, shop = Hours(), BigCommerceShop()

    def nearly(request: Request) -> Answer | None:
        answer = shop(request)
        left = {"x-rate-limit-requests-left": "3", "x-rate-limit-time-reset-ms": "12000"}
        return replace(answer, headers={**answer.headers, **left})

    await read(RecordedShop(script=[nearly]), timing=hours.timing)
    assert max(hours.slept) >= 11


async def test_an_empty_list_of_v2_has_no_body_and_is_no_error() -> None:
    shop = BigCommerceShop(orders=[], posts=[], pages=[])
    for resource in (Resource.ORDERS, Resource.SHIPMENTS, Resource.DOCUMENTS):
        pages = await read(shop, resource)
        assert ids(pages) == []
        assert pages[-1].cursor is None


async def test_products_and_orders_are_asked_for_by_what_comes_after_an_id() -> None:
    shop = BigCommerceShop(
        products=[product(one) for one in range(1, 121)],
        orders=[order(one) for one in range(100, 220)],
        links=False,
    )
    for resource, numbers in ((Resource.PRODUCTS, range(1, 121)), (Resource.ORDERS, range(100, 220))):
        whole = await read(shop, resource)
        assert ids(whole) == [str(one) for one in numbers]
        rest = [one async for one in connector(shop).pages(resource, None, whole[0].cursor)]
        assert ids(rest) == ids(whole[1:])


async def test_what_is_deleted_while_it_is_read_hides_nothing() -> None:
    shop = BigCommerceShop(products=[product(one) for one in range(1, 121)])
    times = iter(range(1000))

    def gone(request: Request) -> None:
        if "catalog/products" in request.url and next(times) == 1:
            del shop.products[:30]

    assert set(ids(await read(first(shop, gone)))) >= {str(one) for one in range(31, 121)}


async def test_customers_are_read_by_cursor_to_the_end() -> None:
    shop = BigCommerceShop()
    shop.customers = [shop.customers[0] | {"id": one} for one in range(1, 601)]
    whole = await read(shop, Resource.CUSTOMERS)
    assert len(set(ids(whole))) == 600
    rest = [one async for one in connector(shop).pages(Resource.CUSTOMERS, None, whole[0].cursor)]
    assert ids(rest) == ids(whole[1:])


@pytest.mark.parametrize("resource", [Resource.PRODUCTS, Resource.CUSTOMERS, Resource.REFUNDS])
async def test_a_shop_that_repeats_a_page_for_ever_is_stopped(resource: Resource) -> None:
    rows = [product(one) for one in range(1, 51)]
    for_ever = {"pagination": {"total_pages": 99}, "cursor_pagination": {"end_cursor": "x"}}
    paths = {
        Resource.PRODUCTS: "catalog/products",
        Resource.CUSTOMERS: "v3/customers",
        Resource.REFUNDS: "refunds",
    }

    def again(request: Request) -> Answer | None:
        return reply(request, {"data": rows, "meta": for_ever}) if paths[resource] in request.url else None

    outside = first(BigCommerceShop(), again)
    with pytest.raises(BrokenData, match="again and again"):
        await read(outside, resource)
    assert len(outside.asked) < 60


async def test_one_row_that_breaks_its_page_is_put_aside_alone() -> None:
    shop = BigCommerceShop(products=[product(one) for one in range(1, 71)])

    def too_large(request: Request) -> None:
        query = query_of(request)
        if path_of(request).endswith("/products") and "include" in query:
            after = int(query["id:greater"])
            if after < 42 <= after + int(query["limit"]):
                raise BrokenData("The answer has more than 33,554,432 bytes.")

    pages = await read(first(shop, too_large))
    assert [one.id for page in pages for one in page.broken] == ["42"]
    assert ids(pages) == [str(one) for one in range(1, 71) if one != 42]


async def test_changes_are_asked_for_with_an_overlap_from_the_shops_clock() -> None:
    outside = BigCommerceShop().outside()
    pages = await read(outside, mark="2026-11-20T09:43:59Z")
    assert query_of(outside.asked[0])["date_modified:min"] == "2026-11-20T09:38:59Z"
    assert pages[-1].mark == "2026-11-20T10:30:00Z"
    outside = BigCommerceShop().outside()
    await read(outside, Resource.SHIPMENTS, "2026-11-20T09:00:00Z")
    asked = query_of(outside.asked[0])["min_date_modified"]
    assert asked == "2026-11-06T09:00:00Z", "tracking need not move the order"


async def test_stock_and_prices_are_read_whole_since_they_move_no_time() -> None:
    for resource in (Resource.STOCK, Resource.PRICES):
        outside = BigCommerceShop().outside()
        assert len(ids(await read(outside, resource, "2026-11-20T10:30:00Z"))) == 3
        assert "date_modified%3Amin" not in outside.asked[0].url


async def test_what_shoppers_do_not_see_is_no_document_and_archived_orders_are_gone() -> None:
    shop = BigCommerceShop(orders=[order(100, is_deleted=True), order(101)])
    assert ids(await read(shop, Resource.DOCUMENTS)) == ["page:1", "post:1"]
    gone = [one for part in await read(shop, Resource.ORDERS, "2026-11-20T10:30:00Z") for one in part.removed]
    assert gone == ["100"]
    shop.pages = [page(1, is_customers_only=True)]
    assert ids(await read(shop, Resource.DOCUMENTS)) == ["post:1"]


async def test_options_leave_pages_and_posts_out() -> None:
    options = OPTIONS.model_copy(update={"pages": False})
    assert ids(await read(BigCommerceShop(), Resource.DOCUMENTS, options=options)) == ["post:1"]


async def test_stock_and_prices_of_a_variant_are_found_by_its_product() -> None:
    for resource in (Resource.STOCK, Resource.PRICES):
        found = await connector(BigCommerceShop()).fetch(resource, ["1002"])
        assert [record.id for record in found] == ["1002"]


async def test_ids_that_are_none_reach_no_address() -> None:
    outside = BigCommerceShop().outside()
    for resource in (Resource.PRODUCTS, Resource.ORDERS, Resource.STOCK, Resource.DOCUMENTS):
        assert await connector(outside).fetch(resource, ["../x", "1,2", "٣", ""]) == []
    assert outside.asked == []


async def test_a_shop_in_maintenance_is_asked_later() -> None:
    with pytest.raises(RetryLater):
        await read(RecordedShop(script=[lambda request: reply(request, b"<html>Down</html>", 503)]))


async def test_a_look_at_an_address_finds_the_kind_and_the_store_hash() -> None:
    body = b'<link href="https://cdn11.bigcommerce.com/s-xy12z/stencil/theme.css">'
    found = await BIGCOMMERCE.detect(
        "shop.example", RecordedShop(script=[lambda request: reply(request, body)])
    )
    assert found is not None
    assert found.options == {"store_hash": "xy12z"}
    other = RecordedShop(script=[lambda request: reply(request, b"<html>Bakery</html>")])
    assert await BIGCOMMERCE.detect("shop.example", other) is None


@pytest.mark.parametrize("store_hash", ["", "../other", "abc/v3", "ABC"])
def test_what_is_no_store_hash_is_refused_in_the_form(store_hash: str) -> None:
    with pytest.raises(ValidationError):
        BigCommerceOptions(store_hash=store_hash)


async def test_the_mark_is_the_shops_clock_when_the_reading_began() -> None:
    shop, minutes = BigCommerceShop(products=[product(one) for one in range(1, 121)]), iter(range(60))

    def later(request: Request) -> Answer:
        answer, date = shop(request), f"Fri, 20 Nov 2026 10:{next(minutes):02}:00 GMT"
        return replace(answer, headers={**answer.headers, "date": date})

    pages = await read(RecordedShop(script=[later]))
    assert len(pages) > 2
    assert {page.mark for page in pages} == {"2026-11-20T10:00:00Z"}
