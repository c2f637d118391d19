"""Origins as browsers send them."""

import re
from urllib.parse import urlsplit

from aisle.core.errors import InvalidInput
from aisle.identity.authenticator import SELF

DEFAULT_PORTS = {"http": ":80", "https": ":443"}
# A host by name, by IPv4 or by IPv6 address. A wildcard is not an origin, and browsers send neither user nor path.
ORIGIN = re.compile(
    r"https?://(\[[0-9a-f:.]+\]|[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*)(:\d{1,5})?"
)


def checked_origin(origin: str) -> str:
    """Return scheme://host[:port] as browsers send it: in lower case, in ASCII, without the scheme's own port.

    Raises InvalidInput for anything that is not an origin.
    """
    if origin == SELF:
        return origin
    plain = _in_ascii(origin.strip().lower().removesuffix("/"))
    if plain is None or not ORIGIN.fullmatch(plain) or not _has_valid_port(plain):
        raise InvalidInput(f"“{origin}” is not an origin: write it as https://shop.example, without a path.")
    return plain.removesuffix(DEFAULT_PORTS[plain.partition(":")[0]])


def _in_ascii(origin: str) -> str | None:
    """Write a name in other scripts as browsers do (IDNA); None if it cannot be written."""
    scheme, found, rest = origin.partition("://")
    host, colon, port = rest.partition(":") if not rest.startswith("[") else (rest, "", "")
    try:
        return scheme + found + (host if host.isascii() else host.encode("idna").decode()) + colon + port
    except UnicodeError:
        return None


def _has_valid_port(origin: str) -> bool:
    try:
        return urlsplit(origin).port is None or 0 < (urlsplit(origin).port or 0) < 65536
    except ValueError:
        return False
