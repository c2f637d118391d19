"""The hosted page, and the built files behind it."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from aisle.core.db import Database, DatabaseUnavailable
from aisle.web import errors, pages
from aisle.web.pages import Hosted, fill
from aisle.web.routes import check_policies
from aisle.web.static import dist_folder

FRAME = '<!doctype html><title>x</title><script type="application/json" id="aisle-config">__AISLE_CONFIG__</script>'
CONFIG = re.compile(r'<script type="application/json" id="aisle-config">(.*?)</script>', re.DOTALL)


class Site:
    """The pages of one server."""

    def __init__(self, client: httpx2.AsyncClient, dist: Path) -> None:
        self.get = client.get
        self.dist = dist

    def build(self) -> None:
        """Do what `make widget` does."""
        assets = self.dist / "frame" / "assets"
        assets.mkdir(parents=True)
        (self.dist / "frame" / "index.html").write_text(FRAME)
        (self.dist / "frame" / "icon.svg").write_text("<svg/>")
        (assets / "index-B6g1h_J4.js").write_text("export {}")
        (assets / "index-DMlH0kTK.css").write_text("body {}")


@pytest.fixture
async def site(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Site]:
    """A server with pages; tests that ask for the database get stores too."""
    app = FastAPI()
    app.include_router(pages.router)
    errors.install(app)
    check_policies(app)
    wants_stores = {"database", "store", "new_store"} & set(request.fixturenames)
    app.state.resources = SimpleNamespace(
        settings=SimpleNamespace(), database=request.getfixturevalue("database") if wants_stores else None
    )
    dist = tmp_path / "dist"
    app.dependency_overrides[dist_folder] = lambda: dist
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://shop.test") as client:
        yield Site(client, dist)


def config_in(page: str) -> Any:
    found = CONFIG.search(page)
    assert found, page
    return json.loads(found[1])


async def test_hosted_page_is_filled_in_for_its_store(store, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.build()
    answer = await site.get(f"/c/{store.slug}")
    config = config_in(answer.text)
    assert answer.status_code == 200
    assert config.pop("key").startswith("aisle_pk_")
    assert config == {
        "slug": store.slug,
        "api": "/api/v1",
        "name": "Test store",
        "language": "en",
        "voice": True,
        "photo": False,
    }


async def test_hosted_page_may_load_nothing_but_its_own_files(store, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.build()
    headers = (await site.get(f"/c/{store.slug}")).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' https: data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
    }
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>", "<!--", "a\u2028b\u2029c", "P&T “x” '\\"]
)
def test_no_name_of_a_store_can_end_the_script_element(name: str) -> None:
    page = fill(FRAME, Hosted("demo", "pk_1", name, "en"))
    assert config_in(page)["name"] == name
    assert page.count("<script") == page.count("</script>") == 1
    assert not set("<>&\u2028\u2029") & set(CONFIG.search(page)[1])  # type: ignore[index]


@pytest.mark.parametrize("slug", ["no-such-shop", "No%20Shop", "%00", "x" * 300, "%3Cscript%3E"])
async def test_unknown_shop_gets_a_kind_page(database: Database, site: Site, slug: str) -> None:
    site.build()
    answer = await site.get(f"/c/{slug}")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert '<html lang="en"' in answer.text
    assert "<h1>There is no shop at this address</h1>" in answer.text
    assert "script" not in answer.text


async def test_store_without_a_key_for_its_page_looks_like_no_store(  # type: ignore[no-untyped-def]
    store, session_for, site: Site
) -> None:
    site.build()
    async with session_for(store) as session:
        await session.execute("UPDATE api_key SET revoked_at = now() WHERE kind = 'publishable'")
    assert (await site.get(f"/c/{store.slug}")).status_code == 404


async def test_page_that_was_not_built_says_what_to_run(store, site: Site) -> None:  # type: ignore[no-untyped-def]
    answer = await site.get(f"/c/{store.slug}")
    assert answer.status_code == 503
    assert "make widget" in answer.text


async def test_page_says_so_when_the_database_is_away(
    database: Database, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any) -> None:
        raise DatabaseUnavailable()

    monkeypatch.setattr(pages.tenants, "find_address", fail)
    answer = await site.get("/c/demo")
    assert answer.status_code == 503
    assert "try again" in answer.text


@pytest.mark.parametrize(
    ("path", "media_type", "lasting"),
    [
        ("frame/assets/index-B6g1h_J4.js", "text/javascript", True),
        ("frame/assets/index-DMlH0kTK.css", "text/css", True),
        ("frame/icon.svg", "image/svg+xml", False),
    ],
)
async def test_built_files_are_kept_as_long_as_their_names_allow(
    site: Site, path: str, media_type: str, lasting: bool
) -> None:
    site.build()
    answer = await site.get(f"/static/{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert ("immutable" in answer.headers["cache-control"]) is lasting


async def test_unchanged_file_is_not_sent_again(site: Site) -> None:
    site.build()
    tag = (await site.get("/static/frame/icon.svg")).headers["etag"]
    again = await site.get("/static/frame/icon.svg", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "..%2fsecret.txt",
        "frame/..%2f..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "frame",
        "",
        "absent.js",
        "a%00b",
        "linked.txt",
    ],
)
async def test_only_built_files_are_served(site: Site, path: str) -> None:
    site.build()
    secret = site.dist.parent / "secret.txt"
    secret.write_text("secret")
    (site.dist / "linked.txt").symlink_to(secret)
    answer = await site.get(f"/static/{path}")
    assert answer.status_code == 404
    assert "secret" not in answer.text
