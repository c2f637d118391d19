"""A suspended person is out everywhere, and comes back without what others took from them."""

from uuid import UUID

from test_credentials import Clock, clock  # noqa: F401 - a fixture
from web_accounts import sign_up
from web_shops import Site, check_problem

from aisle.core.db import Scope
from aisle.identity.accounts import operating
from aisle.identity.authenticator import REMEMBER_SECONDS
from aisle.identity.members import repository as members


async def test_suspension_reaches_every_credential_within_half_a_minute(
    site: Site,
    clock: Clock,  # noqa: F811
) -> None:
    account = await sign_up(site, organization="Pike")
    page, phone = await account.browser(), await account.phone()
    assert (
        (await page.get("/auth/session")).status_code == (await phone.get("/auth/session")).status_code == 200
    )
    await operating.suspend(site.parts.accounts, account.person_id, "asked by the police")
    clock.now += REMEMBER_SECONDS
    for caller in (page, phone):
        check_problem(await caller.get("/auth/session"), 401, "unauthorized")
    check_problem(await phone.refresh(), 401, "refresh_refused")
    check_problem(await account.sign_in(), 403, "person_suspended")
    check_problem(await account.sign_in("a wrong password"), 401, "sign_in_refused")


async def test_resumed_person_signs_in_anew(site: Site) -> None:
    account = await sign_up(site, organization="Pike")
    page = await account.browser()
    await operating.suspend(site.parts.accounts, account.person_id, "by mistake")
    await operating.resume(site.parts.accounts, account.person_id)
    site.parts.authenticator.forget()
    check_problem(await page.get("/auth/session"), 401, "unauthorized")
    again = await account.browser()
    assert (await again.json("/auth/session"))["organizations"][0]["name"] == "Pike"
    assert [one for one in await account.audit() if one.startswith("person.s")][-1] == "person.suspended"


async def test_what_an_organization_suspended_stays_suspended(site: Site) -> None:
    account = await sign_up(site, organization="Pike")
    (row,) = await account.sql("SELECT organization_id FROM person_organization")
    organization: UUID = row["organization_id"]
    async with site.parts.database.open_scope(Scope(organization, None)) as session:
        await members.set_suspension(session, account.person_id, "left the company")
    await operating.suspend(site.parts.accounts, account.person_id, "something else")
    await operating.resume(site.parts.accounts, account.person_id)
    async with site.parts.database.open_scope(Scope(organization, None)) as session:
        member = await members.find_member(session, account.person_id)
    assert member is not None
    assert member["suspended_why"] == "left the company"
