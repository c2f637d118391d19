"""Use cases on the keys of shops' servers: made, rotated with an overlap, revoked."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.errors import Conflict, InvalidInput
from aisle.core.ids import new_id
from aisle.core.vault import Vault
from aisle.identity.shoppers.errors import ShopperKeyNotFound
from aisle.identity.shoppers.keys import repository
from aisle.identity.shoppers.keys.public_keys import checked_public_key
from aisle.identity.shoppers.keys.types import (
    LONGEST_OVERLAP,
    Algorithm,
    NewShopperKey,
    ShopperKey,
    VerifyingKey,
)

MOST_KEYS = 20  # that hold at once, of one store
SECRET_BYTES = 32
GONE = "There is no such key in this store, or it has ended already."


@dataclass(frozen=True, slots=True)
class ShopperKeys:
    """Keeps the keys of a session's store; shared secrets are sealed with the organization's key."""

    vault: Vault

    async def create(
        self, session: Session, algorithm: Algorithm, public_key: str | None = None
    ) -> NewShopperKey:
        """Make a shared secret (HS256), or keep the public half of the shop's own pair.

        public_key: PEM, for every algorithm but HS256. Raises InvalidInput, Conflict when there are too many.
        """
        await self._check_room(session)
        made = await self._insert(session, algorithm, public_key)
        await record(session, Event("shopper_key.created", "shopper_key", made.id, after=_told(algorithm)))
        return made

    async def rotate(
        self, session: Session, key_id: UUID, overlap: timedelta, public_key: str | None = None
    ) -> NewShopperKey:
        """Put a new key of the same algorithm beside one, which then holds for the overlap alone.

        Raises ShopperKeyNotFound, InvalidInput, Conflict.
        """
        if not timedelta() <= overlap <= LONGEST_OVERLAP:
            raise InvalidInput(f"Two keys hold together for 0 to {LONGEST_OVERLAP.days * 24} hours.")
        await self._check_room(session)
        old = await repository.find_held(session, key_id, lock=True)
        if old is None:
            raise ShopperKeyNotFound(GONE)
        algorithm = Algorithm(old["algorithm"])
        made = await self._insert(session, algorithm, public_key)
        await repository.end_key(session, key_id, overlap)
        told = {**_told(algorithm), "replaced_by": str(made.id), "overlap_seconds": overlap.total_seconds()}
        await record(session, Event("shopper_key.rotated", "shopper_key", key_id, after=told))
        return made

    async def list(self, session: Session) -> list[ShopperKey]:
        """Return the store's keys, newest first."""
        return await repository.list_keys(session)

    async def check(self, session: Session, key_id: UUID) -> None:
        """Raise ShopperKeyNotFound unless the key holds."""
        if await repository.find_held(session, key_id) is None:
            raise ShopperKeyNotFound(GONE)

    async def revoke(self, session: Session, key_id: UUID) -> None:
        """End a key at once. Raises ShopperKeyNotFound."""
        if not await repository.revoke_key(session, key_id):
            raise ShopperKeyNotFound(GONE)
        await record(session, Event("shopper_key.revoked", "shopper_key", key_id))

    async def find_verifying(self, session: Session, key_id: UUID) -> VerifyingKey | None:
        """Return what checks the signatures of a key of the session's store, while it holds."""
        row = await repository.find_held(session, key_id)
        if row is None:
            return None
        algorithm = Algorithm(row["algorithm"])
        if algorithm is not Algorithm.HS256:
            return VerifyingKey(key_id, algorithm, row["public_key"])
        return VerifyingKey(
            key_id, algorithm, await self.vault.unseal_text(session, row["secret_sealed"], _place(key_id))
        )

    async def _check_room(self, session: Session) -> None:
        if await repository.count_held(session) >= MOST_KEYS:
            raise Conflict(f"A store has at most {MOST_KEYS} such keys at once; revoke one that nobody uses.")

    async def _insert(self, session: Session, algorithm: Algorithm, public_key: str | None) -> NewShopperKey:
        key_id = new_id()
        if algorithm is not Algorithm.HS256:
            await repository.insert_key(
                session, key_id, algorithm, None, checked_public_key(algorithm, public_key)
            )
            return NewShopperKey(key_id, algorithm, None)
        if public_key is not None:
            raise InvalidInput("HS256 has no public key: Aisle makes the secret and shows it once.")
        secret = secrets.token_urlsafe(SECRET_BYTES)
        sealed = await self.vault.seal_text(session, secret, _place(key_id))
        await repository.insert_key(session, key_id, algorithm, sealed, None)
        return NewShopperKey(key_id, algorithm, secret)


def _told(algorithm: Algorithm) -> dict[str, str]:
    return {"algorithm": algorithm}


def _place(key_id: UUID) -> str:
    return f"shopper_key.secret_sealed:{key_id}"
