"""How often kept answers are given: counted in memory, written together a moment later, outside every turn."""

import asyncio
from collections import Counter

import structlog

from aisle.answer_cache.repository import keeping
from aisle.core.clock import Clock
from aisle.core.db import Database, Scope
from aisle.core.errors import AisleError

SECONDS_WAITING = 2.0
log = structlog.get_logger()


class Tally:
    """Counts of one process; one that is killed loses the last moment's."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._counts: Counter[tuple[Scope, str]] = Counter()
        self._writing: asyncio.Task[None] | None = None

    def note(self, scope: Scope, what: str) -> None:
        """Count one. what: exact, semantic, missed or kept."""
        self._counts[Scope(scope.organization_id, scope.store_id, "kept-answers"), what] += 1
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_soon())

    async def flush(self) -> None:
        """Write what waits. Counts that cannot be written are lost, and said to be."""
        counts, self._counts = self._counts, Counter()
        for scope in {scope for scope, _ in counts}:
            own = {what: times for (where, what), times in counts.items() if where == scope}
            try:
                async with self._database.open_scope(scope) as session:
                    await keeping.add_counts(session, self._clock.now().date(), own)
            except AisleError as error:
                log.warning("kept_answers.counts_lost", store_id=str(scope.store_id), code=error.code)

    async def close(self) -> None:
        """Write what waits, at the end of the process."""
        if self._writing is not None:
            self._writing.cancel()
        await self.flush()

    async def _write_soon(self) -> None:
        await asyncio.sleep(SECONDS_WAITING)
        await self.flush()
