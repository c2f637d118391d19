"""An answer that comes piece by piece: how long one waits for it, and how it is read."""

import asyncio
from collections.abc import Awaitable, Callable
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
    """Reads the events of an answer within its limits."""

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

    async def first(self) -> list[bytes]:
        """Return the data of the first events; the caller limits the time. Raises OutsideUnavailable or OutsideNonsense."""
        found = await self._found(self._answer.content.readany)
        if not found and self._bytes:
            raise OutsideNonsense(
                f"{self._name} answered something else than a stream of events.", again=False
            )
        if not found:
            raise OutsideUnavailable(f"{self._name} ended its answer before it began.")
        return found

    async def more(self) -> list[bytes]:
        """Wait for further events and return their data; none at the end. Raises OutsideUnavailable, OutsideNonsense."""
        try:
            return await self._found(self._portion)
        except TimeoutError:
            raise OutsideUnavailable(f"{self._name} fell silent and was left.", again=False) from None
        except (aiohttp.ClientError, OSError, RuntimeError) as error:
            raise OutsideUnavailable(
                f"{self._name} broke off: {type(error).__name__}.", again=False
            ) from None

    def close(self) -> None:
        """End the connection at once, unless the answer was read to its end; then the next call may use it."""
        connection = self._answer.connection
        if connection is not None and connection.transport is not None:
            connection.transport.abort()  # a polite end waits for the other side, which may go on writing
        self._answer.close()

    async def _found(self, read: Callable[[], Awaitable[bytes]]) -> list[bytes]:
        try:
            while portion := await read():
                self._bytes += len(portion)
                if self._bytes > self._patience.most_bytes:
                    raise OutsideNonsense(
                        f"{self._name} streamed more than {self._patience.most_bytes:,} bytes.", again=False
                    )
                if found := self._events.feed(portion):
                    return found
        except EventTooLong:
            raise OutsideNonsense(
                f"{self._name} sent an event of more than {self._patience.longest_event:,} bytes.",
                again=False,
            ) from None
        return self._events.end()

    async def _portion(self) -> bytes:
        left = self._deadline - self._now()
        if left <= 0:
            raise OutsideUnavailable(
                f"{self._name} did not end within {self._patience.total_seconds:.0f} s.", again=False
            )
        # What is there already needs no clock: an alarm for each piece would cost more than the piece.
        if portion := self._answer.content.read_nowait():
            return portion
        async with asyncio.timeout(min(self._patience.between_seconds, left)):
            return await self._answer.content.readany()
