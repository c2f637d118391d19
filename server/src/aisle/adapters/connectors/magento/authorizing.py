"""The three ways into a Magento shop: a token, a signature of each try, or a token that an account fetches and renews."""

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from aisle.adapters.connectors.magento.judging import ACCOUNT, filled, judge
from aisle.adapters.connectors.magento.settings import MagentoCredentials
from aisle.adapters.connectors.oauth1 import Signer, header
from aisle.sources.errors import BrokenData
from aisle.sources.ports import Answer, Outside, Request, Setup

UNTOLD = timedelta(hours=1)  # how long a token is used that does not say when it ends
BEFORE = timedelta(minutes=2)


class Authorized:
    """An `Outside` that lets each try in."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet."""
        self._outside: Outside = setup.outside
        self._credentials: MagentoCredentials = setup.credentials
        self._now, self._address = setup.now, setup.options.address
        self._signer = _signer(self._credentials, setup)
        self._token: str | None = None
        self._until: datetime | None = None

    async def send(self, request: Request) -> Answer:
        """Ask once. A token that ended early is renewed once."""
        had = self._token
        answer = await self._outside.send(await self._let_in(request))
        if answer.status != 401 or had is None or not self._credentials.is_account:
            return answer
        self._token = None
        return await self._outside.send(await self._let_in(request))

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Ask once."""
        async for portion in self._outside.stream(await self._let_in(request)):
            yield portion

    async def _let_in(self, request: Request) -> Request:
        return replace(request, credentials={"Authorization": await self._said(request)})

    async def _said(self, request: Request) -> str:
        if self._signer is not None:
            address, _, query = request.url.partition("?")
            pairs = parse_qsl(query, keep_blank_values=True)
            return header(self._signer.sign(request.method, address, pairs))
        if self._credentials.is_account:
            return f"Bearer {await self._fetched()}"
        token = self._credentials.access_token
        return f"Bearer {token.get_secret_value() if token else ''}"

    async def _fetched(self) -> str:
        if self._token is None or (self._until is not None and self._now() >= self._until - BEFORE):
            self._token = await self._fetch()
            self._until = _end(self._token) or self._now() + UNTOLD
        return self._token

    async def _fetch(self) -> str:
        """Fetch a token: a bare JSON string."""
        password = self._credentials.password
        said = {
            "username": self._credentials.username,
            "password": password.get_secret_value() if password else "",
        }
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        url = f"{self._address}/rest/V1/integration/admin/token"
        answer = await self._outside.send(Request("POST", url, headers, body=json.dumps(said).encode()))
        judge(answer, ACCOUNT if filled(answer)[0] else "", let_in=False)
        return _token_of(answer)


def _token_of(answer: Answer) -> str:
    try:
        token = json.loads(answer.body)
    except ValueError:
        token = None
    if not isinstance(token, str) or not token.isascii() or not token.isprintable():
        raise BrokenData("The shop should have answered with a token.")
    return token


def _end(token: str) -> datetime | None:
    """Return when a JWT ends. It is not verified: the shop does that."""
    try:
        claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        return datetime.fromtimestamp(int(claims["exp"]), UTC)
    except (ValueError, LookupError, TypeError, OverflowError, OSError):
        return None


def _signer(credentials: MagentoCredentials, setup: Setup) -> Signer | None:
    secret, token, own = (
        credentials.consumer_secret,
        credentials.access_token,
        credentials.access_token_secret,
    )
    if credentials.consumer_key is None or secret is None or token is None or own is None:
        return None
    return Signer(
        credentials.consumer_key,
        secret.get_secret_value(),
        setup.now,
        token.get_secret_value(),
        own.get_secret_value(),
    )
