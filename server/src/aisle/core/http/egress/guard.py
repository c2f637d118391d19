"""The decision whether a request may leave, and to which addresses exactly."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address

from aisle.core.http.egress.errors import EgressRefused
from aisle.core.http.egress.networks import is_public
from aisle.core.http.egress.resolving import UNKNOWN, Resolver
from aisle.core.http.egress.target import Target
from aisle.core.settings.egress import EgressAllow

Address = IPv4Address | IPv6Address


class Guard:
    """Looks a name up once; what it lets through is what is connected to."""

    def __init__(self, resolver: Resolver, allow: EgressAllow) -> None:
        self._resolver, self._allow = resolver, allow

    async def admit(self, target: Target) -> Sequence[Address]:
        """Return the addresses that may be connected to. Raises EgressRefused unless every one of the name is public."""
        named = self._allow.opens_host(target.host, target.port)
        if target.leads_home and not named and not self._allow.networks:
            raise EgressRefused(UNKNOWN)
        if not (named or target.has_usual_port or self._allow.networks):
            raise EgressRefused("Only the usual ports 80 (http) and 443 (https) are asked.")
        addresses = await self._addresses_of(target)
        self.check_addresses(target, addresses)
        return addresses

    def check_addresses(self, target: Target, addresses: Sequence[Address]) -> None:
        """Raise EgressRefused unless there are addresses and each may be connected to."""
        named = self._allow.opens_host(target.host, target.port)
        if not addresses or not all(named or self._is_open(target, one) for one in addresses):
            raise EgressRefused(UNKNOWN)

    def is_excepted(self, target: Target, addresses: Sequence[Address]) -> bool:
        """Whether the operator has opened the host, or each of these addresses, by name (AISLE_EGRESS_ALLOW)."""
        if self._allow.opens_host(target.host, target.port):
            return True
        return all(self._allow.opens_address(one) for one in addresses)

    async def _addresses_of(self, target: Target) -> Sequence[Address]:
        return [target.literal] if target.literal else await self._resolver.addresses_of(target.host)

    def _is_open(self, target: Target, address: Address) -> bool:
        if self._allow.opens_address(address):
            return True
        return is_public(address) and target.has_usual_port and not target.leads_home
