"""Stores by API: opened whole, changed, suspended everywhere at once, deleted with a week to think."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from web_people import Person, open_member
from web_shops import Json, Shop, Site, check_problem
from web_sources import connect, open_fake_shop

from aisle.core.db import Scope
from aisle.identity.organizations.jobs import EraseStore


def body(**more: Any) -> Json:
    return {"slug": f"s-{uuid4().hex[:12]}", "name": "Tarn", "currency": "EUR", "language": "de", **more}


async def owner_of(shop: Shop) -> Person:
    return await open_member(shop.site, "owner", organization=shop.store.organization_id)


async def test_a_store_opened_by_api_can_be_filled_and_asked(site: Site) -> None:
    owner = await open_member(site, "owner")
    made = await owner.post("/stores", json=body())
    assert made.status_code == 201, made.text
    slug = made.json()["slug"]
    sent = await owner.post(f"/stores/{slug}/documents", json={"title": "Rückgabe", "text": "Sechzig Tage."})
    assert sent.status_code == 202
    assert [one["slug"] for one in (await owner.json("/stores"))["items"]] == [slug]
    check_problem(await owner.post("/stores", json=body(slug=slug)), 409, "slug_taken")


async def test_stores_are_listed_to_those_who_may_see_them(site: Site) -> None:
    one = await site.open_shop()
    two = await site.open_shop(one.store.organization_id)
    owner, editor = await owner_of(one), await open_member(site, "editor", two)
    assert {item["slug"] for item in (await owner.json("/stores"))["items"]} == {
        one.store.slug,
        two.store.slug,
    }
    assert [item["slug"] for item in (await editor.json("/stores"))["items"]] == [two.store.slug]
    assert [item["slug"] for item in (await one.secret.json("/stores"))["items"]] == [one.store.slug]


@pytest.mark.parametrize("name", ["slug", "id", "unknown", "random"])
async def test_stores_of_others_cannot_be_touched(site: Site, name: str) -> None:
    mine, other = await site.open_shop(), await site.open_shop()
    owner = await owner_of(mine)
    names = {
        "slug": other.store.slug,
        "id": str(other.store.id),
        "unknown": "no-such-store",
        "random": str(uuid4()),
    }
    path = f"/stores/{names[name]}"
    for method, end, sent in (
        ("GET", "", None),
        ("PATCH", "", {"name": "Mine"}),
        ("DELETE", "?name=Test shop", None),
        ("POST", "/suspend", None),
        ("POST", "/resume", None),
        ("POST", "/restore", None),
    ):
        check_problem(await owner.call(method, path + end, json=sent), 404, "store_not_found")
    assert f"Welcome, {other.canary}" not in "".join(owner.heard)


async def test_settings_and_name_are_changed_by_those_who_may(shop: Shop, site: Site) -> None:
    own = await site.open_shop()
    owner, editor = await owner_of(own), await open_member(site, "editor", own)
    path = f"/stores/{own.store.slug}"
    changed = await owner.call("PATCH", path, json={"name": "New", "settings": {"greeting": "Moin"}})
    assert (changed.json()["name"], changed.json()["settings"]["greeting"]) == ("New", "Moin")
    check_problem(await owner.call("PATCH", path, json={"settings": {"x.y": 1}}), 422, "invalid_input")
    check_problem(
        await owner.call("PATCH", path, json={"organization_id": str(uuid4())}), 422, "invalid_input"
    )
    for method, end in (("PATCH", ""), ("POST", "/suspend"), ("DELETE", "?name=New")):
        check_problem(await editor.call(method, path + end, json={}), 403, "forbidden")


async def test_a_suspended_store_answers_nobody_by_any_credential(site: Site) -> None:
    shop = await site.open_filled_shop()
    owner = await owner_of(shop)
    made = await owner.post("/keys", json={"kind": "secret", "scopes": ["read"]})
    whole, inside = site.caller(made.json()["key"]), f"/stores/{shop.store.slug}/products"
    assert (await shop.secret.get("/products")).status_code == 200
    assert (await owner.post(f"/stores/{shop.store.slug}/suspend")).status_code == 204
    site.parts.authenticator.forget()
    for caller in (shop.secret, shop.reader, shop.shopper):
        check_problem(await caller.get("/products"), 401, "unauthorized")
    check_problem(await shop.publishable.post("/sessions"), 401, "unauthorized")
    for caller in (owner, whole):
        check_problem(await caller.get(inside), 403, "store_suspended")
    assert (await site.http.get(f"/c/{shop.store.slug}")).status_code == 404
    assert (await owner.get(f"/stores/{shop.store.slug}")).json()["suspended_at"] is not None
    assert (await owner.post(f"/stores/{shop.store.slug}/resume")).status_code == 204
    site.parts.authenticator.forget()
    assert (await shop.secret.get("/products")).status_code == 200
    assert (await whole.get(inside)).status_code == 200


async def test_a_deleted_store_can_be_brought_back_and_is_erased_after_a_week(site: Site) -> None:
    shop = await site.open_filled_shop()
    owner, path = await owner_of(shop), f"/stores/{shop.store.slug}"
    check_problem(await owner.delete(f"{path}?name=Other"), 422, "name_differs")
    assert (await owner.delete(f"{path}?name=Test shop")).status_code == 204
    check_problem(await owner.post(f"{path}/resume"), 409, "store_deleted")
    assert (await owner.post(f"{path}/restore")).status_code == 204
    assert (await owner.post(f"{path}/resume")).status_code == 204
    await erase(site, shop)
    assert (await owner.get(path)).status_code == 200  # it was brought back
    await owner.delete(f"{path}?name=Test shop")
    await erase(site, shop)
    assert (await owner.get(path)).status_code == 200  # its week is not over
    await later(site, shop)
    await erase(site, shop)
    check_problem(await owner.get(path), 404, "store_not_found")


async def erase(site: Site, shop: Shop) -> None:
    async with site.parts.database.open_scope(Scope(shop.store.organization_id, None)) as session:
        await site.parts.jobs.defer(session, EraseStore(str(shop.store.id)))
    await site.work()


async def later(site: Site, shop: Shop) -> None:
    organization: UUID = shop.store.organization_id
    async with site.parts.database.open_scope(Scope(organization, None)) as session:
        await session.execute(
            "UPDATE store SET deleted_at = now() - interval '8 days' WHERE organization_id = $1 AND store_id = $2",
            organization,
            shop.store.id,
        )


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Pike"},
        {"settings": {"greeting": "Moin"}},
        {"name": "Pike", "settings": {"greeting": "Moin", "contact.email": "a@b.example"}},
    ],
)
async def test_a_change_is_told_once_with_before_and_after(site: Site, change: Json) -> None:
    shop = await site.open_shop()
    owner = await owner_of(shop)
    before = (await owner.json("/audit?limit=100"))["items"]
    assert (await owner.call("PATCH", f"/stores/{shop.store.slug}", json=change)).status_code == 200
    told = [one for one in (await owner.json("/audit?limit=100"))["items"] if one not in before]
    assert [one["action"] for one in told] == ["store.changed"]
    assert ("name" in told[0]["after"], "greeting" in told[0]["after"]) == (
        "name" in change,
        "settings" in change,
    )
    assert told[0]["before"].get("name") == ("Test shop" if "name" in change else None)
    assert "b.example" not in str(told)


# what a store is to the world -----------------------------------------------------------------------------------


async def put(caller: Person, shop: Shop, **facts: Any) -> Any:
    return await caller.call("PATCH", f"/stores/{shop.store.slug}", json=facts)


async def test_site_and_time_zone_change_at_any_time_and_new_sources_follow(site: Site) -> None:
    shop = await site.open_filled_shop()
    owner = await owner_of(shop)
    changed = (await put(owner, shop, site_url="https://tarn.example", time_zone="Europe/Berlin")).json()
    assert (changed["site_url"], changed["time_zone"]) == ("https://tarn.example", "Europe/Berlin")
    assert (await put(owner, shop, name="Tarn & Co")).json()["site_url"] == "https://tarn.example"
    assert (await put(owner, shop, site_url=None, name=None)).json()["site_url"] is None
    oldest = (await owner.json("/audit?action=store.changed"))["items"][-1]
    assert (oldest["before"], oldest["after"]["time_zone"]) == (
        {"site_url": None, "time_zone": "UTC"},
        "Europe/Berlin",
    )
    source = await connect(shop, open_fake_shop(shop)[0])
    assert (await shop.secret.json(f"/sources/{source['id']}"))["time_zone"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("currency", "eur"),
        ("currency", "XXQ"),
        ("language", "xx"),
        ("site_url", "shop.example"),
        ("site_url", "javascript:alert(1)"),
        ("time_zone", "Mars/Base"),
        ("time_zone", "../etc/passwd"),
    ],
)
async def test_facts_that_cannot_be_are_refused_by_their_field(shop: Shop, field: str, value: str) -> None:
    problem = check_problem(await put(await owner_of(shop), shop, **{field: value}), 422, "invalid_input")
    assert field in problem["fields"]


async def test_currency_changes_until_a_price_is_in_another(site: Site) -> None:
    shop = await site.open_shop()
    owner = await owner_of(shop)
    assert (await put(owner, shop, currency="SEK")).json()["currency"] == "SEK"
    await shop.import_products([{"handle": "a", "title": "A", "price": "9.00"}])
    problem = check_problem(await put(owner, shop, currency="EUR"), 409, "currency_in_use")
    assert problem["currencies"] == {"SEK": 1}
    assert (await owner.json(f"/stores/{shop.store.slug}"))["currency"] == "SEK"
    await shop.import_products([{"handle": "a", "title": "A", "price": "9.00 EUR"}])
    assert (await put(owner, shop, currency="EUR")).json()["currency"] == "EUR"


async def test_language_changes_while_nothing_is_indexed_for_it(site: Site) -> None:
    shop = await site.open_shop()
    owner = await owner_of(shop)
    assert (await put(owner, shop, language="fr")).json()["language"] == "fr"
    await shop.import_products([{"handle": "a", "title": "A", "price": "9.00"}])
    problem = check_problem(await put(owner, shop, language="de", name="Else"), 409, "language_in_use")
    assert problem["products"] == 1
    kept = await owner.json(f"/stores/{shop.store.slug}")
    assert (kept["language"], kept["name"]) == ("fr", "Test shop")
