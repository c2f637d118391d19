"""Changing and resetting passwords: who may, what ends, and who is told."""

import asyncio
from typing import Any

import pytest
from web_accounts import Account, Browser, post, sign_up
from web_shops import Site, check_problem

from aisle.core.ids import new_id

NEW = "nine lanterns over water"


@pytest.fixture
async def account(site: Site) -> Account:
    return await sign_up(site)


async def not_recently(account: Account) -> None:
    await account.sql(
        "UPDATE login SET verified_at = now() - interval '11 minutes' WHERE person_id = $1", account.person_id
    )


async def ask_for_link(account: Account) -> str:
    answer = await post(account.site, "/auth/password/forgot", {"email": account.email})
    assert answer.status_code == 202, answer.text
    return await account.mail("password")


async def reset(account: Account, token: str, password: str = NEW) -> Any:
    return await post(account.site, "/auth/password/reset", {"token": token, "new_password": password})


async def test_changed_password_ends_the_other_sign_ins_and_is_mailed(account: Account) -> None:
    page, other, phone = await account.browser(), await account.browser(), await account.phone()
    body = {"current_password": account.password, "new_password": NEW}
    assert (await page.post("/auth/password", json=body)).status_code == 204
    assert (await page.get("/auth/session")).status_code == 200
    check_problem(await other.get("/auth/session"), 401, "unauthorized")
    check_problem(await phone.get("/auth/session"), 401, "unauthorized")
    check_problem(await phone.refresh(), 401, "refresh_refused")
    check_problem(await account.sign_in(), 401, "sign_in_refused")
    assert (await account.sign_in(NEW)).status_code == 200
    await account.site.work()
    assert any("password was changed" in one.subject for one in account.site.mailer.to(account.email))
    assert "password.changed" in await account.audit()


async def test_password_is_changed_by_who_knows_it_alone(account: Account) -> None:
    page = await account.browser()
    for current, code, status in ((None, "invalid_input", 422), ("guess", "wrong_password", 403)):
        body = {"current_password": current, "new_password": NEW}
        check_problem(await page.post("/auth/password", json=body), status, code)
    assert (await account.sign_in()).status_code == 200


async def test_old_sign_in_has_to_prove_itself_anew(account: Account) -> None:
    page = await account.browser()
    await not_recently(account)
    body = {"current_password": account.password, "new_password": NEW}
    check_problem(await page.post("/auth/password", json=body), 403, "verification_needed")
    check_problem(
        await page.post("/auth/email", json={"email": "x@people.example"}), 403, "verification_needed"
    )
    check_problem(await page.post("/auth/verify", json={"password": "guess"}), 403, "wrong_password")
    assert (await page.post("/auth/verify", json={"password": account.password})).status_code == 204
    assert (await page.post("/auth/password", json=body)).status_code == 204


async def test_passwords_cannot_be_guessed_by_a_stolen_sign_in(account: Account) -> None:
    page = await account.browser()
    answers = [await page.post("/auth/verify", json={"password": f"guess {n}"}) for n in range(12)]
    assert [one.status_code for one in answers] == [403] * 10 + [429] * 2


@pytest.mark.parametrize("password", ["short", "password123", "Ada Sample!"])
async def test_new_password_is_judged_like_the_first(account: Account, password: str) -> None:
    page, token = await account.browser(), await ask_for_link(account)
    body = {"current_password": account.password, "new_password": password}
    check_problem(await page.post("/auth/password", json=body), 422, "password_refused")
    check_problem(await reset(account, token, password), 422, "password_refused")
    assert (await reset(account, token)).status_code == 204  # looking at the link did not use it


# reset --------------------------------------------------------------------------------------------------------


async def test_link_sets_a_password_once_and_ends_everything(account: Account) -> None:
    page, phone, token = await account.browser(), await account.phone(), await ask_for_link(account)
    assert (await reset(account, token)).status_code == 204
    check_problem(await reset(account, token, "eleven more lanterns"), 410, "token_spent")
    check_problem(await page.get("/auth/session"), 401, "unauthorized")
    check_problem(await phone.refresh(), 401, "refresh_refused")
    assert (await account.sign_in(NEW)).status_code == 200
    assert "password.reset" in await account.audit()


async def test_forgotten_password_answers_alike_for_known_and_unknown(account: Account) -> None:
    known = await post(account.site, "/auth/password/forgot", {"email": account.email})
    unknown = await post(account.site, "/auth/password/forgot", {"email": f"{new_id().hex}@people.example"})
    assert known.status_code == unknown.status_code == 202
    assert known.text == unknown.text == "null"
    assert set(known.headers) == set(unknown.headers)


async def test_asking_is_limited_alike_for_known_and_unknown(account: Account) -> None:
    for email in (account.email, f"{new_id().hex}@people.example"):
        answers = [await post(account.site, "/auth/password/forgot", {"email": email}) for _ in range(7)]
        assert [one.status_code for one in answers] == [202] * 5 + [429] * 2


