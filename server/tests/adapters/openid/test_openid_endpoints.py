"""What every way to a provider promises: the operator's, an organization's guarded one, and the fake."""

import base64
import gzip
import hashlib
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import uuid4

import pytest

from aisle.adapters.openid import GuardedEndpoints, OperatorEndpoints
from aisle.adapters.openid.fake import FakeProvider
from aisle.core.clock import SystemClock
from aisle.core.http.egress import GuardedFetch
from aisle.core.settings.egress import EgressAllow
from aisle.identity.federation.errors import ProviderUnavailable, SignInFailed
from scripted_http import Asked, Reply, scripted_server

VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


class World:
    """One way to ask, with the fake provider at its other end. reply: in place of what the provider would answer."""

    def __init__(self, endpoints: Any, provider: FakeProvider) -> None:
        self.endpoints, self.provider = endpoints, provider
        self.reply: Reply | None = None
        self.asked: list[Asked] = []

    async def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        if self.reply is not None:
            return self.reply
        headers = {"Authorization": asked.headers.get("authorization", "")}
        url = self.provider.issuer + asked.path
        try:
            if asked.method == "GET":
                made = await self.provider.get(url, headers)
            else:
                made = await self.provider.post_form(url, dict(parse_qsl(asked.body)), headers)
        except SignInFailed:
            return Reply(400, {"error": "invalid_grant"})
        age = {"Cache-Control": f"public, max-age={made.max_age:.0f}"} if made.max_age else {}
        return Reply(200, made.body, age)

    def code(self) -> str:
        """Let somebody sign in, and return the code."""
        asked = {
            "client_id": "aisle", "redirect_uri": "http://api.test/back", "response_type": "code", "state": "s",
            "code_challenge": CHALLENGE, "code_challenge_method": "S256", "nonce": "n",
        }  # fmt: skip
        return self.provider.approve(f"{self.provider.issuer}/authorize?{urlencode(asked)}", sub="s1")["code"]

    async def redeem(self, code: str, secret: str | None = None) -> Any:
        """Exchange a code as the flow does."""
        pair = f"aisle:{secret or self.provider.client_secret}"
        form = {"code": code, "code_verifier": VERIFIER, "redirect_uri": "http://api.test/back"}
        basic = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
        answer = await self.endpoints.post_form(f"{self.provider.issuer}/token", form, basic)
        return json.loads(answer.body)

    async def metadata(self) -> Any:
        return await self.endpoints.get(f"{self.provider.issuer}/.well-known/openid-configuration")


def make_endpoints(kind: str, provider: FakeProvider) -> Any:
    if kind == "fake":
        return provider
    if kind == "operator":
        return OperatorEndpoints()
    return GuardedEndpoints(GuardedFetch(EgressAllow.parse("127.0.0.0/8")), uuid4())


async def open_world(kind: str) -> AsyncIterator[World]:
    provider = FakeProvider(SystemClock(), redirect="http://api.test/back")
    provider.client_secret = "plain"
    world = World(make_endpoints(kind, provider), provider)
    async with scripted_server(world.answer) as server:
        if kind != "fake":
            provider.issuer = f"http://127.0.0.1:{server.port}"
        yield world
        await world.endpoints.close()


@pytest.fixture(params=["fake", "operator", "guarded"])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    async for made in open_world(request.param):
        yield made


@pytest.fixture(params=["operator", "guarded"])
async def wired(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """Those that ask over a line, where it can be cut."""
    async for made in open_world(request.param):
        yield made


async def test_document_comes_whole_with_the_time_that_it_holds(world: World) -> None:
    answer = await world.metadata()
    assert json.loads(answer.body) == world.provider.metadata()
    assert answer.max_age == 600


async def test_code_is_exchanged_once_and_by_its_own_client(world: World) -> None:
    code = world.code()
    assert (await world.redeem(code))["token_type"] == "Bearer"
    with pytest.raises(SignInFailed):
        await world.redeem(code)
    with pytest.raises(SignInFailed):
        await world.redeem(world.code(), secret="another")


async def test_what_the_provider_does_not_have_is_a_refusal_and_no_fault_of_the_line(world: World) -> None:
    with pytest.raises(SignInFailed):
        await world.endpoints.get(f"{world.provider.issuer}/nothing")


async def test_provider_that_is_away_is_told_as_that(world: World) -> None:
    world.provider.is_away, world.reply = True, Reply(503, {})
    with pytest.raises(ProviderUnavailable):
        await world.metadata()


async def test_form_is_sent_once_whatever_becomes_of_it(wired: World) -> None:
    wired.reply = Reply(503, {})
    with pytest.raises(ProviderUnavailable):
        await wired.redeem(wired.code())
    assert len(wired.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed(wired: World, status: int) -> None:
    """The form holds a secret; the document says where secrets are sent."""
    there = {"Location": f"{wired.provider.issuer}/keys"}
    wired.reply = Reply(status, {}, there)
    for call in (wired.metadata, lambda: wired.redeem("c")):
        before = len(wired.asked)
        with pytest.raises((ProviderUnavailable, SignInFailed)):
            await call()
        assert {one.path for one in wired.asked[before:]} <= {"/.well-known/openid-configuration", "/token"}


async def test_long_answer_is_broken_off(wired: World) -> None:
    wired.reply = Reply(200, b" " * (600 * 1024))
    with pytest.raises(ProviderUnavailable):
        await wired.metadata()


async def test_compressed_answer_is_unpacked_by_nobody(wired: World) -> None:
    """A few bytes may unpack to far more than the limit; none was asked for."""
    packed = gzip.compress(b" " * 2**24)
    wired.reply = Reply(200, packed, {"Content-Encoding": "gzip"})
    try:
        assert (await wired.metadata()).body == packed
    except ProviderUnavailable:
        assert wired.asked


async def test_secret_stands_in_no_error(wired: World) -> None:
    wired.reply = Reply(400, {"error": "canary of the provider"})
    with pytest.raises(SignInFailed) as told:
        await wired.redeem(wired.code(), secret="canary-secret")
    assert "canary" not in f"{told.value!r} {told.value.detail}"


async def test_guarded_way_reaches_nothing_inside_unless_it_was_opened() -> None:
    async with scripted_server(lambda asked: Reply(200, {})) as server:
        endpoints = GuardedEndpoints(GuardedFetch(), uuid4())
        with pytest.raises(SignInFailed):
            await endpoints.get(f"http://127.0.0.1:{server.port}/keys")
        assert server.connections == 0
