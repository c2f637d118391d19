"""Working one step ahead."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


async def one_ahead(
    items: Sequence[Item], work: Callable[[Item], Coroutine[Any, Any, Result]]
) -> AsyncGenerator[Awaitable[Result], None]:
    """Yield the finished work on each item, in order, while the next item is worked on; never on two at once.

    What is yielded has ended and is awaited for its result or its error. Close the generator to cancel the rest.
    """
    upcoming = asyncio.create_task(work(items[0])) if items else None
    try:
        for following in (*items[1:], None):
            if upcoming is None:
                return
            present = upcoming
            await asyncio.wait({present})
            upcoming = asyncio.create_task(work(following)) if following is not None else None
            yield present
    finally:
        if upcoming is not None:
            upcoming.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await upcoming
