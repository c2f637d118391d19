"""Headers that protect whoever reads an answer, on every route there is."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from web_shops import API, ORIGIN, Shop, Site

from aisle.web import static
from aisle.web.edge.sharing import is_shared

OTHER = {"origin": "https://evil.example"}
PREFLIGHT = {
    **OTHER,
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
}
# What a store's own pages and servers ask; everything else is for people, and for this server's pages alone.
STORES_OWN = re.compile(
    r"/api/v1/(stores/\{store\}/)?(sessions|chat|photos|conversations|messages|citations|search|faq|categories|products|documents"
    r"|catalog|synonyms|assistant|index|jobs|widget/config|widget/preview)(/|$)"
)


def operations(site: Site) -> list[tuple[str, str]]:
    return [(method.upper(), path) for path, found in site.app.openapi()["paths"].items() for method in found]


def filled(path: str, shop: Shop) -> str:
    return re.sub(r"\{\w+\}", lambda _: str(uuid4()), path.replace("{store}", shop.store.slug))


def policy_of(answer: Any) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["content-security-policy"].split(";"))
    return {name: value for name, _, value in parts}


async def test_every_route_answers_with_the_headers_that_protect(site: Site, shop: Shop) -> None:
    for method, path in operations(site):
        answer = await site.http.request(method, filled(path, shop), headers=shop.secret.bearer)
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["content-security-policy"], path
        assert "unsafe" not in answer.headers["content-security-policy"], path
        assert answer.headers.get_list("content-security-policy")[1:] == [], path
        assert policy_of(answer)["base-uri"] == "'none'", path
        assert policy_of(answer).get("object-src", policy_of(answer)["default-src"]) == "'none'", path
        assert "frame-ancestors" in policy_of(answer), path
        assert answer.headers["referrer-policy"] in ("strict-origin-when-cross-origin", "no-referrer"), path
        assert "camera=()" in answer.headers["permissions-policy"], path
        if path.startswith(API):
            assert "no-store" in answer.headers["cache-control"], path
            assert answer.headers.get("content-type", "") != "text/html", path


async def test_only_what_a_store_offers_can_be_read_from_other_origins(site: Site, shop: Shop) -> None:
    for method, path in operations(site):
        url = filled(path, shop)
        answer = await site.http.request(method, url, headers={**OTHER, **shop.secret.bearer})
        asked = await site.http.request("OPTIONS", url, headers=PREFLIGHT)
        for one in (answer, asked):
            assert ("access-control-allow-origin" in one.headers) == bool(STORES_OWN.match(path)), (
                method,
                path,
            )
            assert "access-control-allow-credentials" not in one.headers
        wanted = "cross-origin" if STORES_OWN.match(path) else "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == wanted, path


@pytest.mark.parametrize(
    "path",
    ["/auth/sign-in", "/account", "/organization", "/members", "/keys", "/audit", "/stores", "/stores/x", "/stores/x/keys",
     "/stores/x/members", "/chatty", "/search-all", "/stores/x/../../auth", "/stores/x/chatty"],
)  # fmt: skip
def test_new_routes_are_shared_by_being_named_alone(path: str) -> None:
    assert not is_shared(f"{API}{path}")


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The chat window's files are built."""
    (tmp_path / "frame").mkdir()
    (tmp_path / "frame" / "index.html").write_text("<!doctype html><title>x</title>__AISLE_CONFIG__")
    monkeypatch.setattr(static, "DIST", tmp_path)


async def test_chat_may_be_framed_by_the_stores_own_pages_and_nobody_elses(shop: Shop, built: None) -> None:
    slug = shop.store.slug
    before = policy_of(await shop.site.http.get(f"/c/{slug}"))["frame-ancestors"]
    key_id, _ = await shop.key(kind="publishable", origins=["https://new.example"])
    during = policy_of(await shop.site.http.get(f"/c/{slug}"))["frame-ancestors"]
    await shop.revoke(key_id)
    after = policy_of(await shop.site.http.get(f"/c/{slug}"))["frame-ancestors"]
    assert (before, during, after) == (f"'self' {ORIGIN}", f"'self' https://new.example {ORIGIN}", before)


async def test_other_pages_may_be_framed_by_nobody(site: Site) -> None:
    for path in ("/docs", "/c/unknown-shop", "/"):
        answer = await site.http.get(path)
        assert policy_of(answer)["frame-ancestors"] in ("'none'", "'self'"), path
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert answer.headers["cross-origin-opener-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("settings", "strict"),
    [
        ({"mode": "production", "public_url": "https://chat.shop.example"}, True),
        ({"mode": "production", "public_url": "http://chat.shop.example"}, False),
        ({"public_url": "https://chat.shop.example"}, False),
    ],
)
async def test_browsers_are_told_to_stay_with_https_in_production(
    open_other_site: Any, settings: dict[str, str], strict: bool
) -> None:
    extra = {"database_url": "postgresql://a:b@db.example/x"} if "mode" in settings else {}
    async with open_other_site(**settings, **extra) as site:
        answer = await site.http.get("/health", headers={"host": "chat.shop.example"})
        wanted = "max-age=63072000; includeSubDomains" if strict else None
        assert answer.headers.get("strict-transport-security") == wanted
