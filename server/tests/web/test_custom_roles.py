"""Roles of an organization's own: within their maker's rights, changed for all who have them, deleted with care."""

from uuid import uuid4

import pytest
from web_people import Person, open_member
from web_shops import Json, Site, check_problem

from aisle.identity.permissions import SENTENCES
from aisle.identity.roles import GRANTABLE

BUYER: Json = {"name": "Buyer", "permissions": ["products.read", "stores.read"]}


async def owner_and(site: Site, role: str) -> tuple[Person, Person]:
    owner = await open_member(site, "owner")
    return owner, await open_member(site, role, organization=owner.organization_id)


async def test_permissions_have_a_sentence_each(site: Site) -> None:
    owner, _ = await owner_and(site, "analyst")
    listed = (await owner.json("/permissions"))["items"]
    assert {one["name"] for one in listed} == {str(one) for one in GRANTABLE} == {*map(str, SENTENCES)}
    assert all(one["description"].endswith(".") and len(one["description"]) > 10 for one in listed)


async def test_a_role_gives_what_it_lists_and_follows_its_changes(site: Site) -> None:
    owner, member = await owner_and(site, "analyst")
    made = (await owner.post("/roles", json={**BUYER, "permissions": ["members.read"]})).json()
    await owner.call("PUT", f"/members/{member.person_id}/roles", json={"roles": [{"role_id": made["id"]}]})
    site.parts.authenticator.forget()
    assert (await member.get("/members")).status_code == 200
    check_problem(await member.get("/keys"), 403, "forbidden")
    await owner.call("PATCH", f"/roles/{made['id']}", json={"permissions": ["keys.read"]})
    site.parts.authenticator.forget()
    check_problem(await member.get("/members"), 403, "forbidden")
    assert (await member.get("/keys")).status_code == 200


async def test_a_role_holds_nothing_that_its_maker_lacks(site: Site) -> None:
    owner, _ = await owner_and(site, "analyst")
    names = ["roles.write", "members.read", "products.read"]
    made = await owner.post("/roles", json={"name": "Role maker", "permissions": names})
    maker = await open_member(site, None, organization=owner.organization_id, role_id=made.json()["id"])
    check_problem(
        await maker.post("/roles", json={"name": "More", "permissions": ["keys.write"]}),
        403,
        "rights_exceeded",
    )
    strong = (await owner.post("/roles", json={"name": "Strong", "permissions": ["audit.read"]})).json()
    for change in ({"permissions": ["products.read"]}, {"name": "Weak"}):
        check_problem(
            await maker.call("PATCH", f"/roles/{strong['id']}", json=change), 403, "rights_exceeded"
        )
    check_problem(await maker.delete(f"/roles/{strong['id']}"), 403, "rights_exceeded")
    assert (
        await maker.post("/roles", json={"name": "Less", "permissions": ["products.read"]})
    ).status_code == 201


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"permissions": ["organization.delete"]}, "role_invalid"),
        ({"permissions": ["platform.write"]}, "role_invalid"),
        ({"permissions": ["work"]}, "role_invalid"),
        ({"permissions": ["account.write"]}, "role_invalid"),
        ({"permissions": ["*"]}, "role_invalid"),
        ({"permissions": []}, "role_invalid"),
        ({"name": "Owner"}, "role_taken"),
        ({"name": "  "}, "role_invalid"),
        ({"organization_id": str(uuid4())}, "invalid_input"),
    ],
)
async def test_what_cannot_be_a_role_is_refused(site: Site, body: Json, code: str) -> None:
    owner, _ = await owner_and(site, "analyst")
    answer = await owner.post("/roles", json={**BUYER, **body})
    assert answer.json()["code"] == code


async def test_names_are_taken_within_an_organization_alone(site: Site) -> None:
    (one, _), (other, _) = await owner_and(site, "analyst"), await owner_and(site, "analyst")
    assert (await one.post("/roles", json=BUYER)).status_code == 201
    check_problem(await one.post("/roles", json=BUYER), 409, "role_taken")
    assert (await other.post("/roles", json=BUYER)).status_code == 201


async def test_a_role_in_use_is_deleted_only_with_another_in_its_place(site: Site) -> None:
    owner, member = await owner_and(site, "analyst")
    made = (await owner.post("/roles", json=BUYER)).json()
    await owner.call("PUT", f"/members/{member.person_id}/roles", json={"roles": [{"role_id": made["id"]}]})
    refused = check_problem(await owner.delete(f"/roles/{made['id']}"), 409, "role_in_use")
    assert refused["members"] == [str(member.person_id)]
    assert (await owner.delete(f"/roles/{made['id']}?replace_with=support")).status_code == 204
    shown = await owner.json(f"/members/{member.person_id}")
    assert [one["role"] for one in shown["roles"]] == ["support"]


async def test_a_role_of_others_answers_like_an_absent_one(site: Site) -> None:
    (one, member), (other, _) = await owner_and(site, "analyst"), await owner_and(site, "analyst")
    made = (await other.post("/roles", json=BUYER)).json()
    for role_id in (made["id"], str(uuid4())):
        check_problem(
            await one.call("PATCH", f"/roles/{role_id}", json={"name": "Mine"}), 404, "role_not_found"
        )
        check_problem(await one.delete(f"/roles/{role_id}"), 404, "role_not_found")
        body = {"roles": [{"role_id": role_id}]}
        given = await one.call("PUT", f"/members/{member.person_id}/roles", json=body)
        check_problem(given, 404, "role_not_found")


@pytest.mark.parametrize("name", ["\u200bowner", "\uff4f\uff57\uff4e\uff45\uff52", "Admin\u202e", "OWNER"])
async def test_name_that_looks_like_a_usual_role_is_refused(site: Site, name: str) -> None:
    owner = await open_member(site, "owner")
    answer = await owner.post("/roles", json={"name": name, "permissions": ["products.read"]})
    assert answer.status_code in (409, 422), answer.text
