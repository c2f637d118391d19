"""The crawler's rules, each by itself: one name for each page, what is in scope, who may read, what is listed, what has no end."""

import gzip
import time

import pytest

from aisle.adapters.connectors.memory import packed
from aisle.adapters.connectors.website.addresses import canonical, join
from aisle.adapters.connectors.website.facts import Facts
from aisle.adapters.connectors.website.likeness import Likeness
from aisle.adapters.connectors.website.places import Found, Place, Places
from aisle.adapters.connectors.website.robots import SLOWEST, robots_of
from aisle.adapters.connectors.website.scope import Scope, fits
from aisle.adapters.connectors.website.sitemaps import listed_in
from aisle.adapters.connectors.website.traps import MOST_DATED, Traps
from aisle.sources.errors import BrokenData, RetryLater
from aisle.sources.ports import Answer

HOME = "https://shop.example"


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("HTTPS://Shop.Example:443", f"{HOME}/"),
        (f"{HOME}/a/./b/../c/#top", f"{HOME}/a/c/"),
        (f"{HOME}/a?b=2&a=1&utm_source=x&PHPSESSID=9&gclid=1", f"{HOME}/a?a=1&b=2"),
        (f"{HOME}/a;jsessionid=0A?x=1", f"{HOME}/a?x=1"),
        (f"{HOME}/%7Euser/%c3%a4 b", f"{HOME}/~user/%C3%A4%20b"),
        (f"{HOME}/ä", f"{HOME}/%C3%A4"),
        (f"{HOME}/a%2Fb", f"{HOME}/a%2Fb"),
        (f"{HOME}/../../etc", f"{HOME}/etc"),
        (f"{HOME}/a?", f"{HOME}/a"),
        (f"{HOME}/x?flag", f"{HOME}/x?flag="),
        ("ftp://shop.example/", None),
        ("https://user@shop.example/", None),
        ("https://", None),
        ("https://shop.example:port/", None),
        (f"{HOME}/{'a' * 2_000}", None),
        ("http://[::1", None),
    ],
)
def test_each_page_has_one_address(written, one) -> None:
    assert canonical(written) == one
    assert one is None or canonical(one) == one


@pytest.mark.parametrize(
    "link", ["#a", "mailto:a@b.example", "tel:1", "javascript:alert(1)", "data:text/html,x", "http://[x"]
)
def test_links_to_no_page_are_none(link) -> None:
    assert join(HOME, link) is None


@pytest.mark.parametrize(
    ("place", "pattern", "yes"),
    [
        ("/help/a", "/help/*", True),
        ("/help", "/help/*", False),
        ("/a/print", "*/print$", True),
        ("/a/print/b", "*/print$", False),
        ("/a", "/a$", True),
        ("/ab", "/a$", False),
        ("/a?x=1&print=1", "*print=1", True),
        ("/aa", "/a*a$", True),
        ("/a", "/a*a$", False),
        ("/x", "", True),
    ],
)
def test_patterns_are_those_of_robots(place, pattern, yes) -> None:
    assert fits(place, pattern) is yes


def test_no_pattern_is_slow() -> None:
    began = time.process_time()
    assert not fits("/" + "a" * 1_500, "*a" * 140 + "b$")
    assert time.process_time() - began < 1


def test_scope_is_the_site_without_deeds_and_pictures() -> None:
    scope = Scope(frozenset({HOME}), (), ("/blog/*",))
    inside = {f"{HOME}/a", f"{HOME}/cartoon", f"{HOME}/a.pdf", f"{HOME}/blog"}
    outside = {
        "https://other.example/a",
        "http://shop.example/a",
        f"{HOME}/cart",
        f"{HOME}/a.JPG",
        f"{HOME}/blog/1",
        f"{HOME}/?add-to-cart=3",
    }
    assert {one for one in inside | outside if scope.holds(one)} == inside


def answer(status: int, body: bytes = b"", kind: str = "text/plain") -> Answer:
    return Answer(f"{HOME}/robots.txt", status, {"content-type": kind}, body)


def test_robots_are_obeyed_in_our_name_first() -> None:
    rules = robots_of(
        answer(
            200,
            b"User-agent: *\nDisallow: /\n\nUser-agent: AISLE\nDisallow: /x\nAllow: /x/y$\nCrawl-delay: 2\nSitemap: https://shop.example/s.xml",
        )
    )
    assert [rules.allows(HOME + path) for path in ("/a", "/x/z", "/x/y", "/x/y/z")] == [
        True,
        False,
        True,
        False,
    ]
    assert (rules.delay, rules.sitemaps) == (2, ("https://shop.example/s.xml",))


