"""Floods an API at an even pace, whatever it answers: `python -m benchmarks.flooding PORT KIND RATE`.

KIND is `sign-ins` or `health`. It stands behind whatever else the machine does, as a stranger's machine takes nothing of
ours. Ended with SIGTERM, it prints how often which status came, as one line of JSON.
"""

import asyncio
import json
import os
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from ipaddress import IPv4Address
from itertools import count
from pathlib import Path

import uvloop

from benchmarks.client import Client, Reply

CONNECTIONS = 40
LAST_IN_LINE = 19
FIRST_ADDRESS, ADDRESSES = int(IPv4Address("10.0.0.0")), count()  # whence sign-ins come
PASSWORD = "seven otters juggle plums"


def main(port: int, kind: str, rate: float) -> None:
    """Step back, then flood until told to end."""
    os.setsid()
    os.nice(LAST_IN_LINE)
    # Linux weighs sessions against each other before it looks at niceness within one.
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(LAST_IN_LINE))
    uvloop.run(_flood(port, kind, rate))


async def _flood(port: int, kind: str, rate: float) -> None:
    ended, answers = asyncio.Event(), Counter[int]()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    flood = [
        asyncio.create_task(_ask_on(port, kind, CONNECTIONS / rate, number / rate, answers))
        for number in range(CONNECTIONS)
    ]
    await ended.wait()
    print(json.dumps(answers), flush=True)
    for task in flood:
        task.cancel()
    await asyncio.gather(*flood, return_exceptions=True)


async def _ask_on(port: int, kind: str, pause: float, first: float, answers: Counter[int]) -> None:
    # One after the other: connections that all ask at once would be a burst five times a second, not a pace.
    async with Client(port) as client:
        due = time.perf_counter() + first
        await asyncio.sleep(first)
        while True:
            answers[(await _ask(client, kind)).status] += 1
            due += pause
            await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def _ask(client: Client, kind: str) -> Reply:
    if kind == "health":
        return await client.get("/health")
    number = next(ADDRESSES)
    body = {"email": f"{number}@people.example", "password": PASSWORD, "keep": "tokens"}
    address = f"X-Forwarded-For: {IPv4Address(FIRST_ADDRESS + number)}\r\n"
    return await client.post("/api/v1/auth/sign-in", body, address)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
