"""Shared by the tests of text recognition: the sandbox as it is run."""

from collections.abc import AsyncIterator

import pytest

from aisle.adapters.sandbox import ParserSandbox


@pytest.fixture(scope="module")
async def sandbox() -> AsyncIterator[ParserSandbox]:
    """The sandbox as it is run."""
    one = ParserSandbox(concurrency=1)
    await one.start()
    yield one
    await one.close()
