"""An answer that comes piece by piece: how long one waits for it, and how it is read."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from aisle.core.http.errors import OutsideNonsense, OutsideUnavailable
from aisle.core.http.events import EventData, EventTooLong
from aisle.core.http.patience import Patience

LONGEST_EVENT = 256 * 1024
MOST_STREAMED = 16 * 2**20


@dataclass(frozen=True, slots=True)
class StreamPatience:
    """How long a stream may take and how much it may bring.

    Attributes:
        attempts: Tries in all; only while nothing was handed on.
        first_seconds: Until the first event, with all attempts, pauses and the queue.
        between_seconds: Longest silence after that.
        total_seconds: Until the end.
        connect_seconds: For a connection, within first_seconds.
        longest_event: Bytes of a line, and of an event's data.
        most_bytes: Of the whole answer.
    """

    attempts: int
    first_seconds: float
    between_seconds: float
    total_seconds: float
    connect_seconds: float = 5.0
    longest_event: int = LONGEST_EVENT
    most_bytes: int = MOST_STREAMED

    @property
    def opening(self) -> Patience:
        """The patience until the first event."""
        return Patience(self.attempts, self.first_seconds, self.first_seconds)


class EventStream:
    """Reads the events of an answer within its limits.

    One alarm looks after the whole answer and is set anew when it rings: an alarm for each piece would cost more than the
    piece.
    """

    def __init__(
        self,
        answer: aiohttp.ClientResponse,
        name: str,
        patience: StreamPatience,
        deadline: float,
        now: Callable[[], float],
    ) -> None:
        """deadline: on the clock `now`, in seconds."""
        self._answer, self._name, self._patience = answer, name, patience
        self._deadline, self._now = deadline, now
        self._events = EventData(patience.longest_event)
        self._bytes = 0
        self._loop = asyncio.get_running_loop()
        self._alarm: asyncio.TimerHandle | None = None
        self._waiting_since: float | None = None  # on the loop's clock
        self._left_because = ""

    async def first(self) -> list[bytes]:
        """Return the data of the first events; the caller limits the time. Raises OutsideUnavailable or OutsideNonsense."""
        found = await self._found()
        if not found and self._bytes:
            raise OutsideNonsense(
                f"{self._name} answered something else than a stream of events.", again=False, sent=True
            )
        if not found:
            raise OutsideUnavailable(f"{self._name} ended its answer before it began.", sent=True)
        self._set_alarm(self._patience.between_seconds)
        return found

    async def more(self) -> list[bytes]:
        """Wait for further events and return their data; none at the end. Raises OutsideUnavailable, OutsideNonsense."""
        try:
            return await self._found()
        except (aiohttp.ClientError, OSError, RuntimeError) as error:
            said = self._left_because or f"{self._name} broke off: {type(error).__name__}."
            raise OutsideUnavailable(
                said, again=False, sent=True, was_answering=self._was_answering
            ) from None

    def break_off(self, why: str) -> None:
        """End the answer for whoever reads it. why: what they are told."""
        self._left_because = why
        self._answer.content.set_exception(aiohttp.ClientConnectionError())  # wakes who waits
        self._abort()

    def close(self) -> None:
        """End the connection at once, unless the answer was read to its end; then the next call may use it."""
        if self._alarm is not None:
            self._alarm.cancel()
        self._abort()
        self._answer.close()

    async def _found(self) -> list[bytes]:
        content = self._answer.content
        while portion := content.read_nowait() or await self._waited(content):
            if found := self._taken(portion):
                return found
        if self._left_because:  # where the end of the connection ends the answer, our own end looks like it
            raise OutsideUnavailable(
                self._left_because, again=False, sent=True, was_answering=self._was_answering
            )
        return self._events.end()

    async def _waited(self, content: aiohttp.StreamReader) -> bytes:
        self._waiting_since = self._loop.time()
        portion = await content.readany()
        self._waiting_since = None
        return portion

    def _taken(self, portion: bytes) -> list[bytes]:
        self._bytes += len(portion)
        if self._bytes > self._patience.most_bytes:
            raise OutsideNonsense(
                f"{self._name} streamed more than {self._patience.most_bytes:,} bytes.",
                again=False,
                sent=True,
                was_answering=True,
            )
        if self._now() >= self._deadline:
            raise OutsideUnavailable(self._too_late, again=False, sent=True, was_answering=True)
        try:
            return self._events.feed(portion)
        except EventTooLong:
            raise OutsideNonsense(
                f"{self._name} sent an event of more than {self._patience.longest_event:,} bytes.",
                again=False,
                sent=True,
            ) from None

    @property
    def _too_late(self) -> str:
        return f"{self._name} did not end within {self._patience.total_seconds:.0f} s."

    @property
    def _was_answering(self) -> bool:
        return self._left_because == self._too_late

    def _set_alarm(self, seconds: float) -> None:
        left = max(0.0, self._deadline - self._now())
        self._alarm = self._loop.call_later(min(seconds, left), self._look)

    def _look(self) -> None:
        """Leave a service that is silent or late; time that the reader takes for itself is no silence."""
        limit = self._patience.between_seconds
        waited = 0.0 if self._waiting_since is None else self._loop.time() - self._waiting_since
        if self._now() >= self._deadline:
            self._left_because = self._too_late
        elif waited >= limit:
            self._left_because = f"{self._name} fell silent and was left."
        if self._left_because:
            self._abort()
        else:
            self._set_alarm(limit - waited)

    def _abort(self) -> None:
        connection = self._answer.connection
        if connection is not None and connection.transport is not None:
            connection.transport.abort()  # a polite end waits for the other side, which may go on writing
