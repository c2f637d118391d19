"""Measures the job queue: jobs a second one at a time and several at once, and how soon a worker wakes.

The raw limit is a bare queue in the same database: one table, one statement that takes and ends a row with SKIP LOCKED,
no tenant, no signature, no lease.
"""

import asyncio
import time
from dataclasses import dataclass
from statistics import median
from typing import Any, ClassVar

from aisle.bootstrap.resources import Resources
from aisle.core.jobs import JobContext, JobMessage, Runner
from aisle.tenants.types import Store
from aisle.worker.app import listen
from benchmarks.figures import compared, percentile, report, spread_of
from benchmarks.installation import Installation, installation, new_store, scope_of
from benchmarks.scale import Scale

ROUNDS = 3
AT_ONCE = 8
# Jobs of a round, and wake-ups.
SIZES = {Scale.TOY: (10, 5), Scale.QUICK: (100, 20), Scale.FULL: (1_000, 200)}
PAUSE_SECONDS = 0.02
TAKE = (
    "UPDATE bare_job SET done = true WHERE id = (SELECT id FROM bare_job WHERE NOT done ORDER BY id LIMIT $1"
    " FOR UPDATE SKIP LOCKED) RETURNING id"
)
TAKE_MANY = TAKE.replace("id = (SELECT", "id IN (SELECT")


@dataclass(frozen=True, slots=True)
class Nothing(JobMessage):
    """A job without work: what is left is the queue's own cost."""

    kind: ClassVar[str] = "benchmark_nothing"
    queue: ClassVar[str] = "benchmark"

    number: int


class Counter:
    """Counts finished jobs and notes when the last one began."""

    def __init__(self) -> None:
        self.done, self.began_at, self.target = 0, 0.0, 0
        self.reached = asyncio.Event()

    async def handle(self, _message: Nothing, _context: JobContext) -> None:
        """Do nothing, and say so."""
        self.began_at = time.perf_counter()
        self.done += 1
        if self.done >= self.target:
            self.reached.set()

    async def wait_for(self, more: int) -> None:
        """Wait until so many further jobs have run."""
        self.target, self.reached = self.done + more, asyncio.Event()
        await self.reached.wait()


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation() as place:
        asyncio.run(_measure(place, *SIZES[scale]))


async def _measure(place: Installation, jobs: int, wakes: int) -> None:
    async with place.parts("worker") as parts, place.admin() as admin:
        await admin.execute("CREATE TABLE bare_job (id bigserial PRIMARY KEY, done bool DEFAULT false)")
        await admin.execute("CREATE INDEX ON bare_job (id) WHERE NOT done")
        store = await new_store(parts, "Jobs")
        for at_once in (1, AT_ONCE):
            await _throughput(place, parts, admin, store, jobs, at_once)
        await _wake_up(parts, admin, store, wakes)


async def _throughput(
    place: Installation, parts: Resources, admin: Any, store: Store, jobs: int, at_once: int
) -> None:
    ours: list[float] = []
    bare: list[float] = []
    spent: list[float] = []
    for _ in range(ROUNDS):
        await _fill(admin, jobs)
        bare.append(await _drain_bare(admin, jobs, at_once))
        await _defer(parts, store, jobs)
        before = _cpu(place)
        ours.append(await _drain(parts, jobs, at_once))
        spent.append((_cpu(place) - before) / jobs * 1e3)
    how = "one at a time" if at_once == 1 else f"{at_once} at once"
    report(
        f"jobs, {how}",
        jobs / median(ours),
        "jobs/s",
        peer=f"bare SKIP LOCKED: {jobs / median(bare):.0f}",
        **compared(bare, ours),
        size=f"{jobs} jobs",
        note=f"{median(spent):.2f} CPU-ms a job with PostgreSQL",
    )


async def _fill(admin: Any, jobs: int) -> None:
    await admin.execute("INSERT INTO bare_job (done) SELECT false FROM generate_series(1, $1::int)", jobs)


async def _drain_bare(admin: Any, jobs: int, at_once: int) -> float:
    begun = time.perf_counter()
    for _ in range(-(-jobs // at_once)):
        await admin.fetch(TAKE_MANY if at_once > 1 else TAKE, at_once)
    return time.perf_counter() - begun


async def _defer(parts: Resources, store: Store, jobs: int) -> None:
    async with parts.database.open_scope(scope_of(store)) as session:
        for number in range(jobs):
            await parts.jobs.defer(session, Nothing(number))


async def _drain(parts: Resources, jobs: int, at_once: int) -> float:
    counter, begun = Counter(), time.perf_counter()
    runner, working = _start(parts, counter, at_once)
    await counter.wait_for(jobs)
    took = time.perf_counter() - begun
    await runner.stop()
    await working
    return took


def _start(parts: Resources, counter: Counter, at_once: int) -> tuple[Runner, "asyncio.Task[None]"]:
    key, handlers = parts.secrets.key("jobs"), {Nothing: counter.handle}
    runner = Runner(parts.database, parts.dispatcher, key, handlers, {Nothing.queue: at_once})
    return runner, asyncio.create_task(runner.run())


async def _wake_up(parts: Resources, admin: Any, store: Store, wakes: int) -> None:
    counter = Counter()
    runner, working = _start(parts, counter, 1)
    listening = asyncio.create_task(listen(parts, runner))
    await asyncio.sleep(10 * PAUSE_SECONDS)
    ours, bare = [], []
    for number in range(wakes):
        bare.append(await _bare_notice(parts, admin))
        ours.append(await _notice(parts, store, counter, number))
    listening.cancel()
    await runner.stop()
    await working
    for percent in (50, 99):
        slow, raw = percentile(ours, percent), percentile(bare, percent)
        report(
            f"from commit to the job's start, p{percent}",
            slow,
            "ms",
            peer=f"bare NOTIFY: {raw:.2f}",
            ratio=slow / raw,
            spread=spread_of(ours),
            size=f"{wakes} jobs",
        )


async def _notice(parts: Resources, store: Store, counter: Counter, number: int) -> float:
    await asyncio.sleep(PAUSE_SECONDS)
    waiting = asyncio.create_task(counter.wait_for(1))
    await asyncio.sleep(0)
    async with parts.database.open_scope(scope_of(store)) as session:
        await parts.jobs.defer(session, Nothing(number))
        begun = time.perf_counter()
    await waiting
    return (counter.began_at - begun) * 1e3


async def _bare_notice(parts: Resources, admin: Any) -> float:
    heard = asyncio.Event()
    async with parts.dispatcher.database.connection() as connection:

        def hear(*_: Any) -> None:
            heard.set()

        await connection.add_listener("bare_wake", hear)
        begun = time.perf_counter()
        await admin.execute("NOTIFY bare_wake")
        await heard.wait()
        took = time.perf_counter() - begun
        await connection.remove_listener("bare_wake", hear)
    return took * 1e3


def _cpu(place: Installation) -> float:
    return place.meter().read() + time.process_time()
