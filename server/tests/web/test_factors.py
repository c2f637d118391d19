"""Second factors: what signs in, what does not, how often, and who needs one."""

import asyncio
import re
import time
from typing import Any
from uuid import UUID, uuid4

import pyotp
import pytest
import segno
from soft_passkey import SoftPasskey
from web_accounts import OWN, Account, Browser, post, sign_up
from web_people import Person, open_member
from web_shops import Json, Shop, Site, check_problem

from aisle.core.db import Scope
from aisle.identity import attempts
from aisle.identity.factors import limits, requirement
from aisle.web.code_pictures import picture_of


def code_at(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(int(time.time()) + 30 * steps)


def shown(picture: Json) -> list[list[int]]:
    """Read a path of rectangles back into modules."""
    rows = [[0] * picture["side"] for _ in range(picture["side"])]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", picture["path"]):
        rows[int(y)][int(x) : int(x) + int(length)] = [1] * int(length)
    return rows


def wrong_codes(secret: str, count: int) -> list[str]:
    """Codes that are none of the present ones."""
    right = {code_at(secret, by) for by in range(-2, 3)}
    return [code for code in (f"{number:06d}" for number in range(count + 5)) if code not in right][:count]


async def with_app(site: Site) -> tuple[Account, Browser, str, list[str]]:
    """Somebody with an authenticator app: account, browser, secret, recovery codes."""
    account = await sign_up(site)
    browser = await account.browser()
    made = (await browser.post("/auth/factors/authenticator", json={"name": "Phone"})).json()
    added = await browser.post(
        f"/auth/factors/{made['id']}/confirm", json={"code": code_at(made["secret"], -1)}
    )
    assert added.status_code == 200, added.text
    return account, browser, made["secret"], added.json()["recovery_codes"]


async def first_step(account: Account) -> str:
    """Give the right password and return the challenge of the second step."""
    answer = await account.sign_in()
    assert answer.json()["state"] == "second_step_required", answer.text
    return str(answer.json()["challenge"])


async def second_step(site: Site, challenge: str, **proof: Any) -> Any:
    return await post(site, "/auth/second-step", {"challenge": challenge, **proof})


async def with_passkey(site: Site, **more: Any) -> tuple[Account, Browser, SoftPasskey]:
    """Somebody with a passkey."""
    account = await sign_up(site)
    browser, passkey = await account.browser(), SoftPasskey(OWN, **more)
    options = (await browser.post("/auth/passkeys/options")).json()["public_key"]
    kept = await browser.post("/auth/passkeys", json={"passkey": passkey.create(options), "name": "Key"})
    assert kept.status_code == 201, kept.text
    return account, browser, passkey


async def sign_in_options(site: Site) -> Json:
    return (await post(site, "/auth/passkeys/sign-in/options", {})).json()["public_key"]  # type: ignore[no-any-return]


async def sign_in_with(site: Site, answer: Json) -> Any:
    return await post(site, "/auth/passkeys/sign-in", {"passkey": answer})


# authenticator apps ---------------------------------------------------------------------------------------------


async def test_password_alone_opens_nothing_once_an_app_is_set_up(site: Site) -> None:
    account, _, secret, _ = await with_app(site)
    challenge = await first_step(account)
    assert "set-cookie" not in (await account.sign_in()).headers
    answer = await second_step(site, challenge, code=code_at(secret))
    assert answer.status_code == 200
    session = await Browser.of(site, answer).json("/auth/session")
    assert session["login"]["methods"] == ["password", "totp"]


async def test_apps_address_comes_as_a_picture_that_a_page_can_draw(site: Site) -> None:
    page = await (await sign_up(site)).browser()
    made = (await page.post("/auth/factors/authenticator", json={})).json()
    assert re.fullmatch(r"[Mvhz0-9 -]+", made["picture"]["path"])
    code = segno.make_qr(made["uri"], error="m", boost_error=False)
    assert shown(made["picture"]) == [list(row) for row in code.matrix_iter(border=4)]


def test_address_that_is_too_long_for_a_picture_comes_without_one() -> None:
    assert picture_of("otpauth://" + "x" * 4000) is None


async def test_app_counts_only_after_its_first_code(site: Site) -> None:
    account = await sign_up(site)
    browser = await account.browser()
    made = (await browser.post("/auth/factors/authenticator", json={})).json()
    assert (await account.sign_in()).json()["state"] == "signed_in"
    refused = await browser.post(f"/auth/factors/{made['id']}/confirm", json={"code": "000000"})
    check_problem(refused, 422, "factor_refused")
    assert (await account.sign_in()).json()["state"] == "signed_in"


async def test_code_works_once_and_older_ones_no_more(site: Site) -> None:
    account, _, secret, _ = await with_app(site)
    used, older = code_at(secret), code_at(secret, -1)
    assert (await second_step(site, await first_step(account), code=used)).status_code == 200
    for code in (used, older):
        answer = await second_step(site, await first_step(account), code=code)
        check_problem(answer, 422, "factor_refused")


@pytest.mark.parametrize("steps", [-3, 3])
async def test_code_of_another_time_is_refused(site: Site, steps: int) -> None:
    account, _, secret, _ = await with_app(site)
    answer = await second_step(site, await first_step(account), code=code_at(secret, steps))
    check_problem(answer, 422, "factor_refused")


async def test_of_fifty_uses_of_one_code_at_once_one_signs_in(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "aisle.identity.factors.proving.GUESSES", attempts.Limit(uuid4().hex, 100, limits.GUESSES.span)
    )
    account, _, secret, _ = await with_app(site)
    challenges = [await first_step(account) for _ in range(8)]
    code = code_at(secret)
    answers = await asyncio.gather(
        *(second_step(site, challenges[number % 8], code=code) for number in range(50))
    )
    assert [one.status_code for one in answers].count(200) == 1


async def check_guesses(site: Site) -> None:
    """Ten guesses of all kinds together are heard, and the eleventh is not, though it is right."""
    account, browser, secret, codes = await with_app(site)
    challenge = await first_step(account)
    guesses = [{"code": code} for code in wrong_codes(secret, 5)]
    guesses += [{"recovery_code": f"wrong-{number}"} for number in range(4)]
    answers = await asyncio.gather(*(second_step(site, challenge, **one) for one in guesses))
    assert [one.status_code for one in answers] == [422] * 9  # the tenth was the confirmation of the app
    for proof in ({"code": code_at(secret, 1)}, {"recovery_code": codes[0]}):
        check_problem(await second_step(site, challenge, **proof), 429, "too_many_tries")
        check_problem(await browser.post("/auth/verify/factor", json=proof), 429, "too_many_tries")


async def test_codes_are_guessed_ten_times_in_ten_minutes_and_no_more(site: Site) -> None:
    await check_guesses(site)


async def test_guesses_go_on_when_nobody_counts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def uncounted(*_: object) -> int:
        return 0

    monkeypatch.setattr(attempts.Attempts, "seconds_left", uncounted)
    with pytest.raises(AssertionError):
        await check_guesses(site)


async def test_guesses_without_a_first_step_count_for_nobody(site: Site) -> None:
    account, _, secret, _ = await with_app(site)
    good = await first_step(account)
    for _ in range(15):
        forged = good[:-8] + "AAAAAAA" + good[-1]
        check_problem(await second_step(site, forged, code="000000"), 410, "token_spent")
    assert (await second_step(site, good, code=code_at(secret))).status_code == 200


async def test_challenge_of_one_person_takes_no_code_of_another(site: Site) -> None:
    account, _, _, _ = await with_app(site)
    _, _, others, codes = await with_app(site)
    challenge = await first_step(account)
    check_problem(await second_step(site, challenge, code=code_at(others)), 422, "factor_refused")
    check_problem(await second_step(site, challenge, recovery_code=codes[0]), 422, "factor_refused")


async def test_secrets_and_codes_are_stored_sealed_and_hashed(site: Site) -> None:
    account, _, secret, codes = await with_app(site)
    rows = await account.sql(
        "SELECT f::text AS row FROM factor f UNION ALL SELECT r::text FROM recovery_code r"
    )
    assert len(rows) == 11
    for row in rows:
        for hidden in (secret, codes[0], codes[0].replace("-", "")):
            assert hidden not in row["row"]
            assert hidden.encode().hex() not in row["row"]


# recovery codes -------------------------------------------------------------------------------------------------


async def test_recovery_code_signs_in_once_and_a_mail_says_so(site: Site) -> None:
    account, _, _, codes = await with_app(site)
    assert len(set(codes)) == 10
    typed = codes[0].upper().replace("-", " ")
    assert (await second_step(site, await first_step(account), recovery_code=typed)).status_code == 200
    again = await second_step(site, await first_step(account), recovery_code=codes[0])
    check_problem(again, 422, "factor_refused")
    await site.work()
    assert any("recovery code" in mail.subject.lower() for mail in site.mailer.to(account.email))


async def test_of_fifty_uses_of_a_recovery_code_one_signs_in(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "aisle.identity.factors.proving.GUESSES", attempts.Limit(uuid4().hex, 100, limits.GUESSES.span)
    )
    account, _, _, codes = await with_app(site)
    challenges = [await first_step(account) for _ in range(8)]
    answers = await asyncio.gather(
        *(second_step(site, challenges[number % 8], recovery_code=codes[0]) for number in range(50))
    )
    assert [one.status_code for one in answers].count(200) == 1


async def test_new_recovery_codes_end_the_old_ones(site: Site) -> None:
    account, browser, _, old = await with_app(site)
    new = (await browser.post("/auth/factors/recovery-codes")).json()["recovery_codes"]
    challenge = await first_step(account)
    check_problem(await second_step(site, challenge, recovery_code=old[0]), 422, "factor_refused")
    assert (await second_step(site, challenge, recovery_code=new[0])).status_code == 200


async def test_recovery_codes_without_a_factor_are_not_made(site: Site) -> None:
    browser = await (await sign_up(site)).browser()
    check_problem(await browser.post("/auth/factors/recovery-codes"), 409, "conflict")


# passkeys -------------------------------------------------------------------------------------------------------


async def test_passkey_signs_in_with_nothing_else(site: Site) -> None:
    account, _, passkey = await with_passkey(site)
    answer = await sign_in_with(site, passkey.get(await sign_in_options(site)))
    assert answer.status_code == 200, answer.text
    session = await Browser.of(site, answer).json("/auth/session")
    assert session["login"]["methods"] == ["passkey"]
    assert UUID(session["person"]["id"]) == account.person_id


async def test_passkey_is_a_second_step_though_it_does_not_know_its_user(site: Site) -> None:
    account, _, passkey = await with_passkey(site, verifies=False)
    check_problem(await sign_in_with(site, passkey.get(await sign_in_options(site))), 422, "passkey_refused")
    challenge = await first_step(account)
    options = (await post(site, "/auth/second-step/passkey-options", {"challenge": challenge})).json()
    answer = await second_step(site, challenge, passkey=passkey.get(options["public_key"]))
    assert answer.status_code == 200, answer.text


async def test_answer_of_a_passkey_counts_once_though_it_comes_fifty_times(site: Site) -> None:
    _, _, passkey = await with_passkey(site, counts=False)
    answer = passkey.get(await sign_in_options(site))
    answers = await asyncio.gather(*(sign_in_with(site, answer) for _ in range(50)))
    assert sorted({one.status_code for one in answers} - {429}) == [200, 422]
    assert [one.status_code for one in answers].count(200) == 1


async def test_forged_answers_of_passkeys_sign_nobody_in(site: Site) -> None:
    _, browser, passkey = await with_passkey(site)
    _, _, other = await with_passkey(site)

    async def refuse(answer: Json) -> None:
        check_problem(await sign_in_with(site, answer), 422, "passkey_refused")

    stranger = SoftPasskey(OWN, user_handle=passkey.user_handle, credential_id=passkey.credential_id)
    await refuse(stranger.get(await sign_in_options(site)))  # another key
    unknown = SoftPasskey(OWN, user_handle=passkey.user_handle)
    await refuse(unknown.get(await sign_in_options(site)))  # nobody's
    await refuse(passkey.get(await sign_in_options(site), userHandle=other.user_handle))
    await refuse(passkey.get(await sign_in_options(site), userHandle=""))
    for origin in ("https://evil.example", "http://api.test.evil.example", "https://api.test", "null"):
        elsewhere = SoftPasskey(origin, True, 50, passkey.user_handle, passkey.credential_id, key=passkey.key)
        await refuse(elsewhere.get(await sign_in_options(site)))
    await refuse(passkey.get({**await sign_in_options(site), "rpId": "evil.example"}))
    proving = (await browser.post("/auth/verify/passkey-options")).json()["public_key"]
    await refuse(passkey.get(proving))  # a challenge for something else
    await refuse(passkey.get({**await sign_in_options(site), "challenge": "AAAA"}))
    await refuse({"id": "x"})
    await refuse({})
    assert (await sign_in_with(site, passkey.get(await sign_in_options(site)))).status_code == 200


async def test_copy_of_a_passkey_is_told_by_its_counter(site: Site) -> None:
    _, _, passkey = await with_passkey(site)
    copy = SoftPasskey(OWN, True, passkey.count, passkey.user_handle, passkey.credential_id, key=passkey.key)
    for _ in range(3):
        assert (await sign_in_with(site, passkey.get(await sign_in_options(site)))).status_code == 200
    check_problem(await sign_in_with(site, copy.get(await sign_in_options(site))), 422, "passkey_refused")


async def test_registration_is_for_whom_it_was_asked_for_and_once(site: Site) -> None:
    _, browser, _ = await with_passkey(site)
    _, other, _ = await with_passkey(site)
    options = (await browser.post("/auth/passkeys/options")).json()["public_key"]
    made = SoftPasskey(OWN).create(options)
    check_problem(await other.post("/auth/passkeys", json={"passkey": made}), 422, "passkey_refused")
    assert (await browser.post("/auth/passkeys", json={"passkey": made})).status_code == 201
    check_problem(await browser.post("/auth/passkeys", json={"passkey": made}), 422, "passkey_refused")


async def test_passkey_of_one_is_not_taken_over_by_another(site: Site) -> None:
    _, _, passkey = await with_passkey(site)
    _, other, _ = await with_passkey(site)
    options = (await other.post("/auth/passkeys/options")).json()["public_key"]
    thief = SoftPasskey(OWN, credential_id=passkey.credential_id)
    check_problem(
        await other.post("/auth/passkeys", json={"passkey": thief.create(options)}), 422, "passkey_refused"
    )


# changes --------------------------------------------------------------------------------------------------------

CHANGES = [
    ("POST", "/auth/factors/authenticator"),
    ("POST", "/auth/factors/{id}/confirm"),
    ("POST", "/auth/factors/recovery-codes"),
    ("PATCH", "/auth/factors/{id}"),
    ("DELETE", "/auth/factors/{id}"),
    ("POST", "/auth/passkeys/options"),
    ("POST", "/auth/passkeys"),
]


async def test_every_change_needs_a_recent_proof(site: Site) -> None:
    account, browser, secret, _ = await with_app(site)
    await account.sql(
        "UPDATE login SET verified_at = now() - interval '11 minutes' WHERE person_id = $1", account.person_id
    )
    factor_id = (await browser.json("/auth/factors"))["items"][0]["id"]
    body = {"name": "x", "code": "000000", "passkey": {}}
    for method, path in CHANGES:
        needed = {name: body[name] for name in _fields(path)}
        answer = await browser.call(method, path.replace("{id}", factor_id), json=needed)
        check_problem(answer, 403, "verification_needed")
    proven = await browser.post("/auth/verify/factor", json={"code": code_at(secret)})
    assert proven.status_code == 204, proven.text
    assert (await browser.delete(f"/auth/factors/{factor_id}")).status_code == 204


def _fields(path: str) -> tuple[str, ...]:
    if path.endswith("/confirm"):
        return ("code",)
    return ("passkey", "name") if path == "/auth/passkeys" else ("name",)


async def test_factors_of_others_answer_like_absent_ones(site: Site) -> None:
    _, browser, _, _ = await with_app(site)
    _, other, _, _ = await with_app(site)
    foreign = (await other.json("/auth/factors"))["items"][0]["id"]
    for id_ in (foreign, str(uuid4()), "x"):
        assert (await browser.delete(f"/auth/factors/{id_}")).status_code == 404
        assert (await browser.call("PATCH", f"/auth/factors/{id_}", json={"name": "mine"})).status_code == 404
    assert len((await other.json("/auth/factors"))["items"]) == 1


async def test_changes_are_in_the_persons_log_and_mails(site: Site) -> None:
    account, browser, _, _ = await with_app(site)
    factor_id = (await browser.json("/auth/factors"))["items"][0]["id"]
    assert (
        await browser.call("PATCH", f"/auth/factors/{factor_id}", json={"name": "Old"})
    ).status_code == 204
    assert (await browser.delete(f"/auth/factors/{factor_id}")).status_code == 204
    found = [action for action in await account.audit() if action.startswith("factor")]
    assert found == ["factor.added", "factor.renamed", "factor.removed"]
    await site.work()
    told = " ".join(mail.text for mail in site.mailer.to(account.email))
    assert told.count("authenticator app") == 2
    assert (await account.sign_in()).json()["state"] == "signed_in"


# roles that need a factor ---------------------------------------------------------------------------------------


async def need_factor(person: Person, roles: list[str]) -> None:
    """Let roles of the person's organization need a second factor."""
    assert person.organization_id
    async with person.site.parts.database.open_scope(Scope(person.organization_id, None)) as session:
        await session.execute(
            "UPDATE organization SET settings = $2 WHERE organization_id = $1",
            person.organization_id,
            {"security": {"mfa_roles": roles}},
        )
    person.site.parts.authenticator.forget()


async def check_limited(site: Site, shop: Shop) -> None:
    """An owner without the factor that owners need reaches their account and nothing else; with it, everything."""
    owner = await open_member(site, "owner", organization=shop.store.organization_id)
    paths = (f"/stores/{shop.store.slug}/products", "/members", "/keys")
    for path in paths:
        assert (await owner.get(path)).status_code == 200, path
    await need_factor(owner, ["owner"])
    for path in paths:
        check_problem(await owner.get(path), 403, "second_factor_needed")
    assert (await owner.get("/auth/factors")).status_code == 200
    made = (await owner.post("/auth/factors/authenticator", json={})).json()
    confirmed = await owner.post(
        f"/auth/factors/{made['id']}/confirm", json={"code": code_at(made["secret"])}
    )
    assert confirmed.status_code == 200, confirmed.text
    for path in paths:
        assert (await owner.get(path)).status_code == 200, path


async def test_role_that_needs_a_factor_opens_nothing_without_one(site: Site) -> None:
    await check_limited(site, await site.open_filled_shop())


async def test_role_opens_everything_when_the_rule_is_gone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requirement, "needs_factor", lambda roles, security: False)
    with pytest.raises(AssertionError):
        await check_limited(site, await site.open_filled_shop())


