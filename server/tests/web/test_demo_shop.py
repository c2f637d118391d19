"""The demo shop's pages: what its catalogue says now, readable without scripts, with the widget as any shop gets it."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from aisle.catalog import service as catalog
from aisle.catalog.drafts import ProductDraft, VariantDraft
from aisle.catalog.types import Image, Money, availability_of
from aisle.core.db import Database, DatabaseUnavailable
from aisle.demo import content
from aisle.demo.cards import pounds
from aisle.web import demo, demo_shop, errors
from aisle.web.edge.headers import guarded
from aisle.web.routes import check_policies
from aisle.widget.snippet import snippet

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
HOST = "http://shop.test"
SOLD = content.products()[::11]
TAG = re.compile(r"<script[^>]*></script>")


def draft(product: Any) -> ProductDraft:
    """A product as an import reads it from the catalogue's file."""
    variants = tuple(
        VariantDraft(
            sku=one["sku"],
            barcode=None,
            title=one["title"],
            options=dict(one["options"]),
            price=Money(Decimal(one["price"]), "GBP"),
            compare_at=Money(Decimal(one["compare_at"]), "GBP") if one["compare_at"] else None,
            stock=one["stock"],
            availability=availability_of(one["stock"]),
        )
        for one in product["variants"]
    )
    return ProductDraft(
        handle=product["handle"],
        title=product["title"],
        description=product["description"],
        brand=product["brand"],
        category=product["category"],
        tags=tuple(product["tags"]),
        url=product["url"],
        images=tuple(Image(one["url"], one["alt"]) for one in product["images"]),
        attributes=dict(product["attributes"]),
        options=tuple(product["options"]),
        variants=variants,
    )


class DemoSite:
    """The demo shop's pages, over a store that stands for it."""

    def __init__(self, client: httpx2.AsyncClient, parts: SimpleNamespace, sell: Any) -> None:
        self.get, self.parts, self.sell = client.get, parts, sell


@pytest.fixture
async def site(
    database: Database, store: Any, session_for: Any, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[DemoSite]:
    monkeypatch.setattr(demo_shop, "SLUG", store.slug)
    app = FastAPI()
    app.include_router(demo.router)
    errors.install(app)
    check_policies(app)
    settings = SimpleNamespace(loads_demo=True, public_url=None, base_url=HOST, host="127.0.0.1")
    app.state.resources = parts = SimpleNamespace(settings=settings, database=database)

    async def sell(*products: Any) -> None:
        async with session_for(store) as session:
            await catalog.apply_batch(session, [draft(one) for one in products], NOW)

    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url=HOST) as client:
        yield DemoSite(client, parts, sell)


async def test_every_page_opens_and_carries_the_tag_that_any_shop_gets(site: DemoSite, store: Any) -> None:
    await site.sell(*SOLD)
    home = (await site.get("/demo/")).text
    key = re.search(r'data-key="(aisle_pk_[^"]+)"', home)
    assert key
    assert TAG.findall(home) == [snippet(HOST, store.slug, key[1])]
    links = set(re.findall(r'href="(/demo/[^"#]+)"', home)) - {"/demo/shop.css"}
    absent = {f"/demo/c/{name}" for name in ("rucksacks", "tents", "jackets", "boots")}
    for link in sorted(links - absent):
        answer = await site.get(link)
        assert answer.status_code == 200, link
        assert TAG.findall(answer.text) == TAG.findall(home), link


async def test_pages_say_what_the_catalogue_says_now(site: DemoSite) -> None:
    await site.sell(*SOLD)
    for product in SOLD:
        text = unescape((await site.get(product["url"])).text)
        facts = [product["title"], *product["attributes"].values()]
        facts += [part for one in product["variants"] for part in (one["sku"], pounds(one["price"]))]
        assert [fact for fact in facts if fact not in text] == []
    first = {**SOLD[0], "variants": [{**SOLD[0]["variants"][0], "price": "1234.50", "stock": 0}]}
    await site.sell(first)
    shelf = await site.get(f"/demo/c/{demo_shop.slug_of(first['category'].split('/')[0])}")
    page = await site.get(first["url"])
    assert "£1,234.50" in shelf.text
    assert "£1,234.50" in page.text
    assert "Out of stock" in page.text
    assert "no-cache" in page.headers["cache-control"]


async def test_before_the_shop_is_filled_its_front_page_says_so(
    site: DemoSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    for slug in (demo_shop.SLUG, "not-made-yet"):
        monkeypatch.setattr(demo_shop, "SLUG", slug)
        home = await site.get("/demo/")
        assert home.status_code == 200
        assert "The shelves are still being filled." in home.text
        assert bool(TAG.search(home.text)) is (slug != "not-made-yet")
    assert (await site.get(SOLD[0]["url"])).status_code == 404


async def test_a_page_runs_the_widget_and_nothing_else(site: DemoSite) -> None:
    for path in ("/demo/", "/demo/guides/returns", "/demo/nowhere"):
        answer = await site.get(path)
        policy = dict(
            part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";")
        )
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["connect-src"] == policy["frame-src"] == HOST
        assert policy["style-src"] == policy["img-src"] == "'self'"
        assert policy["require-trusted-types-for"] == "'script'"
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "microphone=(self)" in answer.headers["permissions-policy"]


def test_what_the_pages_frame_may_show_pictures_of_shops() -> None:
    html = [(b"content-type", b"text/html")]
    settings: Any = SimpleNamespace(mode="development", base_url=HOST)
    asks = {path: dict(guarded(html, path, settings)) for path in ("/demo/", "/sign-in")}
    assert b"cross-origin-embedder-policy" not in asks["/demo/"]
    assert asks["/sign-in"][b"cross-origin-embedder-policy"] == b"require-corp"
    assert asks["/demo/"][b"x-frame-options"] == b"DENY"


async def test_the_shop_says_so_when_the_database_is_away(
    site: DemoSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> None:
        raise DatabaseUnavailable()

    monkeypatch.setattr(demo_shop.tenants, "find_address", fail)
    answer = await site.get("/demo/")
    assert answer.status_code == 503
    assert "Back in a moment" in answer.text


async def test_pictures_are_kept_and_cannot_run_anything(site: DemoSite) -> None:
    answer = await site.get(content.products()[0]["images"][0]["url"])
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "max-age=604800" in answer.headers["cache-control"]
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_guides_are_downloaded_in_their_own_format(site: DemoSite) -> None:
    answer = await site.get("/demo/guides/warranty/file")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="warranty.pdf"'


@pytest.mark.parametrize(
    "path",
    ["c/nothing", "products/nothing", "products/%00", "guides/nothing", "guides/x/file", "pictures/x.svg", "a/b/c"],
)  # fmt: skip
async def test_missing_page_is_told_in_the_look_of_the_shop(site: DemoSite, path: str) -> None:
    answer = await site.get(f"/demo/{path}")
    assert answer.status_code == 404
    assert "We looked on every shelf" in answer.text
    assert "/demo/shop.css" in answer.text


async def test_there_is_no_demo_shop_where_it_is_off(site: DemoSite) -> None:
    site.parts.settings.loads_demo = False
    for path in ("/demo/", "/demo/shop.css", "/demo/guides/returns"):
        assert (await site.get(path)).status_code == 404
