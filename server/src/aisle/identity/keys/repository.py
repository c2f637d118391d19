"""Every query on keys."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.keys.types import Maker

LISTED = (
    "SELECT id, store_id, stores, kind, name, origins, scopes, maker, maker_key, replaced_by, created_at, expires_at,"
    " last_used_at, revoked_at, expires_at <= now() AS expired FROM api_key WHERE organization_id = $1"
)


async def insert_key(
    session: Session,
    *,
    key_id: UUID,
    store_id: UUID | None,
    stores: list[UUID],
    kind: str,
    name: str,
    secret_hash: bytes,
    public_token: str | None,
    origins: list[str],
    scopes: list[str],
    maker: Maker,
    expires_at: datetime | None,
) -> None:
    """Add a key of the session's organization."""
    await session.execute(
        "INSERT INTO api_key (organization_id, store_id, stores, id, kind, name, secret_hash, public_token, origins, scopes,"
        " maker, maker_key, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        session.scope.organization_id,
        store_id,
        stores,
        key_id,
        kind,
        name,
        secret_hash,
        public_token,
        origins,
        scopes,
        maker.person_id,
        maker.key_id,
        expires_at,
    )


async def find_key(session: Session, key_id: UUID) -> Any | None:
    """Return a key that is neither revoked nor expired, of an organization and a store that are not suspended."""
    return await session.fetchrow(
        "SELECT k.id, k.store_id, k.stores, k.kind, k.secret_hash, k.origins, k.scopes, k.maker, k.maker_key FROM api_key k"
        " JOIN tenant t ON t.organization_id = k.organization_id"
        " LEFT JOIN store s ON s.organization_id = k.organization_id AND s.store_id = k.store_id"
        " WHERE k.organization_id = $1 AND k.id = $2 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())"
        " AND t.suspended_at IS NULL AND s.suspended_at IS NULL",
        session.scope.organization_id,
        key_id,
    )


async def list_names(session: Session, keys: Collection[UUID]) -> list[Any]:
    """Return what keys of the organization are called, ended ones too."""
    return await session.fetch(
        "SELECT id, name FROM api_key WHERE organization_id = $1 AND id = ANY($2)",
        session.scope.organization_id,
        list(keys),
    )


async def touch_key(session: Session, key_id: UUID) -> None:
    """Remember that a key was used, to the minute."""
    await session.execute(
        "UPDATE api_key SET last_used_at = now() WHERE organization_id = $1 AND id = $2"
        " AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')",
        session.scope.organization_id,
        key_id,
    )


async def find_hosted_key(session: Session, store_id: UUID) -> str | None:
    """Return the publishable key that the hosted page of a store uses."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT k.public_token FROM api_key k JOIN tenant t ON t.organization_id = k.organization_id"
        " JOIN store s ON s.organization_id = k.organization_id AND s.store_id = k.store_id"
        " WHERE k.organization_id = $1 AND k.store_id = $2 AND k.kind = 'publishable' AND 'self' = ANY(k.origins)"
        " AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())"
        " AND t.suspended_at IS NULL AND s.suspended_at IS NULL ORDER BY k.created_at LIMIT 1",
        session.scope.organization_id,
        store_id,
    )


async def get_hosted_key_id(session: Session) -> UUID:
    """Return the id of the publishable key that the hosted page of the session's store uses, whether it holds or not."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT id FROM api_key WHERE organization_id = $1 AND store_id = $2 AND kind = 'publishable'"
        " AND 'self' = ANY(origins) ORDER BY created_at LIMIT 1",
        *session.tenant,
    )


async def find_site_key(session: Session, store_id: UUID) -> str | None:
    """Return the newest publishable key that sites may use; without one, the hosted page's."""
    found: str | None = await session.fetchval(
        "SELECT public_token FROM api_key WHERE organization_id = $1 AND store_id = $2 AND kind = 'publishable'"
        " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())"
        " ORDER BY origins <> '{self}' DESC, created_at DESC LIMIT 1",
        session.scope.organization_id,
        store_id,
    )
    return found


async def list_keys(
    session: Session, stores: Collection[UUID] | None, after: UUID | None, most: int
) -> list[Any]:
    """Return keys, the oldest first. stores: only keys of these alone; None: every key of the organization."""
    return await session.fetch(
        f"{LISTED} AND ($2::uuid[] IS NULL OR store_id = ANY($2) OR (stores <> '{{}}' AND stores <@ $2))"
        " AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4",
        session.scope.organization_id,
        None if stores is None else list(stores),
        after,
        most,
    )


async def read_key(session: Session, key_id: UUID, *, for_update: bool = False) -> Any | None:
    """Return a key, whatever its state."""
    lock = " FOR UPDATE" if for_update else ""
    return await session.fetchrow(f"{LISTED} AND id = $2{lock}", session.scope.organization_id, key_id)


async def revoke_key(session: Session, key_id: UUID) -> bool:
    """End one key for good; False if it had ended so already."""
    changed = await session.execute(
        "UPDATE api_key SET revoked_at = now() WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL",
        session.scope.organization_id,
        key_id,
    )
    return changed == 1


async def replace_key(session: Session, key_id: UUID, by: UUID, overlap: timedelta) -> None:
    """Let another key take this one's place, which ends after the overlap; keys that it made are the new one's."""
    await session.execute(
        "UPDATE api_key SET replaced_by = $3, expires_at = least(expires_at, now() + $4)"
        " WHERE organization_id = $1 AND id = $2",
        session.scope.organization_id,
        key_id,
        by,
        overlap,
    )
    await session.execute(
        "UPDATE api_key SET maker_key = $3 WHERE organization_id = $1 AND maker_key = $2",
        session.scope.organization_id,
        key_id,
        by,
    )


async def revoke_keys_of(session: Session, person_id: UUID) -> list[UUID]:
    """End every key that a member made and return their ids; keys that those made end with them."""
    rows = await session.fetch(
        "UPDATE api_key SET revoked_at = now() WHERE organization_id = $1 AND maker = $2 AND revoked_at IS NULL RETURNING id",
        session.scope.organization_id,
        person_id,
    )
    return [row["id"] for row in rows]


async def adopt_keys(session: Session, person_id: UUID, by: UUID) -> list[UUID]:
    """Make another member the maker of every living key of this one and return their ids."""
    rows = await session.fetch(
        "UPDATE api_key SET maker = $3 WHERE organization_id = $1 AND maker = $2 AND revoked_at IS NULL RETURNING id",
        session.scope.organization_id,
        person_id,
        by,
    )
    return [row["id"] for row in rows]


async def is_email_confirmed(session: Session) -> bool:
    """Whether the person whose session this is has confirmed their address."""
    return bool(
        await session.fetchval(
            "SELECT 1 FROM person WHERE person_id = $1 AND email_confirmed_at IS NOT NULL",
            session.scope.organization_id,
        )
    )


async def list_origins(session: Session, store_id: UUID) -> list[str]:
    """Return the origins whose pages may use a publishable key of a store: they may frame its chat, too."""
    rows = await session.fetch(
        "SELECT DISTINCT unnest(origins) AS origin FROM api_key WHERE organization_id = $1 AND store_id = $2"
        " AND kind = 'publishable' AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()) ORDER BY 1",
        session.scope.organization_id,
        store_id,
    )
    return [row["origin"] for row in rows if row["origin"] != "self"]


async def list_living_of(session: Session, person_id: UUID) -> list[Any]:
    """Return the keys that a member made and that were not revoked."""
    return await session.fetch(
        f"{LISTED} AND maker = $2 AND revoked_at IS NULL ORDER BY id",
        session.scope.organization_id,
        person_id,
    )
