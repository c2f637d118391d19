"""Signing up and in: who gets in, with what, and what others learn from trying."""

from typing import Any
from uuid import UUID

import pytest
from web_accounts import BROWSER, COOKIE, OWN, PASSWORD, Browser, post, sign_up, signed_up
from web_shops import Site, check_problem

from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.identity.accounts.errors import HashingBusy
from aisle.identity.accounts.limits import PASSWORDS


async def test_somebody_new_is_signed_in_at_once(site: Site) -> None:
    account, answer = await signed_up(site, organization="Pike & Tarn")
    page = await Browser.of(site, answer).json("/auth/session")
    assert page["person"]["email"] == account.email
    assert page["person"]["email_confirmed"] is False
    (organization,) = page["organizations"]
    assert (organization["name"], organization["current"]) == ("Pike & Tarn", True)
    assert "organization.delete" in organization["rights"][0]["actions"]
    assert await account.audit() == ["login.started", "person.signed_up"]


async def test_founder_may_act_in_the_organization(site: Site) -> None:
    _, answer = await signed_up(site, organization="Pike")
    owner = Browser.of(site, answer)
    organization_id = UUID(answer.json()["organization_id"])
    shop = await site.open_shop(organization_id=organization_id)
    assert (await owner.get(f"/stores/{shop.store.slug}/products")).status_code == 200


async def test_cookie_is_out_of_reach_of_scripts_other_hosts_and_plain_http(site: Site) -> None:
    _, answer = await signed_up(site)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-aisle_session=")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
    assert not any(part.startswith("domain") for part in parts)
    assert answer.headers["cache-control"] == "no-store"
    assert "access_token" not in {name for name, value in answer.json().items() if value}


async def test_programs_get_tokens_and_no_cookie(site: Site) -> None:
    account, answer = await signed_up(site, keep="tokens")
    assert "set-cookie" not in answer.headers
    assert answer.json()["expires_in"] <= 600
    phone = await account.phone()
    assert (await phone.json("/auth/session"))["person"]["id"] == str(account.person_id)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("tiny", "short"),
        ("ninechars", "short"),
        ("x" * 201, "long"),
        ("password123", "breached"),
        ("1234567890", "breached"),
        ("Qwertyuiop1!", "breached"),
        ("aaaaaaaaaaaaaa", "breached"),
        ("Marguerite!!", "personal"),
        ("marguerite.sample", "personal"),
        ("Aisle-Aisle-2026", "context"),
        ("Pike&Tarn.Outfitters!", "context"),
        ("outfitters.2026", "context"),
        ("we sell boats at outfitters", None),
    ],
)
async def test_weak_password_is_refused_with_its_reason(
    site: Site, password: str, reason: str | None
) -> None:
    body = {"name": "Marguerite", "email": f"marguerite.sample@{new_id().hex}.example", "password": password}
    answer = await post(site, "/auth/sign-up", {**body, "organization": "Pike & Tarn Outfitters"})
    if reason is None:
        assert answer.status_code == 201, answer.text
        return
    problem = check_problem(answer, 422, "password_refused")
    assert problem["reason"] == reason
    assert password not in str(problem)


async def test_any_letters_make_a_password(site: Site) -> None:
    for password in (
        "correct horse battery",
        "пароль из многих слов",
        "🦦🦦🦔🌰🍐🍑🦦🦔🌰🍐",
        "          a b c d",
        "a lantern on the lake " * 9,
    ):
        account = await sign_up(site, password=password)
        assert (await account.sign_in()).status_code == 200


async def test_old_password_stays_good(site: Site) -> None:
    account = await sign_up(site)
    await account.sql(
        "UPDATE person SET created_at = now() - interval '9 years' WHERE person_id = $1", account.person_id
    )
    assert (await account.sign_in()).json()["state"] == "signed_in"


async def test_password_counts_however_the_keyboard_writes_it(site: Site) -> None:
    account = await sign_up(site, password="café au lait très")
    assert (await account.sign_in("cafe\u0301 au lait tre\u0300s")).status_code == 200


@pytest.mark.parametrize(
    "email",
    [
        "no",
        "a@b",
        "a b@shop.example",
        "a@shop.example\nBcc: x@y.example",
        '"a"@shop.example',
        "a@-x.example",
        "a@x..example",
        "ä@shop.example",
        "a@@shop.example",
        f"{'a' * 65}@shop.example",
        "a@" + "x" * 300 + ".example",
    ],
)
async def test_what_is_no_address_is_refused(site: Site, email: str) -> None:
    answer = await post(site, "/auth/sign-up", {"name": "Ada", "email": email, "password": PASSWORD})
    check_problem(answer, 422, "invalid_input")