async def test_of_fifty_uses_of_a_link_at_once_one_wins(account: Account) -> None:
    token = await ask_for_link(account)
    answers = await asyncio.gather(
        *(reset(account, token, f"lantern number {n} on the lake") for n in range(50))
    )
    codes = sorted(one.status_code for one in answers)
    assert codes == [204] + [410] * 49


async def test_second_link_replaces_the_first(account: Account) -> None:
    first, second = await ask_for_link(account), await ask_for_link(account)
    check_problem(await reset(account, first), 410, "token_spent")
    assert (await reset(account, second)).status_code == 204


async def test_old_link_is_dead(account: Account) -> None:
    token = await ask_for_link(account)
    await account.sql(
        "UPDATE once_token SET expires_at = now() - interval '1 s' WHERE person_id = $1", account.person_id
    )
    check_problem(await reset(account, token), 410, "token_spent")


async def test_link_for_one_purpose_is_none_for_another(account: Account) -> None:
    confirming = await account.mail("Confirm")
    check_problem(await reset(account, confirming), 410, "token_spent")
    token = await ask_for_link(account)
    check_problem(await post(account.site, "/auth/email/confirm", {"token": token}), 410, "token_spent")


async def test_new_password_is_not_the_name_of_an_organization_of_ones_own(site: Site) -> None:
    account = await sign_up(site, organization="Heron Sailmakers")
    page = await account.browser()
    for password in ("HeronSailmakers1", "sailmakers-2026"):
        body = {"current_password": account.password, "new_password": password}
        refused = check_problem(await page.post("/auth/password", json=body), 422, "password_refused")
        assert refused["reason"] == "context"
        by_link = await reset(account, await ask_for_link(account), password)
        assert check_problem(by_link, 422, "password_refused")["reason"] == "context"


@pytest.mark.parametrize(
    "token", ["", " ", "null", "undefined", "aisle_ot_", "aisle_ot_" + "A" * 86, "0", "ä", "%00"]
)
async def test_empty_and_made_up_links_open_nothing(account: Account, token: str) -> None:
    check_problem(await reset(account, token), 410, "token_spent")


async def test_changed_link_opens_nothing(account: Account) -> None:
    token = await ask_for_link(account)
    for place in range(9, len(token), 7):
        other = "A" if token[place] != "A" else "B"
        check_problem(await reset(account, token[:place] + other + token[place + 1 :]), 410, "token_spent")
    assert (await reset(account, token)).status_code < 300


async def test_answers_never_hold_the_link(account: Account) -> None:
    """A peer returned the reset token in the answer, which anybody can ask for."""
    asked = await post(account.site, "/auth/password/forgot", {"email": account.email})
    token = await account.mail("password")
    assert token not in f"{asked.headers}{asked.text}"
    rows = str(
        [
            dict(row)
            for row in await account.sql("SELECT * FROM once_token UNION ALL SELECT * FROM once_token")
        ]
    )
    assert token not in rows
    assert token not in str(await account.sql("SELECT payload FROM job"))


async def test_two_links_have_nothing_in_common_but_their_account(account: Account) -> None:
    """A peer's tokens could be computed from the time."""
    one, other = await ask_for_link(account), await ask_for_link(account)
    same = sum(a == b for a, b in zip(one[-43:], other[-43:], strict=True))
    assert same < 10


async def test_who_signed_up_with_anothers_address_is_thrown_out_by_the_reset(account: Account) -> None:
    """Pre-hijacking: nothing that was put there before the address was proven signs in afterwards."""
    page = await account.browser()
    await account.sql(
        "INSERT INTO factor (person_id, id, kind, secret_sealed, confirmed_at) VALUES ($1, $2, 'totp', 'x', now())",
        account.person_id,
        new_id(),
    )
    await account.sql(
        "INSERT INTO external_identity (person_id, id, provider, issuer, subject) VALUES ($1, $2, 'p', 'i', 's')",
        account.person_id,
        new_id(),
    )
    assert (await page.post("/auth/email", json={"email": f"{new_id().hex}@evil.example"})).status_code == 202
    assert (await reset(account, await ask_for_link(account))).status_code == 204
    for table in ("factor", "external_identity", "once_token"):
        assert await account.sql(f"SELECT 1 FROM {table} WHERE person_id = $1", account.person_id) == []
    answer = await account.sign_in(NEW)
    assert (await Browser.of(account.site, answer).json("/auth/session"))["person"]["email_confirmed"] is True


async def test_confirmed_account_keeps_its_factors_over_a_reset(account: Account) -> None:
    await post(account.site, "/auth/email/confirm", {"token": await account.mail("Confirm")})
    await account.sql(
        "INSERT INTO factor (person_id, id, kind, secret_sealed, confirmed_at) VALUES ($1, $2, 'totp', 'x', now())",
        account.person_id,
        new_id(),
    )
    assert (await reset(account, await ask_for_link(account))).status_code == 204
    step = (await account.sign_in(NEW)).json()
    assert (step["state"], step["methods"]) == ("second_step_required", ["totp"])
    assert "csrf_token" not in step
