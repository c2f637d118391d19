"""One request for each route and right: all other rights together do not open it, and its own does."""

import re
from uuid import UUID, uuid4

import pytest
from web_people import Person, open_member
from web_rights import OWN, OWN_OF_EVERYBODY, PROVEN, RIGHTS
from web_shops import Caller, Shop, Site, check_forbidden

from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.identity.keys.service import create_key
from aisle.identity.roles import GRANTABLE
from aisle.web.app import IN_STORES

ROUTES = [(action, route) for action, routes in RIGHTS.items() for route in routes]
# A key invites nobody and takes nothing along, whatever it may do: these are people's beside the right.
PEOPLES = {"POST /invitations/{invitation_id}/resend", "DELETE /invitations/{invitation_id}"}
PEOPLES |= {"GET /organization/exports", "POST /organization/exports"}
PEOPLES |= {"GET /organization/exports/{export_id}/file", "DELETE /organization/exports/{export_id}"}
GIVEN = [
    (action, route)
    for action, route in ROUTES
    if action in {str(one) for one in GRANTABLE} and route not in PEOPLES
]
BELOW = {
    f"{method} {route.path}"
    for module in IN_STORES
    for route in module.router.routes
    for method in route.methods
}
STORED = [(action, route) for action, route in GIVEN if route in BELOW]


KEYS: dict[tuple[object, ...], Caller] = {}


async def key_with(shop: Shop, actions: list[str], *, everywhere: bool) -> Caller:
    """A secret key with these actions, for the shop or for its whole organization; the same for all who ask."""
    asked_for = (shop.store.id, everywhere, *actions)
    if asked_for not in KEYS:
        KEYS[asked_for] = await make_key(shop, actions, None if everywhere else shop.store.id)
    return KEYS[asked_for]


async def make_key(shop: Shop, actions: list[str], store_id: UUID | None) -> Caller:
    async with shop.site.parts.database.open_scope(Scope(shop.store.organization_id, None)) as session:
        made = await create_key(session, kind="secret", store_id=store_id, scopes=actions)
    return shop.site.caller(made.token)


def others(action: str) -> list[str]:
    """Every action that a key can have, but one."""
    return sorted(str(one) for one in GRANTABLE if one != action)


async def asked(caller: Caller, route: str, below: str = "") -> int:
    """Ask for something that does not exist, so that nothing is changed, and return the status."""
    method, path = route.split(" ")
    absent = below + re.sub(r"\{\w+\}", lambda _: str(uuid4()), path)
    answer = await caller.call(method, absent)
    assert answer.status_code != 401, answer.text
    if answer.status_code == 403:
        check_forbidden(answer)
    return answer.status_code


@pytest.mark.parametrize(("action", "route"), ROUTES)
async def test_route_is_closed_to_all_other_rights(shop: Shop, action: str, route: str) -> None:
    caller = await key_with(shop, others(action), everywhere=route not in BELOW)
    assert await asked(caller, route) == 403


@pytest.mark.parametrize(("action", "route"), GIVEN)
async def test_route_is_open_to_its_own_right(shop: Shop, action: str, route: str) -> None:
    caller = await key_with(shop, [action], everywhere=route not in BELOW)
    assert await asked(caller, route) != 403


@pytest.mark.parametrize(("action", "route"), STORED)
async def test_route_below_a_stores_name_needs_the_same(shop: Shop, action: str, route: str) -> None:
    below = f"/stores/{shop.store.slug}"
    assert await asked(await key_with(shop, others(action), everywhere=True), route, below) == 403
    assert await asked(await key_with(shop, [action], everywhere=True), route, below) != 403


@pytest.mark.parametrize("route", OWN + OWN_OF_EVERYBODY)
async def test_account_is_closed_to_keys_with_every_right(shop: Shop, route: str) -> None:
    caller = await key_with(shop, others(""), everywhere=True)
    assert await asked(caller, route) == 403


async def through_sign_on(site: Site) -> Person:
    """A member who came through a single sign-on of their organization."""
    person, connection = await open_member(site), new_id()
    assert person.organization_id is not None
    async with site.parts.database.open_scope(Scope(person.organization_id, None)) as session:
        await session.execute(
            "INSERT INTO sso_connection (organization_id, id, kind, name, settings, enabled)"
            " VALUES ($1, $2, 'oidc', 'Test', '{}', true)",
            person.organization_id,
            connection,
        )
    await change_login(person, "connection_id = $2", connection)
    return person


async def change_login(person: Person, change: str, *values: object) -> None:
    async with person.site.parts.database.open_scope(Scope.of_person(person.person_id)) as session:
        await session.execute(f"UPDATE login SET {change} WHERE person_id = $1", person.person_id, *values)
    person.site.parts.authenticator.forget()


async def told(person: Person, route: str) -> str:
    """Ask as a page of ours does, and return the code of the refusal, if it is one."""
    method, path = route.split(" ")
    answer = await person.call(method, re.sub(r"\{\w+\}", lambda _: str(uuid4()), path))
    return str(answer.json()["code"]) if answer.status_code >= 400 else ""


@pytest.mark.parametrize("route", OWN)
async def test_single_sign_on_does_not_open_the_account(site: Site, route: str) -> None:
    assert await told(await through_sign_on(site), route) == "sign_on_only"


@pytest.mark.parametrize("route", OWN_OF_EVERYBODY)
async def test_single_sign_on_says_who_one_is_and_ends(site: Site, route: str) -> None:
    assert await told(await through_sign_on(site), route) != "sign_on_only"


@pytest.mark.parametrize("route", PROVEN)
async def test_route_needs_a_proof_of_the_last_ten_minutes(site: Site, route: str) -> None:
    owner = await open_member(site)
    assert await told(owner, route) != "verification_needed"
    await change_login(owner, "verified_at = now() - interval '11 minutes'")
    assert await told(owner, route) == "verification_needed"


async def test_every_right_of_a_route_is_written_down(site: Site) -> None:
    document = (await site.http.get("/openapi.json")).json()
    found = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, methods in document["paths"].items()
        for method, said in methods.items()
        if path.startswith(("/api/v1/", "/v1/")) and said.get("security")
    }
    written = {route for _, route in ROUTES} | set(OWN) | set(OWN_OF_EVERYBODY)
    assert found - {one.replace(" /", " /stores/{store}/", 1) for one in BELOW} == written
