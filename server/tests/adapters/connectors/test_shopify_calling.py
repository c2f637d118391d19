"""How the Admin API is asked: costs, throttling, versions, tokens, and whatever else may come back."""

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr, ValidationError
from shopify_double import filled
from shopify_double.tokens import CLIENT, LASTING, SECRET
from shopify_shop import LASTS, NOW, Safe, connected, read, records
from worlds import QUICK

from aisle.adapters.connectors.shopify import SHOPIFY
from aisle.adapters.connectors.shopify.calling.bucket import Bucket
from aisle.adapters.connectors.shopify.settings import ShopifyCredentials, ShopifyOptions
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Answer, Request, Setup
from aisle.sources.records import Resource

OURS = ShopifyCredentials(client_id=CLIENT, client_secret=SecretStr(SECRET))
EXPIRING = ShopifyCredentials(
    client_id=CLIENT,
    client_secret=SecretStr(SECRET),
    access_token=SecretStr("shpat_old"),
    refresh_token=SecretStr("shprt_double_0"),
    expires_at=NOW - timedelta(minutes=1),
)


def once(*answers: tuple[int, object, dict[str, str]]):
    """Return a fault that gives some answers and then no more."""
    left = list(answers)

    def fault(request: Request) -> Answer | None:
        if not left or "graphql" not in request.url:
            return None
        status, body, headers = left.pop(0)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return Answer(request.url, status, headers, content)

    return fault


def error(code: str, said: str = "no") -> dict[str, object]:
    return {"errors": [{"message": said, "extensions": {"code": code}}]}


async def test_a_small_bucket_is_never_drained_and_everything_is_read() -> None:
    double = filled(NOW, 60)
    double.desk.bucket = replace(double.desk.bucket, most=1000.0, restore=50.0, level=1000.0)
    assert len(await records(connected(double, bulk=False), Resource.PRODUCTS)) == 60
    assert double.desk.throttled == 0
    assert sum(double.hours.slept) > 1


async def test_throttled_with_status_200_is_waited_for_by_what_the_reply_says() -> None:
    double = filled(NOW)
    double.desk.bucket = replace(double.desk.bucket, level=0.0, restore=100.0)
    double.desk.throttle = 3
    assert len(await records(connected(double), Resource.PRODUCTS)) == 12
    assert 3 <= len(double.hours.slept) <= 8


async def test_throttled_for_ever_is_given_up() -> None:
    double = filled(NOW)
    double.desk.throttle = 10_000
    with pytest.raises(RetryLater):
        await read(connected(double), Resource.PRODUCTS)
    assert len(double.asked) < 20


async def test_429_is_waited_for_though_its_seconds_have_decimals() -> None:
    double = filled(NOW)
    double.faults = [once((429, {"errors": "Too many"}, {"retry-after": "2.0"}))]
    assert len(await records(connected(double), Resource.PRODUCTS)) == 12
    assert max(double.hours.slept) >= 2.0


async def test_the_bucket_is_what_the_reply_says_and_nothing_is_assumed() -> None:
    double = filled(NOW)
    bucket = Bucket(double.hours.timing)
    await bucket.take(500)
    assert double.hours.slept == []
    bucket.learn({"maximumAvailable": 20_000.0, "currentlyAvailable": 100, "restoreRate": 1000.0})
    await bucket.take(600)
    assert double.hours.slept == [0.501]


async def test_a_query_that_is_too_dear_asks_for_less() -> None:
    double = filled(NOW, 30)
    double.desk.dearest = 150.0
    assert len(await records(connected(double, bulk=False), Resource.PRODUCTS)) == 30
    double.desk.dearest = 5.0
    with pytest.raises(BrokenData):
        await records(connected(double, bulk=False), Resource.PRODUCTS)


async def test_an_answer_that_is_too_large_is_asked_for_in_smaller_parts() -> None:
    double = filled(NOW, 30)
    for product in double.shop.all("Product"):
        product["description"] = "x" * 10_000
    whole = double._sent

    def bounded(request: Request) -> Answer:
        answer = whole(request)
        if len(answer.body) > 60_000:
            raise BrokenData("The answer has more than 60,000 bytes.")
        return answer

    double._sent = bounded  # type: ignore[method-assign]
    assert len(await records(connected(double, bulk=False), Resource.PRODUCTS)) == 30
    double.shop.all("Product")[7]["description"] = "x" * 100_000
    with pytest.raises(BrokenData):
        await records(connected(double, bulk=False), Resource.PRODUCTS)


