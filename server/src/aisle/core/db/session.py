"""A session: one connection inside one transaction that carries a tenant context."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import asyncpg

from aisle.core.db.context import Scope

Record = asyncpg.Record


class Session:
    """Runs SQL for one tenant. Made only by `Database.open_scope`; the edge that opened it commits."""

    def __init__(self, connection: Any, scope: Scope, *, keeps_plans: bool = False) -> None:
        self._connection, self._keeps_plans = connection, keeps_plans
        self.scope = scope

    @property
    def tenant(self) -> tuple[Any, Any]:
        """Organization and store, in the order in which every store-owned key begins."""
        if self.scope.store_id is None:
            raise RuntimeError("this session is not bound to a store")
        return self.scope.organization_id, self.scope.store_id

    def for_store(self, store_id: UUID) -> "Session":
        """The same transaction, addressing one store; the database's own check keeps the scope it was opened with."""
        return Session(
            self._connection, replace(self.scope, store_id=store_id), keeps_plans=self._keeps_plans
        )

    def acting_for(self, scope: Scope) -> "Session":
        """The same transaction, for another tenant; `Database.also` signs its context."""
        return Session(self._connection, scope, keeps_plans=self._keeps_plans)

    @property
    def backend_pid(self) -> int:
        """The server process of this connection, which a context is signed for."""
        return self._connection.get_server_pid()  # type: ignore[no-any-return]

    async def fetch(self, sql: str, *arguments: Any) -> list[Any]:
        """Return all rows."""
        return await self._connection.fetch(sql, *arguments)  # type: ignore[no-any-return]

    async def fetch_planned(self, sql: str, *arguments: Any) -> list[Any]:
        """Return all rows by a plan for just these values: for statements whose best plan depends on them.

        Only where the scope keeps plans is that anything else than `fetch`, and costs a round trip more.
        """
        if not self._keeps_plans:
            return await self.fetch(sql, *arguments)
        # A statement without a name is planned for the values it is given, once.
        statement = await self._connection.prepare(sql, name="")
        return await statement.fetch(*arguments)  # type: ignore[no-any-return]

    async def fetchrow(self, sql: str, *arguments: Any) -> Any | None:
        """Return the first row, or None."""
        return await self._connection.fetchrow(sql, *arguments)

    async def fetchval(self, sql: str, *arguments: Any) -> Any:
        """Return the first column of the first row, or None."""
        return await self._connection.fetchval(sql, *arguments)

    async def execute(self, sql: str, *arguments: Any) -> int:
        """Run a statement and return how many rows it touched."""
        status: str = await self._connection.execute(sql, *arguments)
        last = status.rsplit(" ", 1)[-1]
        return int(last) if last.isdigit() else 0

    async def lock(self, name: str, *, shared: bool = False) -> None:
        """Wait for the store's lock of this name and hold it until the transaction ends.

        shared: with others who share it; whoever wants it alone waits for them, and they for it.
        """
        _, store_id = self.tenant
        mode = "_shared" if shared else ""
        await self.execute(
            f"SELECT pg_advisory_xact_lock{mode}(hashtextextended($1, 0))", f"{name}:{store_id}"
        )

    async def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement once for each row of arguments, in one round trip."""
        await self._connection.executemany(sql, rows)

    async def insert_rows(
        self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """Insert many rows in one statement. `columns`: name -> SQL type. (COPY is refused under row-level security.)"""
        if not rows:
            return
        arrays = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(columns.values(), 1))
        sql = f"INSERT INTO aisle.{table} ({', '.join(columns)}) SELECT * FROM unnest({arrays})"
        await self._connection.execute(sql, *map(list, zip(*rows, strict=True)))
