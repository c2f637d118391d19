"""Access tokens of shops that people let Aisle into: used while they hold, renewed by one connection of a source at a time."""

import asyncio
from datetime import timedelta

from aisle.adapters.connectors.asking import Asking
from aisle.sources.errors import FixCredentials
from aisle.sources.oauth.asking import client_of, judge, tokens_in, with_refresh_token
from aisle.sources.oauth.types import OAuthClient, OAuthCredentials, OAuthGrant
from aisle.sources.ports import Politeness, Setup

EARLY = timedelta(minutes=2)  # renewed before it ends: clocks differ, and a request takes its time


class OAuthTokens:
    """The token in use. One coroutine renews it, the others wait and use what it got."""

    def __init__(self, setup: Setup, grant: OAuthGrant, operators: OAuthClient | None) -> None:
        """Nothing is asked yet. operators: the operator's client, for merchants without one."""
        self._setup, self._grant, self._operators = setup, grant, operators
        self._held: OAuthCredentials = setup.credentials
        self._asking = Asking(setup.outside, Politeness(at_once=1), setup.timing, judge)
        self._lock = asyncio.Lock()

    async def current(self) -> str:
        """Return a token that holds. Raises FixCredentials where nobody has said yes, or not any more; RetryLater."""
        async with self._lock:
            if not self._token or self._ends_soon(self._held):
                await self._renew()
            return self._token

    async def replace(self, spent: str) -> bool:
        """Get another one for a token that was refused; False where that is the newest."""
        async with self._lock:
            if self._token != spent:
                return True
            await self._renew()
            return self._token != spent

    @property
    def _token(self) -> str:
        return self._held.access_token.get_secret_value()

    def _ends_soon(self, held: OAuthCredentials) -> bool:
        return held.expires_at is not None and self._setup.now() >= held.expires_at - EARLY

    async def _renew(self) -> None:
        async with self._setup.renewing() as newer:
            if isinstance(newer, OAuthCredentials):
                self._held = newer
                if self._token and not self._ends_soon(newer):
                    return
            await self._ask(self._held)

    async def _ask(self, held: OAuthCredentials) -> None:
        refresh = held.refresh_token.get_secret_value()
        if not refresh:
            raise FixCredentials("Nobody has let Aisle in yet, or not any more. Connect the source.")
        request = with_refresh_token(self._grant, client_of(held, self._operators), refresh)
        answer = await self._asking.ask(request, repeatable=True)
        renewed = tokens_in(answer, self._setup.now()).into(held)
        # Kept before it is used: a refresh token that was spent and not kept is lost.
        await self._setup.keep_credentials(renewed)
        self._held = renewed