async def test_pages_grow_to_what_a_query_may_cost() -> None:
    double = filled(NOW, 130)
    await records(connected(double, bulk=False), Resource.PRICES)
    sizes = [json.loads(each.body)["variables"].get("first") for each in double.asked if each.body]
    assert max(size for size in sizes if size) == 250


async def test_a_version_that_is_gone_is_told() -> None:
    double = filled(NOW)
    connector = connected(double, version="2024-10")
    checked = await connector.check()
    assert any("2024-10" in said and "2025-10" in said for said in checked.warnings)
    assert not (await connected(double, version="2026-10").check()).warnings


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((401, {"errors": "[API] Invalid API key"}, {}), FixCredentials),
        ((403, {"errors": "[API] Non-expiring access tokens are no longer accepted"}, {}), FixCredentials),
        ((200, {"errors": "[API] Non-expiring access tokens are no longer accepted"}, {}), FixCredentials),
        ((402, {"errors": "Payment required"}, {}), ShopRefused),
        ((403, {"errors": "Forbidden"}, {}), ShopRefused),
        ((404, {"errors": "Not Found"}, {}), ShopNotFound),
        ((200, b"<html>Opening soon</html>", {"content-type": "text/html"}), BrokenData),
        ((200, error("SHOP_INACTIVE"), {}), ShopRefused),
        ((200, error("undefinedField", "Field 'x' doesn't exist"), {}), BrokenData),
        ((200, {"errors": "something"}, {}), BrokenData),
        ((200, {"data": {"shop": None}}, {}), BrokenData),
    ],
)
async def test_every_no_becomes_one_of_few_kinds(answer, kind) -> None:
    double = filled(NOW)
    double.faults = [once(answer)]
    with pytest.raises(kind) as raised:
        await connected(double).check()
    assert LASTING not in raised.value.detail


async def test_a_fault_of_shopifys_own_is_tried_again_a_few_times() -> None:
    double = filled(NOW)
    double.faults = [once((200, error("INTERNAL_SERVER_ERROR"), {}), (502, {}, {}))]
    assert (await connected(double).check()).shop == "Anchor"
    double.faults = [once(*[(200, error("INTERNAL_SERVER_ERROR"), {})] * 50)]
    with pytest.raises(RetryLater):
        await connected(double).check()


async def test_a_client_id_and_secret_get_a_token_for_a_day() -> None:
    double = filled(NOW)
    safe = Safe(OURS)
    connector = connected(double, OURS, safe)
    await connector.check()
    assert len(safe.kept) == 1
    assert safe.held.expires_at is not None
    assert timedelta(hours=23) < safe.held.expires_at - double.now() <= timedelta(hours=24)
    double.hours.seconds += 24 * 3600 - 60  # renewed a little before it ends
    await connector.check()
    assert len(safe.kept) == 2


async def test_a_refresh_token_that_rotates_is_kept_before_it_is_used() -> None:
    double = filled(NOW)
    safe = Safe(EXPIRING)
    await connected(double, EXPIRING, safe).check()
    assert [each.refresh_token.get_secret_value() for each in safe.kept if each.refresh_token] == [
        "shprt_double_1"
    ]
    double.hours.seconds += 3600
    await connected(double, safe.held, safe).check()
    assert safe.held.refresh_token is not None
    assert safe.held.refresh_token.get_secret_value() == "shprt_double_2"
    with pytest.raises(FixCredentials):
        await connected(double, EXPIRING, safe).check()  # the first refresh token is spent


async def test_a_token_that_ends_early_is_replaced_once() -> None:
    double = filled(NOW)
    safe = Safe(OURS)
    connector = connected(double, OURS, safe)
    await connector.check()
    double.office.ends.clear()
    await connector.check()
    assert len(safe.kept) == 2
    double.office.knows = lambda token: False  # type: ignore[method-assign]
    with pytest.raises(FixCredentials):
        await connector.check()
    assert len(safe.kept) == 3


