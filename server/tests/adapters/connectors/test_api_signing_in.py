"""How an API is told who asks."""

import base64
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from made_api import BASE, MadeApi, configuration
from pydantic import SecretStr
from recorded_shop import reply
from worlds import NOW, setup

from aisle.adapters.connectors.api import KIND
from aisle.adapters.connectors.api.options import ApiCredentials, ApiOptions
from aisle.adapters.connectors.outside import joined
from aisle.sources.errors import FixCredentials, RetryLater
from aisle.sources.records import Resource


def opened_with(auth, outside, credentials, **other):
    options = ApiOptions(address=BASE, configuration=configuration(auth=auth))
    return KIND.open(setup(options, ApiCredentials(**credentials), outside, **other))


async def count(connector):
    return sum([len(page.records) async for page in connector.pages(Resource.PRODUCTS, None, None)])


def shows(name, value):
    return lambda request: request.credentials.get(name) == value


@pytest.mark.parametrize(
    ("auth", "given", "allowed"),
    [
        ({"kind": "bearer"}, {"token": "t"}, shows("Authorization", "Bearer t")),
        ({"kind": "key", "name": "X-Key"}, {"token": "t"}, shows("X-Key", "t")),
        (
            {"kind": "key", "name": "X-Key", "value": "Token {token}"},
            {"token": "t"},
            shows("X-Key", "Token t"),
        ),
        (
            {"kind": "key", "name": "key", "place": "query"},
            {"token": "t&1"},
            lambda request: "key=t%261" in request.url,
        ),
        (
            {"kind": "basic", "username": "{token}", "password": ""},
            {"token": "sk_1"},
            shows("Authorization", "Basic " + base64.b64encode(b"sk_1:").decode()),
        ),
    ],
    ids=["bearer", "header", "prefixed", "address", "key as name"],
)
async def test_what_never_changes_is_sent_with_each_request(auth, given, allowed):
    outside = MadeApi(allowed=allowed)
    assert await count(opened_with(auth, outside, given)) == 25
    with pytest.raises(FixCredentials):
        await count(opened_with(auth, MadeApi(allowed=allowed), {"token": "other"}))
    with pytest.raises(FixCredentials, match="needs"):
        await count(opened_with(auth, MadeApi(allowed=allowed), {}))


LOGIN = {
    "kind": "login",
    "request": {"method": "POST", "path": "/login", "body": {"u": "{username}", "p": "{password}"}},
    "token": "body.token",
}
PERSON = {"username": "anna", "password": 'ri"ght'}


def desk(tokens, body=None, **headers):
    """Return what signs people in with one token after the other."""

    def answering(request):
        if not request.url.endswith("/login"):
            return None
        if b'"p":"ri\\"ght"' not in request.body:
            return reply(request, {"error": "no"}, 401)
        return reply(request, body or {"token": tokens.pop(0)}, **headers)

    return answering


async def test_a_login_yields_a_token_that_is_used_until_it_is_refused():
    valid = ["one"]

    def allowed(request):
        return request.credentials.get("Authorization") == f"Bearer {valid[0]}"

    outside = MadeApi(allowed=allowed, script=[desk(["one", "two"])])
    connector = opened_with(LOGIN, outside, PERSON)
    assert await count(connector) == 25
    valid[0] = "two"
    assert await count(connector) == 25
    assert [request.url for request in outside.asked].count(f"{BASE}/login") == 2


async def test_a_token_is_renewed_before_it_ends():
    clock = [NOW]
    outside = MadeApi(allowed=lambda request: True, script=[desk(["one", "two"])])
    connector = opened_with(LOGIN | {"lives_seconds": 600}, outside, PERSON, now=lambda: clock[0])
    await count(connector)
    clock[0] += timedelta(seconds=550)
    await count(connector)
    assert outside.asked[-1].credentials["Authorization"] == "Bearer two"


async def test_a_login_may_set_cookies_instead():
    headers = [("Set-Cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT"), ("set-cookie", "b=2; Secure")]
    set_cookie = joined(headers)["set-cookie"]
    outside = MadeApi(
        allowed=shows("Cookie", "a=1; b=2"), script=[desk([], {"ok": True}, set_cookie=set_cookie)]
    )
    auth = {name: value for name, value in LOGIN.items() if name != "token"}
    assert await count(opened_with(auth, outside, PERSON)) == 25


async def test_a_wrong_password_is_told_and_not_tried_again():
    outside = MadeApi(script=[desk(["one"])])
    with pytest.raises(FixCredentials):
        await count(opened_with(LOGIN, outside, PERSON | {"password": "wrong"}))
    assert len(outside.asked) == 1


async def test_a_login_desk_that_is_busy_is_asked_again():
    outside = MadeApi(script=[lambda request: reply(request, {}, 503)])
    with pytest.raises(RetryLater):
        await count(opened_with(LOGIN, outside, PERSON))
    assert len(outside.asked) == 4


OAUTH = {"kind": "oauth2", "path": "/token", "scope": "read"}
CLIENT = {"client_id": "me:1", "client_secret": "s&t"}


def token_desk(asked, **more):
    def answering(request):
        if not request.url.endswith("/token"):
            return None
        form = {name: value[0] for name, value in parse_qs(request.body.decode()).items()}
        asked.append((form, request.credentials.get("Authorization")))
        if form.get("refresh_token") == "spent":
            return reply(request, {"error": "invalid_grant"}, 400)
        return reply(request, {"access_token": "access", "expires_in": 3600, **more})

    return answering


async def test_client_credentials_yield_a_token():
    asked = []
    outside = MadeApi(allowed=shows("Authorization", "Bearer access"), script=[token_desk(asked)])
    assert await count(opened_with(OAUTH, outside, CLIENT)) == 25
    pair = base64.b64encode(b"me%3A1:s%26t").decode()
    assert asked == [({"grant_type": "client_credentials", "scope": "read"}, f"Basic {pair}")]


async def test_a_refresh_token_that_changes_is_kept_before_it_is_used():
    asked, kept = [], []

    async def keep(credentials):
        kept.append(credentials.refresh_token.get_secret_value())

    outside = MadeApi(
        allowed=shows("Authorization", "Bearer access"), script=[token_desk(asked, refresh_token="next")]
    )
    auth = OAUTH | {"grant": "refresh_token", "client_in": "body"}
    given = CLIENT | {"refresh_token": "first"}
    assert await count(opened_with(auth, outside, given, keep_credentials=keep)) == 25
    assert kept == ["next"]
    assert asked[0][0]["refresh_token"] == "first"
    assert asked[0][0]["client_secret"] == "s&t"


async def test_what_another_connection_renewed_is_used():
    asked = []
    stored = ApiCredentials(**CLIENT, refresh_token=SecretStr("newer"))

    @asynccontextmanager
    async def renewing():
        yield stored

    outside = MadeApi(allowed=shows("Authorization", "Bearer access"), script=[token_desk(asked)])
    auth = OAUTH | {"grant": "refresh_token"}
    given = CLIENT | {"refresh_token": "spent"}
    assert await count(opened_with(auth, outside, given, renewing=renewing)) == 25
    assert asked[0][0]["refresh_token"] == "newer"


async def test_a_spent_refresh_token_is_to_be_fixed():
    outside = MadeApi(script=[token_desk([])])
    with pytest.raises(FixCredentials, match="invalid_grant"):
        await count(
            opened_with(OAUTH | {"grant": "refresh_token"}, outside, CLIENT | {"refresh_token": "spent"})
        )
