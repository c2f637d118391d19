"""Several processes draw on one bucket, in PostgreSQL or in Redis, and what passes is what the rule allows."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes

import asyncpg
import pytest
from redis.asyncio import Redis

from aisle.adapters.limits.redis import PREFIX
from aisle.bootstrap.server import DatabaseUrls
from redis_servers import redis_server

PROGRAM = Path(__file__).with_name("drawing_process.py")


@dataclass
class Place:
    """Where buckets are. now: seconds on its clock. full_at: when a bucket is full, on that clock."""

    url: str
    now: Callable[[], Awaitable[float]]
    full_at: Callable[[bytes], Awaitable[float]]


@pytest.fixture(params=["postgres", "redis"])
async def place(request: pytest.FixtureRequest, urls: DatabaseUrls):
    if request.param == "redis":
        with redis_server() as server:
            await server.wait()
            client = Redis.from_url(server.url)

            async def redis_now() -> float:
                seconds, micros = await client.time()
                return float(seconds + micros / 1e6)

            async def redis_full_at(bucket: bytes) -> float:
                return float(await client.get(PREFIX + bucket.hex().encode())) / 1e6

            yield Place(server.url, redis_now, redis_full_at)
            await client.aclose()
        return
    connection = await asyncpg.connect(urls.admin)

    async def now() -> float:
        return float(await connection.fetchval("SELECT extract(epoch FROM clock_timestamp())"))

    async def full_at(bucket: bytes) -> float:
        sql = "SELECT extract(epoch FROM full_at) FROM aisle.rate_bucket WHERE bucket = $1"
        return float(await connection.fetchval(sql, bucket))

    yield Place(urls.app, now, full_at)
    await connection.close()


async def ready(url: str, bucket: bytes, interval: float, burst: int, times: int) -> Process:
    """Start a process that waits to draw so many times."""
    arguments = [url, bucket.hex(), str(interval), str(burst), "4", str(times)]
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-P", str(PROGRAM), *arguments, stdin=PIPE, stdout=PIPE
    )
    assert child.stdout is not None
    assert await child.stdout.readline() == b"ready\n"
    return child


async def passed_of(children: list[Process]) -> int:
    """Let all begin; return how many draws passed in all of them."""
    answers = await asyncio.gather(*(child.communicate(b"go\n") for child in children))
    return sum(int(out) for out, _ in answers)


async def test_processes_together_spend_one_burst(place: Place) -> None:
    """A bucket that grows back too slowly to matter: what passes is the burst, to the last draw."""
    bucket = token_bytes(16)
    children = [await ready(place.url, bucket, 3_600.0, 100, 100) for _ in range(2)]
    assert await passed_of(children) == 100


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("rate", "burst"), [(100.0, 200), (500.0, 8_000)], ids=["each-alone", "several-at-a-time"]
)
async def test_four_processes_keep_within_a_hundredth_of_the_rule(
    place: Place, rate: float, burst: int
) -> None:
    """Asked without a pause, a bucket is never full again: all that it gave is the time until it is, less its beginning."""
    bucket = token_bytes(16)
    children = [await ready(place.url, bucket, 1 / rate, burst, 5_000) for _ in range(4)]
    begun = await place.now()
    passed = await passed_of(children)
    given, most = rate * (await place.full_at(bucket) - begun), burst + rate * (await place.now() - begun)
    print(f"{passed} of 20,000 passed; the rule gives {given:.1f} until then, and at most {most:.1f}")
    assert passed <= most
    assert abs(passed - given) <= 0.01 * given
