"""Turns being written in this process: their events so far, for whoever listens, however late they come."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from aisle.conversations.errors import TooManyAtOnce
from aisle.core.errors import Unavailable

Event = dict[str, Any]
KEEP_SECONDS = 60.0  # after the end, so that a reload just then finds the rest of the stream


@dataclass(slots=True)
class LiveTurn:
    """One turn's events. Listeners read by number, so a dropped connection continues where it stopped."""

    turn_id: UUID
    conversation_id: UUID
    store_id: UUID | None = None
    events: list[Event] = field(default_factory=list)
    ended: bool = False
    stop_asked: bool = False
    failure: Unavailable | None = None  # why no answer was written, where a new try may help
    task: "asyncio.Task[None] | None" = None
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def emit(self, *events: Event) -> None:
        """Add events and wake the listeners."""
        async with self._changed:
            self.events.extend(events)
            self._changed.notify_all()

    async def end(self) -> None:
        """Say that nothing follows."""
        async with self._changed:
            self.ended = True
            self._changed.notify_all()

    def stop(self) -> None:
        """End the turn because its shopper asked for it."""
        self.stop_asked = True
        self.cancel()

    def cancel(self) -> None:
        """End the writing early; once is enough."""
        if self.task is not None and not self.ended and not self.task.cancelling():
            # Not at once: a task that is cancelled before its first step never runs, and would never end its turn.
            asyncio.get_running_loop().call_soon(self.task.cancel)

    def _has_news(self, place: int) -> bool:
        return len(self.events) > place or self.ended

    async def follow(self, after: int = 0) -> AsyncIterator[tuple[int, list[Event]]]:
        """Yield (number of the last event, events) in batches, from event `after` on, until the end."""
        place = after
        while True:
            async with self._changed:
                await self._changed.wait_for(partial(self._has_news, place))
                batch = self.events[place:]
            place += len(batch)
            if batch:
                yield place, batch
            elif self.ended:
                return


class LiveTurns:
    """All turns of this process. most: turns written at once; more are told to come back, never queued.

    One store may take three of four places, so that a crowd in one shop does not close all others.
    """

    def __init__(self, most: int) -> None:
        self._most, self._most_of_one = most, -(-most * 3 // 4)
        self._opening: Counter[UUID] = Counter()
        self._turns: dict[UUID, LiveTurn] = {}

    @property
    def running(self) -> int:
        """How many turns are being written now."""
        return sum(1 for turn in self._turns.values() if not turn.ended)

    @contextmanager
    def place(self, store_id: UUID) -> Iterator[None]:
        """Keep a place while a turn is opened, so that a crowd at once is counted too. Raises TooManyAtOnce."""
        of_store = sum(1 for turn in self._turns.values() if turn.store_id == store_id and not turn.ended)
        full = self.running + self._opening.total() >= self._most
        if full or of_store + self._opening[store_id] >= self._most_of_one:
            raise TooManyAtOnce("Try again in a moment.", retry_after=2)
        self._opening[store_id] += 1
        try:
            yield
        finally:
            self._opening[store_id] -= 1
            self._opening += Counter()  # forgets stores at zero

    def open(self, turn_id: UUID, conversation_id: UUID, store_id: UUID) -> LiveTurn:
        """Make room for a turn's events."""
        turn = LiveTurn(turn_id, conversation_id, store_id)
        self._turns[turn_id] = turn
        return turn

    def find(self, turn_id: UUID) -> LiveTurn | None:
        """Return a turn that this process writes or has just written."""
        return self._turns.get(turn_id)

    def find_in(self, conversation_id: UUID) -> LiveTurn | None:
        """Return the turn of a conversation that is being written now."""
        return next(
            (
                turn
                for turn in self._turns.values()
                if turn.conversation_id == conversation_id and not turn.ended
            ),
            None,
        )

    def forget_later(self, turn: LiveTurn) -> None:
        """Drop a finished turn's events after a while."""
        asyncio.get_running_loop().call_later(KEEP_SECONDS, self._turns.pop, turn.turn_id, None)

    async def drain(self, grace: float) -> None:
        """Wait for running turns to end, then cancel what is left (the process is stopping)."""
        tasks = [turn.task for turn in self._turns.values() if turn.task is not None and not turn.task.done()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
