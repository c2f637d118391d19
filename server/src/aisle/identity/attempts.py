"""Tries are counted over all processes, before it is known who tries, and too many are refused until their time is over."""

import math
from dataclasses import dataclass
from datetime import timedelta

from aisle.core.db import Database
from aisle.core.errors import RateLimited
from aisle.core.secrets import Secrets


class TooManyTries(RateLimited):
    """More tries than are allowed in their time."""

    code = "too_many_tries"
    title = "Too many tries"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tries of one kind within a time, each name counted by itself."""

    kind: str
    most: int
    span: timedelta


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts tries. What is counted is kept as a keyed hash alone, so the table tells no name."""

    database: Database
    secrets: Secrets

    async def take(self, limit: Limit, name: str) -> None:
        """Count one more try, kept whatever becomes of it. Raises TooManyTries."""
        if wait := await self.seconds_left(limit, name):
            raise TooManyTries(f"Too many tries; wait {_said(wait)} and try again.", retry_after=wait)

    async def seconds_left(self, limit: Limit, name: str) -> int:
        """Count one more try; return 0 while it is allowed, else the seconds until tries are again."""
        bucket = self.secrets.name_hash(f"attempts:{limit.kind}", name)
        async with self.database.connection() as connection:
            wait: float = await connection.fetchval(
                "SELECT aisle.take_attempt($1, $2, $3)", bucket, limit.most, limit.span
            )
        return math.ceil(wait)

    async def forget(self, limit: Limit, name: str) -> None:
        """Count anew from here on: whoever tried has proven to be the right one."""
        bucket = self.secrets.name_hash(f"attempts:{limit.kind}", name)
        async with self.database.connection() as connection:
            await connection.execute("SELECT aisle.forget_attempts($1)", bucket)


def _said(seconds: int) -> str:
    return f"{seconds} s" if seconds < 90 else f"{math.ceil(seconds / 60)} min"
