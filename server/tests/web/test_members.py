"""Members: their roles, their suspension, their end, and the owner who always stays."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from web_people import Person, open_member, open_person
from web_shops import Json, Shop, Site, check_problem

from aisle.core.db import Scope
from aisle.identity.authenticator import REMEMBER_SECONDS
from aisle.identity.members import service
from aisle.identity.roles import ROLES

ADMIN = {"roles": [{"role": "admin"}]}


async def team(site: Site, *roles: str) -> list[Person]:
    """Members of one new organization, the first an owner."""
    owner = await open_member(site, "owner")
    return [owner, *[await open_member(site, role, organization=owner.organization_id) for role in roles]]


async def put_roles(actor: Person, member: Person, *roles: Json) -> Any:
    return await actor.call("PUT", f"/members/{member.person_id}/roles", json={"roles": list(roles)})


async def suspend(actor: Person, member: Person) -> Any:
    return await actor.post(f"/members/{member.person_id}/suspend", json={"reason": "On leave."})


async def test_members_are_listed_in_pages_with_addresses_and_roles(site: Site) -> None:
    people = await team(site, "editor", "support", "analyst")
    first = await people[0].json("/members?limit=3")
    second = await people[0].json(f"/members?limit=3&cursor={first['next_cursor']}")
    items = {one["id"]: one for one in [*first["items"], *second["items"]]}
    assert (len(first["items"]), len(second["items"]), second["next_cursor"]) == (3, 1, None)
    assert {str(one.person_id): one.email for one in people} == {k: v["email"] for k, v in items.items()}
    assert items[str(people[1].person_id)]["roles"] == [{"role": "editor", "role_id": None, "store_id": None}]


async def test_members_of_others_answer_like_absent_ones(site: Site) -> None:
    owner, (stranger,) = (await team(site))[0], await team(site)
    for member in (stranger.person_id, uuid4()):
        path = f"/members/{member}"
        check_problem(await owner.get(path), 404, "member_not_found")
        check_problem(await owner.delete(path), 404, "member_not_found")
        check_problem(await owner.call("PUT", f"{path}/roles", json=ADMIN), 404, "member_not_found")
        check_problem(await owner.post(f"{path}/suspend", json={"reason": "x"}), 404, "member_not_found")
        check_problem(await owner.post(f"{path}/resume"), 404, "member_not_found")
    assert stranger.email not in "".join(owner.heard)


async def test_a_role_for_one_store_is_given_by_the_stores_name(site: Site, shop: Shop) -> None:
    owner = await open_member(site, "owner", organization=shop.store.organization_id)
    member = await open_member(site, "analyst", organization=shop.store.organization_id)
    answer = await put_roles(owner, member, {"role": "editor", "store": shop.store.slug})
    assert answer.json()["roles"] == [{"role": "editor", "role_id": None, "store_id": str(shop.store.id)}]
    site.parts.authenticator.forget()
    body = {"title": "T", "text": f"words {uuid4()}"}
    assert (await member.post(f"/stores/{shop.store.slug}/documents", json=body)).status_code == 202
    foreign = await site.open_shop()
    refused = await put_roles(owner, member, {"role": "editor", "store": foreign.store.slug})
    check_problem(refused, 404, "store_not_found")


# nobody gives more than they have -------------------------------------------------------------------------------


async def test_owners_are_made_and_unmade_by_owners(site: Site) -> None:
    owner, admin, other = await team(site, "admin", "editor")
    check_problem(await put_roles(admin, other, {"role": "owner"}), 403, "owners_only")
    check_problem(await put_roles(admin, owner, {"role": "editor"}), 403, "owners_only")
    check_problem(await suspend(admin, owner), 403, "owners_only")
    check_problem(await admin.delete(f"/members/{owner.person_id}"), 403, "owners_only")
    assert (await put_roles(owner, other, {"role": "owner"})).status_code == 200


async def test_an_owners_key_makes_no_owner(site: Site) -> None:
    owner, other = await team(site, "editor")
    everything = sorted(map(str, ROLES["owner"]))
    made = await owner.post("/keys", json={"kind": "secret", "scopes": everything})
    key = site.caller(made.json()["key"])
    answer = await key.call("PUT", f"/members/{other.person_id}/roles", json={"roles": [{"role": "owner"}]})
    check_problem(answer, 403, "owners_only")


async def test_nobody_gives_or_takes_from_those_who_have_more(site: Site) -> None:
    owner, small, admin = await team(site, "analyst", "admin")
    role = await owner.post("/roles", json={"name": "HR", "permissions": ["members.read", "members.write"]})
    given = await put_roles(owner, small, {"role_id": role.json()["id"]})
    assert given.status_code == 200
    site.parts.authenticator.forget()
    other = await open_member(site, "analyst", organization=owner.organization_id)
    check_problem(await put_roles(small, small, {"role": "admin"}), 403, "rights_exceeded")
    check_problem(await put_roles(small, other, {"role": "editor"}), 403, "rights_exceeded")
    check_problem(await suspend(small, admin), 403, "rights_exceeded")
    check_problem(await small.delete(f"/members/{admin.person_id}"), 403, "rights_exceeded")


async def test_giving_goes_red_without_its_check(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def anything(*_: Any) -> None: ...

    monkeypatch.setattr(service, "check_giving", anything)
    with pytest.raises(AssertionError):
        await test_owners_are_made_and_unmade_by_owners(site)


@pytest.mark.parametrize("role", ["editor", "support", "developer", "analyst"])
async def test_other_roles_change_no_members(site: Site, role: str) -> None:
    owner, member = await team(site, role)
    check_problem(await put_roles(member, member, {"role": "admin"}), 403, "forbidden")
    check_problem(await suspend(member, owner), 403, "forbidden")
    check_problem(await member.post("/invitations", json={}), 403, "forbidden")


@pytest.mark.parametrize(
    "wanted",
    [
        [],
        [{"role": "emperor"}],
        [{"role_id": str(uuid4())}],
        [{}],
        [{"role": "editor", "role_id": str(uuid4())}],
    ],
)
async def test_what_is_no_role_is_refused(site: Site, wanted: list[Json]) -> None:
    owner, member = await team(site, "editor")
    answer = await put_roles(owner, member, *wanted)
    assert answer.json()["code"] in ("invalid_input", "role_not_found")


async def test_planted_fields_are_refused(site: Site) -> None:
    owner, member = await team(site, "editor")
    for planted in ({"organization_id": str(uuid4())}, {"person_id": str(uuid4())}, {"suspended_at": None}):
        body = {"roles": [{"role": "analyst"}], **planted}
        answer = await owner.call("PUT", f"/members/{member.person_id}/roles", json=body)
        check_problem(answer, 422, "invalid_input")


# the last owner -------------------------------------------------------------------------------------------------


async def test_the_last_owner_cannot_go(site: Site) -> None:
    owner, *_ = await team(site, "admin")
    check_problem(await put_roles(owner, owner, {"role": "admin"}), 409, "last_owner")
    check_problem(await suspend(owner, owner), 409, "last_owner")
    check_problem(await owner.delete(f"/members/{owner.person_id}"), 409, "last_owner")


async def owners_left(owner: Person) -> int:
    async with owner.site.parts.database.open_scope(Scope(owner.organization_id, None)) as session:
        return await session.fetchval(
            "SELECT count(*) FROM member m JOIN member_role r USING (organization_id, person_id)"
            " WHERE organization_id = $1 AND r.role = 'owner' AND r.store_id IS NULL AND m.suspended_at IS NULL",
            owner.organization_id,
        )


@pytest.mark.parametrize("what", ["demote", "suspend", "remove"])
async def test_two_owners_who_unmake_each_other_fifty_times_at_once_leave_one(site: Site, what: str) -> None:
    one, other = await team(site, "owner")

    async def unmake(actor: Person, member: Person) -> int:
        if what == "demote":
            answer = await put_roles(actor, member, {"role": "analyst"})
        elif what == "suspend":
            answer = await suspend(actor, member)
        else:
            answer = await actor.delete(f"/members/{member.person_id}")
        return int(answer.status_code)

    pairs = [(one, other), (other, one)] * 25
    codes = await asyncio.gather(*(unmake(*pair) for pair in pairs))
    assert await owners_left(one) == 1
    assert sum(code < 300 for code in codes) >= 1
    assert all(code < 500 for code in codes)


async def test_last_owner_goes_red_without_its_check(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: Any) -> None: ...

    monkeypatch.setattr(service, "_keep_an_owner", nothing)
    with pytest.raises(AssertionError):
        await test_the_last_owner_cannot_go(site)


# suspension and removal -----------------------------------------------------------------------------------------


async def test_a_suspended_member_is_out_until_resumed(site: Site) -> None:
    owner, member = await team(site, "admin")
    assert (await member.get("/members")).status_code == 200
    assert (await suspend(owner, member)).status_code == 204
    clock = site.parts.authenticator.clock
    site.parts.authenticator.clock = lambda: clock() + REMEMBER_SECONDS
    try:
        check_problem(await member.get("/members"), 403, "forbidden")
        assert (await owner.post(f"/members/{member.person_id}/resume")).status_code == 204
    finally:
        site.parts.authenticator.clock = clock
    site.parts.authenticator.forget()
    assert (await member.get("/members")).status_code == 200


async def test_a_removed_members_keys_end(site: Site) -> None:
    owner, member = await team(site, "developer")
    made = (await member.post("/keys", json={"kind": "secret", "scopes": ["documents.read"]})).json()
    assert (await owner.delete(f"/members/{member.person_id}")).status_code == 204
    assert (await owner.json(f"/keys/{made['id']}"))["state"] == "revoked"
    site.parts.authenticator.forget()
    check_problem(await site.caller(made["key"]).get("/products"), 401, "unauthorized")
    check_problem(await member.get("/members"), 403, "forbidden")


async def test_keys_can_be_adopted_within_ones_own_rights(site: Site) -> None:
    owner, developer, admin = await team(site, "developer", "admin")
    made = (await developer.post("/keys", json={"kind": "secret", "scopes": ["documents.read"]})).json()
    assert (await admin.delete(f"/members/{developer.person_id}?keys=adopt")).status_code == 204
    site.parts.authenticator.forget()
    shown = await owner.json(f"/keys/{made['id']}")
    assert (shown["state"], shown["made_by"]) == ("active", str(admin.person_id))
    assert (await site.caller(made["key"]).get("/stores/none/documents")).status_code == 404  # it is let in


async def test_nobody_adopts_a_mightier_key(site: Site) -> None:
    owner, developer = await team(site, "developer")
    made = await developer.post("/keys", json={"kind": "secret", "scopes": ["documents.write"]})
    assert made.status_code == 201
    names = ["members.read", "members.write", "keys.write", "keys.read"]
    role = await owner.post("/roles", json={"name": "HR", "permissions": names})
    manager = await open_member(site, None, organization=owner.organization_id, role_id=role.json()["id"])
    assert (await put_roles(owner, developer, {"role_id": role.json()["id"]})).status_code == 200
    refused = await manager.delete(f"/members/{developer.person_id}?keys=adopt")
    check_problem(refused, 403, "rights_exceeded")


async def test_a_person_in_no_organization_reaches_no_members(site: Site) -> None:
    person = await open_person(site)
    check_problem(await person.get("/members"), 403, "forbidden")
    check_problem(await person.get("/keys"), 403, "forbidden")
