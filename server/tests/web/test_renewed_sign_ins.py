"""A new proof gives a browser a new cookie, and what opened the door before opens it no more."""

from pyotp import TOTP
from web_accounts import OWN, Account, Browser, Phone, post, sign_up
from web_shops import Caller, Site, check_problem


def copied(page: Browser) -> Caller:
    """The same cookie in somebody else's hands."""
    return Caller(page.http, page.app, None, dict(page.headers))


async def opens(caller: Caller) -> bool:
    answer = await caller.get("/auth/session")
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


async def again(account: Account, page: Browser, password: str | None = None) -> Browser:
    """Sign in once more in the same browser."""
    body = {"email": account.email, "password": password or account.password, "keep": "cookie"}
    answer = await post(account.site, "/auth/sign-in", body, cookie=page.headers["cookie"])
    return Browser.of(account.site, answer) if answer.status_code == 200 else page


async def test_signing_in_anew_ends_the_browsers_sign_in_before(site: Site) -> None:
    account = await sign_up(site)
    page, elsewhere = await account.browser(), await account.browser()
    stolen = copied(page)
    assert await opens(stolen)
    page = await again(account, page)
    assert not await opens(stolen), "at once in this process, though it was remembered"
    assert await opens(page)
    assert await opens(elsewhere)
    assert "login.ended" in await account.audit()


async def test_somebody_else_at_the_same_browser_ends_the_first_persons_sign_in(site: Site) -> None:
    first, second = await sign_up(site), await sign_up(site)
    page = await first.browser()
    stolen = copied(page)
    assert await opens(await again(second, page))
    assert not await opens(stolen)


async def test_refused_sign_in_ends_nothing(site: Site) -> None:
    account = await sign_up(site)
    page = await account.browser()
    assert await again(account, page, "a wrong password") is page
    assert await opens(page)


async def test_programs_sign_in_beside_a_browser(site: Site) -> None:
    account = await sign_up(site)
    page = await account.browser()
    body = {"email": account.email, "password": account.password, "keep": "tokens"}
    answer = await post(site, "/auth/sign-in", body, cookie=page.headers["cookie"])
    assert await opens(Phone.of(site, answer))
    assert await opens(page)


async def test_cookie_that_is_no_sign_in_is_left_alone(site: Site) -> None:
    account = await sign_up(site)
    for cookie in ("aisle_ls_x", "aisle_sk_x", "", "x" * 5000):
        body = {"email": account.email, "password": account.password, "keep": "cookie"}
        answer = await post(site, "/auth/sign-in", body, cookie=f"__Host-aisle_session={cookie}")
        assert answer.status_code == 200, answer.text


async def test_password_sent_again_gives_a_new_cookie_and_ends_the_old_one(site: Site) -> None:
    account = await sign_up(site)
    page = await account.browser()
    stolen, before = copied(page), page.headers["cookie"]
    assert await opens(stolen)
    assert (await page.post("/auth/verify", json={"password": account.password})).status_code == 204
    assert page.headers["cookie"] != before
    assert not await opens(stolen)
    assert await opens(page)
    assert (await page.get("/auth/session")).json()["csrf_token"] == page.csrf, "it is the same sign-in"
    check_problem(
        await page.post("/auth/verify", json={"password": "a wrong password"}), 403, "wrong_password"
    )
    assert await opens(page)


async def test_factor_sent_again_does_so_too(site: Site) -> None:
    account = await sign_up(site)
    page = await account.browser()
    app = (await page.post("/auth/factors/authenticator", json={})).json()
    code = TOTP(app["secret"])
    made = await page.post(f"/auth/factors/{app['id']}/confirm", json={"code": code.now()})
    stolen = copied(page)
    recovery = made.json()["recovery_codes"][0]
    assert (await page.post("/auth/verify/factor", json={"recovery_code": recovery})).status_code == 204
    assert not await opens(stolen)
    assert await opens(page)
    assert page.headers["origin"] == OWN


async def test_program_keeps_its_tokens_when_it_proves_itself(site: Site) -> None:
    account = await sign_up(site)
    phone = await account.phone()
    answer = await phone.post("/auth/verify", json={"password": account.password})
    assert (answer.status_code, answer.headers.get("set-cookie")) == (204, None)
    assert await opens(phone)
    assert (await phone.refresh()).status_code == 200
