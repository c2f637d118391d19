"""How a WooCommerce shop is asked: its keys, its refusals, its pages that shift, and its clocks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from pydantic import ValidationError
from recorded_shop import Hours, RecordedShop, path_of, query_of, recording, reply
from woo_shop import ADDRESS, CREDENTIALS, OPTIONS, WooShop
from worlds import setup

from aisle.adapters.connectors.oauth1 import Signer
from aisle.adapters.connectors.woocommerce import WOOCOMMERCE
from aisle.adapters.connectors.woocommerce.connector import WooConnector
from aisle.adapters.connectors.woocommerce.settings import KeyIn, WooOptions
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopError, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer, Page, Request
from aisle.sources.records import Record, Resource

PLAIN_HTTP = WooOptions(address="http://shop.example")


def connector(shop: Any, options: WooOptions = OPTIONS, **other: Any) -> WooConnector:
    outside = shop.outside() if isinstance(shop, WooShop) else shop
    return WooConnector(setup(options, CREDENTIALS, outside, **other))


async def read(
    shop: Any, resource: Resource = Resource.PRODUCTS, mark: str | None = None, **other: Any
) -> list[Page]:
    return [page async for page in connector(shop, **other).pages(resource, mark, None)]


def ids(pages: list[Page]) -> list[str]:
    return [record.id for page in pages for record in page.records]


def answering(name: str) -> RecordedShop:
    """A shop that answers everything with one recording."""
    one = recording("woocommerce", name)
    return RecordedShop(script=[lambda request: replace(one.answer(), url=request.url)])


async def refusal(shop: RecordedShop, **other: Any) -> ShopError:
    with pytest.raises(ShopError) as raised:
        await read(shop, **other)
    return raised.value


async def test_the_key_is_sent_as_a_header_that_follows_no_redirect() -> None:
    shop = WooShop()
    outside = shop.outside()
    await read(outside)
    asked = [request for request in outside.asked if "wc/v3" in request.url]
    assert all(request.credentials["Authorization"].startswith("Basic ") for request in asked)
    assert not any("cs_" in request.url for request in asked)


async def test_the_key_travels_in_the_address_where_the_web_server_drops_the_header() -> None:
    outside = WooShop().outside()
    pages = await read(outside, options=OPTIONS.model_copy(update={"key_in": KeyIn.ADDRESS}))
    assert len(ids(pages)) == 21
    assert all(not request.credentials and request.redirects == 0 for request in outside.asked)


def test_a_signature_is_the_one_that_the_real_shop_took() -> None:
    one = recording("woocommerce", "86-oauth1-ok")
    address, _, query = one.url.partition("?")
    pairs = dict(parse_qsl(query))
    at = datetime.fromtimestamp(int(pairs["oauth_timestamp"]), UTC)
    signer = Signer("ck_" + "1" * 40, "cs_" + "1" * 40, lambda: at, nonce=lambda: pairs["oauth_nonce"])
    assert (
        dict(signer.sign("GET", address, [("per_page", "1")]))["oauth_signature"] == pairs["oauth_signature"]
    )


async def test_without_tls_nothing_is_asked_unless_the_operator_allows_it() -> None:
    with pytest.raises(ShopRefused, match="https"):
        connector(WooShop(), options=PLAIN_HTTP)


async def test_without_tls_each_try_is_signed_anew() -> None:
    busy = RecordedShop(script=[lambda request: reply(request, {}, 503)])
    with pytest.raises(RetryLater):
        await read(busy, options=PLAIN_HTTP, allows_plain_http=True)
    nonces = [query_of(request)["oauth_nonce"] for request in busy.asked]
    assert len(nonces) == len(set(nonces)) > 1, "a nonce that comes twice is refused"
    assert not any("cs_" in request.url or request.credentials for request in busy.asked)


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("75-err-no-auth", FixCredentials, "drops the Authorization header"),
        ("76-err-wrong-key", FixCredentials, "does not know this key"),
        ("77-err-wrong-secret", FixCredentials, "Consumer secret is invalid"),
        ("78-err-readonly-key", ShopRefused, "may only read"),
        ("85-http-basic-refused", FixCredentials, "does not know this key"),
        ("87-oauth1-nonce-reused", FixCredentials, "nonce has already been used"),
        ("88-oauth1-old-timestamp", FixCredentials, "Invalid timestamp"),
        ("89-oauth1-bad-signature", FixCredentials, "home address"),
        ("72-err-no-route", ShopNotFound, "switched off"),
        ("81-err-refund-too-much", BrokenData, "refuses"),
        ("13-products-per-page-over-100", BrokenData, "400"),
    ],
)
async def test_refusals_are_told_by_their_cause(name: str, kind: type[ShopError], said: str) -> None:
    error = await refusal(answering(name))
    assert isinstance(error, kind)
    assert said in error.detail


async def test_what_the_shop_will_never_do_is_not_asked_again() -> None:
    shop = answering("81-err-refund-too-much")
    with pytest.raises(BrokenData):
        await connector(shop).api.write("PUT", "wp-json/wc/v3/orders/209", {"x": 1})
    assert len(shop.asked) == 1


async def test_a_redirect_to_another_host_is_named_as_the_cause() -> None:
    def moved(request: Request) -> Answer:
        return replace(
            reply(request, {"code": "woocommerce_rest_cannot_view"}, 401), url="https://www.shop.example/x"
        )

    assert "https://www.shop.example" in (await refusal(RecordedShop(script=[moved]))).detail


async def test_a_redirect_of_a_key_in_the_address_is_not_followed() -> None:
    moved = RecordedShop(
        script=[lambda request: reply(request, b"", 301, location="https://www.shop.example/")]
    )
    error = await refusal(moved, options=OPTIONS.model_copy(update={"key_in": KeyIn.ADDRESS}))
    assert "https://www.shop.example" in error.detail


async def test_plain_permalinks_are_named_as_the_cause() -> None:
    def plain(request: Request) -> Answer:
        if query_of(request).get("rest_route") == "/":
            return reply(request, {"name": "Shop", "namespaces": ["wc/v3"]})
        return reply(request, b"<html>Not found</html>", 404, content_type="text/html")

    with pytest.raises(ShopRefused, match="permalinks"):
        await connector(RecordedShop(script=[plain])).check()


async def test_a_wordpress_without_woocommerce_is_no_shop() -> None:
    bare = RecordedShop(script=[lambda request: reply(request, {"name": "Blog", "namespaces": ["wp/v2"]})])
    with pytest.raises(ShopNotFound, match="no WooCommerce"):
        await connector(bare).check()


async def test_a_check_tells_what_the_key_may_not_read_and_that_prices_are_net() -> None:
    shop = WooShop(settings={"woocommerce_prices_include_tax": {"value": "no"}})

    def no_customers(request: Request) -> Answer | None:
        refused = {"code": "woocommerce_rest_cannot_view", "message": "Sorry, you cannot list resources."}
        return reply(request, refused, 403) if path_of(request).endswith("/customers") else None

    outside = shop.outside()
    outside.script.insert(0, no_customers)
    checked = await connector(outside).check()
    assert (checked.shop, checked.currency, checked.time_zone) == ("Anchor Test Store", "EUR", "Europe/Kyiv")
    assert checked.counts == {Resource.PRODUCTS: 21, Resource.ORDERS: 20}
    assert list(checked.missing) == [Resource.CUSTOMERS]
    assert "without tax" in checked.warnings[0]


async def test_a_half_hour_zone_is_told() -> None:
    shop = WooShop()
    outside = shop.outside()
    index = {"name": "Shop", "timezone_string": "", "gmt_offset": 5.5, "namespaces": ["wc/v3"]}
    outside.script.insert(
        0, lambda request: reply(request, index) if path_of(request) == "/wp-json/" else None
    )
    assert (await connector(outside).check()).time_zone == "UTC+5.5"


async def test_a_firewall_in_front_is_told_apart_from_the_shop() -> None:
    error = await refusal(
        RecordedShop(script=[lambda request: reply(request, b"<html>Forbidden</html>", 403)])
    )
    assert isinstance(error, RetryLater)
    assert "firewall" in error.detail


async def test_retry_after_is_honoured() -> None:
    shop, hours, times = WooShop(), Hours(), iter([429, 200])
    outside = shop.outside()
    outside.script.insert(
        0, lambda request: reply(request, {}, 429, retry_after="7") if next(times, 200) == 429 else None
    )
    await read(outside, timing=hours.timing)
    assert any(7 <= slept < 8 for slept in hours.slept)


def numbered(count: int) -> list[dict[str, Any]]:
    return [
        {"id": one, "name": f"P{one}", "slug": f"p{one}", "type": "simple", "status": "publish", "price": "1"}
        for one in range(1, count + 1)
    ]


def changing(shop: WooShop, at: int, change: Callable[[], None]) -> RecordedShop:
    """A shop that changes before its list of products is asked for the nth time."""
    outside, times = shop.outside(), iter(range(1000))

    def count(request: Request) -> None:
        if path_of(request).endswith("/products") and next(times) == at:
            change()

    outside.script.insert(0, count)
    return outside


async def test_what_is_deleted_while_pages_are_read_hides_nothing() -> None:
    shop = WooShop(products=numbered(350))
    gone = changing(shop, 1, lambda: shop.products.__delitem__(slice(0, 40)))
    assert set(ids(await read(gone))) >= {str(one) for one in range(41, 351)}


async def test_what_is_put_in_before_the_place_repeats_nothing() -> None:
    shop = WooShop(products=numbered(350)[50:])
    more = changing(shop, 1, lambda: shop.products.extend(numbered(350)[:50]))
    found = ids(await read(more))
    assert len(found) == len(set(found))
    assert set(found) >= {str(one) for one in range(51, 351)}


async def test_the_real_shop_repeats_an_order_when_one_is_put_in() -> None:
    before, after = (
        recording("woocommerce", name).data
        for name in ("c4-orders-page2-before-insert", "c5-orders-page2-after-insert")
    )
    assert before != after, "which is why pages are not read newest first"


async def test_a_shop_that_repeats_a_page_for_ever_is_stopped() -> None:
    rows = numbered(100)
    outside = WooShop().outside()
    outside.script.insert(
        0, lambda request: reply(request, rows) if path_of(request).endswith("/products") else None
    )
    with pytest.raises(BrokenData, match="again and again"):
        await read(outside)
    assert len(outside.asked) < 20


async def test_a_read_goes_on_at_its_cursor_after_a_stop() -> None:
    shop = WooShop(products=numbered(350))
    whole = await read(shop)
    rest = [page async for page in connector(shop).pages(Resource.PRODUCTS, None, whole[1].cursor)]
    assert ids(rest) == ids(whole[2:])
    assert ids(whole) == [str(one) for one in range(1, 351)]


async def test_one_record_that_breaks_its_page_is_put_aside_alone() -> None:
    shop = WooShop(products=numbered(120))

    def too_large(request: Request) -> Answer | None:
        query = query_of(request)
        begin, size = int(query.get("offset", 0)), int(query.get("per_page", 0))
        is_products = path_of(request).endswith("/products") and query.get("_fields") != "id"
        if is_products and begin <= 41 < begin + size:
            raise BrokenData("The answer has more than 33,554,432 bytes.")
        return None

    outside = shop.outside()
    outside.script.insert(0, too_large)
    pages = await read(outside)
    assert [one.id for page in pages for one in page.broken] == ["42"]
    assert ids(pages) == [str(one) for one in range(1, 121) if one != 42]


async def test_changes_are_asked_for_in_utc_with_an_overlap() -> None:
    outside = WooShop().outside()
    await read(outside, Resource.ORDERS, "2026-11-20T09:43:59")
    asked = query_of(next(one for one in outside.asked if path_of(one).endswith("/orders")))
    assert asked["dates_are_gmt"] == "true"
    assert asked["modified_after"] == "2026-11-20T09:38:59", (
        "exclusive and to the second: read again before it"
    )


async def test_a_mark_without_the_zone_would_be_read_in_the_shops_own() -> None:
    utc = recording("woocommerce", "31-products-modified-after-gmt").data
    local = recording("woocommerce", "32-products-modified-after-local-trap").data
    assert (len(utc), len(local)) != (len(local), len(local))
    exact = recording("woocommerce", "b6-orders-modified-after-exact-second").data
    assert exact == [], "what changed in the very second of the mark is left out"


async def test_the_mark_is_the_shops_clock_when_the_reading_began() -> None:
    shop, minutes = WooShop(products=numbered(250)), iter(range(60))

    def later(request: Request) -> Answer:
        answer, date = shop(request), f"Fri, 20 Nov 2026 10:{next(minutes):02}:00 GMT"
        return replace(answer, headers={**answer.headers, "date": date})

    pages = await read(RecordedShop(script=[later]))
    assert [page.mark for page in pages] == ["2026-11-20T10:00:00"] * 3
    rest = [page async for page in connector(shop).pages(Resource.PRODUCTS, None, pages[0].cursor)]
    assert rest[-1].mark == "2026-11-20T10:00:00", "it travels in the cursor"


async def test_what_is_in_the_trash_is_gone_although_it_answers_by_id() -> None:
    trashed = recording("woocommerce", "b1-product-in-trash-by-id").data
    shop = WooShop()
    shop.products.append(trashed)
    listed = {one async for some in connector(shop).ids(Resource.PRODUCTS) for one in some}
    assert "224" not in listed
    for resource in (Resource.PRODUCTS, Resource.STOCK, Resource.PRICES):
        assert await connector(shop).fetch(resource, ["224"]) == []


async def test_a_variation_is_read_again_by_its_own_id() -> None:
    shop = WooShop()
    for one in shop.variations["10"]:
        one["parent_id"] = 10
    for resource in (Resource.VARIANTS, Resource.STOCK, Resource.PRICES):
        found: list[Record] = list(await connector(shop).fetch(resource, ["26", "12"]))
        assert {record.id for record in found} == ({"26"} if resource is Resource.VARIANTS else {"26", "12"})


async def test_ids_that_are_none_reach_no_address() -> None:
    outside = WooShop().outside()
    assert await connector(outside).fetch(Resource.STOCK, ["../orders", "1/2", "٣", ""]) == []
    assert outside.asked == []


async def test_refunds_of_an_old_shop_are_read_order_by_order() -> None:
    outside = WooShop().outside()
    no_route = recording("woocommerce", "72-err-no-route")
    outside.script.insert(
        0, lambda request: no_route.answer() if path_of(request).endswith("v3/refunds") else None
    )
    old, new = await read(outside, Resource.REFUNDS), await read(WooShop(), Resource.REFUNDS)
    assert {one.id for page in old for one in page.records} == set(ids(new)) != set()


async def test_a_look_at_an_address_finds_the_kind() -> None:
    found = await WOOCOMMERCE.detect("shop.example", WooShop().outside())
    assert found is not None
    assert (found.options, found.certainty) == ({"address": ADDRESS}, 0.99)
    other = RecordedShop(script=[lambda request: reply(request, b"<html>Bakery</html>")])
    assert await WOOCOMMERCE.detect("https://shop.example/", other) is None
    page = b'<script src="https://x/wp-content/plugins/woocommerce/a.js">'
    likely = await WOOCOMMERCE.detect(
        "shop.example", RecordedShop(script=[lambda request: reply(request, page)])
    )
    assert likely is not None
    assert likely.certainty < 0.9


@pytest.mark.parametrize("address", ["ftp://shop.example", "https://user:pw@shop.example", "", "https://"])
def test_what_is_no_address_is_refused_in_the_form(address: str) -> None:
    with pytest.raises(ValidationError):
        WooOptions(address=address)


def test_an_address_is_read_as_people_write_it() -> None:
    assert WooOptions(address=" Shop.Example/ ").address == "https://Shop.Example".lower()
    assert urlsplit(WooOptions(address="https://shop.example/store/").address).path == "/store"
