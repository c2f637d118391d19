"""The job of the linter, and asking for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from aisle.core.db import Session
from aisle.core.jobs import JobMessage, JobQueue
from aisle.linting.repository import runs
from aisle.linting.types import Cause

SETTLING = timedelta(seconds=60)  # changes come in bursts; one run looks at all of them


@dataclass(frozen=True, slots=True)
class LintStore(JobMessage):
    """Look a store's content over."""

    kind: ClassVar[str] = "lint_store"
    queue: ClassVar[str] = "linting"
    right: ClassVar[str] = "work"
    timeout: ClassVar[float] = 3600.0
    max_attempts: ClassVar[int] = 3


async def ask_for_lint(session: Session, jobs: JobQueue, cause: Cause) -> UUID:
    """Have the session's store looked over and return the run's id; one that waits is joined, not doubled."""
    delay = timedelta(0) if cause is Cause.DEMAND else SETTLING
    job_id = await jobs.defer(session, LintStore(), dedup_key="lint", delay=delay)
    return await runs.add(session, job_id, cause)
