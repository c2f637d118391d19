"""How a Magento shop is asked: three ways in, refusals that look alike, and lists that never end."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
from magento_shop import CREDENTIALS, DATE, OPTIONS, TOKEN, MagentoShop
from pydantic import ValidationError
from recorded_shop import RecordedShop, path_of, query_of, recording, reply
from worlds import NOW, setup

from aisle.adapters.connectors.magento import MAGENTO
from aisle.adapters.connectors.magento.connector import MagentoConnector
from aisle.adapters.connectors.magento.settings import MagentoCredentials, MagentoOptions
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopError, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer, Page, Request
from aisle.sources.records import Resource

FOUR = MagentoCredentials(
    consumer_key="ck", consumer_secret="cs&", access_token="at", access_token_secret="ats%"
)
ACCOUNT = MagentoCredentials(username="aisle", password="a password of a test")


def connector(shop: Any, credentials: MagentoCredentials = CREDENTIALS, **other: Any) -> MagentoConnector:
    outside = shop.outside() if isinstance(shop, MagentoShop) else shop
    return MagentoConnector(setup(other.pop("options", OPTIONS), credentials, outside, **other))


async def read(
    shop: Any, resource: Resource = Resource.ORDERS, mark: str | None = None, **other: Any
) -> list[Page]:
    return [page async for page in connector(shop, **other).pages(resource, mark, None)]


def ids(pages: list[Page]) -> list[str]:
    return [record.id for page in pages for record in page.records]


def first(shop: MagentoShop, answering: Callable[[Request], Answer | None]) -> RecordedShop:
    outside = shop.outside()
    outside.script.insert(0, answering)
    return outside


async def refusal(name: str, **other: Any) -> ShopError:
    one = recording("magento", name)
    with pytest.raises(ShopError) as raised:
        await read(RecordedShop(script=[lambda request: replace(one.answer(), url=request.url)]), **other)
    return raised.value


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("01-err-no-token", FixCredentials, "access Magento_Catalog::products. The token is wrong"),
        ("04-err-bad-token", FixCredentials, "standalone Bearer tokens"),
        ("36-err-customer-token-on-admin-route", FixCredentials, "Magento_Sales::actions_view"),
        ("14-err-no-criteria", BrokenData, '"searchCriteria" is required'),
        ("1f-err-bad-field", BrokenData, 'The "bogus_field" attribute name'),
        ("1g-err-no-route", ShopNotFound, "no such route"),
        ("6d-returns-not-in-open-source", ShopNotFound, "switched off"),
        ("19-err-product-missing", ShopNotFound, "404"),
        ("70-err-bad-json", BrokenData, "Decoding error"),
    ],
)
async def test_refusals_are_told_in_words_with_their_placeholders_filled(
    name: str, kind: type[ShopError], said: str
) -> None:
    error = await refusal(name)
    assert isinstance(error, kind)
    assert said in error.detail
    assert "%" not in error.detail


async def test_the_hint_follows_the_way_in() -> None:
    assert "four keys are wrong" in (await refusal("04-err-bad-token", credentials=FOUR)).detail


async def test_a_permission_that_is_missing_is_told_apart_once_the_token_was_taken() -> None:
    checked = await connector(MagentoShop(forbidden=("orders",))).check()
    assert list(checked.missing) == [Resource.ORDERS]
    shop = MagentoShop(forbidden=("orders",))
    one = connector(shop)
    assert [page async for page in one.pages(Resource.CUSTOMERS, None, None)]
    with pytest.raises(ShopRefused, match="lack a permission") as raised:
        _ = [page async for page in one.pages(Resource.ORDERS, None, None)]
    assert raised.value.needs


async def test_a_look_at_the_shop_says_its_zone_and_money() -> None:
    checked = await connector(MagentoShop()).check()
    assert (checked.currency, checked.time_zone) == ("EUR", "Europe/Kyiv")
    assert checked.counts[Resource.PRODUCTS] == 38


async def test_a_store_view_that_is_not_there_is_named_with_those_that_are() -> None:
    options = MagentoOptions(address=OPTIONS.address, store_view="all")
    assert await read(MagentoShop(), Resource.PRODUCTS, options=options)
    shop = MagentoShop()
    shop.view["code"] = "german"
    with pytest.raises(ShopNotFound, match="german"):
        await read(shop, Resource.PRODUCTS)


async def test_four_keys_sign_each_try_with_both_secrets() -> None:
    busy = RecordedShop(script=[lambda request: reply(request, {"message": "busy"}, 503)])
    with pytest.raises(RetryLater):
        await read(busy, credentials=FOUR)
    said = [request.credentials["Authorization"] for request in busy.asked]
    assert len(set(said)) == len(said) > 1
    assert all(_signature(request) in request.credentials["Authorization"] for request in busy.asked)


def _signature(request: Request) -> str:
    """Work the signature out by the letter of RFC 5849, 3.4."""
    own = dict(re.findall(r'(oauth_\w+)="([^"]*)"', request.credentials["Authorization"]))
    del own["oauth_signature"]
    address, _, query = request.url.partition("?")
    asked = [(quote(name, safe="-._~"), quote(value, safe="-._~")) for name, value in parse_qsl(query)]
    joined = "&".join(f"{name}={value}" for name, value in sorted([*asked, *own.items()]))
    base = f"GET&{quote(address, safe='-._~')}&{quote(joined, safe='-._~')}"
    key = f"{quote('cs&', safe='-._~')}&{quote('ats%', safe='-._~')}"
    digest = hmac.new(key.encode(), base.encode(), hashlib.sha256).digest()
    return quote(base64.b64encode(digest).decode(), safe="-._~")


class Office:
    """Gives tokens to an account, each another, for an hour."""

    def __init__(self, shop: MagentoShop, hours: float = 1) -> None:
        self.shop, self.hours, self.given = shop, hours, 0

    def __call__(self, request: Request) -> Answer | None:
        """Answer where tokens are asked for."""
        if not path_of(request).endswith("/admin/token"):
            return None
        assert json.loads(request.body or b"") == {"username": "aisle", "password": "a password of a test"}
        self.given += 1
        ends = int((NOW + timedelta(hours=self.hours)).timestamp())
        claims = base64.urlsafe_b64encode(json.dumps({"exp": ends}).encode()).decode().rstrip("=")
        self.shop.tokens = (f"head.{claims}.{self.given}",)
        return reply(request, self.shop.tokens[0])


async def test_an_account_fetches_its_token_once() -> None:
    shop = MagentoShop()
    office = Office(shop)
    await read(first(shop, office), Resource.PRODUCTS, credentials=ACCOUNT)
    assert office.given == 1


async def test_a_token_that_ends_is_fetched_anew_before_and_after_its_time() -> None:
    shop = MagentoShop()
    office = Office(shop, hours=0.01)
    await read(first(shop, office), Resource.PRODUCTS, credentials=ACCOUNT)
    assert office.given > 3, "it ends within two minutes: each request has its own"
    shop, office = MagentoShop(), Office(shop)
    one = connector(first(shop, Office(shop)), ACCOUNT)
    assert [page async for page in one.pages(Resource.ORDERS, None, None)]
    shop.tokens = ("revoked",)
    assert [page async for page in one.pages(Resource.CUSTOMERS, None, None)]


async def test_a_wrong_password_and_a_second_factor_are_told() -> None:
    assert "sign-in was incorrect" in (await refusal("02-err-bad-login", credentials=ACCOUNT)).detail
    needed = {"message": "Please use the 2fa provider-specific endpoints to obtain a token."}
    shop = RecordedShop(script=[lambda request: reply(request, needed, 401)])
    with pytest.raises(FixCredentials, match="integration"):
        await read(shop, credentials=ACCOUNT)


async def test_the_recorded_token_is_a_bare_string() -> None:
    assert isinstance(recording("magento", "03-admin-token").data, str)
    odd = RecordedShop(script=[lambda request: reply(request, {"token": "x"})])
    with pytest.raises(BrokenData, match="token"):
        await read(odd, credentials=ACCOUNT)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"consumer_key": "ck"},
        {"access_token": "a", "consumer_key": "ck"},
        {"username": "aisle"},
        {"username": "aisle", "password": "p", "access_token": "a"},
    ],
)
def test_half_of_the_credentials_are_refused_in_the_form(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        MagentoCredentials(**given)  # type: ignore[arg-type]


async def test_every_list_names_its_order_and_asks_for_what_comes_after() -> None:
    shop = MagentoShop(orders=[_order(one) for one in range(1, 251)])
    outside = shop.outside()
    pages = await read(outside)
    assert ids(pages) == [str(one) for one in range(1, 251)]
    queries = [query_of(request) for request in outside.asked]
    assert {query["searchCriteria[currentPage]"] for query in queries} == {"1"}
    assert {query["searchCriteria[sortOrders][0][field]"] for query in queries} == {"entity_id"}


def _order(number: int, **other: Any) -> dict[str, Any]:
    return {
        "entity_id": number,
        "increment_id": f"{number:09}",
        "order_currency_code": "EUR",
        "updated_at": "2026-11-20 10:00:00",
    } | other


async def test_what_is_deleted_while_pages_are_read_hides_nothing() -> None:
    shop = MagentoShop(orders=[_order(one) for one in range(1, 251)])
    times = iter(range(1000))

    def gone(request: Request) -> None:
        if next(times) == 1:
            del shop.orders[:60]

    assert set(ids(await read(first(shop, gone)))) >= {str(one) for one in range(61, 251)}


async def test_an_old_version_that_repeats_its_last_page_for_ever_is_stopped() -> None:
    rows = [_order(one) for one in range(1, 101)]
    old = RecordedShop(script=[lambda request: reply(request, {"items": rows, "total_count": 500})])
    with pytest.raises(BrokenData, match="again and again"):
        await read(old)
    assert len(old.asked) == 2


async def test_a_capped_page_and_a_missing_count_lose_nothing() -> None:
    shop = MagentoShop(orders=[_order(one) for one in range(1, 51)])

    def capped(request: Request) -> Answer | None:
        if path_of(request).endswith("/orders"):
            after = int(query_of(request)["searchCriteria[filterGroups][0][filters][0][value]"])
            return reply(request, {"items": [row for row in shop.orders if row["entity_id"] > after][:20]})
        return None

    assert len(ids(await read(first(shop, capped)))) == 50


async def test_no_rows_are_null_when_fields_were_asked_for() -> None:
    empty = MagentoShop(products=[])
    assert ids(await read(empty, Resource.STOCK)) == []
    assert [one async for one in connector(empty).ids(Resource.PRODUCTS)] == [[]]


async def test_one_row_that_breaks_its_page_is_put_aside_alone() -> None:
    shop = MagentoShop(orders=[_order(one) for one in range(1, 131)])

    def too_large(request: Request) -> Answer | None:
        query = query_of(request)
        after = int(query["searchCriteria[filterGroups][0][filters][0][value]"])
        if after < 42 <= after + int(query["searchCriteria[pageSize]"]) and "fields" not in query:
            raise BrokenData("The answer has more than 33,554,432 bytes.")
        return None

    pages = await read(first(shop, too_large))
    assert [one.id for page in pages for one in page.broken] == ["42"]
    assert ids(pages) == [str(one) for one in range(1, 131) if one != 42]


async def test_changes_are_asked_for_in_utc_with_an_overlap_whatever_the_zone() -> None:
    outside = MagentoShop().outside()
    pages = await read(outside, mark="2026-11-20 10:18:47")
    query = query_of(outside.asked[0])
    assert query["searchCriteria[filterGroups][0][filters][0][value]"] == "2026-11-20 10:13:47"
    assert query["searchCriteria[filterGroups][0][filters][0][conditionType]"] == "gteq"
    assert pages[-1].mark == "2026-11-20 10:30:00", f"the shop's clock said {DATE}"


async def test_parcels_are_read_again_for_two_weeks_since_tracks_move_nothing() -> None:
    outside = MagentoShop().outside()
    await read(outside, Resource.SHIPMENTS, "2026-11-20 10:00:00")
    asked = query_of(outside.asked[0])["searchCriteria[filterGroups][0][filters][0][value]"]
    assert asked == "2026-11-06 10:00:00"


async def test_stock_and_prices_are_read_whole_since_they_move_no_time() -> None:
    for resource in (Resource.STOCK, Resource.PRICES):
        outside = MagentoShop().outside()
        pages = await read(outside, resource, "2026-11-20 10:30:00")
        assert len(ids(pages)) == 36
        assert not any("updated_at" in request.url and "gteq" in request.url for request in outside.asked)


async def test_what_shoppers_do_not_see_any_more_is_gone() -> None:
    shop = MagentoShop()
    shop.products[0] |= {"visibility": 1, "updated_at": "2026-11-20 10:30:01"}
    shop.carts[3] |= {"is_active": False, "updated_at": "2026-11-20 10:30:01"}
    shop.pages[0] |= {"active": False, "update_time": "2026-11-20 10:30:01"}
    for resource, gone in ((Resource.PRODUCTS, "1"), (Resource.CARTS, "4"), (Resource.DOCUMENTS, "page:1")):
        pages = await read(shop, resource, "2026-11-20 10:35:00")
        assert [one for page in pages for one in page.removed] == [gone]
        assert gone not in {one async for some in connector(shop).ids(resource) for one in some}


async def test_skus_with_slashes_blanks_and_emojis_are_encoded_whole() -> None:
    shop = MagentoShop(salable={"\U0001f4a1/lamp 1": 7})
    shop.products[0]["sku"] = "\U0001f4a1/lamp 1"
    outside = shop.outside()
    await read(outside, Resource.STOCK)
    asked = [request.url for request in outside.asked if "salable" in request.url]
    assert any(url.endswith("/%F0%9F%92%A1%2Flamp%201/1") for url in asked)


async def test_ids_that_are_none_reach_no_address() -> None:
    outside = MagentoShop().outside()
    assert await connector(outside).fetch(Resource.ORDERS, ["../x", "1,2", "٣", ""]) == []
    assert outside.asked == []


async def test_a_look_at_an_address_finds_the_kind() -> None:
    page = b'<script type="text/x-magento-init">{}</script>'
    found = await MAGENTO.detect("shop.example", RecordedShop(script=[lambda request: reply(request, page)]))
    assert found is not None
    assert found.options == {"address": "https://shop.example"}
    versions = RecordedShop(
        script=[
            lambda request: reply(request, b"Magento/2.4 (Community)" if "version" in request.url else b"")
        ]
    )
    told = await MAGENTO.detect("shop.example", versions)
    assert told is not None
    assert told.certainty > 0.9
    other = RecordedShop(script=[lambda request: reply(request, b"<html>Bakery</html>")])
    assert await MAGENTO.detect("shop.example", other) is None


def test_secrets_are_shown_nowhere() -> None:
    assert TOKEN not in repr(CREDENTIALS)
    assert "ats%" not in repr(FOUR)


async def test_the_mark_is_the_shops_clock_when_the_reading_began() -> None:
    shop, minutes = MagentoShop(orders=[_order(one) for one in range(1, 251)]), iter(range(60))

    def later(request: Request) -> Answer:
        answer, date = shop(request), f"Fri, 20 Nov 2026 10:{next(minutes):02}:00 GMT"
        return replace(answer, headers={**answer.headers, "date": date})

    pages = await read(RecordedShop(script=[later]))
    assert len(pages) == 3
    assert {page.mark for page in pages} == {"2026-11-20 10:00:00"}
