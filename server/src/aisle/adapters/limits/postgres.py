"""Buckets in PostgreSQL: exact over all processes, one round trip for all rules of a request."""

import asyncio
import random
from collections.abc import Sequence

from aisle.core.db import Database
from aisle.core.limits.ports import LimiterUnavailable
from aisle.core.limits.types import Draw

PATIENCE = 1.0  # seconds; a request does not wait longer for being counted
SWEEP_CHANCE, SWEEP_MOST = 1 / 1_000, 1_000
TAKE = "SELECT aisle.take_permits($1, $2, $3, $4, $5)"


class PostgresLimiter:
    """Calls `aisle.take_permits`, which holds the algorithm and the only right to the table."""

    def __init__(self, database: Database, patience: float = PATIENCE) -> None:
        self._database, self._patience = database, patience

    async def take(self, draws: Sequence[Draw]) -> list[float]:
        """Take from all or from none. Raises LimiterUnavailable."""
        try:
            async with asyncio.timeout(self._patience), self._database.connection() as connection:
                if random.random() < SWEEP_CHANCE:  # noqa: S311 - no secret
                    await connection.execute("SELECT aisle.forget_full_buckets($1)", SWEEP_MOST)
                return await connection.fetchval(TAKE, *_columns(draws))  # type: ignore[no-any-return]
        # Whatever is wrong with counting, a request must not fail for it.
        except Exception as error:
            raise LimiterUnavailable(f"Counting failed: {type(error).__name__}") from error

    async def close(self) -> None:
        """Do nothing: the connections belong to the database."""


def _columns(draws: Sequence[Draw]) -> tuple[list[bytes], list[float], list[float], list[float], list[float]]:
    return (
        [draw.bucket for draw in draws],
        [draw.interval for draw in draws],
        [float(draw.burst) for draw in draws],
        [draw.wanted for draw in draws],
        [draw.taken for draw in draws],
    )
