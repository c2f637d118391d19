"""Buckets in PostgreSQL: who may touch them, and how they go."""

from secrets import token_bytes

import asyncpg
import pytest

from aisle.adapters.limits import PostgresLimiter
from aisle.bootstrap.server import DatabaseUrls
from aisle.core.db import ContextSigner, Database
from aisle.core.limits.ports import LimiterUnavailable
from aisle.core.limits.types import Draw


async def test_application_can_neither_read_nor_write_buckets(urls: DatabaseUrls) -> None:
    connection = await asyncpg.connect(urls.app)
    for sql in ("SELECT FROM aisle.rate_bucket", "DELETE FROM aisle.rate_bucket"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(sql)
    await connection.close()


async def test_full_buckets_are_forgotten_and_others_stay(urls: DatabaseUrls) -> None:
    connection = await asyncpg.connect(urls.admin)
    async with connection.transaction():
        await connection.execute("DELETE FROM aisle.rate_bucket")
        for age in (-3600, -120, -90, -5, 60):
            await connection.execute(
                "INSERT INTO aisle.rate_bucket VALUES ($1, now() + $2 * interval '1 second')",
                token_bytes(16),
                age,
            )
        gone = [await connection.fetchval("SELECT aisle.forget_full_buckets(2)") for _ in range(3)]
        left = await connection.fetchval("SELECT count(*) FROM aisle.rate_bucket")
        await connection.execute("DELETE FROM aisle.rate_bucket")
    await connection.close()
    assert (gone, left) == ([2, 1, 0], 2)


async def test_database_that_is_away_is_said_so() -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:1/none", ContextSigner(b"k"))
    with pytest.raises(LimiterUnavailable):
        await PostgresLimiter(nowhere).take([Draw(token_bytes(16), 1, 1)])


async def test_who_waits_too_long_is_not_waited_for(database: Database, urls: DatabaseUrls) -> None:
    """A bucket that somebody holds: the request is counted elsewhere instead of standing in line."""
    draw = Draw(token_bytes(16), 1, 10)
    await PostgresLimiter(database).take([draw])
    connection = await asyncpg.connect(urls.admin)
    async with connection.transaction():
        await connection.execute("SELECT FROM aisle.rate_bucket WHERE bucket = $1 FOR UPDATE", draw.bucket)
        with pytest.raises(LimiterUnavailable):
            await PostgresLimiter(database, patience=0.05).take([draw])
    await connection.close()
    assert len(await PostgresLimiter(database).take([draw])) == 1
