"""What one job costs a worker that has run before: seconds, processor time with PostgreSQL, and memory at its highest."""

import re
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.cpu import Meter
from benchmarks.figures import report

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class JobCost:
    """seconds: on the clock; cpu: seconds of worker and PostgreSQL; peak: MiB above what the worker held before."""

    seconds: float
    cpu: float
    peak: float

    def report(self, what: str, size: str, note: str) -> None:
        """Print the three figures."""
        report(f"{what}, asked for to done", self.seconds, "s", size=size, note=note)
        report(f"{what}, worker and PostgreSQL", self.cpu, "CPU-s", size=size)
        report(f"{what}, the worker's peak above what it held before", self.peak, "MiB", size=size)


async def cost_of(work: Awaitable[T], worker: int, meter: Meter) -> tuple[T, JobCost]:
    """Wait for work that a worker does, and return what came of it with its cost.

    The peak is the kernel's own (Linux: VmHWM, which clear_refs sets back), so that nothing between two readings is missed.

    Args:
        work: Ends when the worker is done.
        worker: Process id.
        meter: Reads the worker with PostgreSQL.
    """
    held = _resident(worker, "VmRSS")
    Path(f"/proc/{worker}/clear_refs").write_text("5")
    cpu, begun = meter.read(), time.perf_counter()
    done = await work
    cost = JobCost(time.perf_counter() - begun, meter.read() - cpu, _resident(worker, "VmHWM") - held)
    return done, cost


def _resident(pid: int, name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found, name
    return int(found[1]) / 1024
