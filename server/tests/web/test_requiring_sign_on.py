"""Single sign-on as the only way in: one switch, whichever route it is set by, and what is shown is what holds."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from web_accounts import Account, sign_up
from web_federation import Stage, open_stage
from web_shops import check_problem, open_site
from web_sign_on import Company, open_company

from aisle.core.db import Database, Scope
from aisle.core.db.migrate import Roles
from aisle.identity.federation.sign_on import rescuing
from aisle.identity.members.joining import join
from aisle.identity.members.types import Given, Newcomer


@pytest.fixture(scope="module")
async def opened(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: Any,
) -> AsyncIterator[Stage]:
    parts = database, worker_database, dispatcher_database, roles.secrets, tmp_path_factory.mktemp("required")
    async with open_stage(lambda **settings: open_site(*parts, **settings)) as made:
        yield made


@pytest.fixture
async def company(opened: Stage) -> Company:
    return await open_company(opened.reset())


async def employee(company: Company, role: str = "analyst") -> Account:
    """A member with an address of the domain, and a password."""
    account = await sign_up(company.stage.site, email=f"e.{company.domain[:8]}@{company.domain}")
    await join_company(company, account, role)
    return account


async def join_company(company: Company, account: Account, role: str) -> None:
    parts = company.stage.site.parts
    async with parts.database.open_scope(Scope(company.organization, None)) as session:
        newcomer = Newcomer(account.person_id, account.name, account.email)
        await join(parts.database, parts.vault, session, newcomer, [Given(role)], "invitation")


async def connection_of(company: Company, person_id: UUID) -> str | None:
    (row,) = await company.sql(
        "SELECT connection_id FROM member WHERE organization_id = $1 AND person_id = $2",
        company.organization,
        person_id,
    )
    return str(row["connection_id"]) if row["connection_id"] else None


async def test_what_is_shown_is_what_holds(company: Company) -> None:
    """There is one switch, on the connection; the organization has none beside it that would hold nothing."""
    member = await employee(company)
    for required, status in ((False, 200), (True, 403), (False, 200)):
        assert (await company.switch(required=required)).json()["required"] is required
        found = await company.stage.site.caller(None).post("/auth/sign-on", json={"email": member.email})
        assert found.json()["required"] is required
        assert (await member.sign_in()).status_code == status
    planted = await company.owner.call("PATCH", "/organization", json={"security": {"sso_required": True}})
    check_problem(planted, 422, "invalid_input")
    assert "sso_required" not in (await company.owner.json("/organization"))["security"]


async def test_who_joins_later_is_bound_from_the_first_moment(company: Company) -> None:
    """Not only at the next password: a session that is open already, a passkey or another provider would get in."""
    assert (await company.switch(required=True)).status_code == 200
    newcomer, guest = await employee(company), await sign_up(company.stage.site)
    await join_company(company, guest, "analyst")
    assert await connection_of(company, newcomer.person_id) == company.connection["id"]
    assert await connection_of(company, guest.person_id) is None


async def test_operator_of_the_machine_opens_what_a_broken_connection_shut(company: Company) -> None:
    assert (await company.switch(required=True)).status_code == 200
    member, tools = await employee(company), company.stage.site.parts.accounts
    check_problem(await member.sign_in(), 403, "sign_on_required")
    (found,) = await rescuing.find_connections(tools, company.domain, "operator:test")
    assert str(found.id) == company.connection["id"]
    assert await rescuing.find_connections(tools, str(company.organization), "operator:test") == [found]
    disabled = await rescuing.disable(tools, found.id, "operator:test")
    assert (disabled.enabled, disabled.required) == (False, False)
    assert (await member.sign_in()).status_code == 200
    (row,) = await company.sql(
        "SELECT actor FROM audit_entry WHERE organization_id = $1 ORDER BY number DESC LIMIT 1",
        company.organization,
    )
    assert row["actor"] == "operator:test"
