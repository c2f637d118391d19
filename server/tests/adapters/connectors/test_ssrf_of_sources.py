"""Nobody gets Aisle to ask an address inside by a source: not by its options, nor by anything that a site, feed or file names.

Each way in is tried with every notation of an inner address that is known to have fooled somebody.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from website_reading import in_process
from world_of_bucket import OPTIONS as BUCKET_OPTIONS
from worlds import kinds, setup, world_of

from aisle.adapters.connectors import KINDS
from aisle.adapters.connectors.detecting import detect
from aisle.adapters.connectors.feeds.options import FeedCredentials, FeedOptions
from aisle.adapters.connectors.files.options import (
    BucketCredentials,
    BucketOptions,
    FolderOptions,
    NoCredentials,
)
from aisle.adapters.connectors.outside import GuardedOutside
from aisle.adapters.connectors.website.options import NoCredentials as NoWebCredentials
from aisle.adapters.connectors.website.options import WebsiteOptions
from aisle.adapters.connectors.website.scope import Scope
from aisle.core.http.egress import GuardedFetch, dialing, guard
from aisle.sources.errors import ShopError
from aisle.sources.ports import Politeness, Request
from aisle.sources.records import Resource

sys.path.append(str(Path(__file__).parents[2] / "core" / "egress"))
from egress_world import Names, allow, canary_on_usual_port, public_site, reply
from ssrf_cases import INNER, direct_urls, written_by_number

FAST = Politeness(at_once=8, per_second=1e6)
INNER_URLS = list(dict.fromkeys(direct_urls()))
HOSTS = [*written_by_number(), "inner.example", "localhost"]
ENOUGH = 200


class Sockets:
    """Every socket that was made for an address other than the public site's."""

    def __init__(self, monkeypatch, port: int | None = None) -> None:
        self.inside: list[Any] = []
        real = dialing.GuardedDialer._socket

        def watched(dialer, info):
            made = real(dialer, info)
            if info[4][1] != port:
                self.inside.append(info[4])
            return made

        monkeypatch.setattr(dialing.GuardedDialer, "_socket", watched)


@pytest.fixture
async def canary(monkeypatch):
    async with canary_on_usual_port(monkeypatch) as one:
        yield one


def guarded(port: int | None = None) -> GuardedOutside:
    """The way out: shop.example is a public site of the test's, inner.example leads home."""
    names = Names(
        {
            "shop.example": ["127.0.0.1"],
            "inner.example": ["127.0.0.1"],
            **{f"n{n}.example": [one] for n, one in enumerate(INNER)},
        }
    )
    return GuardedOutside(GuardedFetch(allow(f"shop.example:{port}" if port else ""), names), 8)


class Listening:
    """Passes requests on, and remembers where to."""

    def __init__(self, outside: GuardedOutside) -> None:
        self.outside, self.asked = outside, set[str]()

    async def send(self, request: Request):
        self.asked.add(request.url)
        return await self.outside.send(request)


async def read_all(connector, resources) -> int:
    """Read all that can be read; return how often the answer was no."""
    refused = 0
    for resource in resources:
        try:
            async for _ in connector.pages(resource, None, None):
                pass
        except ShopError:
            refused += 1
    return refused


def opened_with(name: str, options: BaseModel, credentials: BaseModel, outside, **more):
    tools = {"convert": in_process, "politeness": FAST} | more
    return KINDS[name].open(setup(options, credentials, outside, **tools))


# Options


def is_address(text: str) -> bool:
    return ".example" in text or ".myshopify.com" in text or "://" in text


