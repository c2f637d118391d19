"""Access and refresh tokens: short, rotated, and ended together when one comes back."""

import asyncio
import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import jwt
import pytest
from test_credentials import Clock, clock  # noqa: F401 - a fixture
from web_accounts import BROWSER, PHONE, Account, Phone, sign_up
from web_shops import Site, check_problem

from aisle.core.clock import FixedClock
from aisle.core.errors import Unauthorized
from aisle.core.ids import new_id
from aisle.identity.logins.access_tokens import AccessTokens
from aisle.identity.logins.lifetimes import REPEAT


@pytest.fixture
async def account(site: Site) -> Account:
    return await sign_up(site)


async def later(account: Account, span: timedelta) -> None:
    """Let this much time pass for the rows of a person's sign-ins."""
    await account.sql(
        "UPDATE login SET rotated_at = rotated_at - $1::interval, seen_at = seen_at - $1::interval,"
        " created_at = created_at - $1::interval, verified_at = verified_at - $1::interval WHERE person_id = $2",
        span,
        account.person_id,
    )
    account.site.parts.authenticator.forget()


async def works(phone: Phone) -> bool:
    phone_answer = await phone.get("/auth/session")
    assert phone_answer.status_code in (200, 401)
    return phone_answer.status_code == 200


async def test_refresh_gives_new_tokens_and_the_old_one_is_done(account: Account) -> None:
    phone = await account.phone()
    first, before = phone.refresh_token, phone.token
    assert (await phone.refresh()).status_code == 200
    assert phone.refresh_token != first
    assert phone.token
    assert before
    assert await works(phone)
    for _ in range(3):
        assert (await phone.refresh()).status_code == 200


async def test_used_token_ends_the_whole_family_at_once_and_is_audited(account: Account) -> None:
    phone, other = await account.phone(), await account.phone()
    stolen = phone.refresh_token
    await phone.refresh()
    await later(account, REPEAT + timedelta(seconds=1))
    problem = check_problem(await phone.refresh(stolen), 401, "refresh_refused")
    assert stolen not in str(problem)
    check_problem(await phone.refresh(), 401, "refresh_refused")
    assert not await works(phone)
    assert await works(other)
    assert "login.reused" in await account.audit()


async def test_older_tokens_end_the_family_also_at_once(account: Account) -> None:
    phone = await account.phone()
    oldest = phone.refresh_token
    await phone.refresh()
    await phone.refresh()
    check_problem(await phone.refresh(oldest), 401, "refresh_refused")
    check_problem(await phone.refresh(), 401, "refresh_refused")


async def test_client_whose_answer_was_lost_gets_an_access_token_alone(account: Account) -> None:
    phone = await account.phone()
    first = phone.refresh_token
    await phone.refresh()
    again = await phone.refresh(first)
    assert again.status_code == 200
    assert again.json()["refresh_token"] is None
    assert (await phone.refresh()).status_code == 200


async def test_previous_token_from_another_program_ends_the_family(account: Account) -> None:
    phone = await account.phone()
    first = phone.refresh_token
    await phone.refresh()
    thief = Phone(phone.http, phone.app, None, {"user-agent": BROWSER}, refresh_token=first)
    check_problem(await thief.refresh(), 401, "refresh_refused")
    check_problem(await phone.refresh(), 401, "refresh_refused")


async def many_connections(site: Site) -> None:
    """Have the pool full of open connections: over a single one nothing happens at once."""

    async def hold() -> None:
        async with site.parts.database.connection() as connection:
            await connection.execute("SELECT pg_sleep(0.2)")

    await asyncio.gather(*(hold() for _ in range(10)))


async def test_of_fifty_refreshes_at_once_one_gets_a_refresh_token(account: Account) -> None:
    phone = await account.phone()
    await many_connections(account.site)
    token = phone.refresh_token
    clients = [
        Phone(phone.http, phone.app, None, {"user-agent": PHONE}, refresh_token=token) for _ in range(50)
    ]
    answers = await asyncio.gather(*(client.refresh() for client in clients))
    # On a busy machine some find no free connection in time; they may ask again.
    assert {one.status_code for one in answers} <= {200, 503}
    assert sum(one.json().get("refresh_token") is not None for one in answers) == 1


async def test_made_up_refresh_tokens_open_nothing_and_end_nothing(account: Account) -> None:
    phone = await account.phone()
    right = phone.refresh_token
    raw = base64.urlsafe_b64decode(right.removeprefix("aisle_lr_") + "==")
    forged = [raw[:32] + bytes(32) + raw[64:], raw[:64] + bytes(16), raw[:64], raw + b"x", b""]
    texts = ["aisle_lr_" + base64.urlsafe_b64encode(one).decode().rstrip("=") for one in forged]
    for text in [*texts, right[:-1], right + "=", right.lower(), phone.token or "", "", "null", "ä" * 40]:
        check_problem(await phone.refresh(text or " "), 401, "refresh_refused")
    assert (await phone.refresh()).status_code == 200


