"""The window's settings: a draft that no page sees, releases, what pages keep of them, and where it was seen."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from web_shops import ORIGIN, Json, Shop, Site, check_problem

from aisle.web.widget import links


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_shop()


async def change(shop: Shop, **settings: Any) -> Json:
    answer = await shop.secret.call("PATCH", "/widget", json=settings)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def publish(shop: Shop, expected: int = 0, **more: str) -> Json:
    answer = await shop.secret.post("/widget/releases", json={"expected": expected, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def look(shop: Shop, origin: str = ORIGIN, **headers: str) -> Any:
    """What a page of the shop is told, with the key in the address as a page sends it."""
    path = f"/widget/config?key={shop.publishable.token}"
    return await shop.site.caller(None).get(path, headers={"origin": origin, **headers})


async def test_a_page_sees_a_look_once_it_is_published(shop: Shop) -> None:
    before = (await look(shop)).json()
    nudge = {"text": "Not sure about size?", "paths": ["/products/*"]}
    texts = [{"paths": ["*"], "texts": ["What is new?"]}]
    await change(
        shop, color="#b5532a", title="Ask us", nudge=nudge, suggestions=texts, hidden_paths=["/cart"]
    )
    assert (await look(shop)).json() == before
    assert (await publish(shop, note="In autumn colours."))["note"] == "In autumn colours."
    after = (await look(shop)).json()
    assert (before["version"], after["version"]) == (0, 1)
    assert after["theme"]["light"]["--aw-brand"] == "#b5532a"
    assert (after["title"], after["nudge"]["after_seconds"]) == ("Ask us", 20)
    assert after["launcher"]["hidden_paths"] == ["/cart"]
    assert after["store"]["name"] == shop.store.name
    session = (await shop.publishable.post("/sessions", headers={"origin": ORIGIN})).json()
    assert session["store"]["brand"]["light"]["--aw-brand"] == "#b5532a"
    assert session["store"]["suggestions"] == ["What is new?"]


async def test_a_look_may_be_kept_and_is_asked_for_anew_by_its_tag(shop: Shop) -> None:
    answer = await look(shop)
    assert answer.headers["cache-control"] == "public, max-age=300, stale-while-revalidate=86400"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "origin" in answer.headers["vary"].lower()
    same = await look(shop, **{"if-none-match": answer.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    await change(shop, radius=4)
    await publish(shop)
    other = await look(shop, **{"if-none-match": answer.headers["etag"]})
    assert other.status_code == 200


async def test_only_a_publishable_key_on_a_listed_page_opens_a_look(shop: Shop) -> None:
    assert (await look(shop, "https://evil.example")).status_code == 403
    for token in (shop.secret.token, "aisle_pk_none", ""):
        answer = await shop.site.caller(None).get(f"/widget/config?key={token}", headers={"origin": ORIGIN})
        check_problem(answer, 401, "unauthorized")
    assert (await shop.secret.get("/widget/config")).status_code == 403


async def test_a_page_of_this_server_reads_its_look_though_its_browser_names_no_origin(shop: Shop) -> None:
    (hosted,) = await shop.sql(
        "SELECT public_token AS token FROM api_key WHERE 'self' = ANY(origins) AND store_id = $1",
        shop.store.id,
    )
    ours = {"sec-fetch-site": "same-origin"}
    wanted = [
        (hosted["token"], ours, 200),
        (hosted["token"], {}, 403),
        (hosted["token"], {"sec-fetch-site": "same-site"}, 403),
        (hosted["token"], {**ours, "origin": "https://evil.example"}, 403),
        (shop.publishable.token, ours, 403),
    ]
    nobody = shop.site.caller(None)
    found = [
        (await nobody.get(f"/widget/config?key={token}", headers=headers)).status_code
        for token, headers, _ in wanted
    ]
    assert found == [status for *_, status in wanted]


async def test_sites_that_asked_are_told_with_the_snippet(shop: Shop) -> None:
    assert (await shop.reader.json("/widget/install"))["seen"] == []
    await look(shop)
    await look(shop, "https://evil.example")
    told = await shop.reader.json("/widget/install")
    assert [one["origin"] for one in told["seen"]] == [ORIGIN]
    assert shop.publishable.token in told["snippet"]
    assert re.fullmatch(r'<script async src="[^"]+/static/loader\.js" data-store="[^"]+" data-key="[^"]+"></script>', told["snippet"])  # fmt: skip
    assert "unsafe" not in str(told["policy"])
    assert ORIGIN in told["origins"]


@pytest.mark.parametrize(
    ("settings", "at"),
    [
        ({"color": "red"}, "color"),
        ({"font": "x; } body { display: none"}, "font"),
        ({"logo": "javascript:alert(1)"}, "logo"),
        ({"logo": 'https://a.example/" onerror="x'}, "logo"),
        ({"hidden_paths": ["cart"]}, "hidden_paths.0"),
        ({"suggestions": [{"texts": []}]}, "suggestions.0.texts"),
        ({"nudge": {"text": ""}}, "nudge.text"),
        ({"z_index": 2**31}, "z_index"),
        ({"shape": "round"}, "shape"),
    ],
)
async def test_settings_that_cannot_be_are_refused(shop: Shop, settings: Json, at: str) -> None:
    answer = await shop.secret.call("PATCH", "/widget", json=settings)
    problem = check_problem(answer, 422, "widget_settings_invalid")
    assert [one["at"] for one in problem["errors"]] == [at]
    assert (await shop.reader.json("/widget"))["differs"] == []


async def test_nobody_saves_or_publishes_over_another(shop: Shop) -> None:
    seen = (await shop.secret.get("/widget")).headers["etag"]
    await change(shop, title="Mine")
    late = await shop.secret.call("PATCH", "/widget", json={"title": "Theirs"}, headers={"if-match": seen})
    assert check_problem(late, 409, "widget_draft_changed")["draft"]["title"] == "Mine"
    await publish(shop)
    twice = await shop.secret.post("/widget/releases", json={"expected": 0})
    assert check_problem(twice, 409, "widget_release_changed")["live"] == 1
    same = await shop.secret.post("/widget/releases", json={"expected": 1})
    check_problem(same, 409, "widget_unchanged")


async def test_going_back_makes_a_new_release_of_an_old_one(shop: Shop) -> None:
    for number, title in enumerate(("One", "Two")):
        await change(shop, title=title)
        await publish(shop, number)
    answer = await shop.secret.post("/widget/releases/1/rollback", json={"expected": 2})
    assert (answer.json()["number"], answer.json()["restores"]) == (3, 1)
    assert (await look(shop)).json()["title"] == "One"
    listed = (await shop.reader.json("/widget/releases?limit=2"))["items"]
    assert [one["number"] for one in listed] == [3, 2]
    gone = await shop.secret.post("/widget/releases/9/rollback", json={"expected": 3})
    check_problem(gone, 404, "widget_release_not_found")


async def test_a_link_shows_the_draft_to_nobody_in_particular_until_it_ends(shop: Shop) -> None:
    await change(shop, title="Not published")
    made = (await shop.secret.post("/widget/previews")).json()
    stranger = shop.site.caller(None)
    shown = await stranger.json(f"/widget/preview?link={made['link']}")
    assert (shown["title"], shown["store"]["slug"]) == ("Not published", shop.store.slug)
    assert made["page"].endswith(f"/c/{shop.store.slug}?preview={made['link']}")
    for link in (made["link"][:-4] + "AAAA", "", "x" * 96):
        check_problem(await stranger.get(f"/widget/preview?link={link}"), 404, "widget_preview_ended")
    signer = links(shop.site.parts)
    over = signer.read(made["link"], datetime.now(UTC))
    with pytest.raises(Exception, match="time is over"):
        signer.read(made["link"], over.ends_at + timedelta(seconds=1))
