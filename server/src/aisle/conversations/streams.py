"""How many streams a process serves, how often each is written to, and that they end before the process does."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from aisle.conversations.errors import TooManyAtOnce

CROWD = 64  # streams, from which on each is written to less often
CROWD_SECONDS = 0.25


class Streams:
    """Counts the open streams of a process. most: more are told to come back."""

    def __init__(self, most: int) -> None:
        self._most, self.open = most, 0
        self._ending = asyncio.Event()

    def check(self) -> None:
        """Raise TooManyAtOnce when there is no room for one more."""
        if self.open >= self._most:
            raise TooManyAtOnce("Too many answers are being read here; try again in a moment.", retry_after=2)

    @property
    def pause(self) -> float:
        """Seconds between two writes to one stream: none until it is crowded."""
        return CROWD_SECONDS if self.open > CROWD else 0.0

    def end(self) -> None:
        """Have every stream that only looks again and again end now: the process is stopping."""
        self._ending.set()

    async def goes_on_after(self, seconds: float) -> bool:
        """Wait until it is time to look again. False, and at once, when the stream is to end instead."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ending.wait(), seconds)
        return not self._ending.is_set()

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count one stream in this block."""
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1
