"""Ends what is done for a caller who hangs up, at next to no cost for whoever is answered at once."""

import asyncio
from types import TracebackType
from typing import Self

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from aisle.web.openai.waiting import gone

# Sooner than that hardly anybody hangs up, and looking costs a task of its own.
LOOK_AFTER = 0.05


class WhileWanted:
    """A block that is cancelled when its caller hangs up; it then raises ClientDisconnect."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._watching: asyncio.Task[None] | None = None
        self._left = False

    def __enter__(self) -> Self:
        """Begin to look, after a while."""
        self._task = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(LOOK_AFTER, self._look)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Look no longer."""
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()
        if self._left and self._task is not None:
            self._task.uncancel()
            if kind is not None and issubclass(kind, asyncio.CancelledError):
                raise ClientDisconnect() from None

    def _look(self) -> None:
        self._watching = asyncio.create_task(gone(self._receive))
        self._watching.add_done_callback(self._end)

    def _end(self, watching: "asyncio.Task[None]") -> None:
        if not watching.cancelled() and self._task is not None:
            self._left = True
            self._task.cancel()
