"""The hash that tells whether two requests under one key are the same, taken while the body is read."""

import hashlib
import re

from starlette.types import Scope

BOUNDARY = re.compile(rb'multipart/form-data.*?boundary="?([^";,\s]+)', re.IGNORECASE | re.DOTALL)


class Fingerprint:
    """SHA-256 over method, path, query and body.

    The boundary of a form is left out: clients draw a new one each time they send the same form.
    """

    def __init__(self, scope: Scope) -> None:
        head = (scope["method"].encode(), scope["path"].encode(), scope.get("query_string", b""))
        self._hash = hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in head))
        self._boundary = _boundary_of(scope)
        self._rest = b""

    def update(self, data: bytes) -> None:
        """Read on."""
        if not self._boundary:
            self._hash.update(data)
            return
        # What was read is kept back as far as a boundary may have begun in it.
        known = (self._rest + data).replace(self._boundary, b"")
        cut = max(0, len(known) - len(self._boundary) + 1)
        self._hash.update(known[:cut])
        self._rest = known[cut:]

    def digest(self) -> bytes:
        """Return the hash of all that was read."""
        whole = self._hash.copy()
        whole.update(self._rest)
        return whole.digest()


def _boundary_of(scope: Scope) -> bytes:
    sent = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    found = BOUNDARY.match(sent)
    return found.group(1) if found else b""
