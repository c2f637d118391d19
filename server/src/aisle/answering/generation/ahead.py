"""Working on a few things at the same time while their order stays."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from aisle.answering.generation.closing import closed_after

T = TypeVar("T")
R = TypeVar("R")
_END = object()


async def ahead(source: AsyncIterator[T], work: Callable[[T], Awaitable[R]], most: int) -> AsyncIterator[R]:
    """Results in the order of the source, at most `most` being worked on; closing it ends all work.

    An error of the source comes after the results of what it gave before.
    """
    waiting: asyncio.Queue[object] = asyncio.Queue(most)
    tasks: set[asyncio.Task[R]] = set()

    async def one(item: T) -> R:
        return await work(item)

    async def read() -> None:
        end: object = _END
        try:
            async with closed_after(source) as items:
                async for item in items:
                    task = asyncio.create_task(one(item))
                    tasks.add(task)
                    await waiting.put(task)
        except Exception as error:
            end = error
        await waiting.put(end)

    reader = asyncio.create_task(read())
    try:
        while (task := await waiting.get()) is not _END:
            if isinstance(task, Exception):
                raise task
            assert isinstance(task, asyncio.Task)
            yield await task
            tasks.discard(task)
    finally:
        for running in (reader, *tasks):
            running.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(reader, *tasks, return_exceptions=True)
