"""Waiting for runs of sources, and doing them in this process if no worker does."""

import asyncio
from uuid import UUID

from aisle.bootstrap.resources import Resources
from aisle.cli.output import progress_bar
from aisle.identity.types import Caller
from aisle.sources.syncing.types import RunState
from aisle.sources.syncing.viewing import RunView
from aisle.worker.app import make_runner

POLL_SECONDS = 0.2
# A run that waits for a person is over as far as waiting for it goes.
OVER = (RunState.WAITING, RunState.PAUSED)


async def finish_run(
    parts: Resources, caller: Caller, source_id: UUID, run_id: UUID, label: str, quiet: bool
) -> RunView:
    """Wait until a run has ended, or waits for a person, and return it. This process works along."""
    runner = make_runner(parts, parts.parser)
    working = asyncio.create_task(runner.run())
    try:
        with progress_bar(quiet) as bar:
            task = bar.add_task(label, total=None)
            while True:
                seen = await parts.sources.runs.view(caller.scope, source_id, run_id)
                progress = seen.progress
                bar.update(
                    task,
                    completed=progress.records,
                    total=progress.total,
                    description=f"{label}: {seen.run.stage or seen.run.state}",
                )
                if seen.run.state.ended or seen.run.state in OVER:
                    return seen
                await asyncio.sleep(POLL_SECONDS)
    finally:
        await runner.stop(grace=5)
        working.cancel()
