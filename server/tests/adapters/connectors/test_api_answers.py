"""What a shop answers means what its configuration says, whatever status it comes with."""

from dataclasses import replace

import pytest
from made_api import BASE, MadeApi, configuration, thing
from recorded_shop import Hours, reply
from worlds import opened, setup, world_of

from aisle.adapters.connectors.api import KIND
from aisle.adapters.connectors.api.options import ApiOptions
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopNotFound, ShopRefused
from aisle.sources.ports import Broken, page_of
from aisle.sources.records import Resource


def shop(answer, errors=(), **other):
    whole = {**configuration(), "errors": list(errors), **other}
    options = ApiOptions(address=BASE, configuration=whole)
    outside = MadeApi(script=[answer])
    return opened(KIND, replace(world_of("api"), options=options), outside), outside


async def read(connector):
    return [page async for page in connector.pages(Resource.PRODUCTS, None, None)]


MEANINGS = [
    {"where": "body.fault.kind == 'login'", "means": "credentials", "says": "body.fault.text"},
    {"where": "body.fault.kind == 'busy'", "means": "retry", "retry_after": "body.fault.wait"},
    {"where": "body.fault.kind == 'scope'", "means": "refused"},
    {"where": "body.fault.kind == 'gone'", "means": "not_found"},
    {"where": "body.fault.kind == 'warning'", "means": "nothing"},
    {"where": "status == 200 and body.fault", "means": "broken", "says": "body.fault.text"},
]


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("login", FixCredentials),
        ("busy", RetryLater),
        ("scope", ShopRefused),
        ("gone", ShopNotFound),
        ("x", BrokenData),
    ],
)
async def test_an_error_in_a_good_status_is_an_error(kind, error):
    fault = {"fault": {"kind": kind, "text": "So it is.", "wait": 7}, "data": {"items": [thing(1)], "all": 1}}
    connector, outside = shop(lambda request: reply(request, fault), MEANINGS)
    with pytest.raises(error) as caught:
        await read(connector)
    assert len(outside.asked) == (4 if error is RetryLater else 1)
    assert error is not FixCredentials or "So it is." in caught.value.detail


async def test_what_means_nothing_is_read_on():
    fault = {"fault": {"kind": "warning"}, "data": {"items": [thing(1)], "all": 1}}
    connector, _ = shop(lambda request: reply(request, fault), MEANINGS)
    assert [record.id for page in await read(connector) for record in page.records] == ["1"]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("UNAUTHENTICATED", FixCredentials),
        ("FORBIDDEN", ShopRefused),
        ("THROTTLED", RetryLater),
        (None, BrokenData),
    ],
)
async def test_errors_of_graphql_are_known_without_being_described(code, error):
    body = {
        "errors": [{"message": "No.", "extensions": {"code": code}}],
        "data": {"items": [thing(1)], "all": 1},
    }
    connector, _ = shop(lambda request: reply(request, body))
    with pytest.raises(error):
        await read(connector)


async def test_part_of_the_data_beside_errors_is_not_taken_for_all_of_it():
    """One bad value in one row empties a whole branch at some servers, with 200."""
    body = {"errors": [{"message": "Enum has no value"}], "data": {"items": None}}
    connector, _ = shop(lambda request: reply(request, body))
    with pytest.raises(BrokenData, match="Enum has no value"):
        await read(connector)


@pytest.mark.parametrize(
    "body", [b"<html>Welcome</html>", b'{"data": {"things": []}}', b'{"data": {"items": 7}}', b"7"]
)
async def test_an_answer_without_the_list_is_not_an_empty_one(body):
    connector, _ = shop(lambda request: reply(request, body))
    try:
        pages = await read(connector)
    except BrokenData:
        return
    assert [one.reason for page in pages for one in page.broken], pages


async def test_an_empty_answer_is_an_empty_list():
    connector, _ = shop(lambda request: reply(request, None, 204))
    assert [list(page.records) for page in await read(connector)] == [[]]


async def test_a_shop_with_nothing_left_is_given_rest_before_it_refuses():
    def low(request):
        body = {"data": {"items": [thing(len(outside.asked))], "all": 2}}
        return reply(request, body, x_ratelimit_remaining="0", x_ratelimit_reset="12")

    hours = Hours()
    outside = MadeApi(script=[low])
    world = world_of("api")
    options = ApiOptions(address=BASE, configuration=configuration())
    await read(KIND.open(setup(options, world.credentials, outside, timing=hours.timing)))
    assert 12.0 in [round(slept, 3) for slept in hours.slept]


async def test_an_items_faults_stop_no_other_item():
    items = [
        thing(1),
        thing(2, cents="free"),
        thing(3, money="E"),
        thing(4, label=None),
        thing(5, left=None),
        thing(6, changed="last week"),
        None,
        7,
        thing(8, no="a/ü 🧦", left=-3, money="kwd", cents=12345),
    ]
    connector, _ = shop(lambda request: reply(request, {"data": {"items": items, "all": 9}}))
    (page,) = await read(connector)
    assert [record.id for record in page.records] == ["1", "5", "a/ü 🧦"]
    odd = page.records[2].variants[0]
    assert (odd.stock, str(odd.price.amount), odd.price.currency) == (-3, "12.345", "KWD")
    assert page.records[1].variants[0].stock is None
    assert [(one.id, one.field) for one in page.broken][:4] == [
        (None, "variants[*].price"),
        (None, "variants[*].price"),
        ("4", "handle"),
        ("6", "updated_at"),
    ]


async def test_ids_are_put_into_addresses_whole():
    connector, outside = shop(lambda request: None)
    assert await connector.fetch(Resource.PRODUCTS, ["../admin?x=1", "3"]) != []
    assert outside.asked[0].url == f"{BASE}/things/..%2Fadmin%3Fx%3D1"


@pytest.mark.parametrize("broken", [thing(2, label=None), thing(2, cents="free")], ids=["field", "id unread"])
async def test_one_broken_record_that_is_read_again_keeps_no_other(broken):
    """It goes into quarantine and is not taken for gone."""

    def second(request):
        return reply(request, {"thing": broken}) if request.url.endswith("/things/2") else None

    connector, _ = shop(second)
    found = await connector.fetch(Resource.PRODUCTS, ["1", "2", "3", "nowhere"])
    assert [one.id for one in found if not isinstance(one, Broken)] == ["1", "3"]
    assert [(one.id, one.raw) for one in found if isinstance(one, Broken)] == [("2", broken)]
    assert page_of(found, ["1", "2", "3", "nowhere"]).removed == ["nowhere"]


async def test_records_that_are_picked_out_of_all_are_told_with_those_that_are_broken():
    items = [thing(1), thing(2, label=None), thing(3)]
    resources = {name: {**one, "one": None} for name, one in configuration()["resources"].items()}
    connector, _ = shop(
        lambda request: reply(request, {"data": {"items": items, "all": 3}}), resources=resources
    )
    found = await connector.fetch(Resource.PRODUCTS, ["2", "3"])
    assert {one.id: isinstance(one, Broken) for one in found} == {"2": True, "3": False}
