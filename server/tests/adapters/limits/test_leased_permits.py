"""Permits fetched several at a time: fewer round trips, the same rule."""

import asyncio
from collections.abc import Sequence

import pytest

from aisle.adapters.limits import LeasedLimiter, MemoryLimiter
from aisle.core.limits.ports import LimiterUnavailable
from aisle.core.limits.types import Draw

KEY, STORE = b"k" * 16, b"s" * 16


class Shared(MemoryLimiter):
    """Buckets of all processes, with a clock that tests move, counting who asks."""

    def __init__(self) -> None:
        self.now, self.asked, self.away = 1_000.0, 0, False
        self.given_back = asyncio.Event()
        super().__init__(lambda: self.now)

    async def take(self, draws: Sequence[Draw]) -> list[float]:
        self.asked += 1
        await asyncio.sleep(0)
        if self.away:
            raise LimiterUnavailable("away")
        debts = await super().take(draws)
        if any(draw.taken < 0 for draw in draws):
            self.given_back.set()
        return debts


def draws(burst: int, interval: float = 3_600.0) -> list[Draw]:
    """Of a key, and of a store that has ten times as much and grows back as slowly."""
    return [Draw(KEY, interval, burst), Draw(STORE, interval, burst * 10)]


async def passes(limiter: LeasedLimiter, wanted: Sequence[Draw]) -> bool:
    debts = await limiter.take(wanted)
    return all(
        debt + draw.interval <= draw.burst * draw.interval + 1e-6
        for draw, debt in zip(wanted, debts, strict=True)
    )


async def test_a_busy_caller_asks_seldom_and_gets_all_that_the_rule_gives() -> None:
    shared = Shared()
    limiter = LeasedLimiter(shared, lambda: shared.now)
    admitted = [await passes(limiter, draws(10_000)) for _ in range(10_010)]
    assert admitted == [True] * 10_000 + [False] * 10
    assert shared.asked < 10_000 / 10


async def test_four_processes_together_are_within_a_hundredth_of_the_burst() -> None:
    shared = Shared()
    limiters = [LeasedLimiter(shared, lambda: shared.now) for _ in range(4)]
    # One of them goes on where the others stop with permits in their hands.
    held = [await passes(one, draws(10_000)) for _ in range(100) for one in limiters]
    rest = [await passes(limiters[0], draws(10_000)) for _ in range(10_000)]
    assert all(held)
    assert 9_900 <= len(held) + sum(rest) <= 10_000


async def test_many_at_once_share_one_round_trip() -> None:
    shared = Shared()
    limiter = LeasedLimiter(shared, lambda: shared.now)
    assert all(await asyncio.gather(*(passes(limiter, draws(100_000)) for _ in range(200))))
    assert shared.asked <= 8


async def test_what_nobody_used_is_given_back() -> None:
    shared = Shared()
    limiter = LeasedLimiter(shared, lambda: shared.now, idle=0.01)
    for _ in range(100):
        await passes(limiter, draws(10_000))
    shared.now += 0.02

    async def spent() -> float:
        debts = await shared.take([Draw(KEY, 3_600.0, 10_000, wanted=0.0, taken=0.0)])
        return debts[0] / 3_600.0

    assert await spent() > 100.5
    async with asyncio.timeout(10):
        await shared.given_back.wait()
    assert await spent() == pytest.approx(100, abs=0.01)


async def test_small_rules_are_asked_with_each_request() -> None:
    shared = Shared()
    limiter = LeasedLimiter(shared, lambda: shared.now)
    for _ in range(50):
        await passes(limiter, draws(100))
    assert shared.asked == 50


async def test_whoever_waits_for_buckets_that_are_away_is_told() -> None:
    shared = Shared()
    limiter = LeasedLimiter(shared, lambda: shared.now)
    shared.away = True
    found = await asyncio.gather(*(limiter.take(draws(10_000)) for _ in range(5)), return_exceptions=True)
    assert [type(one) for one in found] == [LimiterUnavailable] * 5
    shared.away = False
    assert await passes(limiter, draws(10_000))


async def test_what_is_told_of_a_bucket_is_what_was_used_of_it() -> None:
    shared = Shared()
    limiter = LeasedLimiter(shared, lambda: shared.now)
    for number in range(300):
        (debt, _) = await limiter.take(draws(100_000))
        assert number - 1e-6 <= debt / 3_600.0 <= number + 250  # what is held may count as used


async def test_who_asks_for_the_same_again_is_known_until_what_was_left_is_given_back() -> None:
    shared = Shared()
    limiter = LeasedLimiter(shared, lambda: shared.now, idle=0.01)
    same = tuple(draws(10_000))
    assert all([await passes(limiter, same) for _ in range(100)])
    assert list(limiter._by_draws) == [id(same)]
    shared.now += 10
    await asyncio.wait_for(shared.given_back.wait(), 5)
    assert limiter._by_draws == {}
    assert await passes(limiter, same)
