"""What operators of the installation see of organizations from outside, and whom a visit is told."""

from typing import Any
from uuid import uuid4

import pytest
from test_visits import REASON, open_operator, visit
from web_people import Person, open_member, open_person
from web_shops import Json, Site, check_problem

from aisle.bootstrap.provision import open_organization
from aisle.core.db import Scope

PATH = "/platform/organizations"


async def all_of(operator: Person, limit: int) -> list[Json]:
    """Every page, one after the other."""
    items: list[Json] = []
    answer: Any = await operator.json(f"{PATH}?limit={limit}")
    while True:
        assert len(answer["items"]) <= limit
        items += answer["items"]
        if answer["next_cursor"] is None:
            return items
        answer = await operator.json(f"{PATH}?limit={limit}&cursor={answer['next_cursor']}")


async def test_operators_see_every_organization_once_in_pages(site: Site) -> None:
    operator = await open_operator(site)
    made = {str(await open_organization(site.parts.database, f"Firm {n}")): f"Firm {n}" for n in range(5)}
    small, large = await all_of(operator, 2), await all_of(operator, 100)
    assert small == large
    ids = [one["id"] for one in small]
    assert ids == sorted(set(ids))
    assert {one["id"]: one["name"] for one in small if one["id"] in made} == made
    assert str(operator.person_id) not in ids  # people are tenants, and no organizations
    assert set(small[0]) == {"id", "name", "created_at", "suspended_at", "suspended_why", "deleted_at"}


async def test_operators_see_what_is_suspended_and_why(site: Site) -> None:
    operator, organization = await open_operator(site), await open_organization(site.parts.database, "Firm")
    assert (await operator.post(f"{PATH}/{organization}/suspend", json={"reason": REASON})).status_code == 204
    shown = next(one for one in await all_of(operator, 100) if one["id"] == str(organization))
    assert shown["suspended_why"] == REASON
    assert (await operator.post(f"{PATH}/{organization}/resume")).status_code == 204
    shown = next(one for one in await all_of(operator, 100) if one["id"] == str(organization))
    assert (shown["suspended_at"], shown["suspended_why"]) == (None, None)


async def test_nobody_else_lists_organizations(site: Site) -> None:
    owner, person, shop = await open_member(site, "owner"), await open_person(site), await site.open_shop()
    for caller in (owner, person):
        check_problem(await caller.get(PATH), 403, "operators_only")
        assert str(shop.store.organization_id) not in "".join(caller.heard)
    check_problem(await shop.secret.get(PATH), 403, "forbidden")
    check_problem(await site.caller(None).get(PATH), 401, "unauthorized")
    former = await open_operator(site)
    assert await site.parts.visits.operators.revoke(former.person_id)
    check_problem(await former.get(PATH), 403, "operators_only")


@pytest.mark.parametrize("cursor", ["x", "eyJ9", "W10"])
async def test_made_up_cursors_are_refused(site: Site, cursor: str) -> None:
    answer = await (await open_operator(site)).get(f"{PATH}?cursor={cursor}")
    check_problem(answer, 422 if answer.status_code == 422 else 400, "invalid_cursor")


# the mail -------------------------------------------------------------------------------------------------------


async def test_every_owner_is_told_of_a_visit_and_nobody_else(site: Site) -> None:
    shop = await site.open_shop()
    firm = shop.store.organization_id
    owners = [await open_member(site, "owner", organization=firm) for _ in range(2)]
    others = [await open_member(site, role, organization=firm) for role in ("admin", "analyst")]
    others.append(await open_member(site, "owner", store=shop))  # of one store, not of the organization
    others.append(await open_member(site, "owner"))  # of another organization
    out = await open_member(site, "owner", organization=firm)
    reason = {"reason": "On leave."}
    assert (await owners[0].post(f"/members/{out.person_id}/suspend", json=reason)).status_code == 204
    begun = await visit(await open_operator(site), shop)
    assert begun.status_code == 201
    await site.work()
    for owner in owners:
        (mail,) = site.mailer.to(owner.email)
        assert mail.subject == "An operator has entered Test organization"
        for words in ("Op Erator", "imports fail since Monday"):
            assert words in mail.text
        assert begun.json()["token"] not in mail.text
    assert [site.mailer.to(one.email) for one in [*others, out]] == [[]] * 5


async def test_a_visit_that_was_refused_is_told_nobody(site: Site) -> None:
    owner = await open_member(site, "owner")
    body = {"organization": str(owner.organization_id), "reason": REASON}
    check_problem(await (await open_person(site)).post("/platform/visits", json=body), 403, "operators_only")
    absent = await (await open_operator(site)).post(
        "/platform/visits", json={**body, "organization": str(uuid4())}
    )
    check_problem(absent, 404, "organization_not_found")
    await site.work()
    assert site.mailer.to(owner.email) == []


async def test_an_owner_who_left_meanwhile_gets_no_mail(site: Site) -> None:
    shop = await site.open_shop()
    stays = await open_member(site, "owner", organization=shop.store.organization_id)
    goes = await open_member(site, "owner", organization=shop.store.organization_id)
    await visit(await open_operator(site), shop)
    assert (await stays.delete(f"/members/{goes.person_id}")).status_code == 204
    await site.work()
    assert (len(site.mailer.to(stays.email)), site.mailer.to(goes.email)) == (1, [])


async def test_the_job_of_the_mail_holds_ids_alone(site: Site) -> None:
    shop = await site.open_shop()
    owner = await open_member(site, "owner", organization=shop.store.organization_id)
    await visit(await open_operator(site), shop)
    async with site.parts.database.open_scope(Scope(shop.store.organization_id, None)) as session:
        rows = await session.fetch("SELECT j::text AS text FROM job j WHERE queue = 'mail'")
    assert rows
    for row in rows:
        assert owner.email not in row["text"]
        assert "imports fail" not in row["text"]
