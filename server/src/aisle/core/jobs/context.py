"""What a running job holds: transactions that check its fence, effects that happen once, and its progress."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from aisle.core.db import Database, Scope, Session
from aisle.core.jobs.dispatch import Claim

PROGRESS_SECONDS = 0.5


class JobLost(Exception):
    """Another worker has taken this job over; whatever this one still does must not be written."""


@dataclass(slots=True)
class JobContext:
    """Handed to a handler. Every transaction of the job goes through `scope`."""

    database: Database
    claim: Claim
    lease: timedelta = timedelta(seconds=30)
    _last_progress: float = field(default=0.0)
    _last_stage: str = field(default="")

    @property
    def tenant(self) -> Scope:
        """The tenant that the job was signed for."""
        return Scope(self.claim.organization_id, self.claim.store_id, f"job:{self.claim.kind}")

    @asynccontextmanager
    async def scope(self) -> AsyncIterator[Session]:
        """Open a transaction that commits only while this worker still holds the job. Raises JobLost."""
        async with self.database.open_scope(self.tenant) as session:
            await check_fence(session, self.claim)
            begun = time.monotonic()
            yield session
            # No heartbeat gets past the lock that check_fence took, so a long transaction carries its own.
            if time.monotonic() - begun > self.lease.total_seconds() / 4:
                await renew_lease(session, self.claim, self.lease)

    async def once(self, session: Session, effect_key: str) -> bool:
        """Return True the first time this effect is seen for the tenant, in the transaction that makes it."""
        added = await session.execute(
            "INSERT INTO job_effect (organization_id, effect_key, job_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            self.claim.organization_id,
            effect_key,
            self.claim.job_id,
        )
        return added == 1

    async def progress(self, stage: str, done: int, total: int | None, note: str | None = None) -> None:
        """Record how far the job is, at most twice a second unless the stage changes or the work ends."""
        now = time.monotonic()
        if stage == self._last_stage and done != total and now - self._last_progress < PROGRESS_SECONDS:
            return
        self._last_progress, self._last_stage = now, stage
        async with self.database.open_scope(self.tenant) as session:
            await write_progress(session, self.claim, stage, done, total, note)


async def check_fence(session: Session, claim: Claim) -> None:
    """Lock the job's row against a take-over until this transaction ends. Raises JobLost."""
    held = await session.fetchval(
        "SELECT 1 FROM job WHERE organization_id = $1 AND id = $2 AND fence = $3 AND state = 'running' FOR NO KEY UPDATE",
        claim.organization_id,
        claim.job_id,
        claim.fence,
    )
    if not held:
        raise JobLost(f"{claim.kind} {claim.job_id}")


async def renew_lease(session: Session, claim: Claim, lease: timedelta) -> None:
    """Lengthen the lease from this moment, in a transaction that holds the job's row."""
    await session.execute(
        "UPDATE job SET lease_until = clock_timestamp() + $3 WHERE organization_id = $1 AND id = $2",
        claim.organization_id,
        claim.job_id,
        lease,
    )


async def write_progress(
    session: Session, claim: Claim, stage: str, done: int, total: int | None, note: str | None
) -> None:
    """Upsert the progress row; time and count run from where this attempt began the stage, so that rates are honest.

    Takes no lock on the job, which a transaction of the same job may hold. Raises JobLost.
    """
    written = await session.execute(
        "INSERT INTO job_progress AS p (organization_id, job_id, stage, done, total, note, fence, started_done)"
        " SELECT $1, $2, $3, $4, $5, $6, $7, $4 FROM job"
        " WHERE organization_id = $1 AND id = $2 AND fence = $7 AND state = 'running'"
        " ON CONFLICT (organization_id, job_id) DO UPDATE SET done = $4, total = $5, note = $6, updated_at = now(),"
        " started_at = CASE WHEN (p.stage, p.fence) = ($3, $7) THEN p.started_at ELSE now() END,"
        " started_done = CASE WHEN (p.stage, p.fence) = ($3, $7) THEN p.started_done ELSE $4 END, stage = $3, fence = $7",
        claim.organization_id,
        claim.job_id,
        stage,
        done,
        total,
        note,
        claim.fence,
    )
    if not written:
        raise JobLost(f"{claim.kind} {claim.job_id}")
