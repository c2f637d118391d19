"""The ledger as processes write it: one writer for each tenant at a time, which takes along whatever waits.

While one batch is being committed, the next one gathers. So a single call waits for one commit, and a thousand at once
share a few ("group commit"; DeWitt et al., "Implementation techniques for main memory database systems", 1984). Nobody
is told that something is written before it is.

Where a tenant has no budget, nothing need be added up before a call, and its hold stands in the journal of the process,
which costs no statement (docs/adr/0016).
"""

import asyncio
from collections.abc import Callable, Sequence
from contextvars import Context
from uuid import UUID

import structlog

from aisle.core.db import Database
from aisle.core.errors import AisleError, Unavailable
from aisle.core.http import Timing, pause
from aisle.usage.batches import Batch, Entry, Kept, Kind, Line
from aisle.usage.journal import Journal
from aisle.usage.refusing import refusal
from aisle.usage.repository import writing
from aisle.usage.rows import Row
from aisle.usage.unbudgeted import Unbudgeted

LEASE = 300.0  # seconds; no call may last longer
PATIENCE = 5.0  # seconds that a call which ended waits for its row; the writer goes on for longer
GATHER = 0.003  # seconds that events wait for each other where several end at a time: each commit waits for the disk
MOST_BUSY = 10_000
WRITERS = 4  # connections taken by tenants that are written at the same time
OPEN_TRIES, CLOSE_TRIES = 3, 12  # a call can be left unmade; what was spent has to be kept
log = structlog.get_logger()
Warn = Callable[[UUID, Sequence[UUID]], None]