async def test_refresh_token_is_no_access_token_and_the_other_way_round(account: Account) -> None:
    phone = await account.phone()
    access, phone.token = phone.token, phone.refresh_token
    check_problem(await phone.get("/auth/session"), 401, "unauthorized")
    check_problem(await phone.refresh(access), 401, "refresh_refused")


@pytest.mark.parametrize(("unseen", "holds"), [(timedelta(days=29), True), (timedelta(days=31), False)])
async def test_phone_that_was_not_seen_for_long_has_to_sign_in(
    account: Account, unseen: timedelta, holds: bool
) -> None:
    phone = await account.phone()
    await later(account, unseen)
    assert ((await phone.refresh()).status_code == 200) is holds


@pytest.mark.parametrize(("unseen", "holds"), [(timedelta(days=6), True), (timedelta(days=8), False)])
async def test_browser_that_was_not_seen_for_long_has_to_sign_in(
    account: Account, unseen: timedelta, holds: bool
) -> None:
    page = await account.browser()
    await later(account, unseen)
    assert ((await page.get("/auth/session")).status_code == 200) is holds


async def test_sign_in_ends_when_it_is_too_old_however_busy_it_is(account: Account) -> None:
    page, phone = await account.browser(), await account.phone()
    await account.sql(
        "UPDATE login SET expires_at = now() - interval '1 s' WHERE person_id = $1", account.person_id
    )
    account.site.parts.authenticator.forget()
    check_problem(await page.get("/auth/session"), 401, "unauthorized")
    check_problem(await phone.refresh(), 401, "refresh_refused")


async def test_access_token_is_not_remembered_beyond_its_own_end(
    account: Account,
    clock: Clock,  # noqa: F811
) -> None:
    phone = await account.phone()
    access = account.site.parts.logins.access
    fixed = FixedClock(datetime.now(UTC) + timedelta(minutes=9, seconds=50))
    object.__setattr__(access, "clock", fixed)
    try:
        assert await works(phone)
        clock.now += 11
        fixed.move_to(fixed.now() + timedelta(seconds=11))
        assert not await works(phone)
    finally:
        from aisle.core.clock import SystemClock

        object.__setattr__(access, "clock", SystemClock())


# forged access tokens -----------------------------------------------------------------------------------------

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KEY = b"k" * 32
ISSUER = "https://aisle.example"


def encoded(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def signed(header: Any, claims: Any, key: bytes = KEY, digest: Any = hashlib.sha256) -> str:
    """A token with any header whatever, rightly signed."""
    body = f"{encoded(header)}.{encoded(claims)}"
    tag = base64.urlsafe_b64encode(hmac.new(key, body.encode(), digest).digest()).decode().rstrip("=")
    return f"{body}.{tag}"


ACCESS = AccessTokens(ISSUER, FixedClock(NOW), KEY)
HEADER = {"alg": "HS256", "typ": "at+jwt", "kid": ACCESS.key_id}
AT = int(NOW.timestamp())
CLAIMS = {
    "iss": ISSUER,
    "aud": "aisle",
    "sub": str(uuid4()),
    "sid": str(uuid4()),
    "org": None,
    "iat": AT,
    "nbf": AT,
    "exp": AT + 600,
}


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in CLAIMS.items() if key != name}


