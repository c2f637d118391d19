"""What wraps the keys of tenants: a file beside the database today, a key service tomorrow."""

from dataclasses import dataclass, field
from typing import Protocol

from aisle.core.secrets import Secrets


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A tenant's key as it is stored. root: the name of the root key that wraps it."""

    root: str
    data: bytes = field(repr=False)


class RootKeys(Protocol):
    """Wraps and unwraps. Root keys never leave it, and never reach the database."""

    async def wrap(self, key: bytes, bound: bytes) -> Wrapped:
        """Encrypt a key with the current root key; `bound` has to be the same for unwrapping."""
        ...

    async def unwrap(self, wrapped: Wrapped, bound: bytes) -> bytes:
        """Decrypt a key. Raises Unreadable for an unknown root key, another `bound`, or changed bytes."""
        ...


class SecretsRootKeys:
    """Root keys out of secrets.json. What other processes add there is seen: an unknown name is looked up anew."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    async def wrap(self, key: bytes, bound: bytes) -> Wrapped:
        """Encrypt a key. Reads the file: tenants get keys seldom, and never an outdated one."""
        self._secrets = self._secrets.reloaded()
        root = self._secrets.roots[0]
        return Wrapped(root.name, root.wrap(key, bound))

    async def unwrap(self, wrapped: Wrapped, bound: bytes) -> bytes:
        """Decrypt a key. Raises Unreadable."""
        if all(root.name != wrapped.root for root in self._secrets.roots):
            self._secrets = self._secrets.reloaded()
        return self._secrets.root_named(wrapped.root).unwrap(wrapped.data, bound)
