"""Rests between pieces of work, so that however many wait, a thread takes no more than its share of a core."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Rests:
    """What a thread has worked it rests for several times as long, before it begins with the next.

    Nobody who comes alone waits for it: the rest lies behind the work. share: of a core, above 0 and at most 1.
    clock, worked: seconds, of everybody and of the calling thread's own processor time. sleep: waits for seconds.
    """

    def __init__(
        self,
        share: float,
        clock: Callable[[], float] = time.monotonic,
        worked: Callable[[], float] = time.thread_time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._factor = (1 - share) / share
        self._clock, self._worked, self._sleep = clock, worked, sleep
        self._thread = threading.local()

    @contextmanager
    def before_next(self) -> Iterator[None]:
        """Rest until this thread has rested enough, and run the block."""
        remaining = getattr(self._thread, "rested", 0.0) - self._clock()
        if remaining > 0:
            self._sleep(remaining)
        began = self._worked()
        try:
            yield
        finally:
            self._thread.rested = self._clock() + (self._worked() - began) * self._factor