async def test_address_has_one_account_however_it_is_written(site: Site) -> None:
    mark = new_id().hex[-12:]
    account = await sign_up(site, f"Ada.{mark}@MÜLLER.example")
    same = f"ada.{mark}@xn--mller-kva.example"
    body = {"name": "Eve", "email": same, "password": PASSWORD}
    check_problem(await post(site, "/auth/sign-up", body), 409, "email_taken")
    account.email = same
    assert (await account.sign_in()).status_code == 200


async def test_nothing_is_kept_of_a_sign_up_that_failed(site: Site) -> None:
    email = f"{new_id().hex}@people.example"
    body = {"name": "Ada", "email": email, "password": PASSWORD, "organization": " \u200b "}
    check_problem(await post(site, "/auth/sign-up", body), 422, "invalid_input")
    await sign_up(site, email)


async def test_unknown_fields_of_a_sign_up_are_refused(site: Site) -> None:
    usual = {"name": "Ada", "email": f"{new_id().hex}@people.example", "password": PASSWORD}
    for extra in ("organization_id", "person_id", "role", "email_confirmed_at", "created_at"):
        answer = await post(site, "/auth/sign-up", {**usual, extra: str(new_id())})
        check_problem(answer, 422, "invalid_input")


# what a stranger learns ---------------------------------------------------------------------------------------


async def test_unknown_address_and_wrong_password_get_the_same_answer(site: Site) -> None:
    account = await sign_up(site)
    wrong = await account.sign_in("not the password at all")
    unknown = await post(site, "/auth/sign-in", {"email": "nobody@people.example", "password": "x" * 20})
    said = [check_problem(answer, 401, "sign_in_refused") for answer in (wrong, unknown)]
    assert {**said[0], "request_id": ""} == {**said[1], "request_id": ""}
    assert set(wrong.headers) == set(unknown.headers)


async def test_password_is_hashed_for_unknown_addresses_too(site: Site) -> None:
    hasher: Any = site.parts.accounts.hasher
    account, counts = await sign_up(site), []
    for email in (account.email, "nobody@people.example"):
        before = hasher.calls
        await post(site, "/auth/sign-in", {"email": email, "password": "not the password"})
        counts.append(hasher.calls - before)
    assert counts == [1, 1]


