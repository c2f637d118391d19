"""The address that a shop sends to: it names store and source, and nobody can make one up."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass, field
from uuid import UUID

from aisle.core.db import Scope

MAC_BYTES = 16
LENGTH = 3 * 16 + MAC_BYTES
PRINCIPAL = "system:hooks"


@dataclass(frozen=True, slots=True)
class Addressed:
    """Where a delivery goes."""

    scope: Scope
    source_id: UUID


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes and reads addresses. key: of this installation; with it, an address is known for ours before anything is looked up."""

    key: bytes = field(repr=False)

    def name_of(self, scope: Scope, source_id: UUID) -> str:
        """Return the last part of a source's address, 86 characters."""
        assert scope.store_id is not None
        ids = scope.organization_id.bytes + scope.store_id.bytes + source_id.bytes
        return _written(ids + self._mac(ids))

    def read(self, name: str) -> Addressed | None:
        """Return where an address leads; None for one that we did not make."""
        try:
            raw = base64.b64decode(name + "=" * (-len(name) % 4), altchars=b"-_", validate=True)
        except (ValueError, binascii.Error):
            return None
        if len(raw) != LENGTH or not hmac.compare_digest(self._mac(raw[:-MAC_BYTES]), raw[-MAC_BYTES:]):
            return None
        if _written(raw) != name:  # the last letter has bits to spare: one address, one way to write it
            return None
        organization, store, source = (UUID(bytes=raw[place : place + 16]) for place in (0, 16, 32))
        return Addressed(Scope(organization, store, PRINCIPAL), source)

    def _mac(self, ids: bytes) -> bytes:
        return hmac.digest(self.key, ids, "sha256")[:MAC_BYTES]


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