class Ledger:
    """Writes holds and events.

    Args:
        database: Of the process.
        lease: Seconds after which a hold that nobody settled is one of a dead process.
        warn: Told of a tenant's budgets whose share is reached.
        journal: For holds of tenants without budgets, which nobody need add up; None keeps all in the database.
    """

    def __init__(
        self,
        database: Database,
        lease: float = LEASE,
        warn: Warn | None = None,
        timing: Timing | None = None,
        journal: Journal | None = None,
    ) -> None:
        self._journal, self.unbudgeted = journal, Unbudgeted((timing or Timing()).now)
        self._database, self._lease, self._warn = database, lease, warn
        self._timing = timing or Timing()
        self._lines: dict[tuple[UUID, bool], Line] = {}
        self._places = asyncio.Semaphore(WRITERS)
        self._writing: set[asyncio.Task[None]] = set()
        self._busy: set[UUID] = set()  # tenants of whom several calls ended together last

    async def open(self, tenant: UUID, hold: Row) -> None:
        """Keep a hold. When this returns, the call is accounted for whatever happens to the process.

        Raises:
            BudgetExceeded: There is no room for it.
            Unavailable: It could not be kept.
        """
        if self._journal is not None and tenant in self.unbudgeted and self._journal.hold(tenant, hold):
            return
        entry = self._add(tenant, Kind.OPEN, hold)
        try:
            await asyncio.shield(entry.kept)
        except asyncio.CancelledError:
            # Nobody will make this call, so nobody would settle it. The line is gone where all of it was written just now.
            line = self._lines.get((tenant, False))
            if line is None or not line.leave(entry):
                self._add(tenant, Kind.DROP, hold)
            raise

    async def close(self, tenant: UUID, event: Row) -> None:
        """Keep an event, and let its hold go. Returns when it is kept, or when nobody can be expected to wait longer.

        Raises:
            Unavailable: It could not be kept. Its hold stays, and is swept up as that of a call that died.
        """
        kept = self._add(tenant, Kind.CLOSE, event).kept
        await asyncio.wait([kept], timeout=PATIENCE)
        if kept.done():
            kept.result()

    async def drain(self) -> None:
        """Wait until everything that waits is written. What is under way still is swept up later."""
        while self._writing:
            await asyncio.wait(self._writing)
        if self._journal is not None:
            self._journal.close()

    def _add(self, tenant: UUID, kind: Kind, row: Row) -> Entry:
        entry = Entry(kind, row, asyncio.get_running_loop().create_future())
        entry.kept.add_done_callback(_heard)
        # Events are waited for until they are on the disk; holds, which need not be, do not stand behind them.
        of_ended = kind is Kind.CLOSE
        line = self._lines.setdefault((tenant, of_ended), Line())
        line.waiting.append(entry)
        if not line.is_moving:
            line.is_moving = True
            # Nothing of who asks first, such as a transaction that its request holds, may be found where all are written.
            task = asyncio.create_task(self._write(tenant, of_ended, line), context=Context())
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
        return entry

    async def _write(self, tenant: UUID, of_ended: bool, line: Line) -> None:
        try:
            while line.waiting:
                async with self._places:
                    # Whoever is about to come, comes along; who ended with others lately waits a moment for them. Its answer
                    # is on its way, and its hold stands in for it until then.
                    await asyncio.sleep(GATHER if of_ended and tenant in self._busy else 0)
                    entries = line.take()
                    if of_ended:
                        self._note(tenant, len(entries))
                    await self._keep(tenant, entries)
        finally:
            line.is_moving = False
            if not line.waiting:
                self._lines.pop((tenant, of_ended), None)

    def _note(self, tenant: UUID, ended: int) -> None:
        """Take note of how many calls of a tenant ended together."""
        if ended <= 1:
            self._busy.discard(tenant)
            return
        if len(self._busy) >= MOST_BUSY:
            self._busy.clear()
        self._busy.add(tenant)

    async def _keep(self, tenant: UUID, entries: Sequence[Entry]) -> None:
        """Write entries and tell those who wait for them; whatever goes wrong, everybody is told."""
        begun = self.unbudgeted.now()
        try:
            kept = await self._kept(tenant, entries)
        except Exception as error:
            if len(entries) > 1 and not isinstance(error, Unavailable):
                for entry in entries:  # one that the database does not take must not be the others' end
                    await self._keep(tenant, [entry])
                return
            for entry in entries:
                _fail(entry, error if isinstance(error, AisleError) else _lost(error))
            return
        except BaseException as error:
            for entry in entries:
                _fail(entry, _lost(error))
            raise
        self.unbudgeted.note(tenant, begun, has_budgets=kept.has_budgets)
        for entry in entries:
            if self._journal is not None and entry.kind is Kind.CLOSE:
                self._journal.let_go(entry.row["id"])
            why = kept.refused.get(entry.row["id"]) if entry.kind is Kind.OPEN else None
            if why is not None:
                _fail(entry, refusal(why))
            elif not entry.kept.done():
                entry.kept.set_result(None)
        if kept.warn and self._warn is not None:
            self._warn(tenant, kept.warn)

    async def _kept(self, tenant: UUID, entries: Sequence[Entry]) -> Kept:
        batch = Batch.of(entries)
        tries = CLOSE_TRIES if batch.closed or batch.dropped else OPEN_TRIES
        for attempt in range(1, tries):
            try:
                return await writing.keep(self._database, tenant, batch, self._lease)
            except Unavailable as error:
                log.warning("usage.again", attempt=attempt, error=error.code)
                await self._timing.sleep(pause(attempt, self._timing.chance(), None))
        return await writing.keep(self._database, tenant, batch, self._lease)


def _fail(entry: Entry, error: AisleError) -> None:
    if not entry.kept.done():
        entry.kept.set_exception(error)


def _lost(error: BaseException) -> Unavailable:
    log.error("usage.lost", error=type(error).__name__, detail=str(error))
    return Unavailable("What calls of models take could not be kept, so none is made.")


def _heard(kept: "asyncio.Future[None]") -> None:
    """Take note of a failure that nobody waited for; asyncio would complain."""
    if not kept.cancelled():
        kept.exception()
