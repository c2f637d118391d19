"""Envelope encryption: what is secret is sealed with its tenant's key, and that key is wrapped by a root key.

The root key lies outside the database, so a copy of the database alone opens nothing. Wrapping tenants' keys anew is
how the root key is changed; making a new tenant key is how a tenant's is (NIST SP 800-57, key wrapping).
"""

import secrets
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from aisle.core.db import Session
from aisle.core.secrets import KEY_BYTES, NONCE_BYTES, Secrets, Unreadable

FORMAT = b"\x02"
NUMBER_BYTES = 4
REMEMBER_MOST = 10_000


@dataclass(slots=True)
class Vault:
    """Seals and unseals for the tenant of a session. Tenants' keys are remembered unwrapped, in memory alone."""

    secrets: Secrets
    _keys: dict[tuple[UUID, int], bytes] = field(default_factory=dict, repr=False)

    async def seal(self, session: Session, data: bytes, place: str) -> bytes:
        """Encrypt with AES-256-GCM under the tenant's newest key.

        place: table, column and row; sealed bytes that are moved elsewhere do not open.
        """
        number, key = await self._current(session)
        nonce = secrets.token_bytes(NONCE_BYTES)
        body = AESGCM(key).encrypt(nonce, data, _bound(session.scope.organization_id, place))
        return FORMAT + number.to_bytes(NUMBER_BYTES, "big") + nonce + body

    async def unseal(self, session: Session, sealed: bytes, place: str) -> bytes:
        """Decrypt what `seal` made. Raises Unreadable for anything else."""
        number, nonce, body = _taken_apart(sealed)
        key = await self._numbered(session, number)
        try:
            return AESGCM(key).decrypt(nonce, body, _bound(session.scope.organization_id, place))
        except InvalidTag:
            raise Unreadable() from None

    async def seal_text(self, session: Session, text: str, place: str) -> bytes:
        """Seal a text."""
        return await self.seal(session, text.encode(), place)

    async def unseal_text(self, session: Session, sealed: bytes, place: str) -> str:
        """Unseal a text. Raises Unreadable."""
        return (await self.unseal(session, sealed, place)).decode()

    async def _current(self, session: Session) -> tuple[int, bytes]:
        tenant = session.scope.organization_id
        found = await session.fetchrow(
            "SELECT number, root, wrapped FROM tenant_key WHERE organization_id = $1 AND current", tenant
        )
        if found is None:
            await self._make(session)
            return await self._current(session)
        return found["number"], self._unwrapped(tenant, found)

    async def _numbered(self, session: Session, number: int) -> bytes:
        tenant = session.scope.organization_id
        if (tenant, number) in self._keys:
            return self._keys[tenant, number]
        found = await session.fetchrow(
            "SELECT number, root, wrapped FROM tenant_key WHERE organization_id = $1 AND number = $2",
            tenant,
            number,
        )
        if found is None:
            raise Unreadable()
        return self._unwrapped(tenant, found)

    async def _make(self, session: Session) -> None:
        """Give the tenant its first key; of two at once, one is kept."""
        tenant = session.scope.organization_id
        wrapped = self.secrets.wrap(secrets.token_bytes(KEY_BYTES), tenant)
        await session.execute(
            "INSERT INTO tenant_key (organization_id, number, root, wrapped, current) VALUES ($1, 1, $2, $3, true)"
            " ON CONFLICT DO NOTHING",
            tenant,
            self.secrets.root_name,
            wrapped,
        )

    def _unwrapped(self, tenant: UUID, row: "dict[str, object]") -> bytes:
        number, key = row["number"], self.secrets.unwrap(row["wrapped"], tenant, row["root"])  # type: ignore[arg-type]
        if len(self._keys) >= REMEMBER_MOST:
            self._keys.clear()
        self._keys[tenant, number] = key  # type: ignore[index]
        return key


def _bound(tenant: UUID, place: str) -> bytes:
    return f"{tenant}:{place}".encode()


def _taken_apart(sealed: bytes) -> tuple[int, bytes, bytes]:
    head = 1 + NUMBER_BYTES
    if not sealed.startswith(FORMAT) or len(sealed) < head + NONCE_BYTES:
        raise Unreadable()
    return (
        int.from_bytes(sealed[1:head], "big"),
        sealed[head : head + NONCE_BYTES],
        sealed[head + NONCE_BYTES :],
    )
