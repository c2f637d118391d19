"""Envelope encryption: what is secret is sealed with its tenant's key, and that key is wrapped by a root key.

The root keys lie outside the database, so a copy of the database alone opens nothing. Wrapping tenants' keys anew is
how the root key is changed; making a new tenant key is how a tenant's is (NIST SP 800-57, key wrapping).

A transaction that seals shares the tenant's current key until it ends. Whoever gives the tenant a new one waits for it, so that
afterwards nothing comes that the key before has sealed, and that one can be destroyed once all is sealed anew.
"""

import asyncio
import secrets
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from aisle.core import tenant_keys
from aisle.core.db import Session
from aisle.core.root_keys import RootKeys, Wrapped
from aisle.core.secrets import KEY_BYTES, NONCE_BYTES, Unreadable

FORMAT = b"\x02"
NUMBER_BYTES = 4
REMEMBER_MOST = 10_000
LARGE = 65_536  # bytes that are encrypted in a thread


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens what one key of a tenant has sealed, without a transaction."""

    tenant: UUID
    key: bytes = field(repr=False)

    def unseal(self, sealed: bytes, place: str) -> bytes:
        """Decrypt. Raises Unreadable for what was changed, moved, or sealed with another key."""
        _, nonce, body = _taken_apart(sealed)
        try:
            return AESGCM(self.key).decrypt(nonce, body, _bound(self.tenant, place))
        except InvalidTag:
            raise Unreadable() from None


@dataclass(slots=True)
class Vault:
    """Seals and unseals for the tenant of a session. Tenants' keys are remembered unwrapped, in memory alone."""

    roots: RootKeys
    _keys: dict[tuple[UUID, int], bytes] = field(default_factory=dict, repr=False)

    async def seal(self, session: Session, data: bytes, place: str) -> bytes:
        """Encrypt with AES-256-GCM under the tenant's newest key.

        place: as `table.column:id`; sealed bytes that are moved elsewhere do not open.
        """
        number, key = await self._current(session)
        tenant = session.scope.organization_id
        if len(data) < LARGE:
            return _sealed(number, key, data, _bound(tenant, place))
        return await asyncio.to_thread(_sealed, number, key, data, _bound(tenant, place))

    async def opener(self, session: Session, sealed: bytes) -> Opener:
        """Return what opens these bytes later, when no transaction is open. Raises Unreadable."""
        number, _, _ = _taken_apart(sealed)
        return Opener(session.scope.organization_id, await self._numbered(session, number))

    async def unseal(self, session: Session, sealed: bytes, place: str) -> bytes:
        """Decrypt what `seal` made. Raises Unreadable for anything else."""
        return (await self.opener(session, sealed)).unseal(sealed, place)

    async def seal_text(self, session: Session, text: str, place: str) -> bytes:
        """Seal a text."""
        return await self.seal(session, text.encode(), place)

    async def unseal_text(self, session: Session, sealed: bytes, place: str) -> str:
        """Unseal a text. Raises Unreadable."""
        return (await self.unseal(session, sealed, place)).decode()

    async def rotate(self, session: Session) -> int:
        """Give the tenant a new key, which seals from here on, and return its number; earlier ones go on opening."""
        number = await tenant_keys.take_current(session)
        return await self._make(session, (number or 0) + 1)

    async def rewrap(self, session: Session) -> int:
        """Wrap the tenant's keys with the current root key where another one does; return how many."""
        done = 0
        for row in await tenant_keys.list_keys(session):
            key = await self.roots.unwrap(Wrapped(row["root"], row["wrapped"]), _key_bound(session))
            wrapped = await self.roots.wrap(key, _key_bound(session))
            if wrapped.root != row["root"]:
                await tenant_keys.change_wrapping(session, row["number"], wrapped.root, wrapped.data)
                done += 1
        return done

    def forget(self) -> None:
        """Forget the keys that are remembered."""
        self._keys.clear()

    async def _current(self, session: Session) -> tuple[int, bytes]:
        row = await tenant_keys.share_current(session)
        while row is None:
            await self._make(session, 1)
            row = await tenant_keys.share_current(session)
        return row["number"], await self._unwrapped(session, row["number"], row["root"], row["wrapped"])

    async def _make(self, session: Session, number: int) -> int:
        """Give the tenant a key; of two at once, one is kept."""
        await tenant_keys.keep_root(session)
        wrapped = await self.roots.wrap(secrets.token_bytes(KEY_BYTES), _key_bound(session))
        await tenant_keys.insert(session, number, wrapped.root, wrapped.data)
        return number

    async def _numbered(self, session: Session, number: int) -> bytes:
        try:
            return await self._looked_up(session, number)
        except Unreadable:
            # Wrapped anew between reading it and the file of root keys? Then the second look finds it.
            return await self._looked_up(session, number)

    async def _looked_up(self, session: Session, number: int) -> bytes:
        if key := self._keys.get((session.scope.organization_id, number)):
            return key
        row = await tenant_keys.find_key(session, number)
        if row is None:
            raise Unreadable()
        return await self._unwrapped(session, number, row["root"], row["wrapped"])

    async def _unwrapped(self, session: Session, number: int, root: str, wrapped: bytes) -> bytes:
        place = (session.scope.organization_id, number)
        if key := self._keys.get(place):
            return key
        key = await self.roots.unwrap(Wrapped(root, wrapped), _key_bound(session))
        if len(self._keys) >= REMEMBER_MOST:
            self._keys.clear()
        self._keys[place] = key
        return key


def number_of(sealed: bytes) -> int:
    """Return the number of the tenant's key that sealed these bytes. Raises Unreadable."""
    return _taken_apart(sealed)[0]


def _sealed(number: int, key: bytes, data: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return FORMAT + number.to_bytes(NUMBER_BYTES, "big") + nonce + AESGCM(key).encrypt(nonce, data, bound)


def _bound(tenant: UUID, place: str) -> bytes:
    return f"{tenant}:{place}".encode()


def _key_bound(session: Session) -> bytes:
    return f"tenant key:{session.scope.organization_id}".encode()


def _taken_apart(sealed: bytes) -> tuple[int, bytes, bytes]:
    head = 1 + NUMBER_BYTES
    if not sealed.startswith(FORMAT) or len(sealed) < head + NONCE_BYTES:
        raise Unreadable()
    return (
        int.from_bytes(sealed[1:head], "big"),
        sealed[head : head + NONCE_BYTES],
        sealed[head + NONCE_BYTES :],
    )
