"""Secrets of one installation: made once, kept in AISLE_HOME with mode 600, never in the database."""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from aisle.core.errors import AisleError, Unavailable

NONCE_BYTES, KEY_BYTES = 12, 32
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
class RootKey:
    """A key that wraps tenants' keys, and nothing else."""

    key: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Its name beside what it wrapped; it says nothing of the key."""
        return hmac.new(self.key, b"root name", hashlib.sha256).hexdigest()[:16]

    def wrap(self, key: bytes, bound: bytes) -> bytes:
        """Encrypt with AES-256-GCM."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, key, bound)

    def unwrap(self, wrapped: bytes, bound: bytes) -> bytes:
        """Decrypt what `wrap` made. Raises Unreadable."""
        try:
            return AESGCM(self.key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound)
        except (InvalidTag, ValueError):
            raise Unreadable() from None


@dataclass(frozen=True, slots=True)
class Secrets:
    """Keys derived from one master key, each for one purpose (HMAC-SHA256 as the derivation), and the root keys.

    wrapping: root keys, the current one first; without, one is derived. home: where they were read.
    """

    root: bytes = field(repr=False)
    wrapping: tuple[RootKey, ...] = ()
    home: Path | None = field(default=None, compare=False)

    def key(self, purpose: str) -> bytes:
        """Return the 32-byte key of a purpose; the same master key always gives the same one."""
        return hmac.new(self.root, purpose.encode(), hashlib.sha256).digest()

    @property
    def roots(self) -> tuple[RootKey, ...]:
        """The root keys, the current one first."""
        return self.wrapping or (RootKey(self.key("wrap")),)

    def root_named(self, name: str) -> RootKey:
        """Return a root key. Raises Unreadable for one that is not there, or not any more."""
        for root in self.roots:
            if root.name == name:
                return root
        raise Unreadable("This was sealed under a root key that secrets.json does not hold.")

    def reloaded(self) -> "Secrets":
        """Return what the file holds now."""
        return load_secrets(self.home) if self.home else self

    def name_hash(self, kind: str, name: str) -> bytes:
        """Return what stands for a name in the directory and in limits: HMAC-SHA256 of kind and name."""
        return hmac.new(self.key("names"), f"{kind}|{name}".encode(), hashlib.sha256).digest()


def load_secrets(home: Path) -> Secrets:
    """Read the root key of this home, making it on the first call. Two first calls agree on one key.

    Raises HomeUnusable, SecretsDamaged.
    """
    path = home / FILE
    try:
        if not path.exists():
            _make(home, path)
        return _read(path, home)
    except OSError as error:
        raise HomeUnusable(
            f"{home} cannot be used ({error.strerror}). Free space there, or set AISLE_HOME to a folder you may write to."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SecretsDamaged(
            f"{path} does not hold this installation's key. Put it back from a backup; without it, stored files cannot be read."
        ) from None


def change_roots(home: Path, change: Callable[[tuple[RootKey, ...]], tuple[RootKey, ...]]) -> Secrets:
    """Write other root keys, the current one first, while nobody else does. Raises HomeUnusable, SecretsDamaged."""
    load_secrets(home)
    try:
        with _locked(home):
            before = load_secrets(home)
            _write_private(home / FILE, _written(before.root, change(before.roots)))
    except OSError as error:
        raise HomeUnusable(f"{home} cannot be written to ({error.strerror}).") from error
    return load_secrets(home)


def new_root() -> RootKey:
    """Make a root key."""
    return RootKey(secrets.token_bytes(KEY_BYTES))


def _read(path: Path, home: Path) -> Secrets:
    found = json.loads(path.read_text())
    roots = tuple(RootKey(_whole(text)) for text in found.get("root_keys", ()))
    return Secrets(_whole(found["root_key"]), roots, home)


def _whole(text: str) -> bytes:
    key = bytes.fromhex(text)
    if len(key) != KEY_BYTES:
        raise ValueError("not a whole key")
    return key


def _written(master: bytes, roots: Iterable[RootKey]) -> str:
    return json.dumps({"root_key": master.hex(), "root_keys": [root.key.hex() for root in roots]})


def _make(home: Path, path: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    with _locked(home):
        if not path.exists():
            _write_private(path, _written(secrets.token_bytes(KEY_BYTES), [new_root()]))


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    with (home / ".secrets.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


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
