"""What a writer was told in the present turn, for those who want to see how an answer came about."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from aisle.llm.chat import ChatRequest

MOST_NOTED = 4  # requests of one turn: an answer has one, and what asks again is seldom
_noted: ContextVar[list[ChatRequest] | None] = ContextVar("noted_requests", default=None)


@contextmanager
def noting() -> Iterator[list[ChatRequest]]:
    """Collect the requests that writers make in a block."""
    found: list[ChatRequest] = []
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def note(request: ChatRequest) -> None:
    """Have whoever collects remember a request."""
    found = _noted.get()
    if found is not None and len(found) < MOST_NOTED:
        found.append(request)
