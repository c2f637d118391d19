"""However a shop's pages follow each other, every item is read once, and what never ends is told."""

from dataclasses import replace

import pytest
from made_api import BASE, PAGED, MadeApi, configuration, thing
from recorded_shop import reply
from worlds import NOW, opened, world_of

from aisle.adapters.connectors.api import KIND
from aisle.adapters.connectors.api.options import ApiOptions
from aisle.sources.errors import BrokenData
from aisle.sources.records import Resource


def shop(way="offset", outside=None, **other):
    options = ApiOptions(address=BASE, configuration=configuration(way, **other))
    return opened(KIND, replace(world_of("api"), options=options), outside or MadeApi())


async def read(connector, mark=None, cursor=None):
    return [page async for page in connector.pages(Resource.PRODUCTS, mark, cursor)]


def numbers(pages):
    return [int(record.id) for page in pages for record in page.records]


@pytest.mark.parametrize("way", PAGED)
async def test_each_way_of_paging_reads_everything_once(way):
    assert numbers(await read(shop(way))) == list(range(1, 26))


@pytest.mark.parametrize("way", PAGED)
async def test_each_way_of_paging_goes_on_where_it_was_stopped(way):
    pages = await read(shop(way))
    rest = await read(shop(way), cursor=pages[0].cursor)
    assert numbers(rest) == numbers(pages[1:])
    assert rest[-1].mark == pages[-1].mark


async def test_a_server_that_gives_fewer_than_asked_for_loses_nothing():
    outside = MadeApi(most=3)
    assert numbers(await read(shop("offset", outside))) == list(range(1, 26))


async def test_a_total_spares_the_request_for_an_empty_page():
    outside = MadeApi()
    pages = await read(shop("offset", outside))
    assert (len(outside.asked), pages[0].total) == (3, 25)


@pytest.mark.parametrize("way", ["numbered", "offset"])
async def test_a_shop_that_repeats_a_page_for_ever_is_told(way):
    def same(request):
        items = [thing(1), thing(2)]
        return reply(request, items if way == "numbered" else {"data": {"items": items, "all": 99}})

    outside = MadeApi(script=[same])
    with pytest.raises(BrokenData, match="parameters of paging"):
        await read(shop(way, outside))
    assert len(outside.asked) == 2


@pytest.mark.parametrize("way", ["cursor", "linked", "named"])
async def test_a_next_page_that_is_this_one_is_told(way):
    """Each page holds other items, so that only the place tells."""
    asked = []

    def stuck(request):
        asked.append(request)
        items = [thing(len(asked))]
        body = {"items": items, "page": {"after": "x", "more": True}, "next": "/api/named?skip=1"}
        link = f'<{BASE}/linked?skip=1>; rel="next"'
        return reply(request, items if way == "linked" else body, link=link)

    with pytest.raises(BrokenData, match="this one again"):
        await read(shop(way, MadeApi(script=[stuck])))


@pytest.mark.parametrize(
    "place", ["https://evil.example/things", "http://kiosk.example/api/linked", "//evil.example/x"]
)
@pytest.mark.parametrize("way", ["linked", "named"])
async def test_a_next_page_at_another_shop_is_not_asked(way, place):
    def elsewhere(request):
        body = [thing(1)] if way == "linked" else {"items": [thing(1)], "next": place}
        return reply(request, body, link=f"<{place}>; rel=next")

    outside = MadeApi(script=[elsewhere])
    with pytest.raises(BrokenData, match="another address"):
        await read(shop(way, outside))
    assert len(outside.asked) == 1


async def test_changes_are_asked_for_since_the_mark_with_overlap_by_the_shops_clock():
    outside = MadeApi()
    whole = await read(shop("offset", outside))
    assert whole[-1].mark == "2026-11-21T09:30:00+00:00"
    await read(shop("offset", outside), mark="2026-11-10T00:01:00+00:00")
    assert "since=2026-11-10T00%3A00%3A00Z" in outside.asked[-1].url
    assert "since" not in outside.asked[0].url


async def test_a_shop_without_a_clock_is_read_by_ours():
    assert (await read(shop("cursor")))[-1].mark == NOW.isoformat()


@pytest.mark.parametrize(
    ("form", "zone", "sent"),
    [
        ("seconds", "UTC", "1793491200"),
        ("milliseconds", "UTC", "1793491200000"),
        ("%d.%m.%Y %H:%M", "Asia/Kolkata", "01.11.2026+05%3A30"),
        ("iso-milliseconds", "UTC", "2026-11-01T00%3A00%3A00.000Z"),
    ],
)
async def test_marks_are_written_as_the_shop_reads_them(form, zone, sent):
    def empty(request):
        return reply(request, {"data": {"items": [], "all": 0}})

    outside = MadeApi(script=[empty])
    delta = {"add": {"query": {"since": "{since}"}}, "format": form, "zone": zone, "overlap_seconds": 0}
    await read(shop("offset", outside, delta=delta), mark="2026-11-01T00:00:00+00:00")
    assert f"since={sent}" in outside.asked[0].url


async def test_a_key_in_the_address_is_not_kept_with_the_place():
    auth = {"kind": "key", "place": "query", "name": "key"}
    outside = MadeApi(allowed=lambda request: "key=right" in request.url)
    world = world_of("api")
    options = ApiOptions(address=BASE, configuration=configuration("linked", auth))
    given = type(world.credentials)(token="right")
    pages = await read(opened(KIND, replace(world, options=options, credentials=given), outside))
    assert numbers(pages) == list(range(1, 26))
    assert all("right" not in (page.cursor or "") for page in pages)


async def test_further_requests_fill_in_what_a_list_leaves_out():
    more = {"places": {"request": {"path": "/things/{item.no}/stock"}, "value": "stock"}}
    record = {"id": "no", "handle": "label", "title": "label", "attributes": "pairs(places, place, text(n))"}
    (first, *_), *_ = [page.records for page in await read(shop("offset", more=more, record=record))]
    assert first.attributes == {"A": "2", "B": "1"}
