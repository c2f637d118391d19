"""Tokens of a service account: a signed claim for each (RFC 7523), held in memory alone."""

import asyncio
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlencode

import jwt

from aisle.adapters.connectors.asking import Asking
from aisle.adapters.connectors.google.credentials import ServiceAccount, service_account
from aisle.adapters.connectors.google.grant import GRANT, READ, TOKEN
from aisle.adapters.connectors.oauth_tokens import EARLY, OAuthTokens
from aisle.sources.oauth.asking import MOST_BYTES, SECONDS, judge, tokens_in
from aisle.sources.ports import Politeness, Request, Setup

LIFE = timedelta(hours=1)  # the longest that Google allows
BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class TokenSource(Protocol):
    """Where access tokens come from."""

    async def current(self) -> str:
        """Return one that holds. Raises FixCredentials, RetryLater."""
        ...

    async def replace(self, spent: str) -> bool:
        """Get another one for a token that was refused; False where there is none."""
        ...


def tokens_of(setup: Setup) -> TokenSource:
    """Return what these credentials give tokens by."""
    if text := setup.credentials.service_account.get_secret_value():
        return ServiceAccountTokens(setup, service_account(text))
    return OAuthTokens(setup, GRANT, setup.oauth_clients.get("google"))


class ServiceAccountTokens:
    """The token in use. One coroutine asks for another, the others wait."""

    def __init__(self, setup: Setup, account: ServiceAccount) -> None:
        self._setup, self._account = setup, account
        self._asking = Asking(setup.outside, Politeness(at_once=1), setup.timing, judge)
        self._lock, self._token = asyncio.Lock(), ""
        self._ends: datetime | None = None

    async def current(self) -> str:
        """Return a token that holds."""
        async with self._lock:
            if not self._token or (self._ends and self._setup.now() >= self._ends - EARLY):
                await self._ask()
            return self._token

    async def replace(self, spent: str) -> bool:
        """Ask for another one, once for all who were refused."""
        async with self._lock:
            if self._token == spent:
                await self._ask()
            return self._token != spent

    async def _ask(self) -> None:
        form = {"grant_type": BEARER, "assertion": self._claim()}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        body = urlencode(form).encode()
        request = Request("POST", TOKEN, headers, {}, body, MOST_BYTES, SECONDS, redirects=0)
        given = tokens_in(await self._asking.ask(request, repeatable=True), self._setup.now())
        self._token, self._ends = given.access, given.ends

    def _claim(self) -> str:
        now = self._setup.now()
        claims = {"iss": self._account.email, "scope": READ, "aud": TOKEN, "iat": now, "exp": now + LIFE}
        if self._setup.credentials.subject:
            claims["sub"] = self._setup.credentials.subject
        return jwt.encode(claims, self._account.key, "RS256", {"kid": self._account.key_id})
