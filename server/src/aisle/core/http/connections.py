"""The connections to one service, which are opened with the first call and reused."""

from typing import Protocol

import aiohttp
from yarl import URL

from aisle.core.http.address import ServiceAddress
from aisle.core.http.direct import Direct

CONNECT_SECONDS = 5.0
KEEP_ALIVE_SECONDS = 30.0
# Compressed answers are not asked for: a few bytes may unpack to far more than the limit.
HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "aisle"}


class Dialer(Protocol):
    """Opens connections to a service."""

    def connector(self, at_once: int) -> aiohttp.BaseConnector:
        """Return what opens and keeps at most so many connections."""
        ...


class Connections:
    """Two ways to a service: a general client, and a shorter one past it for answers that are read whole."""

    def __init__(self, address: ServiceAddress, at_once: int, dial: Dialer | None) -> None:
        """Open nothing yet. at_once: connections of the general client at the most. dial: None for the system's way."""
        self._address, self._at_once, self._dial = address, at_once, dial
        # Guarded ways dial for themselves; proxies are the general client's.
        self.takes_direct_way = dial is None and address.proxy is None and not address.names_user
        self._client: aiohttp.ClientSession | None = None
        self._direct: Direct | None = None
        self._urls: dict[str, URL] = {}  # a service has a handful of paths

    def url(self, path: str) -> URL:
        """Return the whole address of a path."""
        if path not in self._urls:
            self._urls[path] = self._address.url(path)
        return self._urls[path]

    def direct(self, path: str) -> Direct:
        """Return the way past the general client. path: the first that is asked for."""
        if self._direct is None:
            self._direct = Direct(self.url(path), self._headers)
        return self._direct

    def client(self) -> aiohttp.ClientSession:
        """Return the general client."""
        if self._client is None:
            self._client = aiohttp.ClientSession(
                connector=self._connector(),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
                headers=self._headers,
                cookie_jar=aiohttp.DummyCookieJar(),
                # Companies reach the outside through a proxy; but it would look a name up itself.
                proxy=None if self._dial else self._address.proxy,
                auto_decompress=False,
            )
        return self._client

    async def close(self) -> None:
        """Close them, whatever they are used for."""
        if self._direct is not None:
            self._direct.close()
        if self._client is not None:
            await self._client.close()

    @property
    def _headers(self) -> dict[str, str]:
        return {**HEADERS, "Content-Type": "application/json", **self._address.headers}

    def _connector(self) -> aiohttp.BaseConnector:
        if self._dial is not None:
            return self._dial.connector(self._at_once)
        return aiohttp.TCPConnector(
            limit=self._at_once, keepalive_timeout=KEEP_ALIVE_SECONDS, ttl_dns_cache=60
        )
