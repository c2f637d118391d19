"""A site is copied exactly: every page that is one, none that is a trap, and afterwards only what changed."""

import pytest
from trapped_site import INJECTION, Site, SiteOutside
from website_reading import Copy, connector, options

from aisle.adapters.connectors.website import traps
from aisle.sources.errors import RetryLater

ORIGIN = "https://shop.example"


@pytest.fixture(autouse=True)
def _few_filters(monkeypatch) -> None:
    monkeypatch.setattr(traps, "MOST_QUERIED", 50)  # so that the trap of filters ends soon


async def read(site: Site, copy: Copy, **given) -> Copy:
    one = connector(SiteOutside(site), options(ORIGIN, **given))
    await copy.read(one)
    await one.close()
    return copy


async def test_index_equals_the_site_after_one_cycle() -> None:
    site = Site()
    copy = await read(site, Copy())
    assert copy.paths == site.expected
    assert len(copy.products) == site.products


async def test_each_page_is_asked_once_for_documents_and_products_together() -> None:
    site = Site()
    await read(site, Copy())
    asked = [path for path, _ in site.asked if path.startswith(("/p/bag-", "/help/"))]
    assert len(asked) == len(set(asked))


async def test_second_cycle_fetches_only_changes() -> None:
    site = Site()
    copy = await read(site, Copy())
    site.change("/help/3", "Now with a new sentence.")
    site.sheets["/p/bag-2"].body = site.product(2, "99.50")
    del site.sheets["/help/4"]  # answers as every missing page does: with 200
    site.sheets["/help/5"].status = 404
    site.sheets["/help/new"] = type(site.sheets["/help"])(
        b"<html lang=en><title>New</title><main>A new page, and what it says is new as well, as the site map tells.</main></html>"
    )
    site.listed.append("/help/new")
    site.write_map()
    site.asked.clear()
    await read(site, copy)
    fetched = {
        path
        for path, status in site.asked
        if status == 200 and site.sheets.get(path) and site.sheets[path].indexed
    }
    assert fetched == {"/help/3", "/p/bag-2", "/help/new"}
    assert copy.paths == site.expected
    assert f"{ORIGIN}/help/4" not in copy.documents
    assert copy.changed == {"/help/3", "/help/new"}  # the price stands in the data alone
    assert str(copy.products[f"{ORIGIN}/p/bag-2"].variants[0].price.amount) == "99.50"


async def test_unchanged_site_gives_nothing() -> None:
    site = Site(products=5, articles=5)
    copy = await read(site, Copy())
    await read(site, copy)
    assert (copy.changed, copy.gone) == (set(), set())


async def test_page_that_only_looks_different_is_no_change() -> None:
    site = Site(products=5, articles=5)
    copy = await read(site, Copy())
    for sheet in site.sheets.values():
        sheet.body = sheet.body.replace(b"</head>", b"<meta name=token content=abc></head>")
    await read(site, copy)
    assert copy.changed == set()


async def test_stopped_crawl_goes_on_and_ends_the_same() -> None:
    whole, parts = Copy(), Copy()
    await read(Site(), whole)
    site = Site()
    for _ in range(30):
        one = connector(SiteOutside(site), options(ORIGIN))
        done = await parts.read(one, most_pages=1)
        await one.close()
        if done:
            break
    assert parts.documents == whole.documents
    assert parts.products == whole.products


async def test_traps_are_told_and_have_an_end() -> None:
    site = Site()
    copy = await read(site, Copy())
    assert sum(path.startswith("/calendar") for path, _ in site.asked) <= 42
    assert sum(path.startswith("/nest") for path, _ in site.asked) <= 3
    assert sum(path.startswith("/table") for path, _ in site.asked) <= 104
    said = {broken.id.removeprefix(ORIGIN): broken for broken in copy.broken if broken.id}
    for path in ("/members", "/account-area", "/forbidden"):
        assert said[path].field == "access"
    for path in ("/bomb", "/drip", "/huge", "/half", "/stumbling"):
        assert said[path].reason
    assert not any(path.startswith(("/private/", "/list?order", "/picture")) for path, _ in site.asked)


async def test_orders_in_a_page_are_kept_as_its_words() -> None:
    copy = await read(Site(products=1, articles=1), Copy())
    record = copy.documents[f"{ORIGIN}/p/bag-0"]
    assert INJECTION.encode() in record.content
    assert record.about_products == ("bag-0",)


async def test_languages_are_those_that_pages_say() -> None:
    copy = await read(Site(products=1, articles=1), Copy())
    said = {path: copy.documents[ORIGIN + path].language for path in ("/de/hilfe", "/fr/aide", "/help")}
    assert said == {"/de/hilfe": "de", "/fr/aide": "fr", "/help": "en"}


async def test_only_what_is_in_scope_is_asked() -> None:
    site = Site()
    copy = await read(site, Copy(), include=["/help*"], exclude=["/help/1*"])
    wanted = {path for path in site.expected if path.startswith("/help") and not path.startswith("/help/1")}
    assert copy.paths == wanted - {"/help/en"}  # a page out of scope is the only one that leads there
    assert {path for path, _ in site.asked if path.startswith("/p/")} == set()


@pytest.mark.parametrize(("depth", "deepest"), [(0, {"/"}), (1, {"/", "/help", "/trapdoors", "/c/0"})])
async def test_links_are_followed_so_far_and_no_further(depth, deepest) -> None:
    site = Site(products=3, articles=3)
    site.sheets["/robots.txt"].body = b""
    site.sheets["/"].body = site.sheets["/"].body.replace(b"alternate", b"other")
    site.sheets["/sitemap.xml"] = type(site.sheets["/"])(b"", status=404)
    copy = await read(site, Copy(), depth=depth)
    assert copy.paths == deepest


async def test_no_more_addresses_than_allowed() -> None:
    site = Site()
    copy = await read(site, Copy(), most_pages=10)
    assert len(copy.documents) <= 10
    assert any(broken.field == "most_pages" for broken in copy.broken)


async def test_site_in_trouble_is_not_taken_for_an_empty_one() -> None:
    site = Site(products=5, articles=20)
    copy = await read(site, Copy())
    before = dict(copy.documents)
    for path, sheet in site.sheets.items():
        if path != "/robots.txt":
            sheet.status = 503
    with pytest.raises(RetryLater):
        await read(site, copy)
    assert copy.documents == before
    site.sheets["/robots.txt"].status = 500
    with pytest.raises(RetryLater):
        await read(site, copy)


async def test_page_that_is_away_for_once_stays() -> None:
    site = Site(products=5, articles=5)
    copy = await read(site, Copy())
    site.sheets["/help/1"].status = 503
    await read(site, copy)
    assert "/help/1" in copy.paths


async def test_slow_sites_are_asked_slowly() -> None:
    site = Site(products=2, articles=2)
    site.sheets["/robots.txt"].body = b"User-agent: aisle\nCrawl-delay: 2\nDisallow: /trapdoors\n"
    one = connector(SiteOutside(site), options(ORIGIN))
    await Copy().read(one)
    asked = len([path for path, _ in site.asked])
    assert one.hours.seconds >= 2 * (asked - 1)


async def test_pages_are_read_by_the_sandbox_alone() -> None:
    site = Site(products=1, articles=1)
    one = connector(SiteOutside(site), options(ORIGIN), convert=None)
    copy = Copy()
    await copy.read(one)
    assert {path for path in copy.paths if not path.endswith(".pdf")} == set()
