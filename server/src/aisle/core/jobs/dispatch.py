"""Claiming across tenants: the only code that looks beyond one tenant, and it never sees a payload."""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import structlog

from aisle.core.db import Database

TWIN = "the same work waited in another job already, which does it"
RECOVER_MOST = 1_000
SERVED_MOST = 10_000
log = structlog.get_logger()

# Walks tenants by the index (a loose index scan), takes each one's first due jobs, and prefers tenants with the
# fewest jobs running, then those served longest ago: a million waiting jobs cannot keep another tenant from its first.
CLAIM = """
WITH RECURSIVE tenant AS (
  (SELECT organization_id FROM job WHERE state = 'queued' AND queue = $1 ORDER BY organization_id LIMIT 1)
  UNION ALL
  SELECT (SELECT j.organization_id FROM job j WHERE j.state = 'queued' AND j.queue = $1 AND j.organization_id > t.organization_id
          ORDER BY j.organization_id LIMIT 1)
  FROM tenant t WHERE t.organization_id IS NOT NULL
), load AS (
  SELECT t.organization_id, (SELECT count(*) FROM job r WHERE r.state = 'running' AND r.queue = $1
                             AND r.organization_id = t.organization_id) AS running
  FROM tenant t WHERE t.organization_id IS NOT NULL
), due AS (
  SELECT l.running + row_number() OVER (PARTITION BY l.organization_id ORDER BY j.priority, j.due_at, j.id) AS place, j.*
  FROM load l CROSS JOIN LATERAL (
    SELECT organization_id, id, priority, due_at FROM job
    WHERE state = 'queued' AND queue = $1 AND organization_id = l.organization_id AND due_at <= now() AND kind <> ALL($4)
    ORDER BY priority, due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED) j
), chosen AS (
  SELECT due.organization_id, due.id FROM due
  LEFT JOIN unnest($5::uuid[], $6::float8[]) AS served (organization_id, at) ON served.organization_id = due.organization_id
  ORDER BY due.place, served.at NULLS FIRST, due.due_at LIMIT $2)
UPDATE job SET state = 'running', fence = job.fence + 1, attempts = job.attempts + 1, lease_until = now() + $3,
               started_at = now(), error = NULL
FROM chosen WHERE job.organization_id = chosen.organization_id AND job.id = chosen.id
RETURNING job.organization_id, job.store_id, job.id, job.kind, job.fence, job.attempts
"""
# A row that is locked belongs to a worker that writes at this moment, however late its lease is: left alone.
STALLED = (
    "EXISTS (SELECT 1 FROM job s WHERE s.organization_id = $1 AND s.id = $2 AND s.fence = $3"
    " AND s.state = 'running' AND s.lease_until < now() FOR UPDATE SKIP LOCKED)"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that this worker may run until its lease ends."""

    organization_id: UUID
    store_id: UUID | None
    job_id: UUID
    kind: str
    fence: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Claims, renews, returns and buries jobs under the dispatcher's role."""

    database: Database
    lease: timedelta
    # When this process last served a tenant, the latest last. Without it a tenant whose jobs are older than
    # everybody's would be first again each time one of them ends.
    _served: dict[UUID, float] = field(default_factory=dict, compare=False)

    async def claim(self, queue: str, most: int, without: list[str]) -> list[Claim]:
        """Take up to `most` due jobs of a queue, leaving out some kinds."""
        served = list(self._served), list(self._served.values())
        rows = await self._fetch(CLAIM, queue, most, self.lease, without, *served)
        claims = [Claim(*row.values()) for row in rows]
        for claim in claims:
            self._served.pop(claim.organization_id, None)
            self._served[claim.organization_id] = time.monotonic()
        for longest_ago in list(self._served)[: max(0, len(self._served) - SERVED_MOST)]:
            del self._served[longest_ago]
        return claims

    async def renew(self, claim: Claim) -> bool:
        """Lengthen the lease; False if the job was taken over meanwhile."""
        # Not now(): the statement may have waited for a transaction of the job that has lengthened the lease itself.
        return await self._update(claim, "lease_until = clock_timestamp() + $4", self.lease)

    async def give_back(self, claim: Claim) -> None:
        """Return an unfinished job unharmed, as when the worker stops."""
        await self._requeue(claim, "attempts = attempts - 1, due_at = now()")

    async def retry(self, claim: Claim, delay: timedelta, error: str) -> None:
        """Let a failed job run again after a delay."""
        await self._requeue(claim, "due_at = now() + $4, error = $5", delay, error)

    async def postpone(self, claim: Claim, longest: timedelta, error: str) -> bool:
        """Let a job wait for something that is away; no attempt is counted. False for a job older than `longest`.

        It waits about as long as it is old, so the pauses double, up to five minutes.
        """
        age = "least(interval '5 minutes', greatest(interval '2 seconds', now() - created_at))"
        change = f"attempts = attempts - 1, due_at = now() + {age} * (0.5 + 0.5 * random()), error = $4"
        return await self._requeue(claim, change, error, longest, still="created_at > now() - $5::interval")

    async def bury(self, claim: Claim, error: str) -> None:
        """Put a job among the dead letters."""
        await self._update(
            claim, "state = 'dead', lease_until = NULL, finished_at = now(), error = $4", error
        )

    async def recover_stalled(self, max_attempts: dict[str, int]) -> int:
        """Return jobs whose worker vanished; those that already had all their attempts are buried."""
        rows = await self._fetch(
            "SELECT organization_id, store_id, id, kind, fence, attempts FROM job"
            f" WHERE state = 'running' AND lease_until < now() ORDER BY lease_until LIMIT {RECOVER_MOST}"
        )
        recovered = 0
        for row in rows:
            claim = Claim(*row.values())
            try:
                recovered += await self._recover(claim, claim.attempts >= max_attempts.get(claim.kind, 5))
            except asyncpg.PostgresError as error:  # one job in the way must not keep the others
                log.warning("jobs.recover_failed", job_id=str(claim.job_id), error=str(error))
        return recovered

    async def sweep(self, older_than: timedelta) -> int:
        """Delete jobs that ended well long ago, a thousand at a time."""
        rows = await self._fetch(
            "DELETE FROM job WHERE (organization_id, id) IN (SELECT organization_id, id FROM job"
            " WHERE state IN ('done', 'cancelled') AND finished_at < now() - $1::interval LIMIT 1000) RETURNING id",
            older_than,
        )
        return len(rows)

    async def depth(self) -> list[Any]:
        """Count jobs by queue and state, for /ready and /metrics."""
        return await self._fetch(
            "SELECT queue, state, count(*) AS jobs FROM job WHERE state IN ('queued', 'running', 'dead') GROUP BY 1, 2"
        )

    async def _recover(self, claim: Claim, spent: bool) -> bool:
        error = "the worker vanished while it ran this job"
        if spent:
            change = "state = 'dead', lease_until = NULL, finished_at = now(), error = $4"
            return await self._update(claim, change, error, still=STALLED)
        return await self._requeue(claim, "due_at = now(), error = $4", error, still=STALLED)

    async def _requeue(self, claim: Claim, change: str, *values: Any, still: str = "true") -> bool:
        """Let a job wait again. Where one for the same work waits already (dedup_key), this one ends as cancelled."""
        try:
            return await self._update(
                claim, f"state = 'queued', lease_until = NULL, {change}", *values, still=still
            )
        except asyncpg.UniqueViolationError:
            change = "state = 'cancelled', lease_until = NULL, finished_at = now(), error = $4"
            return await self._update(claim, change, TWIN)

    async def _update(self, claim: Claim, change: str, *values: Any, still: str = "true") -> bool:
        rows = await self._fetch(
            f"UPDATE job SET {change} WHERE organization_id = $1 AND id = $2 AND fence = $3 AND state = 'running'"
            f" AND {still} RETURNING id",
            claim.organization_id,
            claim.job_id,
            claim.fence,
            *values,
        )
        return bool(rows)

    async def _fetch(self, sql: str, *arguments: Any) -> list[Any]:
        async with self.database.connection() as connection:
            return await connection.fetch(sql, *arguments)  # type: ignore[no-any-return]
