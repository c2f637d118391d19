"""Buckets of one process: for tests, and while the shared ones cannot be asked."""

import math
import time
from collections.abc import Callable, Sequence

from aisle.core.limits.types import MOST_OWED, Draw

MOST_BUCKETS = 100_000


class MemoryLimiter:
    """The generic cell rate algorithm (ATM Forum, Traffic Management 4.0, virtual scheduling). clock: seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._full_at: dict[bytes, float] = {}

    async def take(self, draws: Sequence[Draw]) -> list[float]:
        """Take from all or from none; return the seconds that each was from being full before."""
        now = self._clock()
        debts = [max(0.0, self._full_at.get(draw.bucket, now) - now) for draw in draws]
        if all(_fits(draw, debt) for draw, debt in zip(draws, debts, strict=True)):
            self._make_room(now)
            for draw, debt in zip(draws, debts, strict=True):
                self._full_at[draw.bucket] = now + _owed(draw, debt)
        return debts

    async def close(self) -> None:
        """Do nothing: there is no connection."""

    def _make_room(self, now: float) -> None:
        if len(self._full_at) >= MOST_BUCKETS:
            self._full_at = {bucket: full for bucket, full in self._full_at.items() if full > now}


def _fits(draw: Draw, debt: float) -> bool:
    return draw.wanted == 0 or debt + draw.wanted * draw.interval <= draw.burst * draw.interval + 1e-6


def _owed(draw: Draw, debt: float) -> float:
    """Return the seconds that a bucket is from being full after a draw; one that never asks for room cannot owe without end."""
    most = max(debt, MOST_OWED * draw.burst * draw.interval) if draw.wanted == 0 else math.inf
    return min(debt + draw.taken * draw.interval, most)
