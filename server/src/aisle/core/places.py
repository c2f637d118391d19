"""A number of places that are held for the length of a block; who finds none free waits for a while."""

import asyncio
from collections.abc import Callable
from types import TracebackType


class Places:
    """Belongs to one event loop."""

    def __init__(self, most: int) -> None:
        self._free = asyncio.Semaphore(most)

    def hold(self, seconds: float, full: Callable[[], Exception]) -> "Place":
        """Hold one for a block. seconds: to wait at most. full: makes what is raised where none came free."""
        return Place(self._free, seconds, full)


class Place:
    """One place, held by `async with`."""

    __slots__ = ("_free", "_full", "_seconds")

    def __init__(self, free: asyncio.Semaphore, seconds: float, full: Callable[[], Exception]) -> None:
        self._free, self._seconds, self._full = free, seconds, full

    async def __aenter__(self) -> None:
        """Take it."""
        if not self._free.locked():
            await self._free.acquire()  # at once: an alarm would cost more than the place
            return
        try:
            async with asyncio.timeout(self._seconds):
                await self._free.acquire()
        except TimeoutError:
            raise self._full() from None

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Give it back."""
        self._free.release()
