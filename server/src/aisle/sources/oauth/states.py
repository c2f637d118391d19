"""States: what travels with the browser and comes back, bound to one source and to whoever began, for ten minutes.

A state names store and source in plain text, for the page that it comes back to; neither is believed. What counts is sealed
with the installation's key, and bound to organization, store and source. The verifier (RFC 7636, 4.1) never leaves the server:
it is computed from the seal.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from aisle.core.db import Scope
from aisle.sources.oauth.errors import ConsentNotBegun

LIFETIME = timedelta(minutes=10)
LONGEST = 1_000
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class State:
    """One that was begun. text: as it travels. verifier: only the token endpoint sees it. digest: tells uses of it apart."""

    text: str = field(repr=False)
    verifier: str = field(repr=False)
    digest: bytes = field(repr=False)
    expires: datetime

    @property
    def challenge(self) -> str:
        """The PKCE challenge S256."""
        return _encoded(hashlib.sha256(self.verifier.encode()).digest())


@dataclass(frozen=True, slots=True)
class States:
    """Makes and reads them. key: 32 bytes of the installation's."""

    key: bytes = field(repr=False)

    def make(self, scope: Scope, source_id: UUID, now: datetime) -> State:
        """Return a new one for whoever the scope's principal is."""
        expires = int((now + LIFETIME).timestamp())
        nonce = secrets.token_bytes(NONCE_BYTES)
        body = json.dumps({"by": scope.principal, "until": expires}).encode()
        sealed = nonce + self._cipher().encrypt(nonce, body, _bound(scope, source_id))
        return self._state(f"{scope.store_id}.{source_id}.{_encoded(sealed)}", sealed, expires)

    def read(self, scope: Scope, source_id: UUID, text: str, now: datetime) -> State:
        """Return what this principal began for this source. Raises ConsentNotBegun."""
        sealed = _decoded(text)
        try:
            plain = self._cipher().decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound(scope, source_id)
            )
        except (InvalidTag, ValueError):
            raise ConsentNotBegun() from None
        said = json.loads(plain)
        if said["by"] != scope.principal or said["until"] <= now.timestamp():
            raise ConsentNotBegun()
        return self._state(text, sealed, said["until"])

    def _cipher(self) -> AESGCM:
        return AESGCM(hmac.digest(self.key, b"seal", "sha256"))

    def _state(self, text: str, sealed: bytes, expires: int) -> State:
        verifier = _encoded(hmac.digest(self.key, b"verifier" + sealed, "sha256"))
        return State(text, verifier, hashlib.sha256(sealed).digest(), datetime.fromtimestamp(expires, UTC))


def _bound(scope: Scope, source_id: UUID) -> bytes:
    return f"consent {scope.organization_id} {scope.store_id} {source_id}".encode()


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    sealed = text.rpartition(".")[2] if len(text) <= LONGEST else ""
    try:
        return base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
    except (binascii.Error, ValueError):
        raise ConsentNotBegun() from None
