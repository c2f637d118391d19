"""How many streams a process serves, and how often each is written to."""

from collections.abc import Iterator
from contextlib import contextmanager

from aisle.conversations.errors import TooManyAtOnce

CROWD = 64  # streams, from which on each is written to less often
CROWD_SECONDS = 0.25


class Streams:
    """Counts the open streams of a process. most: more are told to come back."""

    def __init__(self, most: int) -> None:
        self._most, self.open = most, 0

    def check(self) -> None:
        """Raise TooManyAtOnce when there is no room for one more."""
        if self.open >= self._most:
            raise TooManyAtOnce("Too many answers are being read here; try again in a moment.", retry_after=2)

    @property
    def pause(self) -> float:
        """Seconds between two writes to one stream: none until it is crowded."""
        return CROWD_SECONDS if self.open > CROWD else 0.0

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count one stream in this block."""
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1
