"""Sealing a tenant's secrets anew under its newest key, a batch at a time; then the keys before are destroyed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from aisle.core import tenant_keys
from aisle.core.db import Record, Session
from aisle.core.jobs import JobMessage
from aisle.core.vault import FORMAT, Vault

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """Where sealed bytes stand. Their place is `table.column:id`.

    id: SQL that gives the id. tenant: the column of the tenant. at_once: rows in one batch; files are large.
    """

    table: str
    column: str
    id: str = "id"
    tenant: str = "organization_id"
    at_once: int = AT_ONCE


@dataclass(frozen=True, slots=True)
class ResealTenant(JobMessage):
    """Seal everything of the tenant anew under its newest key."""

    kind: ClassVar[str] = "reseal_tenant"
    queue: ClassVar[str] = "upkeep"
    right: ClassVar[str] = "work"
    while_resting: ClassVar[bool] = True  # old keys must come to an end for suspended tenants, too
    timeout: ClassVar[float] = 3600.0


async def reseal_batch(session: Session, vault: Vault, column: SealedColumn) -> int:
    """Seal a batch of one column anew; return how many rows changed."""
    number = await tenant_keys.current_number(session)
    rows = await _outdated(session, column, number) if number else []
    for row in rows:
        place = f"{column.table}.{column.column}:{row['id']}"
        data = await vault.unseal(session, row["sealed"], place)
        await session.execute(
            f"UPDATE {column.table} SET {column.column} = $3 WHERE {column.tenant} = $1 AND ({column.id})::text = $2",
            session.scope.organization_id,
            row["id"],
            await vault.seal(session, data, place),
        )
    return len(rows)


async def destroy_old_keys(session: Session, columns: Sequence[SealedColumn]) -> int:
    """Destroy the keys before the newest where nothing is left that they sealed; return how many went."""
    number = await tenant_keys.current_number(session)
    for column in columns if number else ():
        if await _outdated(session, column, number or 0):
            return 0
    return await tenant_keys.destroy_before(session, number) if number else 0


async def _outdated(session: Session, column: SealedColumn, number: int) -> list[Record]:
    head = FORMAT + number.to_bytes(4, "big")
    return await session.fetch(
        f"SELECT ({column.id})::text AS id, {column.column} AS sealed FROM {column.table} WHERE {column.tenant} = $1"
        f" AND {column.column} IS NOT NULL AND substring({column.column} FROM 1 FOR 5) <> $2"
        f" LIMIT {column.at_once} FOR UPDATE",
        session.scope.organization_id,
        head,
    )
