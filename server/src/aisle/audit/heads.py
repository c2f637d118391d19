"""Heads of chains as they are kept outside the database, signed (Ed25519, RFC 8032), so that a cut or new chain shows."""

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from aisle.audit.chaining import canonical
from aisle.core.errors import InvalidInput


class HeadsUnreadable(InvalidInput):
    """A file of kept heads was changed, or was signed by another installation."""

    code = "audit_heads_unreadable"
    title = "The kept heads cannot be believed"


@dataclass(frozen=True, slots=True)
class KeptHead:
    """Where a tenant's chain ended at some time."""

    tenant: UUID
    number: int
    hash: bytes
    at: datetime


class HeadSigner:
    """Signs heads, and believes what it signed. seed: 32 bytes."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public_key(self) -> str:
        """What others need for checking the signatures, in base64."""
        raw = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return base64.b64encode(raw).decode()

    def written(self, head: KeptHead) -> str:
        """Return a head as one line of JSON with its signature."""
        said = _said(head)
        signature = base64.b64encode(self._key.sign(canonical(said))).decode()
        return json.dumps({**said, "signature": signature}, separators=(",", ":"))

    def read(self, lines: Iterable[str]) -> list[KeptHead]:
        """Read lines that `written` made. Raises HeadsUnreadable."""
        return [self._read(number, line) for number, line in enumerate(lines, 1) if line.strip()]

    def _read(self, number: int, line: str) -> KeptHead:
        try:
            said: dict[str, Any] = json.loads(line)
            signature = base64.b64decode(said.pop("signature"), validate=True)
            self._key.public_key().verify(signature, canonical(said))
            at = datetime.fromisoformat(said["at"])
            return KeptHead(UUID(said["tenant"]), int(said["number"]), bytes.fromhex(said["hash"]), at)
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error, InvalidSignature):
            raise HeadsUnreadable(
                f"Line {number} was changed, or another installation signed it. Take a copy that was not touched."
            ) from None


def _said(head: KeptHead) -> dict[str, Any]:
    at = head.at.astimezone(UTC).isoformat(timespec="seconds")
    return {"tenant": str(head.tenant), "number": head.number, "hash": head.hash.hex(), "at": at}
