"""Operators of the installation: in a tenant only by a visit with a reason, for a time, to look, seen and ended by the tenant."""

from typing import Any
from uuid import uuid4

import pytest
from web_people import Person, open_member, open_person
from web_shops import Shop, Site, check_problem

from aisle.core.db import Scope
from aisle.identity.authenticator import REMEMBER_SECONDS
from aisle.identity.visits.operators import Operators

REASON = "Ticket 42: their imports fail since Monday."


async def open_operator(site: Site) -> Person:
    person = await open_person(site, name="Op Erator")
    await site.parts.visits.operators.grant(person.person_id)
    await with_second_factor(site, person)
    return person


async def with_second_factor(site: Site, person: Person) -> None:
    """As if they had signed in with an authenticator app, too."""
    async with site.parts.database.open_scope(Scope.of_person(person.person_id)) as session:
        await session.execute(
            "UPDATE login SET methods = '{password,totp}' WHERE person_id = $1", person.person_id
        )


async def test_an_operator_with_a_password_alone_visits_nobody(shop: Shop, site: Site) -> None:
    operator = await open_person(site)
    await site.parts.visits.operators.grant(operator.person_id)
    check_problem(await visit(operator, shop), 403, "second_factor_needed")
    check_problem(await operator.get("/platform/organizations"), 403, "second_factor_needed")
    await with_second_factor(site, operator)
    assert (await visit(operator, shop)).status_code == 201


async def visit(operator: Person, shop: Shop, **more: Any) -> Any:
    body = {"organization": str(shop.store.organization_id), "reason": REASON, **more}
    return await operator.post("/platform/visits", json=body)


async def test_a_visitor_looks_and_changes_nothing(shop: Shop, site: Site) -> None:
    operator = await open_operator(site)
    begun = await visit(operator, shop)
    visitor, inside = site.caller(begun.json()["token"]), f"/stores/{shop.store.slug}"
    assert (await visitor.get(f"{inside}/products")).status_code == 200
    assert (await visitor.get("/members")).status_code == 200
    check_problem(
        await visitor.post(f"{inside}/documents", json={"title": "T", "text": "x"}), 403, "forbidden"
    )
    check_problem(await visitor.get("/auth/organizations"), 403, "forbidden")
    check_problem(await operator.get(f"{inside}/products"), 404, "store_not_found")  # only the visit gets in
    assert (await visitor.get("/stores")).json()["items"] != []


async def test_a_visit_that_writes_opens_no_doors(shop: Shop, site: Site) -> None:
    visitor = site.caller((await visit(await open_operator(site), shop, writes=True)).json()["token"])
    text = {"title": "T", "text": f"words {uuid4()}"}
    assert (await visitor.post(f"/stores/{shop.store.slug}/documents", json=text)).status_code == 202
    for path, body in (
        ("/keys", {"kind": "secret", "scopes": ["read"]}),
        ("/invitations", {"email": "a@guests.example", "roles": [{"role": "owner"}]}),
        ("/roles", {"name": "R", "permissions": ["members.write"]}),
    ):
        check_problem(await visitor.post(path, json=body), 403, "forbidden")


async def test_the_tenant_sees_the_visit_and_ends_it(shop: Shop, site: Site) -> None:
    owner = await open_member(site, "owner", organization=shop.store.organization_id)
    begun = (await visit(await open_operator(site), shop)).json()
    visitor = site.caller(begun["token"])
    assert (await visitor.get("/visits")).status_code == 200
    seen = next(one for one in (await owner.json("/visits"))["items"] if one["id"] == begun["id"])
    assert (seen["operator"], seen["reason"], seen["writes"]) == ("Op Erator", REASON, False)
    logged = (await owner.json("/audit?action=visit.began"))["items"]
    assert any(one["object_id"] == begun["id"] for one in logged)
    assert (await owner.delete(f"/visits/{begun['id']}")).status_code == 204
    check_problem(await visitor.get("/members"), 401, "unauthorized")
    check_problem(await owner.delete(f"/visits/{begun['id']}"), 409, "visit_over")


