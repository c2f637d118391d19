"""Buckets in Redis: who gets in, what happens when it is away or silent, and that nobody is told another's numbers."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator
from contextlib import suppress
from secrets import token_bytes

import pytest
from redis.asyncio import Redis

from aisle.adapters.limits import MemoryLimiter, PostgresLimiter
from aisle.adapters.limits.redis import RedisLimiter
from aisle.bootstrap.limits import shared_buckets
from aisle.core.db import ContextSigner, Database
from aisle.core.errors import RateLimited
from aisle.core.limits.ports import LimiterUnavailable
from aisle.core.limits.service import Limits
from aisle.core.limits.types import Draw, Of, Per, Rule
from aisle.core.settings import Settings
from redis_servers import RedisServer, redis_server

NOWHERE = Database("postgresql://nobody@127.0.0.1:1/none", ContextSigner(b"k"))


@pytest.fixture
async def server() -> AsyncIterator[RedisServer]:
    with redis_server("a-password") as running:
        await running.wait()
        yield running


async def test_setting_decides_where_buckets_are(server: RedisServer) -> None:
    usual = shared_buckets(Settings(_env_file=None), NOWHERE)
    chosen = shared_buckets(Settings(_env_file=None, limits_url=server.url), NOWHERE)
    assert isinstance(usual, PostgresLimiter)
    assert await chosen.take([Draw(token_bytes(16), 1, 1)]) == [0.0]
    await chosen.close()


async def test_wrong_password_a_silent_server_and_none_are_all_said_so(server: RedisServer) -> None:
    draw = Draw(token_bytes(16), 1, 1)
    for url in (server.url.replace("a-password", "another"), "redis://127.0.0.1:1/0"):
        limiter = RedisLimiter(url)
        with pytest.raises(LimiterUnavailable) as failure:
            await limiter.take([draw])
        assert "another" not in failure.value.detail
        await limiter.close()
    limiter = RedisLimiter(server.url, patience=0.1)
    await limiter.take([draw])
    server.process.send_signal(signal.SIGSTOP)
    with pytest.raises(LimiterUnavailable):
        await limiter.take([draw])
    server.process.send_signal(signal.SIGCONT)
    await server.wait()
    assert len(await limiter.take([draw])) == 1
    await limiter.close()


async def test_connections_that_the_server_closed_are_made_anew(server: RedisServer) -> None:
    limiter, client = RedisLimiter(server.url), Redis.from_url(server.url)
    draw = Draw(token_bytes(16), 1, 10)
    await limiter.take([draw])
    await client.client_kill_filter(_type="normal", skipme=True)
    assert await limiter.take([draw]) == [pytest.approx(1, abs=0.5)]
    await client.aclose()
    await limiter.close()


async def test_a_full_bucket_leaves_nothing_behind(server: RedisServer) -> None:
    limiter, client = RedisLimiter(server.url), Redis.from_url(server.url)
    await limiter.take([Draw(token_bytes(16), 30.0, 10)])
    [key] = await client.keys("*")
    assert 30_000 < await client.pttl(key) <= 31_000
    await client.aclose()
    await limiter.close()


async def test_those_who_leave_halfway_poison_nobodys_answer(server: RedisServer) -> None:
    """Each bucket has a debt of its own, so an answer that belongs to another request is known at once."""
    limiter = RedisLimiter(server.url, patience=10)
    draws = [Draw(token_bytes(16), 1_000.0 * (one + 1), 10**9, taken=1.0) for one in range(40)]
    await asyncio.gather(*(limiter.take([draw]) for draw in draws))
    chance = random.Random(7)

    async def asked(at: int) -> None:
        [debt] = await limiter.take([Draw(draws[at].bucket, 1.0, 1, wanted=0.0, taken=0.0)])
        assert debt == pytest.approx(1_000.0 * (at + 1), abs=120), at

    for _ in range(50):
        tasks = [asyncio.create_task(asked(at)) for at in range(len(draws))]
        for _ in range(chance.randrange(12)):
            await asyncio.sleep(0)
        left = {task for task in tasks if chance.random() < 0.5}
        for task in left:
            task.cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        for task, result in zip(tasks, done, strict=True):
            assert result is None or (task in left and isinstance(result, asyncio.CancelledError)), result
    await limiter.close()


async def test_a_server_that_goes_away_lets_neither_everything_pass_nor_nothing(server: RedisServer) -> None:
    """Its process stops in the middle: each process counts by itself, nobody waits for long, and afterwards all count together."""
    await server.wait()
    limits = Limits(RedisLimiter(server.url, patience=0.2), MemoryLimiter(), token_bytes(16))
    rule = Rule("key", Per.KEY, Of.REQUESTS, 4, 3_600, 4)

    async def admitted() -> int:
        count = 0
        for _ in range(10):
            with suppress(RateLimited):
                await limits.admit([rule], {Per.KEY: "k"})
                count += 1
        return count

    for _ in range(2):
        await limits.admit([rule], {Per.KEY: "k"})
    server.process.send_signal(signal.SIGSTOP)
    try:
        assert await admitted() == 4
    finally:
        server.process.send_signal(signal.SIGCONT)
    limits._away_until, limits._closed = 0.0, {}
    # What was asked of the server while it stood still, it has counted since.
    assert await admitted() in (1, 2)
    await limits.shared.close()
