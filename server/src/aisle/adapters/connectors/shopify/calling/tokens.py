"""Access tokens: those that stay, those got for a client id and secret (24 hours), those renewed by a refresh token (1 hour)."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from pydantic import SecretStr

from aisle.adapters.connectors.asking import Asking, json_of
from aisle.adapters.connectors.shopify.calling.judging import judge
from aisle.adapters.connectors.shopify.settings import ShopifyCredentials
from aisle.sources.errors import BrokenData, FixCredentials
from aisle.sources.ports import Answer, Politeness, Request, Setup

EARLY = timedelta(minutes=5)  # renewed before it expires: clocks differ, and a sync's request takes its time


def _judge(answer: Answer) -> None:
    if answer.status in (400, 401, 403):
        raise FixCredentials("Shopify does not renew the access token: connect the app again.")
    judge(answer)


class Tokens:
    """The token in use. One coroutine renews it, the others wait and use what it got."""

    def __init__(
        self,
        setup: Setup,
    ) -> None:
        """Nothing is asked yet. setup: with what the merchant gave, or what was kept last."""
        self._address = f"https://{setup.options.shop}/admin/oauth/access_token"
        self._held: ShopifyCredentials = setup.credentials
        self._setup = setup
        self._asking = Asking(setup.outside, Politeness(at_once=1), setup.timing, _judge)
        self._lock = asyncio.Lock()

    async def current(self) -> str:
        """Return a token that has not expired. Raises FixCredentials where another is needed and none is given."""
        async with self._lock:
            if self._due():
                await self._renew()
            return self._token

    async def replace(self, spent: str) -> bool:
        """Get another one for a token that the shop refused; False where there is no way to."""
        async with self._lock:
            if self._token != spent:
                return True
            if not self._held.renewable:
                return False
            await self._renew()
            return True

    @property
    def _token(self) -> str:
        token = self._held.access_token
        return token.get_secret_value() if token else ""

    def _due(self) -> bool:
        if not self._held.renewable:
            return False
        ends = self._held.expires_at
        return self._held.access_token is None or (ends is not None and self._setup.now() >= ends - EARLY)

    async def _renew(self) -> None:
        async with self._setup.renewing() as newer:
            if isinstance(newer, ShopifyCredentials):
                self._held = newer
            else:
                await self._ask()

    async def _ask(self) -> None:
        body = urlencode(self._grant()).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        request = Request("POST", self._address, headers, body=body, most_bytes=2**16, redirects=0)
        given = json_of(await self._asking.ask(request, repeatable=True))
        renewed = self._renewed(given)
        # Kept before it is used: a refresh token that was spent and not kept is lost.
        await self._setup.keep_credentials(renewed)
        self._held = renewed

    def _grant(self) -> Mapping[str, str]:
        held = self._held
        secret = held.client_secret.get_secret_value() if held.client_secret else ""
        grant = {"client_id": held.client_id or "", "client_secret": secret}
        if held.refresh_token is None:
            return {**grant, "grant_type": "client_credentials"}
        refresh = held.refresh_token.get_secret_value()
        return {**grant, "grant_type": "refresh_token", "refresh_token": refresh}

    def _renewed(self, given: Any) -> ShopifyCredentials:
        token = given.get("access_token") if isinstance(given, dict) else None
        if not isinstance(token, str) or not token:
            raise BrokenData("Shopify gave no access token.")
        seconds = given.get("expires_in")
        ends = self._setup.now() + timedelta(seconds=seconds) if isinstance(seconds, int) else None
        rotated = given.get("refresh_token")
        refresh = SecretStr(rotated) if isinstance(rotated, str) else self._held.refresh_token
        return self._held.model_copy(
            update={"access_token": SecretStr(token), "refresh_token": refresh, "expires_at": ends}
        )
