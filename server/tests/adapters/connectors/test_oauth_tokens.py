"""Tokens by consent: renewed in time, once, kept before they are used, and told when nobody lets Aisle in any more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr
from worlds import NOW, setup

from aisle.adapters.connectors.oauth_tokens import OAuthTokens
from aisle.sources.errors import FixCredentials, RetryLater
from aisle.sources.oauth.types import OAuthClient, OAuthCredentials, OAuthGrant
from oauth_server import AuthorizationServer

GRANT = OAuthGrant("https://consent.example/authorize", "https://consent.example/token", ("read",))
BASIC = OAuthGrant(GRANT.authorize, GRANT.token, GRANT.scopes, client_in="basic")


class Stored:
    """What is stored of a source, as connections in several processes see it."""

    def __init__(self, credentials: OAuthCredentials) -> None:
        self.credentials, self.lock = credentials, asyncio.Lock()

    def tokens(self, server: AuthorizationServer, grant: OAuthGrant = GRANT, **more: Any) -> OAuthTokens:
        """Open a connection."""
        known = self.credentials

        async def keep(renewed: BaseModel) -> None:
            assert isinstance(renewed, OAuthCredentials)
            self.credentials = renewed

        @asynccontextmanager
        async def renewing() -> AsyncIterator[BaseModel | None]:
            async with self.lock:
                yield None if self.credentials == known else self.credentials

        made = setup(OAuthCredentials(), known, server, keep_credentials=keep, renewing=renewing)
        return OAuthTokens(made, grant, more.get("operators"))


def held(server: AuthorizationServer, **more: Any) -> Stored:
    """Credentials whose access token has ended."""
    server.refresh_tokens["1//first"] = "read"
    given = {
        "client_id": server.client[0],
        "client_secret": server.client[1],
        "refresh_token": "1//first",
        "access_token": "at-old",
        "expires_at": NOW + timedelta(seconds=60),
    }
    return Stored(OAuthCredentials(**{**given, **more}))


async def test_a_token_is_renewed_before_it_ends_and_kept() -> None:
    server = AuthorizationServer(GRANT)
    stored = held(server)
    token = await stored.tokens(server).current()
    assert [token] == list(server.access_tokens)
    assert stored.credentials.access_token.get_secret_value() == token
    assert stored.credentials.expires_at == NOW + timedelta(hours=1)
    assert stored.credentials.refresh_token.get_secret_value() == "1//first"
    assert await stored.tokens(server).current() == token
    assert len(server.asked) == 1


async def test_of_many_connections_one_renews_where_refresh_tokens_rotate() -> None:
    server = AuthorizationServer(GRANT, rotates=True)
    stored = held(server)
    given = await asyncio.gather(*(stored.tokens(server).current() for _ in range(8)))
    assert (len(set(given)), len(server.asked)) == (1, 1)
    assert stored.credentials.refresh_token.get_secret_value() in server.refresh_tokens


async def test_a_token_that_is_refused_early_is_replaced_once() -> None:
    server = AuthorizationServer(GRANT)
    tokens = held(server, expires_at=NOW + timedelta(hours=1)).tokens(server)
    assert await tokens.current() == "at-old"
    assert all(await asyncio.gather(*(tokens.replace("at-old") for _ in range(4))))
    assert len(server.asked) == 1


async def test_a_refused_refresh_asks_for_a_new_consent() -> None:
    server = AuthorizationServer(GRANT)
    stored = held(server)
    server.refresh_tokens.clear()
    with pytest.raises(FixCredentials, match="Connect the source again"):
        await stored.tokens(server).current()
    with pytest.raises(FixCredentials, match="Connect the source"):
        await held(server, refresh_token=SecretStr("")).tokens(server).current()
    with pytest.raises(FixCredentials, match="OAuth client"):
        await held(server, client_id="", client_secret="").tokens(server).current()


async def test_a_server_that_is_away_is_asked_again_and_nothing_is_lost() -> None:
    server = AuthorizationServer(GRANT, fails=(503, {"error": "temporarily_unavailable"}))
    stored = held(server)
    with pytest.raises(RetryLater):
        await stored.tokens(server).current()
    assert 2 <= len(server.asked) <= 5
    assert stored.credentials.refresh_token.get_secret_value() == "1//first"


async def test_the_client_proves_itself_as_the_server_wants_and_by_the_operators_name_if_need_be() -> None:
    server = AuthorizationServer(BASIC)
    known = OAuthClient(client_id=server.client[0], client_secret=SecretStr(server.client[1]))
    stored = held(server, client_id="", client_secret="")
    assert await stored.tokens(server, BASIC, operators=known).current() in server.access_tokens
    assert stored.credentials.client_id == "", "the operator's client is stored with nobody's source"
