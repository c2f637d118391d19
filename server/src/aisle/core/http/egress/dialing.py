"""Connections that last, to one address that somebody else named: each one is looked at when it is opened."""

import socket
from collections.abc import Sequence
from ipaddress import ip_address
from ssl import SSLContext
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from aisle.core.http.egress.connecting import resolved
from aisle.core.http.egress.errors import EgressRefused
from aisle.core.http.egress.guard import Address, Guard
from aisle.core.http.egress.target import Target

KEEP_ALIVE_SECONDS = 30.0
NEEDS_TLS = "The address must begin with https://; what is sent there is not for everybody on the way."


class GuardedDialer:
    """What an `OutsideService` connects with, in place of the system's own way.

    A name is looked up for each new connection, and just what was looked up is connected to; an address that is kept open
    was looked at when it was opened. Whatever a service keeps open, it keeps to this one host and port.
    """

    def __init__(self, guard: Guard, url: str, trust: SSLContext | bool, needs_tls: bool = True) -> None:
        """Take the address apart. Raises EgressRefused for a form that two parsers might read differently.

        Args:
            guard: Decides.
            url: As it was named, unchecked.
            trust: Certificates that are believed; True: those of the system.
            needs_tls: Whether what is sent there is not for everybody on the way.
        """
        self._guard, self._trust, self.target = guard, trust, Target.parse(url)
        self._needs_tls = needs_tls

    async def check(self) -> None:
        """Raise EgressRefused for an address that may not be asked now; each connection looks again."""
        self.look(await self._guard.admit(self.target))

    def look(self, addresses: Sequence[Address]) -> None:
        """Raise EgressRefused unless each of these may be connected to for this target."""
        self._guard.check_addresses(self.target, addresses)
        plain = self.target.url.scheme != "https"
        if self._needs_tls and plain and not self._guard.is_excepted(self.target, addresses):
            raise EgressRefused(NEEDS_TLS)

    async def addresses_of(self, host: str, port: int) -> Sequence[Address]:
        """Look a name up for a connection. Raises EgressRefused, also for any host or port but the target's."""
        if (host, port) != (self.target.host, self.target.port):
            raise EgressRefused()
        addresses = await self._guard.admit(self.target)
        self.look(addresses)
        return addresses

    def connector(self, at_once: int) -> aiohttp.TCPConnector:
        """Return what opens and keeps connections. at_once: at most so many."""
        return aiohttp.TCPConnector(
            resolver=_Looked(self),
            use_dns_cache=False,
            limit=at_once,
            keepalive_timeout=KEEP_ALIVE_SECONDS,
            ssl=self._trust,
            socket_factory=self._socket,
        )

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        """Make a socket: the last look before a connection, and the only one where the host is an address in numbers."""
        family, kind, protocol, _, where = info
        self.look([ip_address(where[0])])
        if where[1] != self.target.port:
            raise EgressRefused()
        return socket.socket(family, kind, protocol)


class _Looked(AbstractResolver):
    """Answers with what the guard admits."""

    def __init__(self, dialer: GuardedDialer) -> None:
        self._dialer = dialer

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        return resolved(host, port, await self._dialer.addresses_of(host, port))

    async def close(self) -> None: ...
