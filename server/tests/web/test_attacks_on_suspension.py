"""What an operator suspended stays so, whoever would have it otherwise."""

from typing import Any
from uuid import UUID

from test_visits import REASON, open_operator
from web_people import Person, open_member, open_person
from web_shops import Shop, Site, check_problem

from aisle.bootstrap.provision import open_organization
from aisle.core.db import Scope
from aisle.identity.accounts import operating
from aisle.identity.members.joining import join
from aisle.identity.members.types import Given, Newcomer


async def seat(site: Site, person: Person, organization: UUID) -> None:
    async with site.parts.database.open_scope(Scope(organization, None)) as session:
        newcomer = Newcomer(person.person_id, "Ada Test", person.email)
        assert await join(
            site.parts.database, site.parts.vault, session, newcomer, [Given("owner")], "invitation"
        )


async def test_owner_does_not_lift_a_suspension_by_deleting_and_restoring(shop: Shop, site: Site) -> None:
    organization, operator = shop.store.organization_id, await open_operator(site)
    owner = await open_member(site, "owner", organization=organization)
    name = (await owner.json("/organization"))["name"]  # from here on the owner is remembered for 30 s
    suspended = await operator.post(
        f"/platform/organizations/{organization}/suspend", json={"reason": REASON}
    )
    assert suspended.status_code == 204
    await owner.call("DELETE", f"/organization?name={name}")
    await owner.post(f"/auth/organizations/{organization}/restore")
    site.parts.authenticator.forget()
    check_problem(await shop.secret.get("/products"), 401, "unauthorized")
    assert (await operator.post(f"/platform/organizations/{organization}/resume")).status_code == 204


async def test_colleague_does_not_resume_a_suspended_person(site: Site) -> None:
    person = await open_member(site, "owner")
    assert person.organization_id
    colleague = await open_member(site, "owner", organization=person.organization_id)
    key = (await person.post("/keys", json={"kind": "secret", "scopes": ["keys.read"]})).json()["key"]
    await operating.suspend(site.parts.accounts, person.person_id, "asked by the police")
    path = f"/members/{person.person_id}"
    for step in ("suspend", "resume"):
        answer = await colleague.post(
            f"{path}/{step}", json={"reason": "our own reason"} if step == "suspend" else None
        )
        check_problem(answer, 409, "conflict")
    site.parts.authenticator.forget()
    check_problem(await site.caller(key).get("/keys"), 401, "unauthorized")


async def test_suspension_reaches_every_organization_however_many(site: Site) -> None:
    person = await open_person(site)
    database = site.parts.database
    organizations = [await open_organization(database, f"Number {number}") for number in range(101)]
    for one in organizations:
        await seat(site, person, one)
    await operating.suspend(site.parts.accounts, person.person_id, "asked by the police")
    assert [await _suspended(site, one, person) for one in organizations] == [True] * 101


async def _suspended(site: Site, organization: UUID, person: Person) -> Any:
    async with site.parts.database.open_scope(Scope(organization, None)) as session:
        return await session.fetchval(
            "SELECT suspended_at IS NOT NULL FROM member WHERE organization_id = $1 AND person_id = $2",
            organization,
            person.person_id,
        )
