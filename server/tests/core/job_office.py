"""A queue of its own for each test, with a store that defers into it and workers that claim from it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, make_dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Database, Scope, Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobContext, JobMessage, JobQueue, JobView, Runner, find_job
from aisle.core.jobs.dispatch import Claim, Dispatcher

KEY = b"signs the jobs of these tests"
LONG = timedelta(minutes=5)
Does = Callable[[Any, JobContext], Awaitable[None]]


def new_message(queue: str, **limits: Any) -> type[JobMessage]:
    """Make a kind of job that carries a text. limits: max_attempts, timeout, concurrency."""
    kind = f"note_{new_id().hex[-12:]}"
    words = {"kind": kind, "queue": queue, **limits}
    return make_dataclass(
        kind, [("text", str)], bases=(JobMessage,), namespace=words, frozen=True, slots=True
    )


async def nothing(message: Any, context: JobContext) -> None:
    """A job that does nothing, well."""


def failing(error: Exception) -> Does:
    """A job that always fails in the same way."""

    async def fail(message: Any, context: JobContext) -> None:
        raise error

    return fail


@dataclass
class Office:
    """One store with a queue, and the roles that work on it."""

    store: Any
    database: Database
    worker: Database
    dispatch: Database
    queue: str = field(default_factory=lambda: f"q_{new_id().hex[-12:]}")
    jobs: JobQueue = field(default_factory=lambda: JobQueue(KEY))
    message: type[JobMessage] = field(init=False)

    def __post_init__(self) -> None:
        self.message = new_message(self.queue)

    def of(self, store: Any) -> "Office":
        """The same queue as another store uses it."""
        other = Office(store, self.database, self.worker, self.dispatch, self.queue)
        other.message = self.message
        return other

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        async with self.database.open_scope(Scope(self.store.organization_id, self.store.id)) as session:
            yield session

    async def defer(self, text: str = "", message: type[JobMessage] | None = None, **how: Any) -> UUID:
        async with self.session() as session:
            return await self.jobs.defer(session, (message or self.message)(text), **how)  # type: ignore[call-arg]

    async def defer_many(self, count: int) -> list[UUID]:
        async with self.session() as session:
            return [await self.jobs.defer(session, self.message(str(n))) for n in range(count)]  # type: ignore[call-arg]

    def dispatcher(self, lease: timedelta = LONG) -> Dispatcher:
        return Dispatcher(self.dispatch, lease)

    def runner(
        self, does: Does | Mapping[type[JobMessage], Does], *, limit: int = 4, lease: timedelta = LONG
    ) -> Runner:
        handlers = does if isinstance(does, Mapping) else {self.message: does}
        return Runner(self.worker, self.dispatcher(lease), KEY, handlers, {self.queue: limit})

    async def work(self, does: Does | Mapping[type[JobMessage], Does] = nothing) -> int:
        """Run what is due, one after the other."""
        return await self.runner(does).run_until_idle()

    async def claim(self, most: int = 1, lease: timedelta = LONG) -> list[Claim]:
        return await self.dispatcher(lease).claim(self.queue, most, [])

    def context(self, claim: Claim, lease: timedelta = LONG) -> JobContext:
        return JobContext(self.worker, claim, lease)

    async def job(self, job_id: UUID) -> JobView:
        async with self.session() as session:
            found = await find_job(session, job_id)
        assert found is not None
        return found

    async def states(self) -> dict[str, int]:
        async with self.session() as session:
            rows = await session.fetch(
                "SELECT state, count(*) AS jobs FROM job WHERE queue = $1 AND organization_id = $2 GROUP BY state",
                self.queue,
                self.store.organization_id,
            )
        return {row["state"]: row["jobs"] for row in rows}

    async def change(self, job_id: UUID, what: str) -> None:
        """Change a row as time would: `due_at = now()`."""
        async with self.session() as session:
            await session.execute(
                f"UPDATE job SET {what} WHERE organization_id = $1 AND id = $2",
                self.store.organization_id,
                job_id,
            )

    async def lose(self, claim: Claim) -> None:
        """Let a lease end, as when its worker vanished."""
        await self.change(claim.job_id, "lease_until = now() - interval '1 s'")

    async def effects(self) -> list[str]:
        """What jobs did to the world: one source a job's effect."""
        async with self.session() as session:
            rows = await session.fetch(
                "SELECT name FROM source WHERE organization_id = $1 AND store_id = $2 AND kind = 'effect' ORDER BY name",
                *session.tenant,
            )
        return [row["name"] for row in rows]


async def act(session: Session, name: str) -> None:
    """Do something that can be counted."""
    await session.execute(
        "INSERT INTO source (organization_id, store_id, id, kind, name) VALUES ($1, $2, $3, 'effect', $4)",
        *session.tenant,
        new_id(),
        f"{name} {new_id().hex}",
    )


@asynccontextmanager
async def running(runner: Runner, grace: float = 10) -> AsyncIterator[Runner]:
    """A runner at work, stopped at the end."""
    task = asyncio.create_task(runner.run())
    try:
        yield runner
    finally:
        await runner.stop(grace)
        await task


async def until(holds: Callable[[], Awaitable[Any]], seconds: float = 20) -> Any:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not (found := await holds()):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return found
