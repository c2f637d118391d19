"""Asking a WooCommerce shop: with the key in a header or the address, or signed where there is no TLS."""

import base64
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from aisle.adapters.connectors.asking import Asking, json_of
from aisle.adapters.connectors.oauth1 import Signer
from aisle.adapters.connectors.woocommerce.judging import judge
from aisle.adapters.connectors.woocommerce.settings import KeyIn, WooCredentials, WooOptions
from aisle.sources.errors import BrokenData, ShopRefused
from aisle.sources.ports import Answer, Outside, Request, Setup

Query = Sequence[tuple[str, str]]
SHOP, SITE = "wp-json/wc/v3", "wp-json/wp/v2"
PLAIN = "The shop's address begins with http://: connect it by https://. Signed requests without TLS need the operator's leave."


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as the shop gave it. total: how many there are in all. date: the shop's clock, as in the header."""

    rows: list[Any]
    total: int | None
    date: str | None


class Api:
    """The API of one shop."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is asked yet. Raises ShopRefused for an address without TLS, unless the operator allows that."""
        self._options: WooOptions = setup.options
        if self._options.address.startswith("http:") and not setup.allows_plain_http:
            raise ShopRefused(PLAIN)
        outside = _with_key(setup, self._options, setup.credentials)
        self._asking = Asking(outside, setup.politeness, setup.timing, judge(self._options.address))

    async def get(self, path: str, query: Query = ()) -> Any:
        """Return the answer's JSON."""
        return json_of(await self._ask("GET", path, query))

    async def list(self, path: str, query: Query = ()) -> Listed:
        """Return a list. An empty answer is an empty list. Raises BrokenData for anything but a list."""
        answer = await self._ask("GET", path, query)
        rows = json_of(answer) if answer.body.strip() else []
        if not isinstance(rows, list):
            raise BrokenData(f"The shop should have answered with a list, at {path}.")
        total = answer.headers.get("x-wp-total", "")
        known = int(total) if total.isascii() and total.isdigit() else None
        return Listed(rows, known, answer.headers.get("date"))

    async def write(self, method: str, path: str, body: Mapping[str, Any] | None, query: Query = ()) -> Any:
        """Change something at the shop; a PUT or DELETE may be sent again."""
        return json_of(await self._ask(method, path, query, body, repeatable=method != "POST"))

    async def _ask(
        self,
        method: str,
        path: str,
        query: Query,
        body: Mapping[str, Any] | None = None,
        repeatable: bool | None = None,
    ) -> Answer:
        address = f"{self._options.address}/{path}"
        headers = {"Accept": "application/json"} | ({"Content-Type": "application/json"} if body else {})
        url = f"{address}?{urlencode(query)}" if query else address
        content = json.dumps(body).encode() if body else None
        request = Request(method, url, headers, body=content)
        return await self._asking.ask(request, repeatable=repeatable)


class _Keyed:
    """Adds the key to each try: a signature holds for one."""

    def __init__(
        self, outside: Outside, options: WooOptions, signer: Signer | None, pair: tuple[str, str]
    ) -> None:
        self._outside, self._options, self._signer, self._pair = outside, options, signer, pair

    async def send(self, request: Request) -> Answer:
        """Ask once."""
        return await self._outside.send(self._keyed(request))

    async def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Ask once."""
        async for portion in self._outside.stream(self._keyed(request)):
            yield portion

    def _keyed(self, request: Request) -> Request:
        if SITE in request.url:  # pages and posts are public
            return request
        if self._signer is not None:
            return _extended(request, self._signed(self._signer, request))
        if self._options.key_in is KeyIn.ADDRESS:
            key, secret = self._pair
            return _extended(request, [("consumer_key", key), ("consumer_secret", secret)])
        token = base64.b64encode(":".join(self._pair).encode()).decode()
        return replace(request, credentials={"Authorization": f"Basic {token}"})

    def _signed(self, signer: Signer, request: Request) -> Query:
        address, _, query = request.url.partition("?")
        return signer.sign(request.method, address, _pairs(query))


def _with_key(setup: Setup, options: WooOptions, credentials: WooCredentials) -> Outside:
    pair = (credentials.consumer_key.get_secret_value(), credentials.consumer_secret.get_secret_value())
    signer = Signer(*pair, setup.now) if options.address.startswith("http:") else None
    return _Keyed(setup.outside, options, signer, pair)


def _extended(request: Request, more: Query) -> Request:
    # No redirect is followed: the key or its signature would stand in the logs of wherever it leads.
    joint = "&" if "?" in request.url else "?"
    return replace(request, url=f"{request.url}{joint}{urlencode(more)}", redirects=0)


def _pairs(query: str) -> Query:
    return parse_qsl(query, keep_blank_values=True)
