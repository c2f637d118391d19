"""Who is at the other end: the connection says, or a proxy that the operator trusts."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.types import Scope

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
SECURE = {"http": "https", "ws": "wss", "https": "https", "wss": "wss"}
PLAIN = {"https": "http", "wss": "ws", "http": "http", "ws": "ws"}


def as_seen(scope: Scope, trusted: Sequence[Network]) -> Scope:
    """Return the scope with the client's address and the scheme that trusted proxies tell. Everybody else is not believed."""
    peer = _address(scope["client"][0]) if scope.get("client") else None
    if peer is None or not _is_in(peer, trusted):
        return scope
    seen = {**scope, "scheme": _scheme(scope)}
    if (client := _first_untrusted(_forwarded_for(scope), trusted)) is not None:
        seen["client"] = (str(client), 0)
    return seen


def _first_untrusted(told: Sequence[str], trusted: Sequence[Network]) -> Address | None:
    """Read the chain from the right: each proxy wrote down who came to it; what a client wrote stands left of that."""
    last = None
    for text in reversed(told):
        address = _address(text)
        if address is None:
            return last
        last = address
        if not _is_in(address, trusted):
            return address
    return last


def _forwarded_for(scope: Scope) -> list[str]:
    return [part.strip() for value in _values(scope, b"x-forwarded-for") for part in value.split(",")]


def _scheme(scope: Scope) -> str:
    told = [
        part.strip().lower() for value in _values(scope, b"x-forwarded-proto") for part in value.split(",")
    ]
    present = str(scope["scheme"])
    if not told or told[-1] not in SECURE:
        return present
    return (SECURE if told[-1] in ("https", "wss") else PLAIN)[present]


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for header, value in scope["headers"] if header == name]


def _is_in(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks if network.version == address.version)


@lru_cache(maxsize=4_096)
def _address(text: str) -> Address | None:
    """Read an address, with or without a port."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
