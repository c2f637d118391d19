"""How long a call may take, how often it is tried, and how long to wait in between."""

import asyncio
import email.utils
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

PAUSE_BASE, PAUSE_CAP = 0.2, 8.0  # seconds
LONGEST_REST = 3600.0


@dataclass(frozen=True, slots=True)
class Patience:
    """attempts: tries in all. attempt_seconds: limit of one. total_seconds: limit of all, with the pauses and the queue."""

    attempts: int
    attempt_seconds: float
    total_seconds: float


@dataclass(frozen=True, slots=True)
class Timing:
    """The clock, the sleep and the chance a service lives by; tests bring their own."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random


def pause(attempt: int, chance: float, retry_after: float | None) -> float:
    """Return seconds to wait after an attempt (from 1): exponential with full jitter, or what the service asks for.

    Source: Brooker, "Exponential backoff and jitter" (2015). What the service asks for is lengthened a little by
    chance too, or all who were sent away would come back at once.
    """
    if retry_after is not None:
        return retry_after * (1 + 0.1 * chance)
    return chance * float(min(PAUSE_CAP, PAUSE_BASE * 2**attempt))


def seconds_asked(header: str | None, wall_clock: Callable[[], float] = time.time) -> float | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or a date. None for what cannot be read."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_REST)
    try:
        asked = email.utils.parsedate_to_datetime(text).timestamp() - wall_clock()
    except (ValueError, OverflowError):
        return None
    return min(max(0.0, asked), LONGEST_REST)


class RetryBudget:
    """Lets one call in ten be tried again on the long run, so that retries do not double an outage's load.

    A token bucket filled by calls. Source: Google, Site Reliability Engineering (2016), chapter 21.
    """

    SHARE, MOST = 0.1, 10.0

    def __init__(self) -> None:
        self._tokens = self.MOST

    def earn(self) -> None:
        """Count a call."""
        self._tokens = min(self.MOST, self._tokens + self.SHARE)

    def take(self) -> bool:
        """Take leave for one retry; False when the budget is spent."""
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
