"""A tenant whose chain can be written to, and broken as nobody but the database's owner could."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

import asyncpg

from aisle.audit.heads import KeptHead
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.audit.verifying import Verdict, verify
from aisle.core.db import Database, Scope
from aisle.core.ids import new_id


@dataclass
class Chain:
    """One tenant. admin: as the server's superuser, whom row-level security does not stop."""

    database: Database
    admin: Any
    tenant: UUID = field(default_factory=new_id)

    @property
    def scope(self) -> Scope:
        return Scope(self.tenant, None, "member:ann")

    async def begin(self, kind: str = "organization") -> "Chain":
        async with self.database.open_scope(self.scope) as session:
            await session.execute(
                "INSERT INTO tenant (organization_id, kind) VALUES ($1, $2)", self.tenant, kind
            )
        return self

    async def add(self, event: Event | None = None) -> None:
        async with self.database.open_scope(self.scope) as session:
            await record(session, event or Event("thing.changed", "thing", new_id(), {"a": 1}, {"a": 2}))

    async def fill(self, count: int, each: int = 1) -> "Chain":
        for start in range(0, count, each):
            async with self.database.open_scope(self.scope) as session:
                for number in range(start, min(count, start + each)):
                    event = Event("thing.changed", "thing", str(number), {"n": number}, {"n": number + 1})
                    await record(session, event)
        return self

    async def verdict(self, kept: list[KeptHead] | None = None, keep_days: int | None = None) -> Verdict:
        return await verify(partial(self.database.open_scope, self.scope), kept or [], keep_days)

    async def break_it(self, statement: str, *arguments: Any) -> None:
        await self.admin.execute(statement.replace("$tenant", f"'{self.tenant}'"), *arguments)

    async def head(self) -> KeptHead:
        row = await self.admin.fetchrow(
            "SELECT h.number, h.hash, e.at FROM aisle.audit_head h JOIN aisle.audit_entry e USING (organization_id, number)"
            " WHERE organization_id = $1",
            self.tenant,
        )
        return KeptHead(self.tenant, row["number"], row["hash"], row["at"])

    async def rows(self) -> list[Any]:
        return await self.admin.fetch(  # type: ignore[no-any-return]
            "SELECT * FROM aisle.audit_entry WHERE organization_id = $1 ORDER BY number", self.tenant
        )


async def connect_as_admin(url: str) -> Any:
    connection = await asyncpg.connect(url)
    await connection.execute("SET search_path = aisle, public")
    return connection
