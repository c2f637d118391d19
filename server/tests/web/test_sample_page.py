"""The page that shows the window's draft to whoever has a link, and the colours that come of one."""

import json

import pytest
from test_framed_page import CONFIG, built, policy_of
from web_shops import Shop

from aisle.tenants.palette import palette_of
from aisle.tenants.theme import TEXT_RATIO, ratio

__all__ = ["built"]


async def link_of(shop: Shop, **settings: object) -> str:
    assert (await shop.secret.call("PATCH", "/widget", json=settings)).status_code == 200
    return str((await shop.secret.post("/widget/previews")).json()["link"])


@pytest.mark.usefixtures("built")
async def test_a_link_shows_the_draft_on_a_page_and_in_the_frame_and_the_live_look_stays(
    own_shop: Shop,
) -> None:
    link, at = await link_of(own_shop, title="Draft <hut>", photo=True), f"/c/{own_shop.store.slug}"
    page = await own_shop.site.http.get(
        f"{at}?preview={link}&show=answering&ask=%22%3E%3Cb%3E&mode=dark&language=ar"
    )
    frame = await own_shop.site.http.get(f"{at}/frame?preview={link}")
    drafted, live = (
        CONFIG.search(text) for text in (frame.text, (await own_shop.site.http.get(f"{at}/frame")).text)
    )
    assert drafted
    assert live
    assert page.status_code == 200
    assert f'data-preview="{link}" data-mode="dark" data-language="ar" data-nudge="none"' in page.text
    assert 'dir="rtl" data-show="answering" data-ask="&quot;&gt;&lt;b&gt;"' in page.text
    assert json.loads(drafted[1])["title"] == "Draft <hut>"
    assert json.loads(live[1])["title"] is None
    assert frame.headers["cache-control"] == page.headers["cache-control"] == "no-store"
    assert policy_of(page)["frame-ancestors"] == "'self'"
    assert "unsafe" not in page.headers["content-security-policy"]


@pytest.mark.usefixtures("built")
async def test_a_link_opens_no_other_store_and_no_forged_one_opens_any(shop: Shop, own_shop: Shop) -> None:
    link = await link_of(own_shop, greeting="Secret greeting")
    for way in ("", "/frame"):
        for tried in (link, "AAAA", "%20"):
            answer = await shop.site.http.get(f"/c/{shop.store.slug}{way}?preview={tried}")
            assert answer.status_code == 404
            assert "Secret greeting" not in answer.text


async def test_the_draft_says_what_comes_of_its_colour(shop: Shop) -> None:
    answer = (await shop.secret.call("PATCH", "/widget", json={"color": "#F2C94C"})).json()["palette"]
    assert answer["color"] == "#f2c94c"
    assert [one["name"] for one in answer["light"]] == [
        "brand",
        "on_brand",
        "text",
        "edge",
        "soft",
        "surface",
    ]
    assert (await shop.secret.get("/widget")).json()["palette"] == answer


@pytest.mark.parametrize(
    "brand", ["#f2c94c", "#ffffff", "#00ff66", "#1f5a6b", "#000000", "#ff7f50", "#777777"]
)
def test_every_needed_ratio_is_reached_and_the_offered_shade_bears_white(brand: str) -> None:
    found = palette_of(brand)
    for swatch in (*found.light, *found.dark):
        assert swatch.needed is None or swatch.ratio >= swatch.needed
        assert swatch.ratio <= ratio(swatch.color, swatch.on)
    assert ratio("#ffffff", found.white_shade) >= TEXT_RATIO
    assert (found.white_shade == brand) == (ratio("#ffffff", brand) >= TEXT_RATIO)
