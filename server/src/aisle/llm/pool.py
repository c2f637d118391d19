"""A bounded pool of own threads for local models: queries and passages on lanes of their own."""

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from aisle.llm.errors import EmbedderBusy, EmbedderUnavailable
from aisle.llm.ports import EmbeddingKind

T = TypeVar("T")

# Nice value of passage threads: a query thread that becomes ready takes the core at once.
PASSAGE_NICENESS = 15
WAITING_PASSAGES = 8
WAITING_QUERIES = 256


def default_threads() -> int:
    """Say how many threads a lane gets: two, or one on a single core."""
    return min(2, os.cpu_count() or 1)


def lower_own_priority() -> None:
    """Make the calling thread give way to others; where the system has no such thing, nothing happens."""
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), PASSAGE_NICENESS)


class ModelPool:
    """Runs blocking model calls off the event loop.

    Passages have back-pressure: a caller waits until one of the few places is free, so an import of a million
    chunks holds few of them in memory. Queries have a lane of their own at normal priority and so never stand
    behind passages; when too many wait they are refused, because a late query vector is worth nothing.
    One pool belongs to one event loop.
    """

    def __init__(
        self,
        threads: int | None = None,
        *,
        waiting_passages: int = WAITING_PASSAGES,
        waiting_queries: int = WAITING_QUERIES,
    ) -> None:
        """Create the lanes; threads start with the first call.

        Args:
            threads: Threads per lane; default two, or one on a single core.
            waiting_passages: Passage calls accepted beyond those running; further callers wait.
            waiting_queries: Query calls accepted beyond those running; further ones are refused.
        """
        self.threads = threads or default_threads()
        self._queries = ThreadPoolExecutor(self.threads, "embed-query")
        self._passages = ThreadPoolExecutor(self.threads, "embed-passage", initializer=lower_own_priority)
        self._passage_places = asyncio.Semaphore(self.threads + waiting_passages)
        self._query_limit = self.threads + waiting_queries
        self._open_queries = 0
        self._closed = False

    async def run(self, kind: EmbeddingKind, call: Callable[[], T]) -> T:
        """Run a blocking call on the lane of its kind; a cancelled call that has not begun never begins.

        Raises:
            EmbedderBusy: Too many queries wait.
            EmbedderUnavailable: The pool is closed.
        """
        if kind is EmbeddingKind.QUERY:
            return await self._run_query(call)
        async with self._passage_places:
            return await self._submit(self._passages, call)

    async def close(self) -> None:
        """Refuse new calls, drop waiting ones and wait for those that run."""
        self._closed = True
        for lane in (self._queries, self._passages):
            lane.shutdown(wait=False, cancel_futures=True)
        await asyncio.to_thread(self._join)

    async def _run_query(self, call: Callable[[], T]) -> T:
        if self._open_queries >= self._query_limit:
            raise EmbedderBusy(f"{self._open_queries} queries wait for the embedder; try again in a moment.")
        self._open_queries += 1
        try:
            return await self._submit(self._queries, call)
        finally:
            self._open_queries -= 1

    async def _submit(self, lane: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        if self._closed:
            raise EmbedderUnavailable("The embedder is shut down.")
        future = asyncio.wrap_future(lane.submit(call))
        try:
            return await future
        except asyncio.CancelledError:
            # Closing cancels what waits; only the caller's own cancellation may travel as such.
            if self._closed and not _own_task_is_cancelled():
                raise EmbedderUnavailable("The embedder was shut down while this call waited.") from None
            raise

    def _join(self) -> None:
        for lane in (self._queries, self._passages):
            lane.shutdown(wait=True)


def _own_task_is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
