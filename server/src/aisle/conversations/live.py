"""Turns that this process writes or follows: their events so far, for whoever listens, however late they come.

Each event is encoded once, as the bytes of a server-sent event, and all listeners are given the same bytes.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aisle.conversations.errors import AnswerTooLarge, TooManyAtOnce
from aisle.conversations.tracing import Trace
from aisle.conversations.types import EventBatch
from aisle.core.db import Scope
from aisle.core.errors import Unavailable
from aisle.llm.gateway import Explained
from aisle.prompts.present import PromptSet
from aisle.usage.errors import BudgetExceeded

Event = dict[str, Any]
MOST_BYTES = 2_000_000  # of one turn's events: a writer that repeats itself for ever fills no memory
MOST_OF_SHOPPER = 4  # answers written at once for one session, in all its conversations
MOST_TAKEN = 64_000  # bytes handed to a listener at once; what is behind them waits in the shared list
_DATA = b"data: "


def frame_of(number: int, event: Event) -> bytes:
    """Write an event as a server-sent event (WHATWG HTML, 9.2)."""
    data = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return f"id: {number}\ndata: {data}\n\n".encode("utf-8", "replace")


def json_of(frame: bytes) -> bytes:
    """Return the JSON text of an event out of its frame."""
    return frame[frame.index(_DATA) + len(_DATA) : -2]


class Listener:
    """One reader of a turn. It holds a place in the turn's list and nothing else, so a slow one takes no memory."""

    __slots__ = ("_turn", "_wake", "gone", "place")

    def __init__(self, turn: "LiveTurn", after: int) -> None:
        self._turn, self.place, self.gone = turn, after, False
        self._wake = asyncio.Event()

    @property
    def has_news(self) -> bool:
        """Whether something waits to be taken."""
        return len(self._turn.frames) > self.place

    @property
    def at_end(self) -> bool:
        """Whether nothing follows any more."""
        return self._turn.ended and not self.has_news

    def call(self) -> None:
        """Have the reader look."""
        self._wake.set()

    def leave(self) -> None:
        """Say that nobody reads any more."""
        self.gone = True
        self._wake.set()

    async def news(self) -> bool:
        """Wait for events, for the end, for the reader to go, or for a call. False when it was only a call."""
        if not (self.has_news or self._turn.ended or self.gone):
            self._wake.clear()
            await self._wake.wait()
        return self.has_news or self._turn.ended or self.gone

    def take(self) -> list[bytes]:
        """Return the frames that come next, at most MOST_TAKEN bytes of them but at least one."""
        taken: list[bytes] = []
        size = 0
        for frame in self._turn.frames[self.place :]:
            if taken and size + len(frame) > MOST_TAKEN:
                break
            taken.append(frame)
            size += len(frame)
        self.place += len(taken)
        return taken


