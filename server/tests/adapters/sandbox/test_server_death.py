"""The warm server may die at any time; files are read by the next one."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from aisle.adapters.sandbox import ParserSandbox, SandboxLimits
from aisle.adapters.sandbox.process import ServerDied
from aisle.knowledge.structure import ParseFailed


@pytest.fixture
async def mortal() -> AsyncIterator[ParserSandbox]:
    one = ParserSandbox(
        SandboxLimits(wall_seconds=20.0),
        concurrency=4,
        reader="hostile_reader:read",
        python_path=[str(Path(__file__).parent)],
    )
    await one.start()
    yield one
    await one.close()


async def test_a_killed_server_is_replaced(mortal: ParserSandbox) -> None:
    first = mortal.server_pid
    os.kill(first, signal.SIGKILL)
    await asyncio.sleep(0.1)
    assert (await mortal.parse(b"sleep 0", "a", None)).text == "slept"
    assert mortal.server_pid != first


async def test_a_file_during_the_death_is_read_once_more(mortal: ParserSandbox) -> None:
    files = [asyncio.create_task(mortal.parse(b"sleep 1", "a", None)) for _ in range(3)]
    await asyncio.sleep(0.5)
    os.kill(mortal.server_pid, signal.SIGKILL)
    assert [document.text for document in await asyncio.gather(*files)] == ["slept"] * 3


async def test_a_file_whose_server_dies_twice_is_given_up(mortal: ParserSandbox) -> None:
    file = asyncio.create_task(mortal.parse(b"sleep 15", "a", None))
    killed: set[int | None] = {None}
    while len(killed) < 3:
        await asyncio.sleep(0.5)
        if mortal.server_pid not in killed:
            os.kill(mortal.server_pid, signal.SIGKILL)
            killed.add(mortal.server_pid)
    with pytest.raises(ParseFailed) as failure:
        await file
    assert failure.value.state == "parser_crashed"


async def test_its_children_die_with_it(mortal: ParserSandbox) -> None:
    file = asyncio.create_task(mortal.parse(b"sleep 15", "a", None))
    await asyncio.sleep(0.5)
    children = psutil.Process(mortal.server_pid).children(recursive=True)
    assert children
    file.cancel()
    os.kill(mortal.server_pid, signal.SIGKILL)
    _, alive = psutil.wait_procs(children, timeout=3)
    assert alive == []


async def test_closing_ends_the_server(mortal: ParserSandbox) -> None:
    pid = mortal.server_pid
    await mortal.close()
    assert not psutil.pid_exists(pid)


async def test_a_server_that_cannot_start_says_so() -> None:
    with pytest.raises(ServerDied):
        await ParserSandbox(reader="no_such_module:read").start()
