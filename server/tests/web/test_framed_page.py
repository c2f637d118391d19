"""The page in the widget's frame, and the files that shops' pages load."""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from web_shops import ORIGIN, Shop, Site

from aisle.web import static

CONFIG = re.compile(r'<script type="application/json" id="aisle-config">(.*?)</script>', re.DOTALL)
PAGE = '<!doctype html><title>x</title><script type="application/json" id="aisle-config">__AISLE_CONFIG__</script>'


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The chat window's files are built."""
    (tmp_path / "frame").mkdir()
    (tmp_path / "frame" / "index.html").write_text(PAGE)
    (tmp_path / "loader.js").write_text("(function(){})()")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "panel-asbJNYon.js").write_text("export {}")
    monkeypatch.setattr(static, "DIST", tmp_path)


def policy_of(answer: Any) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer.headers["content-security-policy"].split(";"))
    return {name: value for name, _, value in parts}


async def test_frame_has_no_origin_and_only_the_stores_pages_stand_around_it(shop: Shop, built: None) -> None:
    answer = await shop.site.http.get(f"/c/{shop.store.slug}/frame")
    policy = policy_of(answer)
    assert answer.status_code == 200
    assert "allow-same-origin" not in policy["sandbox"]
    assert "allow-top-navigation" not in policy["sandbox"]
    stands = policy["frame-ancestors"].split()
    assert stands[0] == "'self'"
    assert ORIGIN in stands[1:]
    assert not {"*", "'none'", "https:", "http:"} & set(stands)
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "public, max-age=60"


async def test_frame_is_told_the_stores_look_and_never_a_key(shop: Shop, built: None) -> None:
    page = (await shop.site.http.get(f"/c/{shop.store.slug}/frame")).text
    found = CONFIG.search(page)
    assert found
    config = json.loads(found[1])
    assert "key" not in config
    assert "aisle_pk_" not in page
    assert ORIGIN in config["origins"]
    assert config["look"]["store"]["slug"] == shop.store.slug
    assert config["look"]["retention_days"] > 0
    assert config["look"]["store"]["brand"]["light"]["--aw-brand-text"].startswith("#")


async def test_frame_of_no_shop_is_told_apart_from_nothing(site: Site, built: None) -> None:
    assert (await site.http.get("/c/no-such-shop/frame")).status_code == 404


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("loader.js", "public, max-age=300, stale-while-revalidate=86400"),
        ("assets/panel-asbJNYon.js", "public, max-age=31536000, immutable"),
    ],
)
async def test_shops_pages_and_frames_without_an_origin_may_load_the_built_files(
    site: Site, built: None, path: str, kept: str
) -> None:
    answer = await site.http.get(f"/static/{path}", headers={"origin": "null"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == kept


async def test_built_files_are_sent_packed_to_who_can_unpack_them(
    site: Site, built: None, tmp_path: Path
) -> None:
    (tmp_path / "loader.js.gz").write_bytes(gzip.compress(b"(function(){})()"))
    packed = await site.http.get("/static/loader.js", headers={"accept-encoding": "gzip, br"})
    plain = await site.http.get("/static/loader.js", headers={"accept-encoding": "identity"})
    assert (packed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert packed.text == plain.text == "(function(){})()"
    assert packed.headers["content-type"] == plain.headers["content-type"] == "text/javascript; charset=utf-8"
    assert packed.headers["vary"] == plain.headers["vary"] == "accept-encoding"
    assert packed.headers["etag"] != plain.headers["etag"]
    unpacked = await site.http.get("/static/assets/panel-asbJNYon.js", headers={"accept-encoding": "gzip"})
    assert (unpacked.text, "content-encoding" in unpacked.headers) == ("export {}", False)


async def test_only_the_chats_own_page_may_ask_for_the_microphone(shop: Shop, built: None) -> None:
    slug = shop.store.slug
    allowed = (await shop.site.http.get(f"/c/{slug}")).headers["permissions-policy"]
    framed = (await shop.site.http.get(f"/c/{slug}/frame")).headers["permissions-policy"]
    assert "microphone=(self)" in allowed
    assert "camera=()" in allowed
    assert "microphone=()" in framed


async def test_frame_shows_what_was_published_for_the_window(own_shop: Shop, built: None) -> None:
    slug = own_shop.store.slug
    wanted = {"title": "Ask the hut", "color": "#123456", "photo": True, "voice": False}
    changed = await own_shop.secret.call("PATCH", "/widget", json=wanted)
    before = CONFIG.search((await own_shop.site.http.get(f"/c/{slug}/frame")).text)
    published = await own_shop.secret.post("/widget/releases", json={"expected": 0})
    assert (changed.status_code, published.status_code) == (200, 201)
    after = CONFIG.search((await own_shop.site.http.get(f"/c/{slug}/frame")).text)
    assert before
    assert after
    drafted, shown = json.loads(before[1]), json.loads(after[1])
    assert (drafted["title"], drafted["photo"], drafted["voice"]) == (None, False, True)
    assert (shown["title"], shown["photo"], shown["voice"]) == ("Ask the hut", True, False)
    assert shown["look"]["store"]["brand"]["light"]["--aw-brand"] == "#123456"
    alone = CONFIG.search((await own_shop.site.http.get(f"/c/{slug}")).text)
    assert alone
    assert {name: json.loads(alone[1])[name] for name in ("photo", "voice")} == {
        "photo": True,
        "voice": False,
    }


async def test_what_the_build_put_into_the_page_runs_by_its_digest_and_comes_packed(
    shop: Shop, built: None, tmp_path: Path
) -> None:
    within = {"script": "globalThis.run = 1", "style": "body { color: red }"}
    page = f'{PAGE}<style>{within["style"]}</style><script type="module">{within["script"]}</script>'
    (tmp_path / "frame" / "index.html").write_text(page)
    for path in (f"/c/{shop.store.slug}", f"/c/{shop.store.slug}/frame"):
        answer = await shop.site.http.get(path, headers={"accept-encoding": "gzip"})
        for kind, text in within.items():
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy_of(answer)[f"{kind}-src"].split()
        assert answer.headers["content-encoding"] == "gzip"
        assert within["script"] in answer.text
        plain = await shop.site.http.get(path, headers={"accept-encoding": "identity"})
        assert ("content-encoding" in plain.headers, plain.text) == (False, answer.text)
    tag = answer.headers["etag"]
    again = await shop.site.http.get(path, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    changed = await shop.site.http.get(path, headers={"if-none-match": 'W/"other"'})
    assert changed.status_code == 200


async def test_the_frame_takes_pages_of_this_server_by_the_name_that_the_browser_used(
    open_other_site: Any, built: None
) -> None:
    async with open_other_site(public_url=None) as site:
        shop = await site.open_shop()
        page = await site.http.get(f"/c/{shop.store.slug}/frame", headers={"host": "127.0.0.1:8080"})
        foreign = await site.http.get(f"/c/{shop.store.slug}/frame", headers={"host": "evil.example"})
    told = CONFIG.search(page.text)
    assert told
    assert "http://127.0.0.1:8080" in json.loads(told[1])["origins"]
    assert "evil.example" not in foreign.text + foreign.headers["content-security-policy"]
