"""What every peer's program does alike: read the data, ask every question three times, compare with an exact search."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

K = 10


class Data:
    """The vectors of all tenants, and questions for one tenant each."""

    def __init__(self) -> None:
        folder = Path(sys.argv[1])
        self.vectors, self.tenants, self.questions, self.asked = (
            np.load(folder / f"{name}.npy") for name in ("vectors", "tenants", "questions", "asked")
        )


Exact = Callable[[Data, np.ndarray, int], set[int]]


def exact_nearest(data: Data, question: np.ndarray, tenant: int) -> set[int]:
    """Return the row numbers of the K nearest by comparing with every row of the tenant."""
    rows = np.flatnonzero(data.tenants == tenant)
    return set(rows[np.argsort(-(data.vectors[rows] @ question))[:K]].tolist())


def measure(
    data: Data,
    nearest: Callable[[np.ndarray, int], Sequence[int]],
    note: str,
    exact: Exact | None = exact_nearest,
) -> None:
    """Print one line of JSON. nearest: row numbers of the K best among a tenant's own; exact: what recall is measured by."""
    cpu, times, hits = [], [], 0
    for counted in (False, True, True, True):
        before = time.process_time()
        for question, tenant in zip(data.questions, data.asked, strict=True):
            begun = time.perf_counter()
            found = nearest(question, int(tenant))
            if counted:
                times.append((time.perf_counter() - begun) * 1e3)
            elif exact is not None:
                hits += len(set(map(int, found)) & exact(data, question, tenant))
        if counted:
            cpu.append((time.process_time() - before) / len(data.questions) * 1e3)
    wanted = sum(min(K, int((data.tenants == tenant).sum())) for tenant in data.asked)
    line = {
        "cpu_ms": cpu,
        "p50_ms": sorted(times)[len(times) // 2],
        "recall": hits / wanted if exact else None,
        "note": note,
    }
    print(json.dumps(line))
