"""What is noted of writing in the present turn, for those who want to see how an answer came about."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from aisle.llm.chat import ChatRequest

MOST_NOTED = 4  # requests of one turn: an answer has one, and what asks again is seldom


@dataclass(slots=True)
class Stopwatch:
    """How long something took in all, where several of it may run at once: moments in which none ran do not count.

    begun: when the first began, on a clock that only goes forward, in seconds; None: none has. seconds: in all.
    """

    begun: float | None = None
    seconds: float = 0.0
    _running: int = 0
    _since: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time in this block."""
        if not self._running:
            self._since = time.perf_counter()
            self.begun = self._since if self.begun is None else self.begun
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            if not self._running:
                self.seconds += time.perf_counter() - self._since


_noted: ContextVar[list[ChatRequest] | None] = ContextVar("noted_requests", default=None)
_checking: ContextVar[Stopwatch | None] = ContextVar("noted_checking", default=None)


@contextmanager
def noting(checking: Stopwatch | None = None) -> Iterator[list[ChatRequest]]:
    """Collect the requests that writers make in a block. checking: is told how long what they wrote was checked."""
    found: list[ChatRequest] = []
    token, timed = _noted.set(found), _checking.set(checking)
    try:
        yield found
    finally:
        _checking.reset(timed)
        _noted.reset(token)


def note(request: ChatRequest) -> None:
    """Have whoever collects remember a request."""
    found = _noted.get()
    if found is not None and len(found) < MOST_NOTED:
        found.append(request)


@contextmanager
def checking() -> Iterator[None]:
    """Have whoever collects count the time in this block as checking."""
    watch = _checking.get()
    if watch is None:
        yield
        return
    with watch.running():
        yield
