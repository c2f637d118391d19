"""Processor time of whole families of processes, in seconds, with the resolution of the kernel's own clocks (Linux)."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Meter:
    """Reads how much processor time some processes and all their descendants have used. roots: process ids."""

    roots: tuple[int, ...]

    def read(self) -> float:
        """Return seconds since these processes began; only differences mean anything."""
        return sum(_seconds(process) for process in family(self.roots))


def family(roots: Iterable[int]) -> list[psutil.Process]:
    """Return processes and their living descendants."""
    found: list[psutil.Process] = []
    for root in roots:
        try:
            process = psutil.Process(root)
            found += [process, *process.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
    return found


def _seconds(process: psutil.Process) -> float:
    try:
        ended = process.cpu_times()
        # A living process's clock (kernel: CPUCLOCK_SCHED of that pid), and what its ended children left with it.
        return time.clock_gettime((~process.pid << 3) | 2) + ended.children_user + ended.children_system
    except (psutil.NoSuchProcess, OSError):
        return 0.0
