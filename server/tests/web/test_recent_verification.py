"""What a stolen sign-in must not do needs a person who proved to be there within ten minutes."""

import re
from typing import Any
from uuid import uuid4

from shopper_tokens import keeper
from web_people import Person, open_member, open_person
from web_shops import Shop, Site, check_problem

from aisle.core.db import Scope

NEEDED = "verification_needed"
# Whatever governs who may do what. Locking a door is quick: revoking and leaving are not among them.
GUARDED = {
    ("POST", "/invitations"),
    ("POST", "/roles"),
    ("PATCH", "/roles/{role_id}"),
    ("DELETE", "/roles/{role_id}"),
    ("DELETE", "/members/{member_id}"),
    ("DELETE", "/members/{member_id}/logins"),
    ("DELETE", "/members/{member_id}/logins/{member_login_id}"),
    ("PUT", "/members/{member_id}/roles"),
    ("POST", "/members/{member_id}/suspend"),
    ("POST", "/members/{member_id}/resume"),
    ("PATCH", "/organization"),
    ("PUT", "/organization/rate-limits"),
    ("DELETE", "/organization"),
    ("POST", "/organization/exports"),
    ("POST", "/auth/organizations/{organization_id}/restore"),
    ("POST", "/keys"),
    ("POST", "/keys/{key_id}/rotate"),
    ("POST", "/stores/{store}/shopper-keys"),
    ("POST", "/stores/{store}/shopper-keys/{shopper_key_id}/rotate"),
    ("PUT", "/stores/{store}/retention"),
    ("DELETE", "/stores/{store}"),
    ("POST", "/platform/visits"),
    ("POST", "/platform/models/{name}/{version}/load"),
    ("POST", "/platform/models/{name}/{version}/unload"),
    ("POST", "/platform/organizations/{organization_id}/suspend"),
    ("POST", "/platform/organizations/{organization_id}/resume"),
}
AREAS = re.compile(
    r"/(members|organization|keys|invitations|platform|visits|roles|stores/\{store\}(/shopper-keys.*|/retention|/suspend|/resume|/restore)?$"
    r"|auth/organizations|auth/invitations/accept)"
)


async def grow_stale(person: Person) -> None:
    """Let the sign-in's last proof be eleven minutes old."""
    async with person.site.parts.database.open_scope(Scope.of_person(person.person_id)) as session:
        await session.execute(
            "UPDATE login SET verified_at = now() - interval '11 minutes' WHERE person_id = $1",
            person.person_id,
        )


async def stale_owner(shop: Shop) -> Person:
    owner = await open_member(shop.site, "owner", organization=shop.store.organization_id)
    await grow_stale(owner)
    return owner


def writing_routes(site: Site) -> set[tuple[str, str]]:
    paths = site.app.openapi()["paths"]
    routes = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, operations in paths.items()
        for method in operations
        if method != "get"
    }
    return {one for one in routes if AREAS.match(one[1])}


def code_of(answer: Any) -> str | None:
    return answer.json().get("code") if answer.status_code >= 400 else None


async def asked_again(shop: Shop, owner: Person) -> set[tuple[str, str]]:
    """Every writing route of these areas that answers a stale sign-in with the wish for a proof."""
    found = set()
    for method, path in sorted(writing_routes(shop.site)):
        named = re.sub(r"\{\w+\}", str(uuid4()), path.replace("{store}", shop.store.slug))
        answer = await owner.call(method, named, json={})
        if code_of(answer) == NEEDED:
            found.add((method, path))
    return found


async def test_a_stale_sign_in_is_asked_for_a_proof_where_it_matters(site: Site) -> None:
    shop = await site.open_shop()
    assert await asked_again(shop, await stale_owner(shop)) == GUARDED


async def test_a_fresh_sign_in_is_not_asked_again(site: Site) -> None:
    shop = await site.open_shop()
    owner = await open_member(site, "owner", organization=shop.store.organization_id)
    for method, path in GUARDED - {("DELETE", "/organization"), ("DELETE", "/stores/{store}")}:
        named = re.sub(r"\{\w+\}", str(uuid4()), path.replace("{store}", shop.store.slug))
        assert code_of(await owner.call(method, named, json={})) != NEEDED, path


async def test_making_shopper_keys_asks_members_and_not_the_keys_that_may(site: Site) -> None:
    shop = await site.open_shop()
    owner, inside = await stale_owner(shop), f"/stores/{shop.store.slug}/shopper-keys"
    body = {"algorithm": "HS256"}
    check_problem(await owner.post(inside, json=body), 403, NEEDED)
    made = await (await keeper(shop)).post("/shopper-keys", json=body)
    assert made.status_code == 201
    check_problem(await owner.post(f"{inside}/{made.json()['id']}/rotate", json={}), 403, NEEDED)
    assert (await owner.delete(f"{inside}/{made.json()['id']}")).status_code == 204


async def test_accepting_needs_no_proof(site: Site) -> None:
    person = await open_person(site)
    await grow_stale(person)
    refused = await person.post("/auth/invitations/accept", json={"token": "aisle_iv_none"})
    check_problem(refused, 404, "invitation_spent")


async def test_proof_of_one_sign_in_is_none_for_another_of_the_same_person(site: Site) -> None:
    owner = await open_member(site)
    await grow_stale(owner)
    body = {"kind": "secret", "scopes": ["read"]}
    async with site.parts.database.open_scope(Scope.of_person(owner.person_id)) as session:
        await session.execute(
            "INSERT INTO login (person_id, id, kind, secret_hash, methods, expires_at)"
            " SELECT person_id, gen_random_uuid(), kind, 'another', methods, expires_at FROM login WHERE person_id = $1",
            owner.person_id,
        )
    check_problem(await owner.post("/keys", json=body), 403, NEEDED)


async def test_proof_of_an_ended_sign_in_that_is_still_remembered_is_none(site: Site) -> None:
    owner = await open_member(site)
    body = {"kind": "secret", "scopes": ["read"]}
    assert (await owner.post("/keys", json=body)).status_code == 201
    async with site.parts.database.open_scope(Scope.of_person(owner.person_id)) as session:
        await session.execute("UPDATE login SET ended_at = now() WHERE person_id = $1", owner.person_id)
    check_problem(await owner.post("/keys", json=body), 403, NEEDED)