async def test_answers_come_at_even_times(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    now = iter(range(1_000_000))

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    evening = site.parts.accounts.evening
    for name, value in {"sleep": sleep, "clock": lambda: next(now) * 0.1}.items():
        object.__setattr__(evening, name, value)
    try:
        for path, more in (("/auth/sign-in", {"password": "x" * 12}), ("/auth/password/forgot", {})):
            await post(site, path, {"email": f"{new_id().hex}@people.example", **more})
    finally:
        monkeypatch.undo()
        from web_shops import _at_once

        object.__setattr__(evening, "sleep", _at_once)
    assert [round(one, 6) for one in slept] == [0.15, 0.15]


async def test_passwords_of_one_account_cannot_be_guessed_by_the_thousand(site: Site) -> None:
    account = await sign_up(site)
    answers = [await account.sign_in(f"guess number {n}") for n in range(PASSWORDS.most + 5)]
    assert [one.status_code for one in answers] == [401] * PASSWORDS.most + [429] * 5
    problem = check_problem(answers[-1], 429, "too_many_tries")
    assert 0 < problem["retry_after"] <= 600
    check_problem(await account.sign_in(), 429, "too_many_tries")


async def test_lock_passes_by_itself(site: Site, dispatcher_database: Any) -> None:
    account = await sign_up(site)
    for n in range(PASSWORDS.most + 1):
        await account.sign_in(f"guess number {n}")
    await site.parts.accounts.attempts.forget(PASSWORDS, account.email)  # as when its time is over
    assert (await account.sign_in()).status_code == 200


async def test_one_client_cannot_try_many_accounts(open_other_site: Any) -> None:
    async with open_other_site(client_attempts=4) as narrow:
        await narrow.parts.accounts.attempts.forget(narrow.parts.accounts.limits.clients, "127.0.0.1")
        body = {"password": "x" * 20}
        answers = [
            await post(narrow, "/auth/sign-in", {**body, "email": f"{new_id().hex}@people.example"})
            for _ in range(6)
        ]
        await narrow.parts.accounts.attempts.forget(narrow.parts.accounts.limits.clients, "127.0.0.1")
    assert [one.status_code for one in answers] == [401] * 4 + [429] * 2


# pages --------------------------------------------------------------------------------------------------------

FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://api.test.evil.example"},
    {"origin": "http://evilapi.test"},
    {"origin": "https://api.test"},
    {"origin": "http://api.test:8080"},
    {"origin": "http://api.test", "sec-fetch-site": "cross-site"},
    {"origin": "http://api.test", "sec-fetch-site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN)
async def test_foreign_page_cannot_use_the_cookie(site: Site, headers: dict[str, str]) -> None:
    account = await sign_up(site)
    page = await account.browser()
    page.headers |= headers
    for method, path in (("POST", "/auth/sign-out"), ("DELETE", "/auth/logins"), ("GET", "/auth/session")):
        check_problem(await page.call(method, path), 403, "foreign_page")
    page.headers |= {"origin": OWN, "sec-fetch-site": "same-origin"}
    assert (await page.get("/auth/session")).status_code == 200


@pytest.mark.parametrize("headers", FOREIGN)
async def test_foreign_page_cannot_sign_a_browser_in(site: Site, headers: dict[str, str]) -> None:
    account = await sign_up(site)
    body = {"email": account.email, "password": account.password}
    answer = await site.caller(None, **headers).post("/auth/sign-in", json=body)
    check_problem(answer, 403, "foreign_page")
    assert "set-cookie" not in answer.headers


async def test_change_without_origin_or_token_is_refused(site: Site) -> None:
    page = await (await sign_up(site)).browser()
    without = {name: value for name, value in page.headers.items() if name != "origin"}
    caller = site.caller(None, **without)
    check_problem(await caller.post("/auth/sign-out"), 403, "foreign_page")
    for token in ("", "0" * 64, (await (await sign_up(site)).browser()).csrf):
        page.headers["x-csrf-token"] = token
        check_problem(await page.post("/auth/sign-out"), 403, "csrf_token_missing")
    page.headers["x-csrf-token"] = page.csrf
    assert (await page.post("/auth/sign-out")).status_code == 204


async def test_cookie_that_was_sent_twice_counts_for_nothing(site: Site) -> None:
    page = await (await sign_up(site)).browser()
    page.headers["cookie"] += f"; {page.headers['cookie']}"
    check_problem(await page.get("/auth/session"), 401, "unauthorized")


async def test_bearer_comes_before_the_cookie(site: Site) -> None:
    page = await (await sign_up(site)).browser()
    page.headers["authorization"] = "Bearer aisle_sk_wrong"
    check_problem(await page.get("/auth/session"), 401, "unauthorized")


async def test_signing_out_ends_the_sign_in_itself(site: Site) -> None:
    account = await sign_up(site)
    page, other = await account.browser(), await account.browser()
    answer = await page.post("/auth/sign-out")
    assert answer.status_code == 204
    assert COOKIE.search(answer.headers["set-cookie"])[1] in ("", '""')  # type: ignore[index]
    check_problem(await page.get("/auth/session"), 401, "unauthorized")
    assert (await other.get("/auth/session")).status_code == 200


async def test_stored_rows_hold_neither_address_nor_password_nor_cookie(site: Site) -> None:
    account = await sign_up(site)
    page = await account.browser()
    tables = ("person", "login", "once_token")
    rows = [str([dict(row) for row in await account.sql(f"SELECT * FROM {table}")]) for table in tables]
    rows.append(str(await account.sql("SELECT payload FROM job")))
    async with site.parts.database.open_scope(Scope.of_person(account.person_id)) as session:
        rows.append(
            str(await session.fetch("SELECT * FROM directory WHERE tenant_id = $1", account.person_id))
        )
    for secret in (account.email, account.email.encode().hex(), PASSWORD, page.cookie, BROWSER + "!"):
        assert all(secret not in text for text in rows)


async def test_full_line_sends_away_before_anything_is_spent(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    account, spent = await sign_up(site), list[str]()

    def full(_: Any) -> None:
        raise HashingBusy("Try again in a moment.", retry_after=2)

    async def take(*_: Any) -> None:
        spent.append("a try")

    monkeypatch.setattr(type(site.parts.accounts.hasher), "check_room", full)
    monkeypatch.setattr(type(site.parts.accounts.attempts), "take", take)
    for path in ("/auth/sign-in", "/auth/sign-up"):
        answer = await post(site, path, {"email": account.email, "password": account.password})
        assert check_problem(answer, 429, "sign_in_busy")["retry_after"] == 2
        assert answer.headers["retry-after"] == "2"
    assert (await site.caller(None).get("/health")).status_code == 200
    assert spent == []
