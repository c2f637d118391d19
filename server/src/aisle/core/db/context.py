"""The signed tenant context: proof, for one transaction on one connection, of who is asking.

PostgreSQL checks the signature in `aisle.verified_context()`, so that injected SQL cannot switch tenants: it can set
the variable, but it cannot sign it.
"""

import hashlib
import hmac
import re
import time
from dataclasses import dataclass, field
from uuid import UUID

BLOCK = 64  # SHA-256's block size in bytes (RFC 2104)
_SAFE = re.compile(r"[A-Za-z0-9:_-]{1,100}")


@dataclass(frozen=True, slots=True)
class Scope:
    """Who a transaction works for: an organization, one of its stores unless it works for all, and the principal.

    A person is the tenant of what is theirs alone; their id then stands in the organization's place.
    """

    organization_id: UUID
    store_id: UUID | None
    principal: str = "system"

    @classmethod
    def of_person(cls, person_id: UUID) -> "Scope":
        """The scope of what belongs to one person: their sign-in, and nothing of any organization."""
        return cls(person_id, None, f"person:{person_id}")


@dataclass(frozen=True, slots=True)
class ContextSigner:
    """Signs contexts with the installation's key. lifetime: seconds a signature holds."""

    key: bytes = field(repr=False)
    lifetime: int = 30

    def sign(self, scope: Scope, backend_pid: int) -> str:
        """Return the token for `SET LOCAL aisle.context`; it is safe inside a quoted SQL literal."""
        if not _SAFE.fullmatch(scope.principal):
            raise ValueError("a principal is letters, digits, colon, dash and underscore")
        store = str(scope.store_id) if scope.store_id else "-"
        expires = int(time.time()) + self.lifetime
        message = f"{scope.organization_id}|{store}|{scope.principal}|{expires}|{backend_pid}"
        return f"{message}|{hmac.new(self.key, message.encode(), hashlib.sha256).hexdigest()}"


def pads(key: bytes) -> tuple[bytes, bytes]:
    """Return the inner and outer padded keys of HMAC (RFC 2104), which the database keeps to check signatures."""
    padded = key.ljust(BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in padded), bytes(b ^ 0x5C for b in padded)
