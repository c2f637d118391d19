"""Permits fetched several at a time: a busy caller's requests need no round trip each.

A process holds at most SHARE of a bucket's burst that it has not handed out, so that four processes together are within one
part in a hundred of the rule. How many are fetched grows while they are used up at once, and what is not used within a
second is given back. Near a limit, and for rules whose burst is small, every request asks the shared buckets as before.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass, replace

from aisle.core.limits.ports import LimiterUnavailable, RateLimiter
from aisle.core.limits.types import Draw

SHARE = 1 / 400
MOST = 512
SOON, IDLE = 0.1, 1.0  # seconds
Key = tuple[tuple[bytes, float, float], ...]


@dataclass(slots=True, eq=False)
class Lease:
    """Permits that one kind of caller may use, each for one request.

    Attributes:
        left: Not used yet.
        size: How many were fetched last.
        debts: Of each bucket, when they were fetched.
        at: When that was.
        used: Since then.
        used_at: When one was used last.
        fetching: Returns debts where there was no room for one more permit.
    """

    draws: Sequence[Draw]
    left: int = 0
    size: int = 1
    debts: Sequence[float] = ()
    at: float = 0.0
    used: int = 0
    used_at: float = 0.0
    waiting: int = 0
    fetching: "asyncio.Task[list[float] | None] | None" = None

    def use(self, now: float) -> list[float]:
        """Use a permit; return about how far each bucket was from being full."""
        self.left, self.used, self.used_at = self.left - 1, self.used + 1, now
        passed = now - self.at
        return [
            max(0.0, debt + (self.used - 1) * draw.taken * draw.interval - passed)
            for draw, debt in zip(self.draws, self.debts, strict=True)
        ]


class LeasedLimiter:
    """Stands before shared buckets. Belongs to one event loop."""

    def __init__(
        self, shared: RateLimiter, clock: Callable[[], float] = time.monotonic, idle: float = IDLE
    ) -> None:
        """clock: seconds. idle: seconds after which permits that nobody used are given back."""
        self._shared, self._clock, self._idle = shared, clock, idle
        self._leases: dict[Key, Lease] = {}
        self._by_draws: dict[int, Lease] = {}  # by the identity of what is asked for again and again
        self._held: Counter[bytes] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._sweeping = False

    async def take(self, draws: Sequence[Draw]) -> list[float]:
        """Take from all or from none; see the port."""
        known = self._by_draws.get(id(draws))
        if known is not None and known.draws is draws:
            return await self._taken(known)
        if min((int(draw.burst * SHARE) for draw in draws if draw.wanted and draw.taken), default=0) < 2:
            return await self._shared.take(draws)
        key = tuple((draw.bucket, draw.interval, float(draw.burst)) for draw in draws)
        if (lease := self._leases.get(key)) is None:
            lease = self._leases[key] = Lease(tuple(draws))
            self._by_draws[id(lease.draws)] = lease
        return await self._taken(lease)

    async def close(self) -> None:
        """Give up the shared buckets; what is held grows back."""
        await self._shared.close()

    async def _taken(self, lease: Lease) -> list[float]:
        while not lease.left:
            lease.waiting += 1
            try:
                refused = await asyncio.shield(self._fetching(lease))
            finally:
                lease.waiting -= 1
            if refused is not None and not lease.left:
                return refused
        self._hold(lease, -1)
        if lease.left * 4 < lease.size and lease.size > 1:
            self._fetching(lease)  # before the last one is used
        return lease.use(self._clock())

    def _fetching(self, lease: Lease) -> "asyncio.Task[list[float] | None]":
        if lease.fetching is None:
            # Whoever asks first may hold a transaction; fetching is for all.
            lease.fetching = asyncio.create_task(self._fetch(lease), context=Context())
            lease.fetching.add_done_callback(_heard)
        return lease.fetching

    async def _fetch(self, lease: Lease) -> list[float] | None:
        try:
            for size in dict.fromkeys((self._size(lease), 1)):
                wanted = [_times(draw, size) for draw in lease.draws]
                debts = await self._shared.take(wanted)
                if all(_fits(draw, debt) for draw, debt in zip(wanted, debts, strict=True)):
                    # What is left of the permits before counts as spent in what is told of the buckets.
                    lease.debts, lease.at, lease.used = debts, self._clock(), 0
                    lease.left, lease.size = lease.left + size, size
                    self._hold(lease, size)
                    self._sweep_later()
                    return None
            return debts
        finally:
            lease.fetching = None

    def _size(self, lease: Lease) -> int:
        """Return how many to fetch: twice as many as before where those were used up at once."""
        passed = self._clock() - lease.at
        wish = lease.size * 2 if passed < SOON else lease.size if passed < IDLE else 1
        room = min(int(draw.burst * SHARE) - self._held[draw.bucket] for draw in lease.draws if draw.taken)
        return max(1, min(max(wish, lease.waiting), room, MOST))

    def _hold(self, lease: Lease, more: int) -> None:
        for draw in lease.draws:
            self._held[draw.bucket] += more

    def _sweep_later(self) -> None:
        if not self._sweeping:
            self._sweeping = True
            asyncio.get_running_loop().call_later(self._idle, self._sweep)

    def _sweep(self) -> None:
        """Give back what nobody used for a while, and forget who is gone."""
        self._sweeping = False
        since = self._clock() - self._idle
        for key, lease in list(self._leases.items()):
            if lease.fetching is None and lease.used_at <= since and lease.at <= since:
                del self._leases[key], self._by_draws[id(lease.draws)]
                if lease.left:
                    self._hold(lease, -lease.left)
                    task = asyncio.create_task(self._give_back(lease), context=Context())
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)
        self._held = +self._held
        if self._leases:
            self._sweep_later()

    async def _give_back(self, lease: Lease) -> None:
        with suppress(LimiterUnavailable):  # they grow back
            await self._shared.take(
                [replace(draw, wanted=0.0, taken=-draw.taken * lease.left) for draw in lease.draws]
            )


def _times(draw: Draw, size: int) -> Draw:
    """Return a draw of several permits; one that takes nothing asks for room as before."""
    return replace(draw, wanted=draw.wanted * size, taken=draw.taken * size) if draw.taken else draw


def _fits(draw: Draw, debt: float) -> bool:
    return draw.wanted == 0 or debt + draw.wanted * draw.interval <= draw.burst * draw.interval + 1e-6


def _heard(fetching: "asyncio.Task[list[float] | None]") -> None:
    """Take note of a failure that nobody waited for; asyncio would complain."""
    if not fetching.cancelled():
        fetching.exception()
