"""Feeds of every form become the same products, are read only when they changed, and what they drop is gone."""

import gzip
import io
import json
from decimal import Decimal

import pytest
import xlsxwriter
from recorded_shop import reply
from website_reading import in_process
from world_of_feed import GOOGLE, FeedShop, google_feed
from worlds import setup

from aisle.adapters.connectors.feeds import FEED
from aisle.adapters.connectors.feeds.options import FeedCredentials, FeedOptions
from aisle.sources.errors import BrokenData, FixCredentials
from aisle.sources.ports import offered
from aisle.sources.records import Amount, Resource

ADDRESS = "https://shop.example/feed"
HEADER = ["id", "item_group_id", "title", "link", "color", "price", "availability", "gtin", "mpn"]
ROWS = [
    ["B-1", "G", "Bag", "https://shop.example/p/g", "red", "10.50 EUR", "in_stock", "4006381333931", "M1"],
    ["B-2", "G", "Bag", "https://shop.example/p/g", "blue", "11.50 EUR", "out_of_stock", "", "M1"],
    ["B-3", "", "Belt", "https://shop.example/p/3", "", "0.995 KWD", "preorder", "", ""],
]


def opened(shop, credentials=None, **given):
    options = FeedOptions(address=ADDRESS, **given)
    tools = {"convert": in_process, "currency": "GBP"}  # the store's
    return FEED.open(setup(options, credentials or FeedCredentials(), shop, **tools))


async def read(shop, resource=Resource.PRODUCTS, mark=None, **given):
    pages = [page async for page in opened(shop, **given).pages(resource, mark, None)]
    return [record for page in pages for record in page.records], pages[-1]


def delimited(mark: str) -> bytes:
    return "\n".join(mark.join(row) for row in [HEADER, *ROWS]).encode()


def google() -> bytes:
    items = "".join(
        f"<item>{''.join(f'<g:{name}>{value}</g:{name}>' for name, value in zip(HEADER, row, strict=True) if value)}</item>"
        for row in ROWS
    )
    return f'<rss xmlns:g="{GOOGLE}"><channel>{items}</channel></rss>'.encode()


