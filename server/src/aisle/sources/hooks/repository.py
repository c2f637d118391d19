"""Queries on webhooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.sources.hooks.types import DeliveryState, HookState, Received, Waiting
from aisle.sources.ports import Subscription

_ONE = "organization_id = $1 AND store_id = $2 AND source_id = $3"
_SHOWN = "id, state, bytes, received_at, headers, reason, run_id, read_at"
DUE = (
    "SELECT organization_id, store_id, source_id FROM aisle.source_hook WHERE next_check_at <= now()"
    " ORDER BY next_check_at LIMIT $1"
)


async def find_secrets(session: Session, source_id: UUID) -> bytes | None:
    """Return the sealed secrets."""
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT secrets_sealed FROM source_hook WHERE {_ONE}", *session.tenant, source_id
    )


async def save_secrets(session: Session, source_id: UUID, sealed: bytes) -> None:
    """Store sealed secrets; what the shop has is looked at soon."""
    await session.execute(
        "INSERT INTO source_hook (organization_id, store_id, source_id, secrets_sealed) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (organization_id, store_id, source_id)"
        " DO UPDATE SET secrets_sealed = excluded.secrets_sealed, next_check_at = now()",
        *session.tenant,
        source_id,
        sealed,
    )


async def find_state(session: Session, source_id: UUID) -> HookState | None:
    """Return how webhooks stand."""
    row = await session.fetchrow(
        f"SELECT subscriptions, code, detail, checked_at, last_delivery_at FROM source_hook WHERE {_ONE}",
        *session.tenant,
        source_id,
    )
    if row is None:
        return None
    subscriptions = tuple(Subscription(**one) for one in row["subscriptions"])
    return HookState(subscriptions, row["code"], row["detail"], row["checked_at"], row["last_delivery_at"])


async def save_state(
    session: Session,
    source_id: UUID,
    subscriptions: Sequence[Subscription] | None,
    code: str | None,
    detail: str | None,
    following: datetime | None,
) -> None:
    """Say how webhooks stand. subscriptions: None where the shop did not say; then those known before stay."""
    await session.execute(
        "INSERT INTO source_hook (organization_id, store_id, source_id, subscriptions, code, detail, checked_at, next_check_at)"
        " VALUES ($1, $2, $3, coalesce($4::jsonb, '[]'), $5, $6, now(), $7)"
        " ON CONFLICT (organization_id, store_id, source_id) DO UPDATE SET code = $5, detail = $6, checked_at = now(),"
        " next_check_at = $7, subscriptions = coalesce($4::jsonb, source_hook.subscriptions)",
        *session.tenant,
        source_id,
        None if subscriptions is None else [asdict(one) for one in subscriptions],
        code,
        detail[:2000] if detail else None,
        following,
    )


async def put_off_check(session: Session, source_id: UUID, pause: timedelta) -> None:
    """Have a shop looked at later, unless what looks at it says another time."""
    await session.execute(
        f"UPDATE source_hook SET next_check_at = now() + $4::interval WHERE {_ONE}",
        *session.tenant,
        source_id,
        pause,
    )


async def insert(
    session: Session, source_id: UUID, key: bytes, headers: Mapping[str, str], body: bytes
) -> bool:
    """Store a delivery; False where it is there already."""
    stored = await session.execute(
        "INSERT INTO hook_delivery (organization_id, store_id, id, source_id, key, headers, body, bytes)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (organization_id, store_id, source_id, key) DO NOTHING",
        *session.tenant,
        new_id(),
        source_id,
        key,
        dict(headers),
        body,
        len(body),
    )
    return stored == 1


async def take_waiting(session: Session, source_id: UUID, most: int) -> list[Waiting]:
    """Return what waits, the oldest first, held until the transaction ends."""
    rows = await session.fetch(
        f"SELECT id, headers, body FROM hook_delivery WHERE {_ONE} AND state = 'waiting'"
        " ORDER BY received_at, id LIMIT $4 FOR UPDATE",
        *session.tenant,
        source_id,
        most,
    )
    return [Waiting(row["id"], row["headers"], row["body"]) for row in rows]


async def settle(
    session: Session, ids: Sequence[UUID], state: DeliveryState, reason: str | None, run_id: UUID | None
) -> None:
    """Say what became of deliveries. Bodies go, for they may be personal; that of one that cannot be read stays."""
    await session.execute(
        "UPDATE hook_delivery SET state = $4, reason = $5, run_id = $6, read_at = now(),"
        " body = CASE WHEN $4 = 'dead' THEN body ELSE '' END"
        " WHERE organization_id = $1 AND store_id = $2 AND id = ANY($3)",
        *session.tenant,
        list(ids),
        state,
        reason[:500] if reason else None,
        run_id,
    )


async def note_delivery(session: Session, source_id: UUID) -> None:
    """Say that the shop has told something."""
    await session.execute(
        f"UPDATE source_hook SET last_delivery_at = now() WHERE {_ONE}", *session.tenant, source_id
    )


async def replay(session: Session, source_id: UUID, delivery_id: UUID) -> bool:
    """Let a delivery that could not be read wait again; False where there is none."""
    changed = await session.execute(
        f"UPDATE hook_delivery SET state = 'waiting', reason = NULL WHERE {_ONE} AND id = $4 AND state = 'dead'",
        *session.tenant,
        source_id,
        delivery_id,
    )
    return changed == 1


async def list_deliveries(
    session: Session, source_id: UUID, state: DeliveryState | None, before: UUID | None, most: int
) -> list[Received]:
    """Return deliveries, the newest first."""
    rows: Sequence[Any] = await session.fetch(
        f"SELECT {_SHOWN} FROM hook_delivery WHERE {_ONE} AND ($4::text IS NULL OR state = $4)"
        " AND ($5::uuid IS NULL OR id < $5) ORDER BY id DESC LIMIT $6",
        *session.tenant,
        source_id,
        state,
        before,
        most,
    )
    return [Received(**{**row, "state": DeliveryState(row["state"])}) for row in rows]
