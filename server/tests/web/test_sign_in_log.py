"""Every try to sign in to an account stands in its own log: how it was tried, how it ended, and from where."""

import time
from typing import Any

import pyotp
from web_accounts import PHONE, Account, post, sign_up
from web_shops import Site


async def entries(account: Account) -> list[Any]:
    return list(
        await account.sql(
            "SELECT action, outcome, after, personal, at FROM audit_entry WHERE organization_id = $1 ORDER BY number",
            account.person_id,
        )
    )


async def test_right_and_wrong_passwords_are_remembered_with_their_kind_and_place(site: Site) -> None:
    account = await sign_up(site)
    await account.sign_in("not the password")
    await account.phone(PHONE)
    *_, refused, started = await entries(account)
    assert (refused["action"], refused["outcome"]) == ("login.refused", "refused")
    assert (started["action"], started["outcome"]) == ("login.started", "done")
    assert started["after"] == {"methods": ["password"], "kind": "token"}
    for entry in (refused, started):
        assert entry["personal"]["address"] == "127.0.0.1"
        assert entry["at"].utcoffset().total_seconds() == 0
    assert "not the password" not in str([dict(one) for one in await entries(account)])


async def test_second_steps_are_remembered_with_their_factor(site: Site) -> None:
    account = await sign_up(site)
    page = await account.browser()
    made = (await page.post("/auth/factors/authenticator", json={})).json()
    app = pyotp.TOTP(made["secret"])
    await page.post(f"/auth/factors/{made['id']}/confirm", json={"code": app.at(int(time.time()) - 30)})
    step = {"challenge": (await account.sign_in()).json()["challenge"]}
    wrong = next(
        f"{n:06d}"
        for n in range(9)
        if f"{n:06d}" not in {app.at(int(time.time()) + 30 * by) for by in range(-2, 3)}
    )
    await post(site, "/auth/second-step", {**step, "code": wrong})
    await post(site, "/auth/second-step", {**step, "code": app.at(int(time.time()))})
    *_, refused, started = await entries(account)
    assert (refused["action"], refused["outcome"]) == ("factor.refused", "refused")
    assert (started["action"], started["after"]["methods"]) == ("login.started", ["password", "totp"])
