"""What people do with runs. Callers may do so in their store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from aisle.core.db import Database, Scope
from aisle.core.jobs import JobQueue
from aisle.sources.connections import repository as connections
from aisle.sources.records import Resource
from aisle.sources.syncing import controlling
from aisle.sources.syncing.repository import runs
from aisle.sources.syncing.starting import start
from aisle.sources.syncing.turns import waits_for
from aisle.sources.syncing.types import Cause, Mode, Run
from aisle.sources.syncing.viewing import RunView, view


@dataclass(frozen=True, slots=True)
class Started:
    """A run that somebody asked for. early: why the schedule would not have started it yet; None: it would."""

    run: Run
    early: str | None


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of stores' sources."""

    database: Database
    jobs: JobQueue

    async def start(
        self, scope: Scope, source_id: UUID, mode: Mode, resources: Sequence[Resource] | None = None
    ) -> Started:
        """Have a source read: whoever asks for it now need not wait for those that it is read after, and is told of them.

        Raises SourceNotFound, SourceBusy, NothingToRead, InvalidForm.
        """
        async with self.database.open_scope(scope) as session:
            connection = await connections.get(session, source_id)
            early = await waits_for(session, connection, datetime.now(UTC))
            run = await start(session, self.jobs, source_id, mode, Cause.DEMAND, resources)
            return Started(run, early)

    async def list(self, scope: Scope, source_id: UUID, after: UUID | None, most: int) -> list[Run]:
        """Return a source's runs before one, the newest first. Raises SourceNotFound."""
        async with self.database.open_scope(scope) as session:
            await connections.get(session, source_id)
            return await runs.list_of(session, source_id, after, most)

    async def view(self, scope: Scope, source_id: UUID, run_id: UUID) -> RunView:
        """Return a run as it stands. Raises RunNotFound."""
        async with self.database.open_scope(scope) as session:
            return await view(session, await controlling.get_run(session, source_id, run_id))

    async def pause(self, scope: Scope, source_id: UUID, run_id: UUID) -> Run:
        """Let a run rest where it stands. Raises RunNotFound, SourceBusy."""
        async with self.database.open_scope(scope) as session:
            run = await controlling.get_run(session, source_id, run_id, lock=True)
            await controlling.pause_run(session, run)
            return await controlling.get_run(session, source_id, run_id)

    async def resume(self, scope: Scope, source_id: UUID, run_id: UUID) -> Run:
        """Let a paused run go on. Raises RunNotFound, SourceBusy."""
        async with self.database.open_scope(scope) as session:
            run = await controlling.get_run(session, source_id, run_id, lock=True)
            await controlling.resume_run(session, self.jobs, run)
            return await controlling.get_run(session, source_id, run_id)

    async def stop(self, scope: Scope, source_id: UUID, run_id: UUID) -> Run:
        """End a run. Raises RunNotFound, SourceBusy."""
        async with self.database.open_scope(scope) as session:
            run = await controlling.get_run(session, source_id, run_id, lock=True)
            await controlling.stop_run(session, run)
            return await controlling.get_run(session, source_id, run_id)
