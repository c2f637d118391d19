"""The holder of one request under a key: its writing transaction stays open until the reply can be stored in it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aisle.core.db import Database, Scope, Session
from aisle.core.idempotency.service import Once
from aisle.core.idempotency.types import Claim, Reply

# A transaction has a number from its first write on (PostgreSQL 16, "pg_current_xact_id_if_assigned").
WROTE = "SELECT pg_current_xact_id_if_assigned() IS NOT NULL"


@dataclass(slots=True)
class RequestHolder:
    """Keeps effect and reply together. hash_of: the request's hash, once its body was read."""

    once: Once
    claim: Claim
    hash_of: Callable[[], Awaitable[bytes]]
    marked: bool = False  # an effect was kept without its reply
    _task: "asyncio.Task[Any] | None" = field(default_factory=asyncio.current_task)
    _held: tuple[Database, Session, Any] | None = None

    @property
    def holds(self) -> bool:
        """Whether there is an effect that is neither kept nor dropped."""
        return self._held is not None

    async def session_for(self, database: Database, scope: Scope, one_view: bool) -> Session | None:
        """Go on in what is held where the scope is the same; else keep it before something else begins."""
        if self._held is None or not self._is_ours():
            return None
        held_in, session, _ = self._held
        if held_in is database and session.scope == scope and not one_view:
            return session
        await self.settle()
        return None

    async def hold(self, database: Database, session: Session, connection: Any) -> bool:
        """Hold a transaction that wrote."""
        if not self._is_ours() or not await session.fetchval(WROTE):
            return False
        await self.settle()
        self._held = (database, session, connection)
        return True

    async def settle(self) -> None:
        """Keep what is held without a reply. Raises ClaimLost."""
        if self._held is not None:
            request_hash = await self.hash_of()
            await self._end(lambda session: self.once.mark(session, self.claim, request_hash))
            self.marked = True

    async def finish(self, reply: Reply | None) -> None:
        """Keep what is held, and the reply in the same transaction. Raises ClaimLost, DatabaseUnavailable."""
        request_hash = await self.hash_of()
        await self._end(lambda session: self.once.finish(session, self.claim, request_hash, reply))

    async def drop(self) -> None:
        """Roll back what is held."""
        if self._held is not None:
            database, _, connection = self._held
            self._held = None
            await database.end_held(connection, keep=False)

    def _is_ours(self) -> bool:
        # What the request starts beside itself has transactions of its own.
        return asyncio.current_task() is self._task

    async def _end(self, write: Callable[[Session], Awaitable[None]]) -> None:
        assert self._held is not None
        database, session, connection = self._held
        try:
            await write(session)
        except BaseException:
            await self.drop()
            raise
        self._held = None
        await database.end_held(connection, keep=True)