async def test_other_roles_need_none(site: Site) -> None:
    shop = await site.open_shop()
    editor = await open_member(site, "editor", store=shop)
    await open_member(
        site, "owner", organization=shop.store.organization_id
    )  # whose need is not the editor's
    await need_factor(editor, ["owner", "admin"])
    assert (await editor.get(f"/stores/{shop.store.slug}/products")).status_code == 200


async def test_last_factor_stays_while_a_role_needs_it(site: Site) -> None:
    account, browser, _, _ = await with_app(site)
    owner = await open_member(site, "owner")
    await need_factor(owner, ["analyst"])
    await _join(site, account, owner.organization_id)
    factor_id = (await browser.json("/auth/factors"))["items"][0]["id"]
    check_problem(await browser.delete(f"/auth/factors/{factor_id}"), 409, "last_factor_needed")
    passkey = SoftPasskey(OWN)
    options = (await browser.post("/auth/passkeys/options")).json()["public_key"]
    assert (
        await browser.post("/auth/passkeys", json={"passkey": passkey.create(options)})
    ).status_code == 201
    assert (await browser.delete(f"/auth/factors/{factor_id}")).status_code == 204


async def _join(site: Site, account: Account, organization_id: UUID | None) -> None:
    assert organization_id
    async with site.parts.database.open_scope(Scope(organization_id, None)) as session:
        sealed = await site.parts.vault.seal_text(
            session, account.email, f"member.email_sealed:{account.person_id}"
        )
        await session.execute(
            "INSERT INTO member (organization_id, person_id, name, email_sealed, joined_by) VALUES ($1, $2, 'A', $3, 'invitation')",
            organization_id,
            account.person_id,
            sealed,
        )
        await session.execute(
            "INSERT INTO member_role (organization_id, person_id, role) VALUES ($1, $2, 'analyst')",
            organization_id,
            account.person_id,
        )
    await account.sql(
        "INSERT INTO person_organization (person_id, organization_id) VALUES ($1, $2)",
        account.person_id,
        organization_id,
    )
