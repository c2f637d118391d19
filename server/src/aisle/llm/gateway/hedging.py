"""Two answers begun, one handed on: where the first one is slow to begin, a second is asked for too.

Source: Dean and Barroso, "The tail at scale" (2013).
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress

from aisle.llm.chat import ChatDelta
from aisle.llm.errors import ChatModelRefused, ChatModelUnavailable

Deltas = AsyncGenerator[ChatDelta, None]


async def hedged(first: Deltas, second: Callable[[], Deltas], after: float) -> Deltas:
    """Hand on whichever answer begins first, and leave the other one at once.

    Args:
        first: Begun at once.
        second: Makes the other answer; not called where the first one begins or fails before.
        after: Seconds.

    Raises:
        ChatModelUnavailable, ChatModelRefused: What the first one failed with, where no other was begun or it failed, too.
    """
    race = _Race()
    try:
        winner, piece = await race.run(first, second, after)
        async with aclosing(winner) as deltas:
            if piece is not None:
                yield piece
            async for delta in deltas:
                yield delta
    finally:
        await race.leave()


class _Race:
    def __init__(self) -> None:
        self._running: dict[asyncio.Task[ChatDelta | None], Deltas] = {}

    async def run(
        self, first: Deltas, second: Callable[[], Deltas], after: float
    ) -> tuple[Deltas, ChatDelta | None]:
        """Return the answer that begins first and its first piece."""
        self._begin(first)
        done, _ = await asyncio.wait(self._running, timeout=after)
        if not done:
            self._begin(second())
        failure: BaseException | None = None
        while self._running:
            done, _ = await asyncio.wait(self._running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                deltas = self._running.pop(task)
                error = task.exception()
                if error is None:
                    await self.leave()
                    return deltas, task.result()
                if not isinstance(error, (ChatModelUnavailable, ChatModelRefused)):
                    raise error
                failure = failure or error
        assert failure is not None
        raise failure

    async def leave(self) -> None:
        """End what runs."""
        running, self._running = self._running, {}
        for task, deltas in running.items():
            task.cancel()
            with suppress(asyncio.CancelledError, ChatModelUnavailable, ChatModelRefused):
                await task
            await deltas.aclose()

    def _begin(self, deltas: Deltas) -> None:
        self._running[asyncio.ensure_future(_first_of(deltas))] = deltas


async def _first_of(deltas: Deltas) -> ChatDelta | None:
    return await anext(deltas, None)
