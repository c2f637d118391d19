"""The worker's loop: claim, check, run under a time limit, and settle every ending."""

import asyncio
import contextlib
import functools
import hmac
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from aisle.core.db import Database, DatabaseUnavailable, Scope
from aisle.core.db.database import CONNECTION_LOST
from aisle.core.errors import Unavailable
from aisle.core.jobs.context import JobContext, JobLost, check_fence
from aisle.core.jobs.dispatch import Claim, Dispatcher
from aisle.core.jobs.messages import JobMessage, Permanent, Resting, decode, sign
from aisle.core.telemetry import WithFacts, tracer

Handler = Callable[[Any, JobContext], Awaitable[None]]
# Asked before a job runs, and again while it does: raises Resting for a tenant that is suspended, Permanent without the right.
Gate = Callable[[Claim, type[JobMessage]], Awaitable[None]]
POLL_SECONDS = 1.0  # only for jobs whose time has come; new ones wake the loop at once
RECOVER_SECONDS = 5.0
RETRY_BASE, RETRY_CAP = 2.0, 300.0
# What is away comes back: for so long an outage costs a job none of its attempts.
PATIENCE = timedelta(hours=24)
# A suspended tenant's jobs wait as long as it takes.
FOREVER = timedelta(days=36_500)
log = structlog.get_logger()


class Undeclared(RuntimeError):
    """A kind of job that nobody has given a right."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A message type and who handles it."""

    message: type[JobMessage]
    handler: Handler