def atom() -> bytes:
    entries = "".join(
        f"<entry>{''.join(f'<g:{name}>{value}</g:{name}>' for name, value in zip(HEADER, row, strict=True) if value and name != 'link')}<link href='{row[3]}'/></entry>"
        for row in ROWS
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="{GOOGLE}">{entries}</feed>'.encode()


def assistants() -> bytes:
    """The feed that assistants read, one object a line."""
    lines = [
        {
            "item_id": row[0],
            "group_id": row[1] or None,
            "title": row[2],
            "url": row[3],
            "variant_dict": {"color": row[4]} if row[4] else None,
            "price": row[5],
            "availability": {"preorder": "pre_order"}.get(row[6], row[6]),
            "gtin": row[7],
            "mpn": row[8],
            "is_eligible_search": True,
        }
        for row in ROWS
    ]
    return "\n".join(json.dumps(line) for line in lines).encode()


def workbook() -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet()
    for place, row in enumerate([HEADER, *ROWS]):
        sheet.write_row(place, 0, row)
    book.close()
    return data.getvalue()


FORMS = {
    "csv": lambda: delimited(","),
    "tsv": lambda: delimited("\t"),
    "packed": lambda: gzip.compress(delimited("\t")),
    "xlsx": workbook,
    "google": google,
    "atom": atom,
    "assistants": assistants,
}


@pytest.mark.parametrize("form", FORMS)
async def test_every_form_gives_the_same_products(form) -> None:
    records, last = await read(FeedShop(FORMS[form]()))
    bag, belt = records = sorted(records, key=lambda one: one.title)
    assert [(one.id, one.title, one.url) for one in records] == [
        ("G", "Bag", "https://shop.example/p/g"),
        ("B-3", "Belt", "https://shop.example/p/3"),
    ]
    assert [(one.sku, one.price, one.availability) for one in bag.variants] == [
        ("B-1", Amount(Decimal("10.50"), "EUR"), "in_stock"),
        ("B-2", Amount(Decimal("11.50"), "EUR"), "out_of_stock"),
    ]
    assert [list(one.options.values()) for one in bag.variants] == [["red"], ["blue"]]
    assert bag.variants[0].barcode == "4006381333931"
    assert (belt.variants[0].price, belt.variants[0].availability) == (
        Amount(Decimal("0.995"), "KWD"),
        "preorder",
    )
    assert last.broken == []


async def test_nested_and_shop_exports_are_read_as_imports_are() -> None:
    nested = json.dumps(
        [{"title": "Bag", "handle": "bag", "variants": [{"sku": "1", "price": "5", "currency": "EUR"}]}]
    ).encode()
    (bag,), _ = await read(FeedShop(nested))
    assert (bag.handle, bag.variants[0].sku, bag.variants[0].price) == (
        "bag",
        "1",
        Amount(Decimal("5.00"), "EUR"),
    )


async def test_unchanged_feed_is_not_read_again() -> None:
    shop = FeedShop(google())
    _, last = await read(shop)
    again, page = await read(shop, mark=last.mark)
    assert (again, page.mark, page.removed) == ([], last.mark, ())


async def test_what_a_feed_drops_is_gone() -> None:
    shop = FeedShop(delimited(","))
    _, last = await read(shop)
    shop.feed = b"\n".join(delimited(",").split(b"\n")[:3])
    records, page = await read(shop, mark=last.mark)
    assert ([one.id for one in records], list(page.removed)) == (["G"], ["B-3"])


@pytest.mark.parametrize(
    "feed",
    [
        b"id,title\n",
        b"sku,title\n1,\n2,\n",
        b"",
        b"<html><body>Sign in</body></html>",
        b"%PDF-1.4",
        b"\x1f\x8bbroken",
        b"<rss><channel></channel></rss>",
        b"<rss><channel><item>",
    ],
)
async def test_feed_that_is_none_takes_nothing_away(feed) -> None:
    shop = FeedShop(delimited(","))
    _, last = await read(shop)
    shop.feed = feed
    with pytest.raises(BrokenData):
        await read(shop, mark=last.mark)


async def test_packed_bomb_is_refused() -> None:
    bomb = gzip.compress(b"id,title\n" + b"1,a\n" * 2**20)
    with pytest.raises(BrokenData, match="unpacks"):
        await read(FeedShop(bomb), most_bytes=2**20)


async def test_bad_rows_are_told_and_others_read() -> None:
    feed = (
        delimited(",")
        + b"\nB-4,,,https://shop.example/p/4,,5 EUR,in_stock,,\nB-5,,Hat,https://shop.example/p/5,,cheap,in_stock,,"
    )
    records, last = await read(FeedShop(feed))
    assert sorted(one.id for one in records) == ["B-3", "G"]
    assert len(last.broken) == 2
    assert "Line 5" in last.broken[0].reason


async def test_stock_and_prices_have_feeds_of_their_own() -> None:
    shop = FeedShop(b"sku;stock;price\nB-1;7;10,50\nB-2;-2;11,50\n;3;1\nB-9;;\n")
    given = {"covers": "stock_and_prices", "currency": "EUR"}
    stock, _ = await read(shop, Resource.STOCK, **given)
    prices, _ = await read(shop, Resource.PRICES, **given)
    assert [(one.id, one.quantity) for one in stock] == [("B-1", 7), ("B-2", -2)]
    assert [(one.id, one.price) for one in prices] == [
        ("B-1", Amount(Decimal("10.50"), "EUR")),
        ("B-2", Amount(Decimal("11.50"), "EUR")),
    ]
    assert set(offered(FEED, FeedOptions(address=ADDRESS, **given))) == {Resource.STOCK, Resource.PRICES}


async def test_prices_that_name_no_currency_are_of_the_store() -> None:
    feed = b"sku,title,price\nB-1,Bag,10.50\n"
    for given, currency in (({}, "GBP"), ({"currency": "EUR"}, "EUR")):
        (bag,), last = await read(FeedShop(feed), **given)
        assert not last.broken
        assert [one.price for one in bag.variants] == [Amount(Decimal("10.50"), currency)]


async def test_columns_are_mapped_by_hand_where_the_guess_is_wrong() -> None:
    (bag,), _ = await read(FeedShop(b"nr,what\n1,Bag\n"), mapping={"title": "what", "sku": "nr"})
    assert (bag.title, bag.handle) == ("Bag", "1")
    with pytest.raises(BrokenData, match="title"):
        await read(FeedShop(b"nr,what\n1,Bag\n"))


async def test_linked_files_belong_to_their_row_and_its_product() -> None:
    shop = FeedShop(google_feed(60))
    documents, last = await read(shop, Resource.DOCUMENTS)
    first = documents[0]
    assert len(documents) == 30
    assert (first.id, first.about_products, first.found_in) == (
        "https://shop.example/manuals/0.pdf",
        ("G-0", "G-10"),
        f"{ADDRESS}#G-0",
    )
    again, page = await read(shop, Resource.DOCUMENTS, mark=last.mark)
    assert (again, page.removed) == ([], ())
    shop.feed = google_feed(15)
    less, page = await read(shop, Resource.DOCUMENTS, mark=last.mark)
    assert len(page.removed) == 15
    assert {one.about_products for one in less} == {(f"G-{n // 3}",) for n in range(15)}


async def test_pages_are_documents_where_a_column_is_said_to_link_them() -> None:
    class Shop(FeedShop):
        async def send(self, request):
            if request.url.endswith("/care"):
                return reply(request, b"<html>Wash cold.</html>", content_type="text/html")
            return await super().send(request)

    feed = b"sku,title,care\n1,Bag,https://shop.example/care\n2,Hat,see https://shop.example/care please\n"
    (page,), _ = await read(Shop(feed), Resource.DOCUMENTS, link_columns=["care"])
    assert (page.name, page.about_products) == ("care.html", ("1", "2"))
    nothing, _ = await read(Shop(feed), Resource.DOCUMENTS)
    assert nothing == []


async def test_dead_links_are_told_and_stop_nothing() -> None:
    feed = (
        b"sku,title,manual\n1,Bag,https://shop.example/gone.pdf\n2,Hat,https://shop.example/manuals/2.pdf\n"
    )
    documents, last = await read(FeedShop(feed), Resource.DOCUMENTS)
    assert [one.id for one in documents] == ["https://shop.example/manuals/2.pdf"]
    assert [(one.id, one.field) for one in last.broken] == [("https://shop.example/gone.pdf", "link")]


async def test_credentials_travel_apart_from_headers() -> None:
    seen = []

    class Closed(FeedShop):
        async def send(self, request):
            seen.append((dict(request.headers), dict(request.credentials)))
            if request.credentials.get("Authorization") != "Basic dTpw":
                return reply(request, status=401)
            return await super().send(request)

    with pytest.raises(FixCredentials):
        await opened(Closed(google())).check()
    good = FeedCredentials(user="u", password="p")
    assert (await opened(Closed(google()), good).check()).shop == "shop.example"
    assert all("Authorization" not in headers for headers, _ in seen)