def variants(value: Any, inner: str, wanted) -> Iterator[Any]:
    """Yield options in which one wanted text is an inner address."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from ({**value, name: made} for made in variants(one, inner, wanted))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from ([*value[:place], made, *value[place + 1 :]] for made in variants(one, inner, wanted))
    elif isinstance(value, str) and wanted(value):
        yield inner


@pytest.mark.parametrize("name", kinds())
async def test_options_of_every_kind_lead_to_nothing_inside(name, canary, monkeypatch) -> None:
    sockets, world = Sockets(monkeypatch), world_of(name)
    data, tried = world.options.model_dump(mode="json"), 0
    # A kind that knows its platform's address itself may put a text of the options into it: then every text is tried.
    wanted = is_address if any(variants(data, "x", is_address)) else bool
    for inner in [*INNER_URLS, *(f"http://n{n}.example/" for n in range(len(INNER))), *HOSTS]:
        for changed in variants(data, inner, wanted):
            tried += 1
            try:
                options = type(world.options).model_validate(changed)
            except ValidationError:
                continue
            outside = guarded()
            with (suppress if world.is_local else pytest.raises)(ShopError):
                await opened_with(name, options, world.credentials, outside, **world.tools).check()
            await outside.close()
    assert (canary.connections, sockets.inside) == (0, [])
    assert tried >= ENOUGH


async def test_the_canary_is_reached_without_the_check_of_addresses(canary, monkeypatch) -> None:
    """The cases are real: with the guard taken away somebody gets in."""
    monkeypatch.setattr(guard, "is_public", lambda address: True)
    outside = guarded()
    options = FeedOptions(address=f"http://inner.example:{canary.port}/feed.csv")
    with pytest.raises(ShopError):
        await opened_with("feed", options, FeedCredentials(), outside).check()
    await outside.close()
    assert canary.connections > 0


async def test_detection_asks_nothing_inside(canary, monkeypatch) -> None:
    sockets, outside = Sockets(monkeypatch), guarded()
    for inner in [*INNER_URLS, *HOSTS]:
        with pytest.raises(ShopError):
            await detect(inner, KINDS.values(), outside)
    await outside.close()
    assert (canary.connections, sockets.inside) == (0, [])
    assert len(INNER_URLS) >= ENOUGH


# What a site names


def trapped_page(origin: str) -> bytes:
    """A page that names inner addresses in every way that a crawler follows, and pictures that it must not fetch."""
    links = "".join(f'<a href="{escape(one)}">x</a>' for one in INNER_URLS)
    heads = "".join(
        f'<link rel="alternate" hreflang="x{n}" href="{escape(one)}">'
        for n, one in enumerate(INNER_URLS[:99])
    )
    data = {
        "@type": "Product",
        "name": "Bag",
        "image": INNER_URLS[:50],
        "url": f"{origin}/",
        "offers": {"url": INNER_URLS[0]},
    }
    pictures = "".join(f'<img src="{escape(one)}">' for one in INNER_URLS[:50])
    feeds = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{escape(one)}">' for one in INNER_URLS[:20]
    )
    return (
        f"<html><head><title>Shop</title>{heads}{feeds}<script type='application/ld+json'>{json.dumps(data)}</script></head>"
        f"<body><main>{links}{pictures}<a href='/canonical/0'>x</a></main></body></html>"
    ).encode()


def site(origin: str):
    """Answer as a shop that somebody hostile writes."""
    locations = "".join(f"<url><loc>{escape(one)}</loc></url>" for one in INNER_URLS)
    maps = "".join(f"<sitemap><loc>{escape(one)}</loc></sitemap>" for one in INNER_URLS)
    items = "".join(f"<item><link>{escape(one)}</link></item>" for one in INNER_URLS)
    robots = "".join(f"Sitemap: {one}\n" for one in INNER_URLS[:30] if one.isprintable())
    tables = {
        "/robots.txt": (
            f"User-agent: *\nAllow: /\n{robots}Sitemap: {origin}/map.xml\nSitemap: {origin}/maps.xml\nSitemap: {origin}/news.xml\n",
            "text/plain",
        ),
        "/map.xml": (
            f"<urlset>{locations}{''.join(f'<url><loc>{origin}/{way}/{n}</loc></url>' for way in ('moved', 'canonical', 'refresh', 'base') for n in range(len(HOSTS)))}</urlset>",
            "application/xml",
        ),
        "/maps.xml": (f"<sitemapindex>{maps}</sitemapindex>", "application/xml"),
        "/news.xml": (f"<rss><channel>{items}</channel></rss>", "application/xml"),
    }

    def script(line: str) -> bytes:
        path = line.split()[1]
        if path in tables:
            return reply(body=tables[path][0].encode(), Content_Type=tables[path][1])
        way, _, number = path.strip("/").partition("/")
        if not number.isdecimal():
            return reply(body=trapped_page(origin), Content_Type="text/html")
        inner = f"http://{HOSTS[int(number)]}/"
        if way == "moved":
            return reply(301, b"", Location=inner if inner.isascii() else "http://127.0.0.1/")
        heads = {
            "canonical": f'<link rel="canonical" href="{escape(inner)}">',
            "refresh": f'<meta http-equiv="refresh" content="0; url={escape(inner)}">',
            "base": f'<base href="{escape(inner)}">',
        }
        return reply(
            body=f"<html><head><title>{path}</title>{heads[way]}</head><body><main>{path} <a href='next'>x</a></main></body></html>".encode(),
            Content_Type="text/html",
        )

    return script


@pytest.mark.parametrize("bounded", [True, False], ids=["in scope", "with every address in scope"])
async def test_nothing_that_a_site_names_leads_inside(bounded, canary, monkeypatch) -> None:
    if not bounded:  # so that nothing but the guard stands between the crawler and the addresses
        monkeypatch.setattr(Scope, "holds", lambda scope, address: True)
    async with public_site(lambda line: script(line)) as (_, port):
        origin = f"http://shop.example:{port}"
        script = site(origin)
        sockets, outside = Sockets(monkeypatch, port), guarded(port)
        listening = Listening(outside)
        connector = opened_with(
            "website", WebsiteOptions(address=origin, page_seconds=2), NoWebCredentials(), listening
        )
        assert await read_all(connector, [Resource.DOCUMENTS]) == 0
        await connector.close()
        await outside.close()
    inside = {one for one in listening.asked if not one.startswith(origin)}
    assert (canary.connections, sockets.inside) == (0, [])
    assert len(inside) >= (30 if bounded else ENOUGH), "the crawler did try"


# What feeds and tables name


def table() -> bytes:
    lines = "".join(
        f'{n},Bag {n},"{one}",1 EUR\n'
        for n, one in enumerate(linked())
        if '"' not in one and one.isprintable()
    )
    return f"sku,title,manual,price\n{lines}".encode()


def linked() -> list[str]:
    """Inner addresses that end as files do, so that they are followed."""
    return [
        one.replace("/latest", "/latest.pdf") if one.endswith("/latest") else f"{one}manual.pdf"
        for one in INNER_URLS
    ]


async def test_nothing_that_a_feed_names_leads_inside(canary, monkeypatch) -> None:
    async with public_site(lambda line: reply(body=table(), Content_Type="text/csv")) as (_, port):
        sockets, outside = Sockets(monkeypatch, port), guarded(port)
        listening = Listening(outside)
        options = FeedOptions(address=f"http://shop.example:{port}/feed.csv", link_columns=["manual"])
        await read_all(
            opened_with("feed", options, FeedCredentials(), listening),
            [Resource.PRODUCTS, Resource.DOCUMENTS],
        )
        await outside.close()
    assert (canary.connections, sockets.inside) == (0, [])
    assert len(listening.asked) >= ENOUGH


async def test_nothing_that_a_table_in_a_folder_names_leads_inside(canary, monkeypatch, tmp_path) -> None:
    (tmp_path / "products.csv").write_bytes(table())
    sockets, outside = Sockets(monkeypatch), guarded()
    listening = Listening(outside)
    options = FolderOptions(folder=str(tmp_path), link_columns=["manual"])
    connector = opened_with("folder", options, NoCredentials(), listening, folders=(tmp_path,))
    await read_all(connector, [Resource.DOCUMENTS])
    await outside.close()
    assert (canary.connections, sockets.inside) == (0, [])
    assert len(listening.asked) >= ENOUGH


# Redirects


@pytest.mark.parametrize("kind", ["feed", "website", "bucket", "linked"])
async def test_no_redirect_leads_inside(kind, canary, monkeypatch) -> None:
    """What is public sends the asker inside: each hop is looked at like the first."""
    places = [f"http://{host}/" for host in HOSTS if host.isascii() and host.isprintable()]
    now = {}

    def script(line: str) -> bytes:
        if kind == "linked" and "/feed.csv" in line:
            return reply(
                body=f"sku,title,m\n1,a,http://shop.example:{port}/m.pdf\n".encode(), Content_Type="text/csv"
            )
        return reply(302, b"", Location=now["place"])

    async with public_site(script) as (site_, port):
        sockets = Sockets(monkeypatch, port)
        at = f"http://shop.example:{port}"
        ways: dict[str, tuple[str, BaseModel, BaseModel]] = {
            "feed": ("feed", FeedOptions(address=f"{at}/feed.csv"), FeedCredentials()),
            "linked": ("feed", FeedOptions(address=f"{at}/feed.csv"), FeedCredentials()),
            "website": ("website", WebsiteOptions(address=at), NoWebCredentials()),
            "bucket": (
                "bucket",
                BucketOptions.model_validate({**BUCKET_OPTIONS.model_dump(), "endpoint": at}),
                BucketCredentials(access_key="k", secret_key="s"),
            ),
        }
        name, options, credentials = ways[kind]
        for now["place"] in places:
            outside = guarded(port)
            resource = Resource.DOCUMENTS
            await read_all(opened_with(name, options, credentials, outside), [resource])
            await outside.close()
        assert len(site_.asked) >= len(places) >= 150
    assert (canary.connections, sockets.inside) == (0, [])
