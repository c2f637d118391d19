"""Secrets of one installation: made once, kept in AISLE_HOME with mode 600, never in the database."""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from aisle.core.errors import AisleError, Unavailable

FORMAT, NONCE_BYTES, KEY_BYTES = b"\x01", 12, 32
FILE = "secrets.json"


class Unreadable(AisleError):
    """Sealed bytes were changed, moved to another row, or sealed with another root key."""

    code = "sealed_unreadable"
    title = "A stored secret cannot be read with this installation's key"


class HomeUnusable(Unavailable):
    """AISLE_HOME cannot be made, read or written."""

    code = "home_unusable"
    title = "The folder of local state cannot be used"


class SecretsDamaged(Unavailable):
    """secrets.json is there but holds no key."""

    code = "secrets_damaged"
    title = "The installation's key is damaged"


@dataclass(frozen=True, slots=True)
class Secrets:
    """Keys derived from one root key, each for one purpose (HMAC-SHA256 as the derivation)."""

    root: bytes = field(repr=False)

    def key(self, purpose: str) -> bytes:
        """Return the 32-byte key of a purpose; the same root always gives the same key."""
        return hmac.new(self.root, purpose.encode(), hashlib.sha256).digest()

    @property
    def root_name(self) -> str:
        """Name of the root key that wraps new keys; it says nothing of the key."""
        return self.key("root name").hex()[:16]

    def wrap(self, key: bytes, tenant: UUID) -> bytes:
        """Encrypt a tenant's key with the root key."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self.key("wrap")).encrypt(nonce, key, f"tenant key:{tenant}".encode())

    def unwrap(self, wrapped: bytes, tenant: UUID, root: str) -> bytes:
        """Decrypt what `wrap` made. root: the name of the root key that did. Raises Unreadable."""
        nonce, body = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        if root != self.root_name:
            raise Unreadable()
        try:
            return AESGCM(self.key("wrap")).decrypt(nonce, body, f"tenant key:{tenant}".encode())
        except InvalidTag:
            raise Unreadable() from None

    def name_hash(self, kind: str, name: str) -> bytes:
        """Return what stands for a name in the directory and in limits: HMAC-SHA256 of kind and name."""
        return hmac.new(self.key("names"), f"{kind}|{name}".encode(), hashlib.sha256).digest()

    def seal(self, data: bytes, organization_id: UUID, place: str) -> bytes:
        """Encrypt with AES-256-GCM under the organization's key; `place` (table, column, row) is bound in."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        cipher = AESGCM(self.key(f"seal:{organization_id}"))
        return FORMAT + nonce + cipher.encrypt(nonce, data, f"{organization_id}:{place}".encode())

    def unseal(self, sealed: bytes, organization_id: UUID, place: str) -> bytes:
        """Decrypt what `seal` made. Raises Unreadable for anything else."""
        cipher = AESGCM(self.key(f"seal:{organization_id}"))
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if not sealed.startswith(FORMAT) or len(nonce) < NONCE_BYTES:
            raise Unreadable()
        try:
            return cipher.decrypt(nonce, body, f"{organization_id}:{place}".encode())
        except InvalidTag:
            raise Unreadable() from None


def load_secrets(home: Path) -> Secrets:
    """Read the root key of this home, making it on the first call. Two first calls agree on one key.

    Raises HomeUnusable, SecretsDamaged.
    """
    path = home / FILE
    try:
        if not path.exists():
            _make(home, path)
        return _read(path)
    except OSError as error:
        raise HomeUnusable(
            f"{home} cannot be used ({error.strerror}). Free space there, or set AISLE_HOME to a folder you may write to."
        ) from error
    except (ValueError, KeyError, TypeError):
        raise SecretsDamaged(
            f"{path} does not hold this installation's key. Put it back from a backup; without it, stored files cannot be read."
        ) from None


def _read(path: Path) -> Secrets:
    root = bytes.fromhex(json.loads(path.read_text())["root_key"])
    if len(root) != KEY_BYTES:
        raise ValueError("not a whole key")
    return Secrets(root)


def _make(home: Path, path: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".secrets.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            _write_private(path, json.dumps({"root_key": secrets.token_hex(KEY_BYTES)}))


def _write_private(path: Path, text: str) -> None:
    # Written beside and renamed: a full disk or a kill must not leave half a key behind.
    draft = path.with_suffix(".new")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
