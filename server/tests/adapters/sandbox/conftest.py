"""Sandboxes for the tests: one with the real parsers, and those with a hostile one."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from aisle.adapters.sandbox import ParserSandbox, SandboxLimits
from aisle.knowledge.structure import ParseFailed

Tell = Callable[[str], Awaitable[str]]
HERE = str(Path(__file__).parent)
SMALL = SandboxLimits(cpu_seconds=1, wall_seconds=5.0, memory_bytes=256 << 20, output_bytes=4 << 20)


@pytest.fixture(scope="module")
async def sandbox() -> AsyncIterator[ParserSandbox]:
    """The sandbox as it is run."""
    one = ParserSandbox(concurrency=2)
    await one.start()
    yield one
    await one.close()


@pytest.fixture(scope="module", params=["hostile_reader", "unprotected_reader"])
async def hostile(request: pytest.FixtureRequest) -> AsyncIterator[ParserSandbox]:
    """A sandbox whose parser was taken over: with all protection, and where the system refuses namespaces."""
    one = ParserSandbox(SMALL, concurrency=4, reader=f"{request.param}:read", python_path=[HERE])
    await one.start()
    yield one
    await one.close()


@pytest.fixture
def tell(hostile: ParserSandbox) -> Tell:
    """Make the hostile parser do something and return what it says, or why it failed."""

    async def telling(deed: str) -> str:
        try:
            return (await hostile.parse(deed.encode(), "deed.txt", None)).text
        except ParseFailed as failure:
            return failure.state.value

    return telling
