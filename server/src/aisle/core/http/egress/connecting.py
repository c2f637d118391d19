"""One connection to an address that was checked; the name is used for TLS and the Host header alone."""

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from ssl import SSLContext
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from aisle.core.http.egress.errors import EgressRefused
from aisle.core.http.egress.limits import Limits
from aisle.core.http.egress.resolving import UNKNOWN

HEADERS = {"Accept-Encoding": "identity", "User-Agent": "aisle"}


def resolved(host: str, port: int, addresses: Sequence[IPv4Address | IPv6Address]) -> list[ResolveResult]:
    """Return addresses in the form in which a resolver of connections answers."""
    return [
        {
            "hostname": host,
            "host": str(one),
            "port": port,
            "family": socket.AF_INET if one.version == 4 else socket.AF_INET6,
            "proto": 0,
            "flags": socket.AI_NUMERICHOST,
        }
        for one in addresses
    ]


class _Pinned(AbstractResolver):
    """Knows the checked addresses alone: nothing is looked up a second time."""

    def __init__(self, addresses: Sequence[IPv4Address | IPv6Address]) -> None:
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        return resolved(host, port, self._addresses)

    async def close(self) -> None: ...


def open_session(
    addresses: Sequence[IPv4Address | IPv6Address], limits: Limits, trust: SSLContext | bool
) -> aiohttp.ClientSession:
    """Return a session that can connect to these addresses and to no other, without proxy, cookies or memory."""

    def make_socket(info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, where = info
        if ip_address(where[0]) not in addresses:  # the last look before the connection
            raise EgressRefused(UNKNOWN)
        return socket.socket(family, kind, protocol)

    connector = aiohttp.TCPConnector(
        resolver=_Pinned(addresses),
        use_dns_cache=False,
        force_close=True,
        limit=1,
        ssl=trust,
        socket_factory=make_socket,
    )
    timeout = aiohttp.ClientTimeout(total=None, connect=limits.connect_seconds, sock_read=limits.read_seconds)
    return aiohttp.ClientSession(
        connector=connector,
        timeout=timeout,
        headers=HEADERS,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        auto_decompress=False,
        max_line_size=8190,
        max_field_size=8190,
    )
