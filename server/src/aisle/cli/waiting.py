"""Waiting for jobs with a progress bar, and doing them in this process if no worker does."""

import asyncio
from uuid import UUID

from aisle.bootstrap.resources import Resources
from aisle.cli.output import progress_bar
from aisle.core.jobs import JobView, find_job
from aisle.identity.types import Caller
from aisle.worker.app import make_runner

POLL_SECONDS = 0.2


async def finish_job(parts: Resources, caller: Caller, job_id: UUID, label: str, quiet: bool) -> JobView:
    """Wait until a job has ended and return it. This process works along, so that no worker needs to run."""
    runner = make_runner(parts, parts.parser)
    working = asyncio.create_task(runner.run())
    try:
        with progress_bar(quiet) as bar:
            task = bar.add_task(label, total=None)
            while True:
                job = await _read(parts, caller, job_id)
                if job.progress:
                    bar.update(
                        task,
                        completed=job.progress.done,
                        total=job.progress.total,
                        description=f"{label}: {job.progress.stage} {job.progress.note or ''}",
                    )
                if job.ended:
                    return job
                await asyncio.sleep(POLL_SECONDS)
    finally:
        await runner.stop(grace=5)
        working.cancel()


async def _read(parts: Resources, caller: Caller, job_id: UUID) -> JobView:
    async with parts.database.open_scope(caller.scope) as session:
        job = await find_job(session, job_id)
    assert job is not None  # it was deferred by this very caller
    return job
