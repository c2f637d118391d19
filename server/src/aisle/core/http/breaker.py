"""A circuit breaker: a service that fails again and again is left alone for a while (Nygard, Release It!, 2007)."""

from collections.abc import Callable

from aisle.core.http.errors import OutsideUnavailable

FAILURES = 5  # in a row, before it opens
FIRST_REST, LONGEST_REST = 2.0, 60.0  # seconds


class Breaker:
    """Closed while calls go well; open for a rest that doubles; then one call is let through to try."""

    def __init__(self, name: str, now: Callable[[], float]) -> None:
        self._name, self._now = name, now
        self._failures, self._rest, self._open_until = 0, FIRST_REST, 0.0
        self._enough = FAILURES

    @property
    def rest(self) -> float:
        """Seconds that it stays open, 0 when it is not."""
        return max(0.0, self._open_until - self._now())

    def check(self) -> None:
        """Raise OutsideUnavailable while it is open; after a rest let one caller through and refuse the next."""
        if (left := self.rest) > 0:
            detail = (
                f"{self._name} failed {self._failures} times in a row and is left alone for {left:.0f} s."
            )
            raise OutsideUnavailable(detail, retry_after=left, again=False)
        if self._failures >= self._enough:
            self._open_until = self._now() + self._rest

    def succeeded(self) -> None:
        """Close it."""
        self._failures, self._rest, self._open_until = 0, FIRST_REST, 0.0

    def failed(self, enough: int | None = None) -> None:
        """Count a failure; open it when there were enough in a row, each time for twice as long. enough: in place of the usual."""
        self._failures += 1
        self._enough = FAILURES if enough is None else enough
        if self._failures >= self._enough:
            self._open_until = self._now() + self._rest
            self._rest = min(LONGEST_REST, 2 * self._rest)

    def relieve(self) -> None:
        """End a rest that began before there were enough failures for one of its own; they stay counted."""
        if self._failures < FAILURES:
            self._rest, self._open_until, self._enough = FIRST_REST, 0.0, FAILURES


class NoBreaker(Breaker):
    """Never opens: for a service whose callers keep breakers of their own."""

    def check(self) -> None:
        """Let everybody through."""
