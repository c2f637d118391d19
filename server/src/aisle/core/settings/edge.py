"""Settings of the edge that are lists: proxies that are believed and names under which the server may be asked."""

import re
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network

NAME = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\]")


@lru_cache(maxsize=16)
def networks_of(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Read networks with commas between: `10.0.0.0/8, ::1`. Raises ValueError."""
    entries = [entry.strip() for entry in text.split(",") if entry.strip()]
    try:
        return tuple(ip_network(entry) for entry in entries)
    except ValueError as error:
        raise ValueError(f"{error}; write addresses or networks like 10.0.0.0/8") from None


def hosts_of(text: str) -> frozenset[str]:
    """Read names of hosts with commas between: `shop.example, *.shop.example`. Raises ValueError."""
    names = frozenset(entry.strip().lower() for entry in text.split(",") if entry.strip())
    for name in names:
        if not NAME.fullmatch(name):
            raise ValueError(f"“{name}” is not a host; write names like chat.shop.example or *.shop.example")
    return names