@dataclass(slots=True)
class LiveTurn:
    """One turn's events. Listeners read by number, so a dropped connection continues where it stopped.

    Attributes:
        sealed: The answer is written and being stored: too late to cancel it.
        saved: Number of the last event that is stored.
        renew_at: When its lease is to be renewed, in the loop's time.
        heard_at: When somebody was last known to listen, in the loop's time.
        routed: Which models were considered and asked.
        prompts: Which prompts were used.
        trace: How the answer comes about.
    """

    turn_id: UUID
    conversation_id: UUID
    scope: Scope
    shopper: UUID | None = None
    frames: list[bytes] = field(default_factory=list)
    shown: list[dict[str, Any]] = field(default_factory=list)
    size: int = 0
    saved: int = 0
    ended: bool = False
    sealed: bool = False
    stop_asked: bool = False
    failure: Unavailable | BudgetExceeded | None = None  # why no answer was written, where a new try may help
    task: "asyncio.Task[None] | None" = None
    begun_at: float = 0.0
    renew_at: float = 0.0
    heard_at: float = 0.0
    listeners: set[Listener] = field(default_factory=set)
    routed: list[Explained] = field(default_factory=list)
    prompts: PromptSet = field(default_factory=PromptSet)
    trace: Trace = field(default_factory=Trace)

    def frames_for(self, events: Sequence[Event], *, ends: bool = False) -> list[bytes]:
        """Encode events that come next, without showing them. Raises AnswerTooLarge.

        ends: they end the turn early, and always have room.
        """
        frames = [frame_of(number, event) for number, event in enumerate(events, len(self.frames) + 1)]
        if not ends and self.size + sum(map(len, frames)) > MOST_BYTES:
            raise AnswerTooLarge()
        return frames

    def emit(self, *events: Event) -> None:
        """Show events to every listener. Raises AnswerTooLarge."""
        self.show(self.frames_for(events))

    def show(self, frames: Sequence[bytes]) -> None:
        """Show frames that were encoded by `frames_for`."""
        self.frames.extend(frames)
        self.size += sum(map(len, frames))
        for listener in self.listeners:
            listener.call()

    def unsaved(self, more: Sequence[bytes] = ()) -> EventBatch:
        """Return what is not stored yet, with frames that are to be shown once they are."""
        events = tuple(json_of(frame) for frame in (*self.frames[self.saved :], *more))
        shown = tuple(piece for piece in self.shown if piece["number"] > self.saved)
        return EventBatch(self.turn_id, self.saved + 1, events, shown)

    def end(self) -> None:
        """Say that nothing follows."""
        self.ended = True
        for listener in self.listeners:
            listener.call()

    def stop(self) -> None:
        """End the turn because its shopper asked for it, or because nobody listens any more."""
        self.stop_asked = True
        self.cancel()

    def cancel(self) -> None:
        """End the writing early; once is enough."""
        if self.task is not None and not (self.ended or self.sealed or self.task.cancelling()):
            # Not at once: a task that is cancelled before its first step never runs, and would never end its turn.
            asyncio.get_running_loop().call_soon(self.task.cancel)

    @contextmanager
    def listen(self, after: int = 0) -> Iterator[Listener]:
        """Read from behind event `after`."""
        listener = Listener(self, after)
        self.listeners.add(listener)
        try:
            yield listener
        finally:
            self.listeners.discard(listener)
            self.heard_at = asyncio.get_running_loop().time()

    async def follow(self, after: int = 0) -> AsyncIterator[list[bytes]]:
        """Yield frames in batches until the end."""
        with self.listen(after) as listener:
            while not listener.at_end:
                await listener.news()
                if frames := listener.take():
                    yield frames


class LiveTurns:
    """Turns that are written in this process now. most: more are told to come back, never queued.

    One store may take three of four places, so that a crowd in one shop does not close all others. A turn that has
    ended is let go at once: it is stored by then, and who still reads it holds it.
    """

    def __init__(self, most: int) -> None:
        self._most, self._most_of_one = most, -(-most * 3 // 4)
        self._opening: Counter[UUID | None] = Counter()
        self._turns: dict[UUID, LiveTurn] = {}

    @property
    def running(self) -> int:
        """How many turns are being written now."""
        return len(self._turns)

    @property
    def opening(self) -> int:
        """How many turns are being opened now."""
        return self._opening.total()

    @property
    def all(self) -> list[LiveTurn]:
        """Every turn that is being written now."""
        return list(self._turns.values())

    @contextmanager
    def place(self, store_id: UUID | None, shopper: UUID | None = None) -> Iterator[None]:
        """Keep a place while a turn is opened, so that a crowd at once is counted too. Raises TooManyAtOnce.

        shopper: the session that asks, which may not take the places of others by many conversations; None for a key.
        """
        of_store = sum(1 for turn in self._turns.values() if turn.scope.store_id == store_id)
        full = self.running + self.opening >= self._most
        if full or of_store + self._opening[store_id] >= self._most_of_one or self._has_enough(shopper):
            raise TooManyAtOnce("Try again in a moment.", retry_after=2)
        self._opening[store_id] += 1
        try:
            yield
        finally:
            self._opening[store_id] -= 1
            self._opening += Counter()  # forgets stores at zero

    def _has_enough(self, shopper: UUID | None) -> bool:
        """Only what runs counts: one message sent many times at once is one answer."""
        return (
            shopper is not None
            and sum(1 for turn in self._turns.values() if turn.shopper == shopper) >= MOST_OF_SHOPPER
        )

    def open(
        self, turn_id: UUID, conversation_id: UUID, scope: Scope, shopper: UUID | None = None
    ) -> LiveTurn:
        """Make room for a turn's events."""
        now = asyncio.get_running_loop().time()
        turn = LiveTurn(turn_id, conversation_id, scope, shopper, begun_at=now, renew_at=now, heard_at=now)
        self._turns[turn_id] = turn
        return turn

    def find(self, turn_id: UUID) -> LiveTurn | None:
        """Return a turn that this process writes."""
        return self._turns.get(turn_id)

    def forget(self, turn: LiveTurn) -> None:
        """Let a turn go that has ended."""
        self._turns.pop(turn.turn_id, None)

    async def drain(self, grace: float) -> None:
        """Wait for running turns to end, then cancel what is left (the process is stopping)."""
        tasks = [turn.task for turn in self._turns.values() if turn.task is not None and not turn.task.done()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
