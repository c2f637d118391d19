"""From a name to addresses: a port, so that tests can bind a name anew between two looks."""

import asyncio
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Protocol

from aisle.core.http.egress.errors import EgressRefused
from aisle.core.http.errors import OutsideUnavailable

UNKNOWN = "The host of the address is unknown, or is not on the public internet."


class Resolver(Protocol):
    """Looks a name up. Raises EgressRefused for a name that leads nowhere, OutsideUnavailable while that is not known."""

    async def addresses_of(self, host: str) -> Sequence[IPv4Address | IPv6Address]:
        """Return every address of a name. host: lower-case ASCII."""
        ...


class SystemResolver:
    """Asks the system's resolver, in a thread."""

    async def addresses_of(self, host: str) -> Sequence[IPv4Address | IPv6Address]:
        """Return every address of a name."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise OutsideUnavailable(f"The address of {host} cannot be looked up now.") from None
            raise EgressRefused(UNKNOWN) from None
        return list(dict.fromkeys(ip_address(str(where[0]).partition("%")[0]) for *_, where in found))