async def test_a_visit_of_another_tenant_answers_like_an_absent_one(shop: Shop, site: Site) -> None:
    begun = (await visit(await open_operator(site), shop)).json()
    stranger = await open_member(site, "owner")
    for visit_id in (begun["id"], str(uuid4())):
        check_problem(await stranger.delete(f"/visits/{visit_id}"), 404, "visit_not_found")
    assert (await stranger.json("/visits"))["items"] == []


@pytest.mark.parametrize("ending", ["over", "revoked"])
async def test_a_visit_ends_with_its_time_and_with_its_operator(shop: Shop, site: Site, ending: str) -> None:
    operator = await open_operator(site)
    begun = (await visit(operator, shop)).json()
    visitor = site.caller(begun["token"])
    assert (await visitor.get("/members")).status_code == 200
    if ending == "over":
        async with site.parts.database.open_scope(Scope(shop.store.organization_id, None)) as session:
            await session.execute("UPDATE visit SET expires_at = now() WHERE id = $1", begun["id"])
    else:
        assert await site.parts.visits.operators.revoke(operator.person_id)
    clock = site.parts.authenticator.clock
    site.parts.authenticator.clock = lambda: clock() + REMEMBER_SECONDS
    try:
        check_problem(await visitor.get("/members"), 401, "unauthorized")
    finally:
        site.parts.authenticator.clock = clock
        site.parts.authenticator.forget()


async def test_people_without_the_grant_visit_and_suspend_nobody(shop: Shop, site: Site) -> None:
    owner, path = await open_member(site, "owner"), f"/platform/organizations/{shop.store.organization_id}"
    check_problem(await visit(owner, shop), 403, "operators_only")
    check_problem(await owner.post(f"{path}/suspend", json={"reason": REASON}), 403, "operators_only")
    check_problem(await owner.post(f"{path}/resume"), 403, "operators_only")
    check_problem(await visit(shop.secret, shop), 403, "forbidden")  # type: ignore[arg-type]


async def test_a_row_written_by_sql_makes_no_operator(shop: Shop, site: Site) -> None:
    person, operator = await open_person(site), await open_operator(site)
    stolen = Operators(site.parts.database, b"another key")._signature(person.person_id)
    async with site.parts.database.open_scope(Scope.of_person(operator.person_id)) as session:
        copied = await session.fetchval("SELECT signature FROM platform_operator")
    for signature in (stolen, copied, b""):
        async with site.parts.database.open_scope(Scope.of_person(person.person_id)) as session:
            await session.execute("DELETE FROM platform_operator")
            await session.execute(
                "INSERT INTO platform_operator (person_id, signature) VALUES ($1, $2)",
                person.person_id,
                signature,
            )
        check_problem(await visit(person, shop), 403, "operators_only")


@pytest.mark.parametrize(
    "change", [{"reason": "short"}, {"minutes": 61}, {"minutes": 0}, {"name": "Somebody else"}]
)
async def test_visits_have_a_reason_and_an_end(shop: Shop, site: Site, change: Any) -> None:
    check_problem(await visit(await open_operator(site), shop, **change), 422, "invalid_input")


async def test_a_suspended_organization_answers_no_credential_until_it_is_resumed(site: Site) -> None:
    shop, operator = await site.open_filled_shop(), await open_operator(site)
    owner = await open_member(site, "owner", organization=shop.store.organization_id)
    visitor = site.caller((await visit(operator, shop)).json()["token"])
    path = f"/platform/organizations/{shop.store.organization_id}"
    assert (await owner.get("/members")).status_code == 200
    assert (await operator.post(f"{path}/suspend", json={"reason": REASON})).status_code == 204
    site.parts.authenticator.forget()
    for caller in (shop.secret, shop.reader, shop.shopper):
        check_problem(await caller.get("/products"), 401, "unauthorized")
    check_problem(await shop.publishable.post("/sessions"), 401, "unauthorized")
    check_problem(await owner.get("/members"), 403, "forbidden")
    assert (await visitor.get("/members")).status_code == 200  # whoever looks into it has to get in
    assert (await operator.post(f"{path}/resume")).status_code == 204
    site.parts.authenticator.forget()
    assert (await shop.secret.get("/products")).status_code == 200
    assert (await owner.get("/members")).status_code == 200