FORGED = {
    "no algorithm": f"{encoded({**HEADER, 'alg': 'none'})}.{encoded(CLAIMS)}.",
    "None": f"{encoded({**HEADER, 'alg': 'None'})}.{encoded(CLAIMS)}.",
    "none, signed": signed({**HEADER, "alg": "none"}, CLAIMS),
    "no signature": f"{encoded(HEADER)}.{encoded(CLAIMS)}.",
    "two parts": f"{encoded(HEADER)}.{encoded(CLAIMS)}",
    "other key": signed(HEADER, CLAIMS, b"x" * 32),
    "empty key": signed(HEADER, CLAIMS, b""),
    "other algorithm": signed({**HEADER, "alg": "HS512"}, CLAIMS, digest=hashlib.sha512),
    "algorithm in small letters": signed({**HEADER, "alg": "hs256"}, CLAIMS),
    "algorithm as list": signed({**HEADER, "alg": ["HS256"]}, CLAIMS),
    "no kid": signed({"alg": "HS256", "typ": "at+jwt"}, CLAIMS),
    "foreign kid": signed({**HEADER, "kid": "0" * 16}, CLAIMS),
    "path as kid": signed({**HEADER, "kid": "../../dev/null"}, CLAIMS, b""),
    "SQL as kid": signed({**HEADER, "kid": "x' UNION SELECT 'k' --"}, CLAIMS),
    "number as kid": signed({**HEADER, "kid": 1}, CLAIMS),
    "other type": signed({**HEADER, "typ": "JWT"}, CLAIMS),
    "crit": signed({**HEADER, "crit": ["b64"], "b64": False}, CLAIMS),
    "jku": signed({**HEADER, "jku": "https://evil.example/keys"}, CLAIMS),
    "jwk": signed({**HEADER, "jwk": {"kty": "oct", "k": "eHg"}}, CLAIMS, b"xx"),
    "x5u": signed({**HEADER, "x5u": "https://evil.example/c.pem"}, CLAIMS),
    "zip": signed({**HEADER, "zip": "DEF"}, CLAIMS),
    "cty": signed({**HEADER, "cty": "JWT"}, CLAIMS),
    "other issuer": signed(HEADER, {**CLAIMS, "iss": "https://evil.example"}),
    "issuer with slash": signed(HEADER, {**CLAIMS, "iss": ISSUER + "/"}),
    "other audience": signed(HEADER, {**CLAIMS, "aud": "console"}),
    "several audiences": signed(HEADER, {**CLAIMS, "aud": ["aisle", "console"]}),
    "expired": signed(HEADER, {**CLAIMS, "iat": AT - 601, "nbf": AT - 601, "exp": AT - 1}),
    "expires now": signed(HEADER, {**CLAIMS, "iat": AT - 600, "exp": AT}),
    "not yet": signed(HEADER, {**CLAIMS, "nbf": AT + 60}),
    "issued later": signed(HEADER, {**CLAIMS, "iat": AT + 60, "exp": AT + 660}),
    "too long": signed(HEADER, {**CLAIMS, "exp": AT + 601}),
    "for ever": signed(HEADER, {**CLAIMS, "exp": 10**18}),
    "fraction": signed(HEADER, {**CLAIMS, "exp": AT + 0.5}),
    "text for a time": signed(HEADER, {**CLAIMS, "exp": str(AT + 600)}),
    "true for a time": signed(HEADER, {**CLAIMS, "iat": True}),
    "sub is no id": signed(HEADER, {**CLAIMS, "sub": "admin"}),
    "sub is null": signed(HEADER, {**CLAIMS, "sub": None}),
    "sid is a list": signed(HEADER, {**CLAIMS, "sid": [CLAIMS["sid"]]}),
    "list for claims": signed(HEADER, [CLAIMS]),
    "text for a header": signed("HS256", CLAIMS),
    "list for a header": signed([HEADER], CLAIMS),
    "long": signed(HEADER, {**CLAIMS, "more": "x" * 4_000}),
    **{f"without {name}": signed(HEADER, without(name)) for name in CLAIMS if name != "org"},
}


def test_token_of_ours_is_read() -> None:
    person, login = new_id(), new_id()
    made = ACCESS.make(person, login, None)
    claims = ACCESS.read(made.text)
    assert (claims.person_id, claims.login_id, claims.seconds) == (person, login, 600)
    assert ACCESS.read(signed(HEADER, CLAIMS)).seconds == 600


@pytest.mark.parametrize("kind", FORGED)
def test_forged_access_token_is_refused(kind: str) -> None:
    with pytest.raises(Unauthorized):
        ACCESS.read(FORGED[kind])


def test_cut_or_changed_access_token_is_refused() -> None:
    text = signed(HEADER, CLAIMS)
    broken = [text[:end] for end in range(0, len(text), 7)]
    broken += [
        text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :] for at in range(0, len(text) - 1, 5)
    ]
    broken += [text + "=", text + ".", "." + text, text.replace(".", ".."), text + "\n", " " + text]
    for one in broken:
        with pytest.raises(Unauthorized):
            ACCESS.read(one)


async def test_forged_tokens_open_nothing_over_http(site: Site, account: Account) -> None:
    phone = await account.phone()
    claims = jwt.decode(phone.token or "", options={"verify_signature": False})
    header = jwt.get_unverified_header(phone.token or "")
    for text in (
        f"{encoded({**header, 'alg': 'none'})}.{encoded(claims)}.",
        signed(header, claims, b"guess"),
    ):
        check_problem(await site.caller(text).get("/auth/session"), 401, "unauthorized")


async def test_right_signature_alone_is_not_enough(site: Site, account: Account) -> None:
    """The row of the sign-in decides: one that ended, another person's, or a browser's opens nothing."""
    phone, page, stranger = await account.phone(), await account.browser(), await sign_up(site)
    access = site.parts.logins.access
    logins = {
        row["kind"]: row["id"] for row in await account.sql("SELECT id, kind FROM login ORDER BY created_at")
    }
    assert (await page.get("/auth/session")).status_code == 200
    assert await works(phone)
    for person_id, login_id in (
        (account.person_id, new_id()),
        (account.person_id, logins["browser"]),
        (stranger.person_id, logins["token"]),
    ):
        text = access.make(person_id, login_id, None).text
        check_problem(await site.caller(text).get("/auth/session"), 401, "unauthorized")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://api.test.evil.example", "http://api.test"]
)
async def test_browser_alone_refreshes_nothing_from_anywhere(account: Account, origin: str) -> None:
    """A peer refreshed by a cookie that any page could send along: whoever looked at the page lost the account."""
    page = await account.browser()
    headers = {"cookie": page.headers["cookie"], "origin": origin}
    answer = await account.site.caller(None, **headers).post("/auth/refresh")
    check_problem(answer, 422, "invalid_input")
    assert "access-control-allow-credentials" not in answer.headers
    assert "set-cookie" not in answer.headers
