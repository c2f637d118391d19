"""Rights as they are now: of who lost some a second ago, in one place of several, and behind what is remembered."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from test_visits import open_operator
from web_people import Person, open_member
from web_shops import ORIGIN, Shop, Site, check_problem

from aisle.core.db import Scope
from aisle.identity.roles import ROLES


async def in_organization(site: Site, organization: UUID, statement: str, *values: Any) -> None:
    async with site.parts.database.open_scope(Scope(organization, None)) as session:
        await session.execute(statement, organization, *values)


async def lower(person: Person, role: str = "analyst") -> None:
    """Give a member another role while processes still remember the one before."""
    assert person.organization_id is not None
    await in_organization(
        person.site,
        person.organization_id,
        "UPDATE member_role SET role = $3 WHERE organization_id = $1 AND person_id = $2",
        person.person_id,
        role,
    )


async def test_who_is_remembered_with_more_rights_changes_nothing(site: Site) -> None:
    owner = await open_member(site)
    other = await open_member(site, "analyst", organization=owner.organization_id)
    assert (await owner.get("/members")).status_code == 200
    await lower(owner)
    check_problem(await owner.delete(f"/members/{other.person_id}"), 403, "forbidden")
    invited = {"email": f"g{uuid4().hex}@guests.example", "roles": [{"role": "analyst"}]}
    check_problem(await owner.post("/invitations", json=invited), 403, "forbidden")
    role = {"name": "R", "permissions": ["members.read"]}
    check_problem(await owner.post("/roles", json=role), 403, "forbidden")
    check_problem(await owner.post("/keys", json={"kind": "secret", "scopes": ["read"]}), 403, "forbidden")


async def test_a_stores_key_reaches_nothing_of_the_organization(shop: Shop) -> None:
    _, caller = await shop.key(kind="secret", scopes=["members.read", "organization.read", "audit.read"])
    for path in ("/members", "/organization", "/audit"):
        check_problem(await caller.get(path), 403, "forbidden")


async def test_a_right_in_one_store_is_none_in_another(site: Site, shop: Shop) -> None:
    sibling = await site.open_shop(organization_id=shop.store.organization_id)
    admin = await open_member(site, "admin", store=shop)
    await in_organization(
        site,
        shop.store.organization_id,
        "INSERT INTO member_role (organization_id, person_id, role, store_id) VALUES ($1, $2, 'analyst', $3)",
        admin.person_id,
        sibling.store.id,
    )
    site.parts.authenticator.forget()
    assert (await admin.get(f"/stores/{sibling.store.slug}")).status_code == 200
    changed = await admin.call("PATCH", f"/stores/{sibling.store.slug}", json={"name": "Mine"})
    check_problem(changed, 403, "forbidden")


async def test_a_pages_key_ends_where_its_maker_reaches_the_store_no_more(site: Site, shop: Shop) -> None:
    sibling = await site.open_shop(organization_id=shop.store.organization_id)
    maker = await open_member(site, "admin", store=shop)
    wanted = {"kind": "publishable", "stores": [shop.store.slug], "origins": [ORIGIN]}
    made = await maker.post("/keys", json=wanted)
    assert made.status_code == 201, made.text
    page = site.caller(made.json()["key"], origin=ORIGIN)
    assert (await page.post("/sessions")).status_code == 201
    await in_organization(
        site,
        shop.store.organization_id,
        "UPDATE member_role SET store_id = $3 WHERE organization_id = $1 AND person_id = $2",
        maker.person_id,
        sibling.store.id,
    )
    site.parts.authenticator.forget()
    check_problem(await page.post("/sessions"), 401, "unauthorized")


async def test_an_owner_of_one_store_is_no_owner_of_the_organization(site: Site) -> None:
    shop = await site.open_shop()  # in an organization that has no other owner
    organization = shop.store.organization_id
    owner = await open_member(site, organization=organization)
    await open_member(site, "owner", store=shop)
    lowered = await owner.call(
        "PUT", f"/members/{owner.person_id}/roles", json={"roles": [{"role": "admin"}]}
    )
    check_problem(lowered, 409, "last_owner")


async def test_who_may_not_make_keys_takes_none_over(site: Site) -> None:
    owner = await open_member(site)
    other = await open_member(site, "analyst", organization=owner.organization_id)
    held = [*sorted(str(one) for one in ROLES["analyst"]), "members.read", "members.write"]
    made = await owner.post("/roles", json={"name": "People", "permissions": held})
    assert made.status_code == 201, made.text
    keeper = await open_member(
        site, None, organization=owner.organization_id, role_id=UUID(made.json()["id"])
    )
    path = f"/members/{other.person_id}"
    check_problem(await keeper.call("DELETE", path, params={"keys": "adopt"}), 403, "forbidden")
    assert (await keeper.call("DELETE", path, params={"keys": "end"})).status_code in (200, 204)


@pytest.mark.parametrize("change", ["secret", "operator suspended"])
async def test_a_visit_is_its_tokens_and_its_operators(site: Site, shop: Shop, change: str) -> None:
    operator = await open_operator(site)
    wanted = {"organization": str(shop.store.organization_id), "reason": "Ticket 42: imports fail."}
    token = (await operator.post("/platform/visits", json=wanted)).json()["token"]
    assert (await site.caller(token).get("/members")).status_code == 200
    if change == "secret":
        token = token[:-9] + ("A" if token[-9] != "A" else "Q") + token[-8:]
    else:
        async with site.parts.database.open_scope(Scope.of_person(operator.person_id)) as session:
            await session.execute(
                "UPDATE tenant SET suspended_at = now() WHERE organization_id = $1", operator.person_id
            )
    site.parts.authenticator.forget()
    check_problem(await site.caller(token).get("/members"), 401, "unauthorized")
