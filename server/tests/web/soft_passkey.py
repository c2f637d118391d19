"""An authenticator in software: it holds one passkey and answers as browsers do (WebAuthn Level 2, with ES256)."""

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from struct import pack
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def to_base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def from_base64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class SoftPasskey:
    """One passkey. verifies: it knows its user, as by a fingerprint."""

    origin: str
    verifies: bool = True
    count: int = 0
    user_handle: str = ""
    credential_id: bytes = field(default_factory=lambda: os.urandom(32))
    counts: bool = True  # those that are synchronised keep no counter
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer navigator.credentials.create."""
        self.user_handle = options["user"]["id"]
        cose = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        attested = bytes(16) + pack(">H", len(self.credential_id)) + self.credential_id + cose
        data = self._data(options["rp"]["id"], ATTESTED) + attested
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=made, transports=["internal"])

    def get(self, options: dict[str, Any], **changed: Any) -> dict[str, Any]:
        """Answer navigator.credentials.get."""
        self.count += self.counts
        data = self._data(options["rpId"], 0)
        client = self._client("webauthn.get", options["challenge"])
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        said = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self._answer(**{**said, "userHandle": self.user_handle, **changed})

    def _data(self, host: str, flags: int) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + pack(">I", self.count)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response: Any) -> dict[str, Any]:
        told = {name: to_base64(one) if isinstance(one, bytes) else one for name, one in response.items()}
        id_ = to_base64(self.credential_id)
        return {"id": id_, "rawId": id_, "type": "public-key", "response": told, "clientExtensionResults": {}}
