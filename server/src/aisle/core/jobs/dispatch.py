"""Claiming across tenants: the only code that looks beyond one tenant, and it never sees a payload."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Database

# Walks tenants by the index (a loose index scan), takes each one's first due jobs, and prefers tenants with the
# fewest jobs running: a tenant with a million waiting jobs cannot keep another from its first.
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
), chosen AS (SELECT organization_id, id FROM due ORDER BY place, due_at LIMIT $2)
UPDATE job SET state = 'running', fence = job.fence + 1, attempts = job.attempts + 1, lease_until = now() + $3,
               started_at = now(), error = NULL
FROM chosen WHERE job.organization_id = chosen.organization_id AND job.id = chosen.id
RETURNING job.organization_id, job.store_id, job.id, job.kind, job.fence, job.attempts
"""


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

    async def claim(self, queue: str, most: int, without: list[str]) -> list[Claim]:
        """Take up to `most` due jobs of a queue, leaving out some kinds."""
        rows = await self._fetch(CLAIM, queue, most, self.lease, without)
        return [Claim(*row.values()) for row in rows]

    async def renew(self, claim: Claim) -> bool:
        """Lengthen the lease; False if the job was taken over meanwhile."""
        return await self._update(claim, "lease_until = now() + $4", self.lease)

    async def give_back(self, claim: Claim) -> None:
        """Return an unfinished job unharmed, as when the worker stops."""
        await self._update(
            claim,
            "state = 'queued', attempts = attempts - 1, lease_until = NULL, due_at = now() + $4",
            timedelta(0),
        )

    async def retry(self, claim: Claim, delay: timedelta, error: str) -> None:
        """Let a failed job run again after a delay."""
        await self._update(
            claim, "state = 'queued', lease_until = NULL, due_at = now() + $4, error = $5", delay, error
        )

    async def bury(self, claim: Claim, error: str) -> None:
        """Put a job among the dead letters."""
        await self._update(
            claim, "state = 'dead', lease_until = NULL, finished_at = now(), error = $4", error
        )

    async def recover_stalled(self, max_attempts: dict[str, int]) -> int:
        """Return jobs whose worker vanished; those that already had all their attempts are buried."""
        rows = await self._fetch(
            "UPDATE job SET lease_until = NULL, due_at = now(),"
            " state = CASE WHEN attempts >= coalesce(($1::jsonb ->> kind)::int, 5) THEN 'dead' ELSE 'queued' END,"
            " finished_at = CASE WHEN attempts >= coalesce(($1::jsonb ->> kind)::int, 5) THEN now() END,"
            " error = 'the worker vanished while it ran this job'"
            " WHERE state = 'running' AND lease_until < now() RETURNING id",
            max_attempts,
        )
        return len(rows)

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

    async def _update(self, claim: Claim, change: str, *values: Any) -> bool:
        rows = await self._fetch(
            f"UPDATE job SET {change} WHERE organization_id = $1 AND id = $2 AND fence = $3 AND state = 'running' RETURNING id",
            claim.organization_id,
            claim.job_id,
            claim.fence,
            *values,
        )
        return bool(rows)

    async def _fetch(self, sql: str, *arguments: Any) -> list[Any]:
        async with self.database.connection() as connection:
            return await connection.fetch(sql, *arguments)  # type: ignore[no-any-return]
