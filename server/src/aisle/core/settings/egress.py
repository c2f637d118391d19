"""What AISLE_EGRESS_ALLOW opens for development: names of hosts and networks that the guard would refuse."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Self

HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
PORTED = re.compile(r"(?P<host>[^:/]+):(?P<port>[0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class EgressAllow:
    """Exceptions from the guard of the ways out.

    Attributes:
        hosts: Exact names with a port, or None for every port.
        networks: Addresses, for every port.
    """

    hosts: frozenset[tuple[str, int | None]] = frozenset()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a list with commas: `localhost`, `idp.test:9000`, `10.0.0.0/8`, `::1`. Raises ValueError."""
        hosts: set[tuple[str, int | None]] = set()
        networks: list[IPv4Network | IPv6Network] = []
        for entry in (part.strip().lower() for part in text.split(",")):
            if not entry:
                continue
            if (network := _network(entry)) is not None:
                networks.append(network)
            else:
                hosts.add(_host(entry))
        return cls(frozenset(hosts), tuple(networks))

    def opens_host(self, host: str, port: int) -> bool:
        """Whether this name may lead anywhere, at this port. host: lower-case ASCII."""
        return (host, None) in self.hosts or (host, port) in self.hosts

    def opens_address(self, address: IPv4Address | IPv6Address) -> bool:
        """Whether this address is in one of the networks."""
        return any(address in network for network in self.networks if network.version == address.version)

    def __bool__(self) -> bool:
        return bool(self.hosts or self.networks)


def _network(entry: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(entry)
    except ValueError:
        return None


def _host(entry: str) -> tuple[str, int | None]:
    ported = PORTED.fullmatch(entry)
    name, port = (ported["host"], int(ported["port"])) if ported else (entry, None)
    # A number that is no address would be a typing error in one; as a name it would never match.
    if not HOST.fullmatch(name) or name.rsplit(".", 1)[-1].isdigit() or not 0 < (port or 1) <= 65535:
        raise ValueError(f"“{entry}” is neither a host (idp.test, idp.test:9000) nor a network (10.0.0.0/8)")
    return name, port
