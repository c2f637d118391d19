"""One process that draws on a bucket: address, bucket, interval, burst, draws at once, draws in all.

Says that it is ready, begins when it is sent a line, and prints how many draws passed.
"""

import asyncio
import sys
from secrets import token_bytes

from aisle.adapters.limits import LeasedLimiter, PostgresLimiter
from aisle.adapters.limits.redis import RedisLimiter
from aisle.core.db import ContextSigner, Database
from aisle.core.limits.types import Draw, Of, Per, Rule, Standing


async def main(url: str, bucket: str, interval: float, burst: int, at_once: int, times: int) -> int:
    database = Database(url, ContextSigner(b"no tenant is named here"), at_once)
    in_redis = url.startswith("redis")
    shared = RedisLimiter(url, patience=30) if in_redis else PostgresLimiter(database, patience=30)
    limiter = LeasedLimiter(shared)
    if not in_redis:
        await database.open()
    draw = Draw(bytes.fromhex(bucket), interval, burst)
    rule = Rule("tests", Per.KEY, Of.REQUESTS, 1, interval, burst)
    left, passed = times, 0

    async def keep_drawing() -> None:
        nonlocal left, passed
        while left > 0:
            left -= 1
            (debt,) = await limiter.take([draw])
            passed += Standing(rule, draw, debt).wait == 0

    await limiter.take([Draw(token_bytes(16), 1, 1)])
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await asyncio.gather(*(keep_drawing() for _ in range(at_once)))
    await limiter.close()
    if not in_redis:
        await database.close()
    return passed


if __name__ == "__main__":
    given = sys.argv[1:]
    print(asyncio.run(main(given[0], given[1], float(given[2]), *map(int, given[3:]))))
