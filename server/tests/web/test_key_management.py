"""Keys made by members and programs: within their rights, now and later; shown once; rotated; ended one at a time."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from web_people import Person, open_member
from web_shops import ORIGIN, Caller, Json, Shop, Site, check_problem

from aisle.core.db import Scope
from aisle.identity.authenticator import REMEMBER_SECONDS
from aisle.identity.keys import bounds

SECRET = {"kind": "secret", "name": "Importer", "scopes": ["read"]}


class Clock:
    """The authenticator's clock, moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(site: Site) -> Iterator[Clock]:
    authenticator = site.parts.authenticator
    real, held = authenticator.clock, Clock()
    authenticator.clock = held
    authenticator.forget()
    yield held
    authenticator.clock = real
    authenticator.forget()


async def made(maker: Caller, site: Site, **more: Any) -> tuple[str, Caller]:
    """Make a key through the API; return its id and its caller."""
    answer = await maker.post("/keys", json={**SECRET, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], site.caller(answer.json()["key"])


async def owner_of(shop: Shop) -> Person:
    return await open_member(shop.site, "owner", organization=shop.store.organization_id)


async def test_a_key_is_shown_once_and_listed_without_its_secret(shop: Shop, site: Site) -> None:
    owner = await owner_of(shop)
    answer = await owner.post("/keys", json={**SECRET, "stores": [shop.store.slug]})
    key = answer.json()
    used = await site.caller(key["key"]).get("/products")
    assert used.status_code == 200
    shown = await owner.get(f"/keys/{key['id']}")
    listed = await owner.get("/keys?limit=100")
    item = next(one for one in listed.json()["items"] if one["id"] == key["id"])
    assert item == shown.json()
    assert (item["state"], item["made_by"], item["stores"]) == (
        "active",
        str(owner.person_id),
        [str(shop.store.id)],
    )
    assert item["last_used_at"] is not None
    assert item["prefix"].split("…")[1] in key["key"]
    secret = key["key"][-40:]
    assert not any(secret in answer.text for answer in (shown, listed))


async def test_a_key_for_several_stores_reaches_those_alone(site: Site) -> None:
    one = await site.open_shop()
    organization = one.store.organization_id
    two, three = await site.open_shop(organization), await site.open_shop(organization)
    owner = await owner_of(one)
    _, key = await made(owner, site, stores=[one.store.slug, str(two.store.id)])
    for shop in (one, two):
        assert (await key.get(f"/stores/{shop.store.slug}/products")).status_code == 200
    check_problem(await key.get(f"/stores/{three.store.slug}/products"), 404, "store_not_found")


async def test_stores_of_others_cannot_be_named(shop: Shop, site: Site) -> None:
    owner, other = await owner_of(shop), await site.open_shop()
    for name in (other.store.slug, str(other.store.id), "no-such-store"):
        check_problem(await owner.post("/keys", json={**SECRET, "stores": [name]}), 404, "store_not_found")


@pytest.mark.parametrize(
    ("role", "scopes", "allowed"),
    [
        ("owner", ["members.write"], True),
        ("developer", ["documents.write", "keys.write"], True),
        ("developer", ["write", "chat"], True),
        ("developer", ["read"], False),  # the bundle holds conversations, which developers do not read
        ("developer", ["members.write"], False),
        ("developer", ["organization.delete"], False),
    ],
)
async def test_a_key_has_no_more_than_its_maker(
    shop: Shop, role: str, scopes: list[str], allowed: bool
) -> None:
    member = await open_member(shop.site, role, organization=shop.store.organization_id)
    answer = await member.post("/keys", json={**SECRET, "scopes": scopes})
    if allowed:
        assert answer.status_code == 201
    else:
        check_problem(answer, 403, "rights_exceeded")


@pytest.mark.parametrize("role", ["editor", "support", "analyst"])
async def test_roles_without_the_right_make_no_keys(shop: Shop, role: str) -> None:
    member = await open_member(shop.site, role, organization=shop.store.organization_id)
    check_problem(await member.post("/keys", json=SECRET), 403, "forbidden")


async def test_a_store_developer_makes_keys_for_that_store_alone(shop: Shop, site: Site) -> None:
    developer = await open_member(site, "developer", shop)
    body = {**SECRET, "scopes": ["documents.write"]}
    check_problem(await developer.post("/keys", json=body), 403, "forbidden")
    _, key = await made(developer, site, scopes=["documents.read"], stores=[shop.store.slug])
    assert (await key.get("/documents")).status_code == 200
    whole, _ = await made(await owner_of(shop), site)
    check_problem(await developer.get(f"/keys/{whole}"), 404, "key_not_found")
    check_problem(await developer.delete(f"/keys/{whole}"), 404, "key_not_found")
    assert whole not in (await developer.get("/keys?limit=100")).text


async def test_a_foreign_key_answers_like_an_absent_one(shop: Shop, site: Site) -> None:
    owner, other = await owner_of(shop), await site.open_shop()
    foreign, _ = await other.key(kind="secret")
    for key_id in (str(foreign), str(uuid4()), "no-id"):
        check_problem(
            await owner.delete(f"/keys/{key_id}"), 404, "key_not_found" if key_id != "no-id" else "not_found"
        )
        rotated = await owner.post(f"/keys/{key_id}/rotate", json={})
        assert rotated.status_code == 404
    assert (await site.caller(None).get("/keys")).status_code == 401


# at use -------------------------------------------------------------------------------------------------------


async def change(member: Person, statement: str) -> None:
    async with member.site.parts.database.open_scope(Scope(member.organization_id, None)) as session:
        await session.execute(statement, member.organization_id, member.person_id)


SUSPEND = "UPDATE member SET suspended_at = now() WHERE organization_id = $1 AND person_id = $2"
REMOVE = "DELETE FROM member WHERE organization_id = $1 AND person_id = $2"
DEMOTE = "UPDATE member_role SET role = 'analyst' WHERE organization_id = $1 AND person_id = $2"


@pytest.mark.parametrize("ending", [SUSPEND, REMOVE])
async def test_keys_of_a_suspended_or_removed_maker_are_dead_within_thirty_seconds(
    shop: Shop, site: Site, clock: Clock, ending: str
) -> None:
    maker = await open_member(site, "developer", organization=shop.store.organization_id)
    _, key = await made(maker, site, scopes=["documents.read", "keys.write"], stores=[shop.store.slug])
    _, child = await made(key, site, scopes=["documents.read"])
    public = await maker.post(
        "/keys", json={"kind": "publishable", "stores": [shop.store.slug], "origins": [ORIGIN]}
    )
    page = site.caller(public.json()["key"], origin=ORIGIN)
    shopper = await shop.start_shopper(page)
    for alive in (key, child):
        assert (await alive.get("/documents")).status_code == 200
    await change(maker, ending)
    clock.now += REMEMBER_SECONDS
    for dead in (key, child):
        check_problem(await dead.get("/documents"), 401, "unauthorized")
    check_problem(await page.post("/sessions"), 401, "unauthorized")
    check_problem(await shopper.get("/products"), 401, "unauthorized")


async def test_a_makers_loss_of_rights_is_its_keys_loss(shop: Shop, site: Site, clock: Clock) -> None:
    maker = await open_member(site, "developer", organization=shop.store.organization_id)
    _, key = await made(maker, site, scopes=["documents.write", "documents.read"], stores=[shop.store.slug])
    body = {"title": "T", "text": f"words {uuid4()}"}
    assert (await key.post("/documents", json=body)).status_code == 202
    await change(maker, DEMOTE)
    clock.now += REMEMBER_SECONDS
    check_problem(await key.post("/documents", json=body), 403, "forbidden")
    assert (await key.get("/documents")).status_code == 200


async def test_bounds_go_red_without_them(
    shop: Shop, site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "bounded", lambda wanted, by: tuple(wanted))
    with pytest.raises(AssertionError):
        await test_a_makers_loss_of_rights_is_its_keys_loss(shop, site, clock)


async def test_a_child_dies_with_the_key_that_made_it(shop: Shop, site: Site, clock: Clock) -> None:
    owner = await owner_of(shop)
    parent_id, parent = await made(owner, site, scopes=["keys.write", "keys.read", "read"])
    _, child = await made(parent, site, stores=[shop.store.slug])
    assert (await child.get("/products")).status_code == 200
    assert (await owner.delete(f"/keys/{parent_id}")).status_code == 204
    clock.now += REMEMBER_SECONDS
    check_problem(await child.get("/products"), 401, "unauthorized")


async def test_a_key_makes_no_mightier_key(shop: Shop, site: Site) -> None:
    owner = await owner_of(shop)
    _, parent = await made(owner, site, scopes=["keys.write", "documents.read"], stores=[shop.store.slug])
    for body in ({"scopes": ["documents.write"]}, {"scopes": ["read"]}, {"scopes": ["members.write"]}):
        check_problem(await parent.post("/keys", json={**SECRET, **body}), 403, "rights_exceeded")


async def test_chains_of_keys_are_short(shop: Shop, site: Site) -> None:
    key: Caller = await owner_of(shop)
    for _ in range(bounds.LONGEST_CHAIN):
        _, key = await made(key, site, scopes=["keys.write"])
    check_problem(await key.post("/keys", json={**SECRET, "scopes": ["keys.write"]}), 403, "forbidden")


# ending and rotating ------------------------------------------------------------------------------------------


async def test_revoking_one_key_revokes_one(shop: Shop, site: Site, clock: Clock) -> None:
    owner = await owner_of(shop)
    keys = [await made(owner, site, stores=[shop.store.slug]) for _ in range(5)]
    gone_id, _ = keys[2]
    assert (await owner.delete(f"/keys/{gone_id}")).status_code == 204
    clock.now += REMEMBER_SECONDS
    alive = [(await key.get("/products")).status_code for _, key in keys]
    assert alive == [200, 200, 401, 200, 200]
    assert (await owner.get(f"/keys/{gone_id}")).json()["state"] == "revoked"


async def test_rotation_overlaps_and_keeps_what_the_key_may(shop: Shop, site: Site, clock: Clock) -> None:
    owner = await owner_of(shop)
    old_id, old = await made(owner, site, stores=[shop.store.slug], scopes=["documents.read"])
    answer = await owner.post(f"/keys/{old_id}/rotate", json={"hours": 2})
    assert answer.status_code == 201
    new = site.caller(answer.json()["key"])
    assert (await old.get("/documents")).status_code == (await new.get("/documents")).status_code == 200
    check_problem(await new.get("/products"), 403, "forbidden")
    shown: Json = (await owner.get(f"/keys/{old_id}")).json()
    assert (shown["state"], shown["replaced_by"]) == ("ending", answer.json()["id"])
    left = datetime.fromisoformat(shown["expires_at"]) - datetime.now(UTC)
    assert timedelta(minutes=119) < left <= timedelta(hours=2)
    check_problem(await owner.post(f"/keys/{old_id}/rotate", json={}), 409, "key_ended")


async def test_rotation_without_overlap_ends_the_old_key(shop: Shop, site: Site, clock: Clock) -> None:
    owner = await owner_of(shop)
    old_id, old = await made(owner, site, stores=[shop.store.slug])
    assert (await owner.post(f"/keys/{old_id}/rotate", json={"hours": 0})).status_code == 201
    clock.now += REMEMBER_SECONDS
    check_problem(await old.get("/products"), 401, "unauthorized")


async def test_of_fifty_rotations_at_once_one_wins(shop: Shop, site: Site) -> None:
    owner = await owner_of(shop)
    key_id, _ = await made(owner, site)
    answers = await asyncio.gather(*(owner.post(f"/keys/{key_id}/rotate", json={}) for _ in range(50)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 49


async def test_who_rotates_a_key_must_have_what_it_may(shop: Shop, site: Site) -> None:
    key_id, _ = await made(await owner_of(shop), site, scopes=["members.write"])
    developer = await open_member(site, "developer", organization=shop.store.organization_id)
    check_problem(await developer.post(f"/keys/{key_id}/rotate", json={}), 403, "rights_exceeded")


async def test_a_key_rotates_itself_and_its_children_live_on(shop: Shop, site: Site, clock: Clock) -> None:
    owner = await owner_of(shop)
    key_id, key = await made(
        owner, site, scopes=["keys.read", "keys.write", "read"], stores=[shop.store.slug]
    )
    _, child = await made(key, site, scopes=["read"])
    answer = await key.post(f"/keys/{key_id}/rotate", json={"hours": 0})
    assert answer.status_code == 201
    clock.now += REMEMBER_SECONDS
    check_problem(await key.get("/products"), 401, "unauthorized")
    assert (await child.get("/products")).status_code == 200
    assert (await site.caller(answer.json()["key"]).get("/products")).status_code == 200


# going live ---------------------------------------------------------------------------------------------------


async def test_public_pages_need_a_confirmed_address_and_local_ones_none(shop: Shop, site: Site) -> None:
    organization = shop.store.organization_id
    new = await open_member(site, "owner", organization=organization, confirmed=False)
    page = {"kind": "publishable", "stores": [shop.store.slug], "origins": ["http://localhost:3000"]}
    assert (await new.post("/keys", json=page)).status_code == 201
    public = {**page, "origins": ["http://localhost:3000", "https://shop.example"]}
    check_problem(await new.post("/keys", json=public), 403, "email_not_confirmed")
    _, program = await made(new, site, scopes=["keys.write"])
    check_problem(await program.post("/keys", json=public), 403, "email_not_confirmed")
    assert (await (await owner_of(shop)).post("/keys", json=public)).status_code == 201


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "operator"},
        {"scopes": []},
        {"scopes": ["everything"]},
        {"expires_at": "2020-01-01T00:00:00Z"},
        {"organization_id": str(uuid4())},
        {"maker": str(uuid4())},
        {"kind": "publishable", "scopes": [], "origins": [], "stores": []},
        {"name": "x" * 101},
    ],
)
async def test_what_is_no_key_is_refused_with_a_reason(shop: Shop, change: Json) -> None:
    owner = await owner_of(shop)
    check_problem(await owner.post("/keys", json={**SECRET, **change}), 422, "invalid_input")
