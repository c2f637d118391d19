"""Keeping to a shop's limits: so many requests at once, so many a second, and none while it asks to be left alone."""

import asyncio

from aisle.core.http.patience import Timing
from aisle.sources.ports import Politeness


class Pace:
    """Entered for each request. Belongs to one event loop."""

    def __init__(self, politeness: Politeness, timing: Timing) -> None:
        self._places = asyncio.Semaphore(politeness.at_once)
        self._gap, self._timing = 1 / politeness.per_second, timing
        self._next = 0.0

    def rest(self, seconds: float) -> None:
        """Let nobody in for a while: the shop said that it has had enough."""
        self._next = max(self._next, self._timing.now() + seconds)

    async def __aenter__(self) -> None:
        """Wait for a place and a moment."""
        await self._places.acquire()
        try:
            now = self._timing.now()
            at = max(now, self._next)
            self._next = at + self._gap
            if at > now:
                await self._timing.sleep(at - now)
        except BaseException:
            self._places.release()
            raise

    async def __aexit__(self, *_: object) -> None:
        """Give the place back."""
        self._places.release()
