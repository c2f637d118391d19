"""Buckets in a Redis server, or one that speaks its protocol: exact over all processes, one round trip for all rules.

The package `redis` is an extra; this module is imported only where AISLE_LIMITS_URL is set.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from importlib.resources import files
from typing import cast

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import ConnectionError as RedisAway

from aisle.core.limits.ports import LimiterUnavailable
from aisle.core.limits.types import Draw

PATIENCE = 1.0  # seconds; a request does not wait longer for being counted
CONNECTIONS = 16
# All buckets of a request are asked in one script; the braces keep them on one node of a cluster.
PREFIX = b"{aisle-limits}:"


class RedisLimiter:
    """Runs `take_permits.lua`, which holds the algorithm."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """url: redis:// or rediss://, with a password where the server wants one."""
        # One retry: a connection that the server closed while it lay idle is made anew.
        retry = Retry(ExponentialWithJitterBackoff(cap=0.1, base=0.02), 1, supported_errors=(RedisAway,))
        pool = BlockingConnectionPool.from_url(
            url,
            max_connections=CONNECTIONS,
            timeout=patience,
            socket_timeout=patience,
            socket_connect_timeout=patience,
            retry=retry,
            client_name="aisle",
        )
        self._redis, self._patience = Redis.from_pool(pool), patience
        self._script = self._redis.register_script(
            files(__package__).joinpath("take_permits.lua").read_text()
        )

    async def take(self, draws: Sequence[Draw]) -> list[float]:
        """Take from all or from none. Raises LimiterUnavailable."""
        keys = [PREFIX + draw.bucket.hex().encode() for draw in draws]
        arguments = [value for draw in draws for value in _numbers(draw)]
        try:
            async with asyncio.timeout(self._patience):
                told = await cast(Awaitable[list[bytes]], self._script(keys, arguments))
            return [float(debt) for debt in told]
        # Whatever is wrong with counting, a request must not fail for it.
        except Exception as error:
            raise LimiterUnavailable(f"Counting failed: {type(error).__name__}") from error

    async def close(self) -> None:
        """Give the connections back."""
        await self._redis.aclose()


def _numbers(draw: Draw) -> tuple[str, str, str, str]:
    """Return what the script needs of a draw, written so that nothing of it is lost."""
    return repr(draw.interval), repr(float(draw.burst)), repr(draw.wanted), repr(draw.taken)
