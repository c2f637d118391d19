"""A real Redis server for tests, on a port of its own and without a trace on disk; skipped where there is none."""

import asyncio
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisAway


@dataclass
class RedisServer:
    """A server that runs. Its process may be stopped and gone on with by tests."""

    url: str
    process: subprocess.Popen[bytes]

    async def wait(self) -> None:
        """Wait until it answers."""
        client = Redis.from_url(self.url)
        for _ in range(200):
            try:
                await client.ping()
                break
            except RedisAway:
                await asyncio.sleep(0.02)
        await client.aclose()

    async def move_back(self, seconds: float) -> None:
        """Let so much time pass for all buckets."""
        client = Redis.from_url(self.url)
        for key in await client.keys("*"):
            await client.set(key, f"{float(await client.get(key)) - seconds * 1e6:.0f}", keepttl=True)
        await client.aclose()


@contextmanager
def redis_server(password: str = "") -> Iterator[RedisServer]:
    """Run a server. Skips where there is none on this machine."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        pytest.skip("there is no redis-server on this machine")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    options += ["--requirepass", password] if password else []
    process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield RedisServer(f"redis://{f':{password}@' if password else ''}127.0.0.1:{port}/0", process)
    finally:
        process.kill()
        process.wait()
