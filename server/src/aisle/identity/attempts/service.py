"""Limits on tries: of passwords, codes, mails that somebody asks for."""

import math
from dataclasses import dataclass, field
from datetime import timedelta

from aisle.core.db import Database
from aisle.core.errors import RateLimited
from aisle.core.secrets import Secrets
from aisle.identity.attempts import repository


class TooManyAttempts(RateLimited):
    """Tried too often within a while; it passes by itself."""

    code = "too_many_attempts"
    title = "This was tried too often"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many tries within a span, counted for each name apart. name: of what is limited."""

    name: str
    most: int
    span: timedelta


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts tries. Names are kept as keyed hashes: the table tells nobody who tried."""

    database: Database
    secrets: Secrets = field(repr=False)

    async def take(self, limit: Limit, of: object) -> None:
        """Count one more try. Raises TooManyAttempts, with `retry_after` in seconds.

        A count is kept even if what is tried fails; nothing of the caller's transaction is in it.
        """
        wait = await repository.take_attempt(self.database, self._bucket(limit, of), limit.most, limit.span)
        if wait > 0:
            seconds = math.ceil(wait)
            raise TooManyAttempts(
                f"Too many tries. Wait {_said(seconds)}, then try again.", retry_after=seconds
            )

    async def forget(self, limit: Limit, of: object) -> None:
        """Forget the tries, as after one that succeeded."""
        await repository.forget_attempts(self.database, self._bucket(limit, of))

    def _bucket(self, limit: Limit, of: object) -> bytes:
        return self.secrets.name_hash(f"attempts: {limit.name}", str(of))


def _said(seconds: int) -> str:
    return f"{seconds} seconds" if seconds < 120 else f"{math.ceil(seconds / 60)} minutes"
