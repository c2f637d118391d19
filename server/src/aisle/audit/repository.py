"""Every query on the audit log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.audit.types import Filter, Head
from aisle.core.db import Record, Session

COLUMNS = (
    "number, id, at, action, actor, store_id, object_kind, object_id, before, after, outcome, request_id,"
    " personal, personal_salt, personal_hash, hash"
)


async def take_number(session: Session) -> tuple[int, bytes]:
    """Take the tenant's chain until the transaction ends; return the next number and the hash before it."""
    # One statement: the row is made, or locked and counted on.
    row = await session.fetchrow(
        "INSERT INTO audit_head (organization_id, number, hash) VALUES ($1, 1, $2)"
        " ON CONFLICT (organization_id) DO UPDATE SET number = audit_head.number + 1 RETURNING number, hash",
        session.scope.organization_id,
        bytes(32),
    )
    assert row is not None
    return row["number"], row["hash"]


async def insert_entry(
    session: Session, entry: Mapping[str, Any], personal: Mapping[str, Any], salt: bytes | None, link: bytes
) -> None:
    """Add an entry and make it the head."""
    await session.execute(
        "WITH head AS (UPDATE audit_head SET hash = $17 WHERE organization_id = $1)"
        f" INSERT INTO audit_entry (organization_id, {COLUMNS})"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        session.scope.organization_id,
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


async def find_head(session: Session) -> Head | None:
    """Return the last link of the tenant's chain; None while it has no entry."""
    row = await session.fetchrow(
        "SELECT number, hash, base_number, base_hash FROM audit_head WHERE organization_id = $1",
        session.scope.organization_id,
    )
    return Head(*row) if row else None


async def find_time(session: Session, number: int) -> datetime | None:
    """Return when an entry was made; None where it is gone."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT at FROM audit_entry WHERE organization_id = $1 AND number = $2",
        session.scope.organization_id,
        number,
    )


async def list_after(session: Session, number: int, last: int, most: int) -> list[Record]:
    """Return entries behind a number, up to `last`, the oldest first."""
    return await session.fetch(
        f"SELECT {COLUMNS} FROM audit_entry WHERE organization_id = $1 AND number > $2 AND number <= $3"
        " ORDER BY number LIMIT $4",
        session.scope.organization_id,
        number,
        last,
        most,
    )


async def list_before(session: Session, wanted: Filter, number: int | None, most: int) -> list[Record]:
    """Return the entries that a filter lets through, the newest first, from below a number on."""
    begins = _begins(wanted.action) if wanted.action and wanted.action.endswith(".") else None
    return await session.fetch(
        f"SELECT {COLUMNS} FROM audit_entry WHERE organization_id = $1 AND ($2::bigint IS NULL OR number < $2)"
        " AND ($3::text IS NULL OR action = $3) AND ($4::text IS NULL OR action LIKE $4)"
        " AND ($5::text IS NULL OR actor = $5) AND ($6::text IS NULL OR object_kind = $6)"
        " AND ($7::text IS NULL OR object_id = $7) AND ($8::uuid IS NULL OR store_id = $8)"
        " AND ($9::text IS NULL OR outcome = $9) AND ($10::timestamptz IS NULL OR at >= $10)"
        " AND ($11::timestamptz IS NULL OR at < $11) ORDER BY number DESC LIMIT $12",
        session.scope.organization_id,
        number,
        None if begins else wanted.action,
        begins,
        wanted.actor,
        wanted.object_kind,
        wanted.object_id,
        wanted.store_id,
        wanted.outcome,
        wanted.since,
        wanted.until,
        most,
    )


async def forget(session: Session, days: int, most: int) -> int:
    """Drop a batch of entries that are older than so many days; return how many went."""
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT aisle.forget_audit($1, $2, $3)", session.scope.organization_id, days, most
    )


async def erase_personal(session: Session, actors: list[str], objects: list[str]) -> int:
    """Erase what is personal in entries of or about these; the chain keeps its hash. Returns how many changed."""
    return await session.execute(
        "UPDATE audit_entry SET personal = NULL, personal_salt = NULL WHERE organization_id = $1"
        " AND personal IS NOT NULL AND (actor = ANY($2) OR object_id = ANY($3))",
        session.scope.organization_id,
        actors,
        objects,
    )


def _begins(prefix: str) -> str:
    escaped = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{escaped}%"
