"""What every place of buckets promises, asked of those in PostgreSQL, in Redis and in memory."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from secrets import token_bytes

import asyncpg
import pytest

from aisle.adapters.limits import MemoryLimiter, PostgresLimiter
from aisle.adapters.limits.redis import RedisLimiter
from aisle.bootstrap.server import DatabaseUrls
from aisle.core.db import Database
from aisle.core.limits.ports import RateLimiter
from aisle.core.limits.types import MOST_OWED, Draw
from redis_servers import RedisServer, redis_server

Wait = Callable[[float], Awaitable[None]]


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


@pytest.fixture(params=["memory", "postgres", "redis"])
async def place(request: pytest.FixtureRequest, database: Database, urls: DatabaseUrls):
    """A limiter, and what lets time pass in it."""
    if request.param == "redis":
        server = request.getfixturevalue("redis")
        await server.wait()
        limiter = RedisLimiter(server.url)
        yield limiter, server.move_back
        await limiter.close()
        return
    if request.param == "memory":
        now = [1_000.0]

        async def pass_by(seconds: float) -> None:
            now[0] += seconds

        yield MemoryLimiter(lambda: now[0]), pass_by
        return
    connection = await asyncpg.connect(urls.admin)

    async def move_back(seconds: float) -> None:
        sql = "UPDATE aisle.rate_bucket SET full_at = full_at - $1 * interval '1 second'"
        await connection.execute(sql, seconds)

    yield PostgresLimiter(database), move_back
    await connection.close()


def a_draw(burst: int = 3, interval: float = 10.0) -> Draw:
    return Draw(token_bytes(16), interval, burst)


async def admitted(limiter: RateLimiter, *draws: Draw) -> bool:
    debts = await limiter.take(draws)
    return all(
        debt + draw.wanted * draw.interval <= draw.burst * draw.interval + 1e-6
        for draw, debt in zip(draws, debts, strict=True)
        if draw.wanted
    )


async def test_burst_passes_and_then_the_steady_rate(place: tuple[RateLimiter, Wait]) -> None:
    limiter, wait = place
    draw = a_draw()
    assert [await admitted(limiter, draw) for _ in range(5)] == [True, True, True, False, False]
    await wait(10)
    assert [await admitted(limiter, draw) for _ in range(2)] == [True, False]
    await wait(25)
    assert [await admitted(limiter, draw) for _ in range(3)] == [True, True, False]


async def test_silence_gives_no_more_than_the_burst(place: tuple[RateLimiter, Wait]) -> None:
    limiter, wait = place
    draw = a_draw()
    await wait(100_000)
    assert [await admitted(limiter, draw) for _ in range(4)] == [True, True, True, False]


async def test_says_how_long_until_the_bucket_is_full(place: tuple[RateLimiter, Wait]) -> None:
    limiter, _ = place
    draw = a_draw()
    debts = [(await limiter.take([draw]))[0] for _ in range(5)]
    assert debts == pytest.approx([0, 10, 20, 30, 30], abs=0.5)


async def test_what_one_bucket_refuses_is_taken_from_none(place: tuple[RateLimiter, Wait]) -> None:
    limiter, _ = place
    narrow, wide = a_draw(burst=1), a_draw(burst=3)
    assert await admitted(limiter, wide, narrow)
    for _ in range(5):
        assert not await admitted(limiter, wide, narrow)
    assert [await admitted(limiter, wide) for _ in range(3)] == [True, True, False]


async def test_charge_refuses_nothing_and_is_waited_for(place: tuple[RateLimiter, Wait]) -> None:
    limiter, wait = place
    asked = replace(a_draw(burst=100, interval=1.0), taken=0.0)
    assert [await admitted(limiter, asked) for _ in range(2)] == [True, True]
    await limiter.take([replace(asked, wanted=0.0, taken=250.0)])
    assert not await admitted(limiter, asked)
    await wait(149)
    assert not await admitted(limiter, asked)
    await wait(2)
    assert await admitted(limiter, asked)


async def test_what_is_given_back_can_be_taken_again(place: tuple[RateLimiter, Wait]) -> None:
    limiter, _ = place
    draw = a_draw(burst=3)
    assert [await admitted(limiter, draw) for _ in range(4)] == [True, True, True, False]
    await limiter.take([replace(draw, wanted=0.0, taken=-1.0)])
    assert [await admitted(limiter, draw) for _ in range(2)] == [True, False]
    await limiter.take([replace(draw, wanted=0.0, taken=-3.0)])
    assert [await admitted(limiter, draw) for _ in range(4)] == [True, True, True, False]


async def test_buckets_do_not_know_each_other(place: tuple[RateLimiter, Wait]) -> None:
    limiter, _ = place
    one, other = a_draw(burst=1), a_draw(burst=1)
    assert await admitted(limiter, one)
    assert await admitted(limiter, other)
    assert not await admitted(limiter, one)


async def test_nobody_passes_twice_at_once(place: tuple[RateLimiter, Wait]) -> None:
    limiter, _ = place
    draws = [a_draw(burst=20), a_draw(burst=50)]
    # Named in either order: whoever waits for another must not be waited for.
    passed = await asyncio.gather(
        *(admitted(limiter, *(draws if turn % 2 else draws[::-1])) for turn in range(60))
    )
    assert sum(passed) == 20


async def test_however_often_more_is_taken_than_there_is_no_more_is_owed_than_a_few_bursts(
    place: tuple[RateLimiter, Wait],
) -> None:
    limiter, wait = place
    draw = a_draw(burst=3, interval=1.0)
    charge = replace(draw, wanted=0.0, taken=25.0)
    for _ in range(20):
        await limiter.take([charge])
    [owed] = await limiter.take([replace(charge, taken=0.0)])
    assert owed == pytest.approx(MOST_OWED * draw.burst * draw.interval, abs=1.0)
    await wait(MOST_OWED * 3.0)
    assert await admitted(limiter, draw)
