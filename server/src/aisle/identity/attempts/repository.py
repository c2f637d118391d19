"""Every query on counted tries."""

from datetime import timedelta

from aisle.core.db import Database


async def take_attempt(database: Database, bucket: bytes, most: int, span: timedelta) -> float:
    """Count a try, at once and whatever becomes of it; return 0, or the seconds until tries are free again."""
    async with database.connection() as connection:
        wait: float = await connection.fetchval("SELECT aisle.take_attempt($1, $2, $3)", bucket, most, span)
    return wait


async def forget_attempts(database: Database, bucket: bytes) -> None:
    """Begin to count anew."""
    async with database.connection() as connection:
        await connection.execute("SELECT aisle.forget_attempts($1)", bucket)
