"""Under which names this server answers: whoever owns another name could point it here and have pages of theirs read us."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import Scope

from aisle.core.errors import AisleError
from aisle.core.settings import Settings
from aisle.core.settings.edge import hosts_of

LOCAL = frozenset({"localhost", "localhost.localdomain"})
PROBES = frozenset({"/health", "/ready", "/metrics"})  # asked for by the machine's number, from inside


class UnknownHost(AisleError):
    """The request names a host that is not this server."""

    code = "unknown_host"
    status = 421
    title = "This server is not known by that name"


def check_host(scope: Scope, settings: Settings) -> None:
    """Raise UnknownHost unless the Host header is there once and names this server."""
    named = [value for header, value in scope["headers"] if header == b"host"]
    host = _name(named[0].decode("latin-1")) if len(named) == 1 else None
    if host is None or not (_is_known(host, settings) or scope["path"] in PROBES):
        raise UnknownHost("Set AISLE_PUBLIC_URL or AISLE_TRUSTED_HOSTS to the names under which it is asked.")


def _is_known(host: str, settings: Settings) -> bool:
    names = _names(settings.public_url, settings.trusted_hosts)
    if host in names or any(host.endswith(name[1:]) for name in names if name.startswith("*.")):
        return True
    if settings.public_url and settings.mode == "production":
        return False
    # A number cannot be pointed elsewhere, and local names are this machine's.
    return host in LOCAL or host == settings.host.lower() or _is_number(host)


@lru_cache(maxsize=16)
def _names(public_url: str | None, trusted: str) -> Sequence[str]:
    public = urlsplit(public_url).hostname if public_url else None
    return sorted(hosts_of(trusted) | ({public} if public else set()))


def _name(value: str) -> str | None:
    """Return the host without its port, in lower case; None for what is no host."""
    text = value.strip().lower()
    if text.startswith("["):
        name, bracket, port = text.partition("]")
        name, port = f"{name}{bracket}", port.removeprefix(":") if port.startswith(":") else port
    else:
        name, _, port = text.partition(":")
    if not name or (port and not (port.isascii() and port.isdigit())):
        return None
    return name


@lru_cache(maxsize=1_024)
def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host.strip("[]")))
    except ValueError:
        return False
