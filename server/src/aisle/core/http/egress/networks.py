"""Which addresses are on the public internet. What the standard library calls global is not enough (see the tests)."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

# IANA, "IPv4 Special-Purpose Address Registry", and what is special by custom.
CLOSED_V4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's own agent on every machine of it, though the address looks public
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
GLOBAL_UNICAST = IPv6Network("2000::/3")
# IANA, "IPv6 Special-Purpose Address Registry", within global unicast.
CLOSED_V6 = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # Teredo, ORCHID, benchmarks
        "2001:db8::/32",
        "2002::/16",  # 6to4, withdrawn (RFC 7526)
        "2620:4f:8000::/48",
        "3ffe::/16",
        "3fff::/20",
    )
)
TRANSLATED = IPv6Network(
    "64:ff9b::/96"
)  # NAT64 (RFC 6052): the resolver of a network without IPv4 gives these
ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address, and each one that is embedded in it, is one of the public internet."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in CLOSED_V4)
    if not all(is_public(inner) for inner in embedded(address)):
        return False
    if address.ipv4_mapped is not None or address in TRANSLATED:
        return True
    closed = any(address in network for network in CLOSED_V6)
    return address.is_global and address in GLOBAL_UNICAST and not closed


def embedded(address: IPv6Address) -> Iterator[IPv4Address]:
    """Yield the IPv4 addresses to which a system might send what is meant for this one."""
    low = int(address) & 0xFFFFFFFF
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address in TRANSLATED or int(address) >> 32 == 0:  # the second: IPv4-compatible (RFC 4291, 2.5.5.1)
        yield IPv4Address(low)
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if int(address) >> 32 & 0xFFFFFFFF in ISATAP:
        yield IPv4Address(low)
