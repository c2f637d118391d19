"""A database under a process that may die at any statement: before it, after it, before a commit or after one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aisle.core.db import Database, Scope, Session


class Killed(BaseException):
    """The process is gone: nothing after this runs, and nothing catches it."""


class MortalDatabase:
    """Lets its process live for so many steps: statements, each counted before and after, and ends of transactions."""

    def __init__(self, database: Database) -> None:
        self.database, self.left = database, -1

    def live(self, steps: int) -> None:
        """Die at the given step from now on; -1: never."""
        self.left = steps

    def step(self) -> None:
        if self.left == 0:
            raise Killed
        self.left -= 1 if self.left > 0 else 0

    @asynccontextmanager
    async def open_scope(self, scope: Scope, **more: Any) -> AsyncIterator[Session]:
        self.step()
        async with self.database.open_scope(scope, **more) as session:
            session._connection = _MortalConnection(session._connection, self)
            yield session
            self.step()
        self.step()


class _MortalConnection:
    def __init__(self, connection: Any, owner: MortalDatabase) -> None:
        self._connection, self._owner = connection, owner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._connection, name)
        if name not in ("fetch", "fetchrow", "fetchval", "execute", "executemany"):
            return found

        async def call(*arguments: Any, **more: Any) -> Any:
            self._owner.step()
            answer = await found(*arguments, **more)
            self._owner.step()
            return answer

        return call
