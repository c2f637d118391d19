"""Where a server that does not speak HTTP may be connected to: a name is looked up once, and what was checked is connected to."""

from dataclasses import dataclass

from aisle.core.http.egress.errors import EgressRefused
from aisle.core.http.egress.guard import Address
from aisle.core.http.egress.networks import is_public
from aisle.core.http.egress.resolving import UNKNOWN, Resolver, SystemResolver
from aisle.core.http.egress.target import Target
from aisle.core.settings.egress import EgressAllow

LOWEST_PORT = 1024  # mail, terminals and the web listen below


@dataclass(frozen=True, slots=True)
class Place:
    """A checked place. host: its name, for TLS alone. addresses: to connect to. is_opened: named by the operator."""

    host: str
    port: int
    addresses: tuple[str, ...]
    is_opened: bool


class Places:
    """Decides on behalf of those who may name any server."""

    def __init__(self, allow: EgressAllow, resolver: Resolver | None = None) -> None:
        """Take what the operator opens beside the public internet, and what looks names up."""
        self._allow, self._resolver = allow, resolver or SystemResolver()

    async def of(self, host: str, port: int) -> Place:
        """Return where a server may be connected to.

        Raises:
            EgressRefused: The name, its port or one of its addresses is closed.
            OutsideUnavailable: It cannot be looked up now.
        """
        target = Target.parse(f"https://[{host}]:{port}" if ":" in host else f"https://{host}:{port}")
        named = self._allow.opens_host(target.host, target.port)
        if target.leads_home and not named and not self._allow.networks:
            raise EgressRefused(UNKNOWN)
        found = [target.literal] if target.literal else await self._resolver.addresses_of(target.host)
        opened = bool(found) and all(named or self._allow.opens_address(one) for one in found)
        if not opened and not (found and all(self._is_public(target, one) for one in found)):
            raise EgressRefused(UNKNOWN)
        return Place(target.host, target.port, tuple(str(one) for one in found), opened)

    def _is_public(self, target: Target, address: Address) -> bool:
        if self._allow.opens_address(address):
            return True
        return is_public(address) and target.port >= LOWEST_PORT and not target.leads_home
