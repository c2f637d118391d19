"""Tries at a service: each ends in time, and what goes wrong with the connection is told in our words."""

import asyncio
from types import TracebackType

import aiohttp

from aisle.core.http.direct import NotConnected
from aisle.core.http.errors import OutsideUnavailable

# Nothing of a request was sent.
NOT_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, NotConnected)


class Attempts:
    """The tries at one service that are under way, until it is not asked any more."""

    def __init__(self, name: str, host: str) -> None:
        """name, host: of the service, as messages call it."""
        self._name, self._host, self._is_over = name, host, False
        self._under_way: set[asyncio.Timeout] = set()

    def within(self, seconds: float) -> "Attempt":
        """Return a block in which the service is asked once. Raises OutsideUnavailable after the end."""
        if self._is_over:
            raise OutsideUnavailable(self.over, again=False)
        return Attempt(self, seconds)

    def end(self) -> None:
        """Break off what is under way; refuse what comes later."""
        self._is_over = True
        # A closed connection does not wake whoever waits for an answer from it.
        for attempt in self._under_way:
            attempt.reschedule(0.0)

    @property
    def over(self) -> str:
        """Why there are no more."""
        return f"{self._name} is not asked any more: it was switched off, or this process ends."

    def began(self, attempt: asyncio.Timeout) -> None:
        """Take note of an attempt, which the end breaks off."""
        self._under_way.add(attempt)

    def ended(self, attempt: asyncio.Timeout) -> None:
        """Take note that one is over."""
        self._under_way.discard(attempt)

    def fault(self, error: BaseException, seconds: float) -> OutsideUnavailable | None:
        """Return a fault of the connection in our own words, None for what is none. seconds: that the attempt had."""
        if isinstance(error, NOT_CONNECTED):
            return self._unreached(error, sent=False)
        if isinstance(error, TimeoutError):
            if self._is_over:
                return OutsideUnavailable(self.over, again=False, sent=True)
            return OutsideUnavailable(f"{self._name} did not answer within {seconds:.1f} s.", sent=True)
        if isinstance(error, aiohttp.ClientError | OSError):
            return self._unreached(error, sent=True)
        return None

    def _unreached(self, error: BaseException, *, sent: bool) -> OutsideUnavailable:
        said = f"{self._name} at {self._host} cannot be reached: {type(error).__name__}."
        return OutsideUnavailable(said, sent=sent)


class Attempt:
    """A block in which a service is asked once: it ends in time, and what goes wrong with the connection is told in our words.

    A class: two generators, which would read better, take as long as all else that an attempt does here.
    """

    __slots__ = ("_attempts", "_limit", "_seconds")

    def __init__(self, attempts: Attempts, seconds: float) -> None:
        self._attempts, self._seconds = attempts, seconds
        self._limit = asyncio.timeout(seconds)

    async def __aenter__(self) -> None:
        """Set the alarm."""
        await self._limit.__aenter__()
        self._attempts.began(self._limit)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take it back. Raises OutsideUnavailable."""
        self._attempts.ended(self._limit)
        try:
            await self._limit.__aexit__(kind, error, trace)
        except TimeoutError as late:
            error = late
        if error is not None and (told := self._attempts.fault(error, self._seconds)) is not None:
            raise told from None
