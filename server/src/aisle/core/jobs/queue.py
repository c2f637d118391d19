"""Deferring: a job is a row written in the caller's own transaction, so it exists exactly if the cause does."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.jobs.messages import JobMessage, encode, sign

CHANNEL = "aisle_job"


@dataclass(frozen=True, slots=True)
class JobQueue:
    """Writes jobs. key: signs payloads."""

    key: bytes = field(repr=False)

    async def defer(
        self,
        session: Session,
        message: JobMessage,
        *,
        dedup_key: str | None = None,
        delay: timedelta = timedelta(0),
        priority: int = 100,
    ) -> UUID:
        """Queue a message for the session's tenant and return the job's id.

        With a dedup_key, a job of that kind and key that still waits is returned instead of a second one.
        delay: earliest start from now. priority: lower runs first within the tenant.
        """
        scope, job_id, payload = session.scope, new_id(), encode(message)
        signature = sign(self.key, scope.organization_id, scope.store_id, job_id, message.kind, payload)
        # DO UPDATE with no change, because DO NOTHING would not return the row that is already there.
        stored = await session.fetchval(
            "INSERT INTO job (organization_id, store_id, id, kind, queue, state, priority, due_at, dedup_key, payload, signature)"
            " VALUES ($1, $2, $3, $4, $5, 'queued', $6, now() + $7, $8, $9, $10)"
            " ON CONFLICT (organization_id, store_id, kind, dedup_key) WHERE state = 'queued' AND dedup_key IS NOT NULL"
            " DO UPDATE SET due_at = least(job.due_at, excluded.due_at) RETURNING id",
            scope.organization_id,
            scope.store_id,
            job_id,
            message.kind,
            message.queue,
            priority,
            delay,
            dedup_key,
            payload,
            signature,
        )
        await session.execute("SELECT pg_notify($1, $2)", CHANNEL, message.queue)
        return stored  # type: ignore[no-any-return]
