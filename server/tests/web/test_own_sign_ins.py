"""One's own sign-ins: listed by device, ended one by one or all, and nobody else's."""

from uuid import uuid4

from test_credentials import Clock, clock  # noqa: F401 - a fixture
from web_accounts import PHONE, Browser, sign_up, signed_up
from web_shops import Shop, Site, check_problem

from aisle.identity.authenticator import REMEMBER_SECONDS


async def test_sign_ins_are_listed_by_device(site: Site) -> None:
    account, answer = await signed_up(site)
    page = Browser.of(site, answer)
    await account.phone()
    items = (await page.json("/auth/logins"))["items"]
    assert {(one["device"], one["kind"], one["current"]) for one in items} == {
        ("Firefox on Linux", "browser", True),
        ("iPhone", "token", False),
    }
    assert all(one["methods"] == ["password"] and one["address"] for one in items)
    assert "hash" not in str(items)


async def test_one_sign_in_is_ended(site: Site) -> None:
    account = await sign_up(site)
    page, phone = await account.browser(), await account.phone()
    (login,) = [one for one in (await page.json("/auth/logins"))["items"] if one["kind"] == "token"]
    assert (await page.delete(f"/auth/logins/{login['id']}")).status_code == 204
    check_problem(await phone.get("/auth/session"), 401, "unauthorized")
    check_problem(await phone.refresh(), 401, "refresh_refused")
    check_problem(await page.delete(f"/auth/logins/{login['id']}"), 404, "login_not_found")


async def test_all_others_are_ended(site: Site) -> None:
    account = await sign_up(site)
    page, phone, other = await account.browser(), await account.phone(), await account.browser()
    assert (await page.delete("/auth/logins")).json()["ended"] == 3
    for caller in (phone, other):
        check_problem(await caller.get("/auth/session"), 401, "unauthorized")
    assert len((await page.json("/auth/logins"))["items"]) == 1
    assert (await page.delete("/auth/logins?own=true")).json() == {"ended": 1}
    check_problem(await page.get("/auth/session"), 401, "unauthorized")


async def test_who_holds_a_stolen_sign_in_ends_no_others(site: Site) -> None:
    """Ending needs a recent proof; signing out here does not."""
    account = await sign_up(site)
    page, phone = await account.browser(), await account.phone()
    (login,) = [one for one in (await page.json("/auth/logins"))["items"] if one["kind"] == "token"]
    await account.sql(
        "UPDATE login SET verified_at = now() - interval '11 minutes' WHERE person_id = $1", account.person_id
    )
    for path in ("/auth/logins", f"/auth/logins/{login['id']}"):
        check_problem(await page.delete(path), 403, "verification_needed")
    assert (await phone.get("/auth/session")).status_code == 200
    answer = await page.post("/auth/sign-out")
    assert (answer.status_code, answer.headers["clear-site-data"]) == (204, '"cache"')


async def test_strangers_sign_ins_answer_like_absent_ones(site: Site) -> None:
    mine, theirs = await sign_up(site), await sign_up(site)
    page, other = await mine.browser(), await theirs.browser()
    login = (await other.json("/auth/logins"))["items"][0]["id"]
    for login_id in (login, str(uuid4())):
        check_problem(await page.delete(f"/auth/logins/{login_id}"), 404, "login_not_found")
    check_problem(await page.delete("/auth/logins/none"), 404, "not_found")
    assert (await other.get("/auth/session")).status_code == 200


async def test_ended_sign_in_is_dead_in_every_process_within_half_a_minute(
    site: Site,
    clock: Clock,  # noqa: F811
) -> None:
    account = await sign_up(site)
    page = await account.browser()
    assert (await page.get("/auth/session")).status_code == 200
    await account.sql(
        "UPDATE login SET ended_at = now() WHERE person_id = $1", account.person_id
    )  # another process
    clock.now += REMEMBER_SECONDS
    check_problem(await page.get("/auth/session"), 401, "unauthorized")


async def test_keys_and_shoppers_have_no_account(shop: Shop) -> None:
    for caller in (shop.secret, shop.shopper, shop.reader, shop.publishable):
        check_problem(await caller.get("/auth/session"), 403, "forbidden")
        check_problem(await caller.delete("/auth/logins"), 403, "forbidden")


async def test_new_device_is_told_by_mail_and_a_known_one_is_not(site: Site) -> None:
    account = await sign_up(site)
    await account.browser()
    await site.work()
    assert not [one for one in site.mailer.to(account.email) if "sign-in" in one.subject.lower()]
    await account.phone(PHONE)
    await site.work()
    told = [one for one in site.mailer.to(account.email) if "iPhone" in one.text]
    assert len(told) == 1
