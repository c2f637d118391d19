"""Several processes draw on one bucket, and what passes is what the rule allows."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from secrets import token_bytes

import asyncpg
import pytest

from aisle.bootstrap.server import DatabaseUrls

PROGRAM = Path(__file__).with_name("drawing_process.py")


async def ready(urls: DatabaseUrls, bucket: bytes, interval: float, burst: int, times: int) -> Process:
    """Start a process that waits to draw so many times."""
    arguments = [urls.app, bucket.hex(), str(interval), str(burst), "4", str(times)]
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


async def test_processes_together_spend_one_burst(urls: DatabaseUrls) -> None:
    """A bucket that grows back too slowly to matter: what passes is the burst, to the last draw."""
    bucket = token_bytes(16)
    children = [await ready(urls, bucket, 3_600.0, 100, 100) for _ in range(2)]
    assert await passed_of(children) == 100


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_four_processes_keep_within_a_hundredth_of_the_rule(urls: DatabaseUrls) -> None:
    """Asked without a pause, a bucket is never full again: all that it gave is the time until it is, less its beginning."""
    bucket, rate, burst = token_bytes(16), 100.0, 200
    children = [await ready(urls, bucket, 1 / rate, burst, 5_000) for _ in range(4)]
    connection = await asyncpg.connect(urls.admin)
    begun = await connection.fetchval("SELECT clock_timestamp()")
    passed = await passed_of(children)
    ended = await connection.fetchval("SELECT clock_timestamp()")
    full_at = await connection.fetchval("SELECT full_at FROM aisle.rate_bucket WHERE bucket = $1", bucket)
    await connection.close()
    given, most = (rate * (full_at - begun).total_seconds(), burst + rate * (ended - begun).total_seconds())
    print(f"{passed} of 20,000 passed; the rule gives {given:.1f} until then, and at most {most:.1f}")
    assert passed <= most
    assert abs(passed - given) <= 0.01 * given