class Runner:
    """Runs jobs of one process.

    limits: queue -> jobs at once, so that one kind of work cannot starve another. gate: says whether a job may run; all
    kinds then have to declare their right, or Undeclared is raised.
    """

    def __init__(
        self,
        database: Database,
        dispatcher: Dispatcher,
        key: bytes,
        handlers: Mapping[type[JobMessage], Handler],
        limits: Mapping[str, int],
        gate: Gate | None = None,
    ) -> None:
        if bare := [] if gate is None else [one.kind for one in handlers if not hasattr(one, "right")]:
            raise Undeclared(f"Jobs without a declared right: {', '.join(sorted(bare))}")
        self._gate, self._rested = gate, set[Claim]()
        self._database, self._dispatcher, self._key, self._limits = database, dispatcher, key, dict(limits)
        self._kinds = {message.kind: Registered(message, handler) for message, handler in handlers.items()}
        self._running: dict[asyncio.Task[None], Claim] = {}
        self._wake = {queue: asyncio.Event() for queue in limits}
        self._stopping = False

    def wake(self, queue: str) -> None:
        """Look at a queue now."""
        if queue in self._wake:
            self._wake[queue].set()

    async def run(self) -> None:
        """Work until `stop` is called."""
        async with asyncio.TaskGroup() as group:
            for queue in self._limits:
                group.create_task(self._serve(queue))
            group.create_task(self._recover())

    async def stop(self, grace: float = 10.0) -> None:
        """Claim no more, let running jobs end within `grace` seconds, and hand back the rest."""
        self._stopping = True
        for event in self._wake.values():
            event.set()
        running = dict(self._running)
        if running:
            _, late = await asyncio.wait(running, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
            for task in late:
                with contextlib.suppress(
                    *CONNECTION_LOST, DatabaseUnavailable
                ):  # then its lease ends by itself
                    await self._dispatcher.give_back(running[task])

    async def run_until_idle(self) -> int:
        """Run what is due now, and what that defers, then return how many jobs ran (for tests and one-off commands)."""
        ran = 0
        while claims := [
            claim for queue in self._limits for claim in await self._dispatcher.claim(queue, 1, [])
        ]:
            for claim in claims:
                await self._run_apart(claim)
                ran += 1
        return ran

    async def _run_apart(self, claim: Claim) -> None:
        """Run a job in a task of its own, so that losing the job ends the job and not the caller."""
        task = asyncio.create_task(self._run_one(claim))
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            task.cancel()
            raise
        if not task.cancelled():
            task.result()

    async def _serve(self, queue: str) -> None:
        while not self._stopping:
            self._wake[queue].clear()
            try:
                claimed = await self._claim(queue)
            except Exception as error:  # the database may be away; the loop must outlive that
                log.warning("jobs.claim_failed", queue=queue, error=str(error))
                claimed = 0
            if not claimed:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake[queue].wait(), POLL_SECONDS)

    async def _claim(self, queue: str) -> int:
        running = Counter(claim.kind for claim in self._running.values())
        used = sum(1 for claim in self._running.values() if self._queue_of(claim.kind) == queue)
        free = self._limits[queue] - used
        if free <= 0 or self._stopping:
            return 0
        full = [
            kind
            for kind, known in self._kinds.items()
            if known.message.concurrency and running[kind] >= known.message.concurrency
        ]
        limited = any(
            known.message.concurrency for known in self._kinds.values() if known.message.queue == queue
        )
        claims = await self._dispatcher.claim(queue, 1 if limited else free, full)
        if self._stopping:  # asked to stop while the claim was on its way
            for claim in claims:
                await self._dispatcher.give_back(claim)
            return 0
        for claim in claims:
            task = asyncio.create_task(self._run_one(claim))
            self._running[task] = claim
            task.add_done_callback(functools.partial(self._ended, queue))
        return len(claims)

    def _ended(self, queue: str, task: "asyncio.Task[None]") -> None:
        claim = self._running.pop(task, None)
        if claim and not task.cancelled() and (error := task.exception()):
            # The database was away when the ending was to be written; the job returns when its lease ends.
            log.warning("jobs.unsettled", kind=claim.kind, job_id=str(claim.job_id), error=str(error))
        self.wake(queue)

    def _queue_of(self, kind: str) -> str | None:
        known = self._kinds.get(kind)
        return known.message.queue if known else None

    async def _recover(self) -> None:
        limits = {kind: known.message.max_attempts for kind, known in self._kinds.items()}
        while not self._stopping:
            try:
                if recovered := await self._dispatcher.recover_stalled(limits):
                    log.warning("jobs.recovered", jobs=recovered)
                await self._dispatcher.sweep(timedelta(days=7))
            except Exception as error:
                log.warning("jobs.recover_failed", error=str(error))
            await self._pause(RECOVER_SECONDS)

    async def _pause(self, seconds: float) -> None:
        for _ in range(int(seconds * 10)):
            if self._stopping:
                return
            await asyncio.sleep(0.1)

    async def _run_one(self, claim: Claim) -> None:
        with (
            WithFacts(
                organization_id=str(claim.organization_id),
                store_id=str(claim.store_id),
                job_id=str(claim.job_id),
            ),
            tracer().start_as_current_span(f"job {claim.kind}"),
        ):
            heartbeat = asyncio.create_task(self._keep(claim, asyncio.current_task()))
            try:
                await self._attempt(claim)
            except JobLost:
                log.warning("jobs.lost", kind=claim.kind)
            except asyncio.CancelledError:
                if claim not in self._rested:
                    raise
                await self._settle_failure(claim, Resting())
            except Exception as error:
                await self._settle_failure(claim, error)
            finally:
                self._rested.discard(claim)
                heartbeat.cancel()

    async def _attempt(self, claim: Claim) -> None:
        known = self._kinds.get(claim.kind)
        if known is None:
            raise Permanent(f"No handler for jobs of kind {claim.kind}.")
        if self._gate is not None:
            await self._gate(claim, known.message)
        context = JobContext(self._database, claim, self._dispatcher.lease)
        message = await self._read(claim, known.message)
        try:
            async with asyncio.timeout(known.message.timeout) as limit:
                await known.handler(message, context)
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise TimeoutError(f"One attempt took longer than {known.message.timeout:g} seconds.") from error
        async with self._database.open_scope(context.tenant) as session:
            await check_fence(session, claim)
            await session.execute(
                "UPDATE job SET state = 'done', lease_until = NULL, finished_at = now() WHERE organization_id = $1 AND id = $2",
                claim.organization_id,
                claim.job_id,
            )
        log.info("jobs.done", kind=claim.kind, attempt=claim.attempts)

    async def _read(self, claim: Claim, message_type: type[JobMessage]) -> JobMessage:
        async with self._database.open_scope(
            Scope(claim.organization_id, claim.store_id, f"job:{claim.kind}")
        ) as session:
            row = await session.fetchrow(
                "SELECT payload, signature FROM job WHERE organization_id = $1 AND id = $2",
                claim.organization_id,
                claim.job_id,
            )
        if row is None:
            raise JobLost(str(claim.job_id))
        wanted = sign(
            self._key, claim.organization_id, claim.store_id, claim.job_id, claim.kind, row["payload"]
        )
        if not hmac.compare_digest(wanted, row["signature"]):
            raise Permanent("The job's signature does not hold: its tenant or payload was changed.")
        return decode(message_type, row["payload"])

    async def _keep(self, claim: Claim, task: "asyncio.Task[Any] | None") -> None:
        while True:
            await asyncio.sleep(self._dispatcher.lease.total_seconds() / 3)
            with contextlib.suppress(Exception):  # a missed renewal is made up by the next, or the lease ends
                rests = await self._rests(claim)
                if rests:
                    self._rested.add(claim)
                if (rests or not await self._dispatcher.renew(claim)) and task is not None:
                    task.cancel()

    async def _rests(self, claim: Claim) -> bool:
        """Whether the tenant was suspended while the job ran."""
        known = self._kinds.get(claim.kind)
        if self._gate is None or known is None:
            return False
        try:
            await self._gate(claim, known.message)
        except Resting:
            return True
        return False

    async def _settle_failure(self, claim: Claim, error: Exception) -> None:
        known = self._kinds.get(claim.kind)
        text = f"{type(error).__name__}: {error}"[:2000]
        if isinstance(error, Resting):
            await self._dispatcher.postpone(claim, FOREVER, text)
            log.info("jobs.resting", kind=claim.kind)
            return
        if isinstance(error, Permanent) or known is None or claim.attempts >= known.message.max_attempts:
            log.error("jobs.dead", kind=claim.kind, attempt=claim.attempts, error=text)
            await self._dispatcher.bury(claim, text)
            return
        if isinstance(error, Unavailable) and await self._dispatcher.postpone(claim, PATIENCE, text):
            log.warning("jobs.postponed", kind=claim.kind, error=text)
            return
        delay = retry_delay(claim.attempts)
        log.warning(
            "jobs.retry",
            kind=claim.kind,
            attempt=claim.attempts,
            seconds=round(delay.total_seconds(), 1),
            error=text,
        )
        await self._dispatcher.retry(claim, delay, text)


def retry_delay(attempt: int) -> timedelta:
    """Exponential back-off with full jitter: anywhere between nothing and base * 2^attempt seconds, capped."""
    return timedelta(seconds=random.uniform(0, min(RETRY_CAP, RETRY_BASE * 2**attempt)))  # noqa: S311
