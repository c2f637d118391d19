"""Proving and changing an address."""

import asyncio
from typing import Any

import pytest
from web_accounts import Account, post, sign_up, token_in
from web_shops import Site, check_problem

from aisle.core.db import Scope
from aisle.core.ids import new_id


@pytest.fixture
async def account(site: Site) -> Account:
    return await sign_up(site, organization="Pike")


async def newest(site: Site, email: str, subject: str) -> str:
    await site.work()
    return token_in([one for one in site.mailer.to(email) if subject in one.subject][-1].text)


async def ask_to_change(account: Account) -> tuple[str, str]:
    """Ask for another address and return it with the link's token."""
    page, email = await account.browser(), f"new.{new_id().hex[-12:]}@people.example"
    answer = await page.post("/auth/email", json={"email": email})
    assert answer.status_code == 202, answer.text
    return email, await newest(account.site, email, "address")


async def email_of(account: Account) -> str:
    return str((await (await account.browser()).json("/auth/session"))["person"]["email"])


async def test_address_is_confirmed_by_the_link_once(account: Account) -> None:
    token = await account.mail("Confirm")
    answers = await asyncio.gather(
        *(post(account.site, "/auth/email/confirm", {"token": token}) for _ in range(50))
    )
    assert sorted(one.status_code for one in answers) == [204] + [410] * 49
    page = await account.browser()
    assert (await page.json("/auth/session"))["person"]["email_confirmed"] is True
    assert (await account.audit()).count("email.confirmed") == 1


async def test_link_is_sent_again_and_the_first_is_dead(account: Account) -> None:
    first, page = await account.mail("Confirm"), await account.browser()
    assert (await page.post("/auth/email/resend")).status_code == 202
    second = await account.mail("Confirm")
    check_problem(await post(account.site, "/auth/email/confirm", {"token": first}), 410, "token_spent")
    assert (await post(account.site, "/auth/email/confirm", {"token": second})).status_code == 204
    answers = [await page.post("/auth/email/resend") for _ in range(6)]
    assert [one.status_code for one in answers] == [202] * 4 + [429] * 2


async def test_new_address_counts_once_it_answered(account: Account) -> None:
    old, page = account.email, await account.browser()
    email, token = await ask_to_change(account)
    assert await email_of(account) == old
    assert (await post(account.site, "/auth/email/change", {"token": token})).status_code == 204
    check_problem(await account.sign_in(), 401, "sign_in_refused")
    account.email = email
    assert await email_of(account) == email
    assert (await page.get("/auth/session")).status_code == 200
    check_problem(await post(account.site, "/auth/email/change", {"token": token}), 410, "token_spent")
    assert (await sign_up(account.site, old)).person_id != account.person_id  # it is free again


async def test_organizations_learn_the_new_address(account: Account) -> None:
    email, token = await ask_to_change(account)
    await post(account.site, "/auth/email/change", {"token": token})
    organization_id = (await account.sql("SELECT organization_id FROM person_organization"))[0][
        "organization_id"
    ]
    parts = account.site.parts
    async with parts.database.open_scope(Scope(organization_id, None)) as session:
        sealed = await session.fetchval(
            "SELECT email_sealed FROM member WHERE person_id = $1", account.person_id
        )
        place = f"member.email_sealed:{account.person_id}"
        assert await parts.vault.unseal_text(session, sealed, place) == email


async def test_old_address_is_told_and_takes_the_change_back(account: Account) -> None:
    old, page = account.email, await account.browser()
    email, token = await ask_to_change(account)
    await post(account.site, "/auth/email/change", {"token": token})
    undo = await newest(account.site, old, "was changed")
    answers = await asyncio.gather(
        *(post(account.site, "/auth/email/undo", {"token": undo}) for _ in range(50))
    )
    assert sorted(one.status_code for one in answers) == [204] + [410] * 49
    check_problem(await page.get("/auth/session"), 401, "unauthorized")
    reset = {
        "token": await newest(account.site, old, "password"),
        "new_password": "a kite above nine chimneys",
    }
    assert (await post(account.site, "/auth/password/reset", reset)).status_code == 204
    account.password = reset["new_password"]
    assert await email_of(account) == old
    account.email = email
    check_problem(await account.sign_in(), 401, "sign_in_refused")


async def test_address_of_another_account_cannot_be_taken(account: Account) -> None:
    stranger = await sign_up(account.site)
    page = await account.browser()
    assert (await page.post("/auth/email", json={"email": stranger.email})).status_code == 202
    token = await newest(account.site, stranger.email, "address")
    check_problem(await post(account.site, "/auth/email/change", {"token": token}), 409, "email_taken")
    assert (await stranger.sign_in()).status_code == 200
    assert await email_of(account) == account.email


async def test_own_address_is_no_change(account: Account) -> None:
    page = await account.browser()
    check_problem(await page.post("/auth/email", json={"email": account.email.upper()}), 409, "same_email")


async def test_job_and_token_hold_no_address(account: Account) -> None:
    email, _ = await ask_to_change(account)
    rows: list[Any] = [
        *await account.sql("SELECT payload FROM job"),
        *await account.sql("SELECT * FROM once_token"),
    ]
    assert all(email not in str(dict(row)) for row in rows)


async def test_name_is_changed_for_oneself_and_for_organizations(account: Account) -> None:
    page = await account.browser()
    assert (await page.call("PATCH", "/auth/account", json={"name": "Ada  Pike\n"})).status_code == 204
    assert (await page.json("/auth/session"))["person"]["name"] == "Ada Pike"
    check_problem(await page.call("PATCH", "/auth/account", json={"name": "\u200b"}), 422, "invalid_input")
