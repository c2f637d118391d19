"""Whoever comes through an organization's single sign-on changes nothing of the account, by whichever route there is."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from matrix_calls import Operation, operations_of
from test_credentials import NEEDS
from web_accounts import Account, sign_up
from web_federation import Stage, error_of, open_stage, somebody
from web_shops import Json, open_site
from web_sign_on import Company, open_company

from aisle.core.db import Database, Scope
from aisle.core.db.migrate import Roles
from aisle.identity.members.joining import join
from aisle.identity.members.types import Given, Newcomer

ABSENT = "0198c0de-0000-7000-8000-000000000000"
# What a sign-in may do to itself: be looked at, and end.
OWN = {("GET", "/auth/session"), ("POST", "/auth/sign-out")}
ACCOUNT = {"account.read", "account.write"}


@pytest.fixture(scope="module")
async def opened(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: Any,
) -> AsyncIterator[Stage]:
    parts = database, worker_database, dispatcher_database, roles.secrets, tmp_path_factory.mktemp("out")
    async with open_stage(lambda **settings: open_site(*parts, **settings)) as made:
        yield made


@pytest.fixture
def stage(opened: Stage) -> Stage:
    return opened.reset()


def account_operations(stage: Stage) -> list[Operation]:
    """Every operation on a person's own account, from the document of the API and the table of rights."""
    found = operations_of(stage.site.app.openapi())
    return [
        one
        for one in found
        if NEEDS.get((one.method, one.path)) in ACCOUNT and (one.method, one.path) not in OWN
    ]


async def try_all(stage: Stage, page: Any) -> dict[str, tuple[int, str | None]]:
    """What each operation answers: with its example as the body, and with ids of nothing."""
    told = {}
    for one in account_operations(stage):
        path = one.filled(dict.fromkeys(one.names, ABSENT))
        body = {"json": one.body} if one.body is not None else {}
        answer = await page.call(one.method, path, **body)
        code = answer.json().get("code") if answer.status_code >= 400 else None
        told[f"{one.method} {one.path}"] = answer.status_code, code
    return told


def test_there_are_such_routes(stage: Stage) -> None:
    assert len(account_operations(stage)) >= 20
    assert NEEDS.keys() >= OWN


async def test_every_account_route_is_closed_to_a_single_sign_on(stage: Stage) -> None:
    company = await open_company(stage)
    visitor, _ = await company.sign_on(**company.somebody())
    told = await try_all(stage, await visitor.page())
    assert {name: said for name, said in told.items() if said != (403, "sign_on_only")} == {}


async def test_same_routes_are_open_to_the_account_itself(stage: Stage) -> None:
    """The positive control: it is how they came that closes them, and nothing else."""
    account = await sign_up(stage.site)
    told = await try_all(stage, await account.browser())
    assert not [name for name, (_, code) in told.items() if code == "sign_on_only"]


# the second factor ------------------------------------------------------------------------------------------------


async def demand_factor(company: Company) -> None:
    answer = await company.owner.call("PATCH", "/organization", json={"security": {"mfa_roles": ["admin"]}})
    assert answer.status_code == 200, answer.text


async def make_member(stage: Stage, company: Company, email: str, person_id: UUID) -> None:
    parts = stage.site.parts
    async with parts.database.open_scope(Scope(company.organization, None)) as session:
        newcomer = Newcomer(person_id, "Ada", email)
        await join(parts.database, parts.vault, session, newcomer, [Given("admin")], "invitation")


async def act_in_company(stage: Stage, company: Company, person_id: UUID) -> None:
    async with stage.site.parts.database.open_scope(Scope.of_person(person_id)) as session:
        await session.execute(
            "UPDATE login SET organization_id = $2 WHERE person_id = $1", person_id, company.organization
        )
    stage.site.parts.authenticator.forget()


@pytest.mark.parametrize("way", ["openid", "github", "password"])
async def test_role_that_needs_a_factor_needs_it_whichever_provider_vouches(stage: Stage, way: str) -> None:
    company = await open_company(stage)
    page, person = await sign_in_by(stage, way)
    await make_member(stage, company, person["email"], UUID(person["id"]))
    await act_in_company(stage, company, UUID(person["id"]))
    assert (await page.get("/organization")).status_code == 200
    await demand_factor(company)
    stage.site.parts.authenticator.forget()
    answer = await page.get("/organization")
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed")
    assert (await page.get("/auth/session")).status_code == 200


async def sign_in_by(stage: Stage, way: str) -> tuple[Any, Json]:
    """Somebody new who came this way: their page, and who they are."""
    visitor = stage.visitor()
    if way == "password":
        account: Account = await sign_up(stage.site)
        page: Any = await account.browser()
    elif way == "openid":
        assert error_of(await visitor.sign_in(**somebody())) is None
        page = await visitor.page()
    else:
        await visit_github(stage, visitor)
        page = await visitor.page()
    return page, (await page.json("/auth/session"))["person"]


async def visit_github(stage: Stage, visitor: Any) -> None:
    """There and back by GitHub."""
    stage.web.forms["https://github.com/login/oauth/access_token"] = lambda form: {
        "access_token": "t",
        "token_type": "bearer",
    }
    stage.web.documents["https://api.github.com/user"] = {"id": 4_711_000, "login": "ada", "name": None}
    stage.web.documents["https://api.github.com/user/emails"] = [
        {"email": "ada.github@people.example", "primary": True, "verified": True}
    ]
    state = parse_qs(urlsplit(await visitor.start("github")).query)["state"][0]
    assert error_of(await visitor.back({"code": "good", "state": state}, "github")) is None


async def test_single_sign_on_stands_in_for_the_factor_in_its_own_organization_alone(stage: Stage) -> None:
    """As the documentation says: whether its people prove themselves twice is for the identity provider to see to."""
    company = await open_company(stage, roles={"default_role": "admin"})
    await demand_factor(company)
    visitor, _ = await company.sign_on(**company.somebody())
    page = await visitor.page()
    assert (await page.get("/organization")).status_code == 200
    login = (await page.json("/auth/session"))["organizations"]
    assert [one["id"] for one in login] == [str(company.organization)]