@pytest.mark.parametrize(("status", "kind"), [(404, "text/plain"), (403, "text/plain"), (200, "text/html")])
def test_no_rules_allow_all(status, kind) -> None:
    assert robots_of(answer(status, b"User-agent: *\nDisallow: /", kind)).allows(f"{HOME}/a")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_site_in_trouble_allows_nothing_now(status) -> None:
    with pytest.raises(RetryLater):
        robots_of(answer(status))


def test_delay_has_a_bound() -> None:
    assert robots_of(answer(200, b"User-agent: *\nCrawl-delay: 86400")).delay == SLOWEST


@pytest.mark.parametrize(
    ("body", "addresses"),
    [
        (
            b"https://a.example/1\r\n\nnonsense\nhttps://a.example/2",
            ["https://a.example/1", "https://a.example/2"],
        ),
        (
            b"\xef\xbb\xbf<urlset><url><loc> https://a.example/1 </loc><lastmod>never</lastmod></url><url/></urlset>",
            ["https://a.example/1"],
        ),
        (
            b"<rss><channel><link>x</link><item><guid isPermaLink='false'>9</guid><link>https://a.example/1</link></item><item><guid>https://a.example/2</guid></item></channel></rss>",
            ["https://a.example/1", "https://a.example/2"],
        ),
        (
            b"<feed xmlns='http://www.w3.org/2005/Atom'><link href='/'/><entry><link rel='self' href='/s'/><link href='https://a.example/1'/></entry></feed>",
            ["https://a.example/1"],
        ),
        (b"<empty/>", []),
    ],
)
def test_lists_of_every_form_are_read(body, addresses) -> None:
    assert [one.address for one in listed_in(body)] == addresses
    assert [one.address for one in listed_in(gzip.compress(body))] == addresses


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><body>Not found</body></html>",
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>',
        b"<urlset><url><loc>https://a.example/1</loc>",
        b"<a>" * 100 + b"</a>" * 100,
        gzip.compress(b"<urlset>" + b" " * 60 * 2**20 + b"</urlset>"),
        b"\x1f\x8b broken",
    ],
    ids=["page", "laughs", "outer file", "cut", "deep", "bomb", "no gzip"],
)
def test_lists_that_are_none_are_refused(body) -> None:
    with pytest.raises(BrokenData):
        list(listed_in(body))


def test_calendars_filters_and_nests_have_an_end() -> None:
    traps = Traps()
    assert sum(traps.takes(f"{HOME}/events?month={n}&year=20{n % 90:02}") for n in range(900)) == MOST_DATED
    assert sum(traps.takes(f"{HOME}/list?filter{n}=1") for n in range(900)) <= 20
    assert not traps.takes(f"{HOME}/a/b/a/b/a")
    assert not traps.takes(f"{HOME}/x/y/x/y")
    assert not traps.takes(HOME + "/a" * 20)
    assert all(traps.takes(f"{HOME}/p/product-{n}") for n in range(5_000))
    again = Traps(dict(traps.counts))
    assert not again.takes(f"{HOME}/events?month=1&year=2001")


@pytest.mark.parametrize(
    ("header", "indexed"),
    [
        ("noindex", False),
        ("NOINDEX, nofollow", False),
        ("none", False),
        ("otherbot: noindex", True),
        ("aisle: noindex", False),
        ("unavailable_after: 1 Jan 2027, noindex", False),
        ("max-snippet: 20", True),
    ],
)
def test_wishes_of_the_header_count_for_whom_they_name(header, indexed) -> None:
    read = b'{"robots": [], "links": [], "feeds": [], "items": []}'
    assert Facts.read(HOME, read, header).is_for_indexes is indexed


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ("404 Not Found", True),
        ("Error 404 | Shop", True),
        ("404", True),
        ("Page not found - Shop", True),
        ("Seite nicht gefunden", True),
        ("Bag 404", False),
        ("404 Series lamp", False),
        ("Parcel not found? What to do", False),
        ("", False),
    ],
)
def test_page_that_says_it_is_none_is_known_by_its_title(title, missing) -> None:
    assert Likeness().is_missing(Facts(HOME, title=title, words=12)) is missing
    assert not Likeness().is_missing(Facts(HOME, title=title, words=500))


def test_places_come_back_as_they_were() -> None:
    places = Places(
        {f"{HOME}/a": Place(1, Found.PAGE, '"e"', ids=("1",), own=True), f"{HOME}/\udc80": Place()},
        1,
        {"missing": None},
    )
    again = Places.from_text(places.to_text())
    assert (again.all, again.at, again.more) == (places.all, 1, {"missing": None})
    assert again.to_text() == places.to_text()


@pytest.mark.parametrize("text", ["", "nonsense", packed([1]), packed({"all": 1})])
def test_memory_that_cannot_be_read_is_told(text) -> None:
    with pytest.raises(BrokenData):
        Places.from_text(text)