async def test_many_requests_renew_a_token_once() -> None:
    double = filled(NOW)
    safe = Safe(OURS)
    connector = connected(double, OURS, safe)
    await asyncio.gather(*(connector.check() for _ in range(8)))
    assert len(safe.kept) == 1
    double.office.ends.clear()  # all of them are refused with the same token
    refused = [asyncio.create_task(connector.check()) for _ in range(8)]
    await asyncio.gather(*refused)
    assert len(safe.kept) == 2


async def test_a_token_that_another_connection_renewed_is_used() -> None:
    double = filled(NOW)
    double.office.ends["shpat_of_the_other"] = NOW + timedelta(hours=1)
    newer = EXPIRING.model_copy(
        update={
            "access_token": SecretStr("shpat_of_the_other"),
            "expires_at": NOW + timedelta(hours=1),
        }
    )

    @asynccontextmanager
    async def renewing():
        yield newer

    safe = Safe(EXPIRING)
    setup = Setup(
        ShopifyOptions(shop="anchor-test"),
        EXPIRING,
        double,
        QUICK,
        now=double.now,
        keep_credentials=safe.keep,
        renewing=renewing,
        timing=double.hours.timing,
    )
    await SHOPIFY.open(setup).check()
    assert safe.kept == []
    assert double.office.given == 0


@pytest.mark.parametrize(
    ("said", "shop"),
    [
        ("anchor-test", "anchor-test.myshopify.com"),
        ("Anchor-Test.myshopify.com", "anchor-test.myshopify.com"),
        ("https://anchor-test.myshopify.com/admin", "anchor-test.myshopify.com"),
        ("https://admin.shopify.com/store/anchor-test/products", "anchor-test.myshopify.com"),
    ],
)
def test_a_shop_is_named_in_many_ways(said: str, shop: str) -> None:
    assert ShopifyOptions(shop=said).shop == shop


@pytest.mark.parametrize(
    "said",
    [
        "evil.example",
        "anchor.myshopify.com.evil.example",
        "evil.example/.myshopify.com",
        "anchor@evil.example",
        "a b",
        "",
        "anchor.myshopify.com:8080",
        "http://anchor.myshopify.com",
        "anchor.myshopify.com\n.evil.example",
    ],
)
def test_the_token_goes_to_no_other_host(said: str) -> None:
    with pytest.raises(ValidationError):
        ShopifyOptions(shop=said)


@pytest.mark.parametrize(
    "given", [{}, {"client_id": "a"}, {"client_secret": "b"}, {"access_token": "a", "refresh_token": "b"}]
)
def test_credentials_that_cannot_work_are_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        ShopifyCredentials.model_validate(given)


async def test_the_shop_is_known_by_its_page() -> None:
    double = filled(NOW)
    for address in ("https://anchor-test.myshopify.com", "https://anchor-test.myshopify.com/products"):
        found = await SHOPIFY.detect(address, double)
        assert found is not None
        assert (found.kind, found.options) == ("shopify", {"shop": "anchor-test.myshopify.com"})
        assert found.certainty > 0.9


@pytest.mark.parametrize(
    ("headers", "page", "certainty", "shop"),
    [
        ({"x-shopid": "1"}, "", 0.99, None),
        ({"powered-by": "Shopify"}, "", 0.95, None),
        ({}, "<script>Shopify.shop = 'lamps.myshopify.com'</script>", 0.95, "lamps.myshopify.com"),
        ({}, '<link href="/cdn/shop/t/1/theme.css">', 0.7, None),
        ({}, "<p>We moved away from Shopify</p>", None, None),
    ],
)
async def test_signs_of_shopify_are_weighed(headers, page, certainty, shop) -> None:
    class Shown:
        async def send(self, request: Request) -> Answer:
            return Answer(request.url, 200, headers, page.encode())

    found = await SHOPIFY.detect("https://lamps.example/", Shown())  # type: ignore[arg-type]
    assert (found.certainty if found else None) == certainty
    assert not found or found.options.get("shop") == shop


async def test_the_token_stays_out_of_what_is_written() -> None:
    double = filled(NOW)
    await connected(double).check()
    for credentials in (LASTS, OURS, EXPIRING):
        assert SECRET not in repr(credentials)
        assert LASTING not in repr(credentials)
    assert all(LASTING not in repr(request) for request in double.asked)
