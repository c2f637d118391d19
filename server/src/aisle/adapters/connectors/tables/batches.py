"""A long reading in portions, each in a thread: the loop goes on meanwhile, and memory stays flat."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
PORTION = 200


async def batches(items: Iterator[T], size: int = PORTION) -> AsyncIterator[list[T]]:
    """Yield items in portions of a size."""
    while portion := await asyncio.to_thread(lambda: list(islice(items, size))):
        yield portion
