"""Every query on the audit log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session


async def lock_head(session: Session) -> tuple[int, bytes]:
    """Take the tenant's chain and return the number and hash of its last entry."""
    tenant = session.scope.organization_id
    await session.execute(
        "INSERT INTO audit_head (organization_id, number, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING",
        tenant,
        bytes(32),
    )
    row = await session.fetchrow(
        "SELECT number, hash FROM audit_head WHERE organization_id = $1 FOR UPDATE", tenant
    )
    assert row is not None
    return row["number"], row["hash"]


async def insert_entry(
    session: Session,
    entry: dict[str, Any],
    personal: dict[str, Any],
    salt: bytes | None,
    link: bytes,
) -> None:
    """Add an entry and make it the head."""
    tenant = session.scope.organization_id
    await session.execute(
        "INSERT INTO audit_entry (organization_id, number, id, at, action, actor, store_id, object_kind, object_id, before,"
        " after, outcome, request_id, personal, personal_salt, personal_hash, hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        tenant,
        entry["number"],
        UUID(entry["id"]),
        datetime.fromisoformat(entry["at"]),
        entry["action"],
        entry["actor"],
        UUID(entry["store_id"]) if entry["store_id"] else None,
        entry["object_kind"],
        entry["object_id"],
        entry["before"],
        entry["after"],
        entry["outcome"],
        entry["request_id"],
        personal or None,
        salt,
        bytes.fromhex(entry["personal_hash"]) if entry["personal_hash"] else None,
        link,
    )
    await session.execute(
        "UPDATE audit_head SET number = $2, hash = $3 WHERE organization_id = $1",
        tenant,
        entry["number"],
        link,
    )
