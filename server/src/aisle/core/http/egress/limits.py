"""How much one guarded request may take."""

from dataclasses import dataclass

MOST_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request with all its redirects.

    Attributes:
        bytes: Of the body. Compressed answers are refused, so these are the unpacked bytes, too.
        total_seconds: For everything, from the name to the last byte, all tries together.
        read_seconds: Longest silence, and longest wait for the first byte.
        connect_seconds: For one connection with its TLS handshake.
        types: Media types that are read, such as application/json; none named: all.
        redirects: Followed by a GET; a POST follows none.
        attempts: Tries of a GET in all; a POST is sent once, for nobody knows whether it was received.
    """

    bytes: int = 1 * 2**20
    total_seconds: float = 10.0
    read_seconds: float = 5.0
    connect_seconds: float = 3.0
    types: frozenset[str] = frozenset()
    redirects: int = MOST_REDIRECTS
    attempts: int = 2
