"""Several ways to answer the same questions, measured in turn, so that a noisy hour is shared by all of them."""

import time
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

from benchmarks.cpu import Meter
from benchmarks.figures import percentile

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Side:
    """What one way to answer took, round by round: milliseconds of every question, processor milliseconds a question."""

    times: list[list[float]]
    costs: list[float]

    def p(self, percent: float) -> float:
        """Return a percentile over all rounds."""
        return percentile([time_ for round_ in self.times for time_ in round_], percent)

    @property
    def medians(self) -> list[float]:
        """The median of each round."""
        return [median(round_) for round_ in self.times]


Answer = Callable[[int], Awaitable[Any]]
Way = TypeVar("Way", bound=Hashable)


async def alternate(sides: Mapping[Way, Answer], questions: int, meter: Meter) -> dict[Way, Side]:
    """Let every side answer every question, in turn, after a first round that does not count."""
    taken = {name: Side([], []) for name in sides}
    for counted in (False, *(True for _ in range(ROUNDS))):
        for name, answer in sides.items():
            times, cost = await measured_round(answer, questions, meter)
            if counted:
                taken[name].times.append(times)
                taken[name].costs.append(cost)
    return taken


async def measured_round(answer: Answer, questions: int, meter: Meter) -> tuple[list[float], float]:
    """Return milliseconds of each answer, and processor milliseconds of one (ours, PostgreSQL's and the API's)."""
    times = []
    before = meter.read() + time.process_time()
    for number in range(questions):
        begun = time.perf_counter()
        await answer(number)
        times.append((time.perf_counter() - begun) * 1e3)
    return times, (meter.read() + time.process_time() - before) / questions * 1e3
