"""Every query on the keys of shops' servers."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.shoppers.keys.types import Algorithm, ShopperKey

HOLDS = "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())"
WHERE = "organization_id = $1 AND store_id = $2"


async def insert_key(
    session: Session, key_id: UUID, algorithm: Algorithm, secret_sealed: bytes | None, public_key: str | None
) -> None:
    """Add a key of the session's store."""
    await session.execute(
        "INSERT INTO shopper_key (organization_id, store_id, id, algorithm, secret_sealed, public_key)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        *session.tenant,
        key_id,
        algorithm,
        secret_sealed,
        public_key,
    )


async def count_held(session: Session) -> int:
    """Return how many keys hold, once no other transaction adds any."""
    await session.lock("shopper keys")
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT count(*) FROM shopper_key WHERE {WHERE} AND {HOLDS}", *session.tenant
    )


async def find_held(session: Session, key_id: UUID, *, lock: bool = False) -> Any | None:
    """Return a key that is neither revoked nor expired. lock: hold it until the transaction ends."""
    return await session.fetchrow(
        f"SELECT id, algorithm, secret_sealed, public_key FROM shopper_key WHERE {WHERE} AND id = $3 AND {HOLDS}"
        + (" FOR UPDATE" if lock else ""),
        *session.tenant,
        key_id,
    )


async def list_keys(session: Session) -> list[ShopperKey]:
    """Return the store's newest hundred keys, those that ended among them, newest first."""
    rows = await session.fetch(
        "SELECT id, algorithm, public_key, created_at, expires_at, revoked_at FROM shopper_key"
        f" WHERE {WHERE} ORDER BY id DESC LIMIT 100",
        *session.tenant,
    )
    return [ShopperKey(**{**row, "algorithm": Algorithm(row["algorithm"])}) for row in rows]


async def end_key(session: Session, key_id: UUID, after: timedelta) -> None:
    """Let a key hold no longer than so much more time."""
    await session.execute(
        f"UPDATE shopper_key SET expires_at = least(expires_at, now() + $4::interval) WHERE {WHERE} AND id = $3",
        *session.tenant,
        key_id,
        after,
    )


async def revoke_key(session: Session, key_id: UUID) -> bool:
    """End a key now; returns whether it held."""
    ended = await session.execute(
        f"UPDATE shopper_key SET revoked_at = now() WHERE {WHERE} AND id = $3 AND {HOLDS}",
        *session.tenant,
        key_id,
    )
    return ended == 1
