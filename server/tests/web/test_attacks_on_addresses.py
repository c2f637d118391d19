"""Who took an account over for a moment does not keep it: the old address takes it back, whatever was done since."""

from typing import Any

from soft_passkey import SoftPasskey
from test_factors import sign_in_options, sign_in_with
from web_accounts import OWN, Account, post, sign_up, token_in
from web_shops import Site, check_problem

from aisle.core.ids import new_id

NEW_PASSWORD = "a kite above nine chimneys"


async def newest(site: Site, email: str, subject: str) -> str:
    await site.work()
    return token_in([one for one in site.mailer.to(email) if subject in one.subject][-1].text)


async def move(account: Account) -> None:
    """Change the address by a page that is signed in."""
    page, email = await account.browser(), f"thief.{new_id().hex[-12:]}@people.example"
    assert (await page.post("/auth/email", json={"email": email})).status_code == 202
    token = await newest(account.site, email, "address")
    assert (await post(account.site, "/auth/email/change", {"token": token})).status_code == 204
    account.email = email


async def undo(site: Site, token: str) -> Any:
    return await post(site, "/auth/email/undo", {"token": token})


async def reset(account: Account, email: str, password: str) -> None:
    assert (await post(account.site, "/auth/password/forgot", {"email": email})).status_code == 202
    body = {"token": await newest(account.site, email, "password"), "new_password": password}
    assert (await post(account.site, "/auth/password/reset", body)).status_code == 204
    account.email, account.password = email, password


async def test_second_change_leaves_the_first_address_its_way_back(site: Site) -> None:
    account = await sign_up(site)
    owner = account.email
    await move(account)
    first, between = await newest(site, owner, "was changed"), account.email
    await move(account)
    second = await newest(site, between, "was changed")
    assert (
        await undo(site, second)
    ).status_code == 204  # the thief's own link takes nothing from the owner's
    assert (await undo(site, first)).status_code == 204
    await reset(account, owner, NEW_PASSWORD)
    page = await account.browser()
    assert (await page.json("/auth/session"))["person"]["email"] == owner
    check_problem(await undo(site, second), 410, "token_spent")


async def test_first_address_ends_the_links_of_later_ones(site: Site) -> None:
    account = await sign_up(site)
    owner = account.email
    await move(account)
    first, between = await newest(site, owner, "was changed"), account.email
    await move(account)
    second = await newest(site, between, "was changed")
    assert (await undo(site, first)).status_code == 204
    check_problem(await undo(site, second), 410, "token_spent")


async def test_password_set_by_the_new_address_leaves_the_old_one_its_way_back(site: Site) -> None:
    account = await sign_up(site)
    owner = account.email
    await move(account)
    token = await newest(site, owner, "was changed")
    await reset(account, account.email, NEW_PASSWORD)
    assert (await undo(site, token)).status_code == 204


async def test_taking_back_removes_what_was_planted_since(site: Site) -> None:
    account = await sign_up(site)
    owner, page, passkey = account.email, await account.browser(), SoftPasskey(OWN)
    await move(account)
    token = await newest(site, owner, "was changed")
    options = (await page.post("/auth/passkeys/options")).json()["public_key"]
    kept = await page.post("/auth/passkeys", json={"passkey": passkey.create(options), "name": "Thief's"})
    assert kept.status_code == 201, kept.text
    assert (await undo(site, token)).status_code == 204
    answer = await sign_in_with(site, passkey.get(await sign_in_options(site)))
    check_problem(answer, 422, "passkey_refused")
    account.email = owner
    check_problem(await account.sign_in(), 401, "sign_in_refused")  # whoever did this knew the password, too
    await reset(account, owner, NEW_PASSWORD)
    assert (await account.sign_in()).status_code == 200


async def test_taking_back_an_address_that_was_never_proven_removes_what_lay_in_wait(site: Site) -> None:
    account = await sign_up(site)  # by somebody else, with the victim's address
    victim, page, passkey = account.email, await account.browser(), SoftPasskey(OWN)
    options = (await page.post("/auth/passkeys/options")).json()["public_key"]
    kept = await page.post("/auth/passkeys", json={"passkey": passkey.create(options), "name": "Waits"})
    assert kept.status_code == 201, kept.text
    email = f"thief.{new_id().hex[-12:]}@people.example"
    assert (await page.post("/auth/email", json={"email": email})).status_code == 202
    token = await newest(site, email, "address")
    assert (await post(site, "/auth/email/change", {"token": token})).status_code == 204
    assert (await undo(site, await newest(site, victim, "was changed"))).status_code == 204
    answer = await sign_in_with(site, passkey.get(await sign_in_options(site)))
    check_problem(answer, 422, "passkey_refused")


async def test_proven_address_keeps_what_was_set_up_before(site: Site) -> None:
    account = await sign_up(site)
    owner, page, passkey = account.email, await account.browser(), SoftPasskey(OWN)
    assert (
        await post(site, "/auth/email/confirm", {"token": await newest(site, owner, "Confirm")})
    ).status_code == 204
    email = f"thief.{new_id().hex[-12:]}@people.example"
    options = (await page.post("/auth/passkeys/options")).json()["public_key"]
    await page.post("/auth/passkeys", json={"passkey": passkey.create(options), "name": "Owner's"})
    assert (await page.post("/auth/email", json={"email": email})).status_code == 202
    token = await newest(site, email, "address")
    assert (await post(site, "/auth/email/change", {"token": token})).status_code == 204
    assert (await undo(site, await newest(site, owner, "was changed"))).status_code == 204
    answer = await sign_in_with(site, passkey.get(await sign_in_options(site)))
    assert answer.status_code == 200, answer.text


async def test_new_password_ends_a_change_of_address_that_was_asked_for(site: Site) -> None:
    account = await sign_up(site)
    thief, page = await account.browser(), await account.browser()
    email = f"thief.{new_id().hex[-12:]}@people.example"
    assert (await thief.post("/auth/email", json={"email": email})).status_code == 202
    token = await newest(site, email, "address")
    body = {"current_password": account.password, "new_password": NEW_PASSWORD}
    assert (await page.post("/auth/password", json=body)).status_code == 204
    check_problem(await post(site, "/auth/email/change", {"token": token}), 410, "token_spent")
