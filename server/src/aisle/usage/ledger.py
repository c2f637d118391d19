"""The ledger as processes write it: one writer for each tenant at a time, which takes along whatever waits.

While one batch is being committed, the next one gathers. So a single call waits for one commit, and a thousand at once
share a few ("group commit"; DeWitt et al., "Implementation techniques for main memory database systems", 1984). Nobody
is told that something is written before it is.

Where a tenant has no budget, nothing need be added up before a call, and its hold stands in the journal of the process,
which costs no statement (docs/adr/0016). The same holds for calls under a lease of its budgets (docs/adr/0017).
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextvars import Context
from uuid import UUID

import structlog

from aisle.core.db import Database
from aisle.core.errors import AisleError, Unavailable
from aisle.core.http import Timing, pause
from aisle.usage.batches import Batch, Entry, Kept, Kind, Line
from aisle.usage.journal import Journal
from aisle.usage.leases import FRESH, Lease, Leases
from aisle.usage.refusing import refusal
from aisle.usage.repository import writing
from aisle.usage.rows import Row
from aisle.usage.unbudgeted import Unbudgeted

LEASE = 300.0  # seconds; no call may last longer
PATIENCE = 5.0  # seconds that a call which ended waits for its row; the writer goes on for longer
GATHER = 0.003  # seconds that events wait for each other where several end at a time: each commit waits for the disk
MOST_BUSY = 10_000
IDLE = FRESH  # seconds between two looks at whether a lease is used
UNHEARD = (Kind.DROP, Kind.SHRINK)  # whom nobody waits for
OF_LEASES = (Kind.CLOSE, Kind.SHRINK)
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
        journal: For holds that nobody need add up: of tenants without budgets, and under leases; None keeps all in the
            database.
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
        self._leases, self._budgeted = Leases(self.unbudgeted.now), set[UUID]()

    async def open(self, tenant: UUID, hold: Row) -> None:
        """Keep a hold. When this returns, the call is accounted for whatever happens to the process.

        Raises:
            BudgetExceeded: There is no room for it.
            Unavailable: It could not be kept.
        """
        if self._journal is not None and self._held_aside(tenant, hold, self._journal):
            return
        entry = self._add(tenant, Kind.OPEN, hold)
        self._ask_for_lease(tenant, hold)
        try:
            await entry.kept
        except asyncio.CancelledError:
            # Nobody will make this call, so nobody would settle it. The line is gone where all of it was written just now.
            line = self._lines.get((tenant, False))
            if line is None or not line.leave(entry):
                self._add(tenant, Kind.DROP, hold)
            raise

    async def close(self, tenant: UUID, event: Row) -> None:
        """Keep an event, and let its hold go. Returns when it is kept, or when nobody can be expected to wait longer.

        It is on its way before anything is waited for: whoever is cancelled in here loses nothing.

        Raises:
            Unavailable: It could not be kept. Its hold stays, and is swept up as that of a call that died.
        """
        await self._add(tenant, Kind.CLOSE, event).kept

    def forget(self, tenant: UUID) -> None:
        """Take note that a tenant's budgets were changed here: they hold from the next call on."""
        self.unbudgeted.forget(tenant)
        self._give_up(self._leases.of(tenant))

    async def drain(self) -> None:
        """Wait until everything that waits is written. What is under way still is swept up later."""
        while self._writing or self._leases.of():
            self._give_up(self._leases.of())
            await asyncio.wait(self._writing)
        if self._journal is not None:
            self._journal.close()

    def _held_aside(self, tenant: UUID, hold: Row, journal: Journal) -> bool:
        """Hold a call in the journal, where no budget is drawn on, or one that a lease was taken of."""
        if tenant in self.unbudgeted:
            return journal.hold(tenant, hold)
        if not self._leases.take(tenant, hold):
            return False
        if not journal.hold(tenant, hold):
            self._leases.give_back(hold)
            return False
        self._ask_for_lease(tenant, hold)  # before this one is used up
        return True

    def _ask_for_lease(self, tenant: UUID, hold: Row) -> None:
        """Ask for room for several calls, beside the one that is about to be made."""
        if self._journal is None or tenant not in self._budgeted:
            return
        row = self._leases.wanted(tenant, hold)
        if row is None:
            return
        begun = self.unbudgeted.now()

        def answered(kept: "asyncio.Future[None]") -> None:
            if kept.cancelled() or kept.exception() is not None:
                self._leases.refused(tenant, row)
            else:
                self._open_lease(tenant, row, begun)

        self._add(tenant, Kind.OPEN, row).kept.add_done_callback(answered)

    def _open_lease(self, tenant: UUID, row: Row, begun: float) -> None:
        before, lease = self._leases.granted(tenant, row, begun)
        if before is not None:
            self._give_up([before])
        if self.unbudgeted.is_changed_since(tenant, begun):
            self._give_up([lease])
        asyncio.get_running_loop().call_later(IDLE, self._look_at, lease)

    def _look_at(self, lease: Lease) -> None:
        """Give back what nobody takes of."""
        if not lease.is_open:
            return
        if self._leases.is_idle(lease):
            self._give_up([lease])
        else:
            asyncio.get_running_loop().call_later(IDLE, self._look_at, lease)

    def _give_up(self, leases: Iterable[Lease]) -> None:
        for lease in leases:
            self._leases.close(lease)
            self._add(lease.place[0], Kind.SHRINK, lease.row)

    def _add(self, tenant: UUID, kind: Kind, row: Row) -> Entry:
        entry = Entry(kind, row, asyncio.get_running_loop().create_future())
        if kind in UNHEARD:
            entry.kept.add_done_callback(_heard)
        # Events are waited for until they are on the disk; holds, which need not be, do not stand behind them.
        of_ended = kind is Kind.CLOSE or kind is Kind.SHRINK
        line = self._lines.get((tenant, of_ended))
        if line is None:
            line = self._lines[tenant, of_ended] = Line()
        line.waiting.append(entry)
        if not line.is_moving:
            line.is_moving = True
            # Nothing of who asks first, such as a transaction that its request holds, may be found where all are written.
            task = asyncio.create_task(self._write(tenant, of_ended, line), context=Context())
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)
        return entry

    async def _write(self, tenant: UUID, of_ended: bool, line: Line) -> None:
        alarm = Alarm(line.release) if of_ended else None
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
                    line.taken = []
                if alarm is not None:
                    alarm.set()
        finally:
            if alarm is not None:
                alarm.stop()
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
        rests = self._leases.rests([one.row["id"] for one in entries if one.kind in OF_LEASES])
        try:
            kept = await self._kept(tenant, Batch.of(entries, rests))
        except Exception as error:
            if len(entries) > 1 and not isinstance(error, Unavailable):
                for entry in entries:  # one that the database does not take must not be the others' end
                    await self._keep(tenant, [entry])
                return
            self._leases.forget(rests)
            for entry in entries:
                _fail(entry, error if isinstance(error, AisleError) else _lost(error))
            return
        except BaseException as error:
            for entry in entries:
                _fail(entry, _lost(error))
            raise
        self.unbudgeted.note(tenant, begun, has_budgets=kept.has_budgets)
        self._note_budgets(tenant, has=kept.has_budgets)
        self._leases.kept(rests, begun, kept.refused)
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

    def _note_budgets(self, tenant: UUID, *, has: bool) -> None:
        if not has:
            self._budgeted.discard(tenant)
            return
        if len(self._budgeted) >= MOST_BUSY:
            self._budgeted.clear()
        self._budgeted.add(tenant)

    async def _kept(self, tenant: UUID, batch: Batch) -> Kept:
        tries = CLOSE_TRIES if batch.closed or batch.dropped else OPEN_TRIES
        for attempt in range(1, tries):
            try:
                return await writing.keep(self._database, tenant, batch, self._lease)
            except Unavailable as error:
                log.warning("usage.again", attempt=attempt, error=error.code)
                await self._timing.sleep(pause(attempt, self._timing.chance(), None))
        return await writing.keep(self._database, tenant, batch, self._lease)


class Alarm:
    """Rings every PATIENCE seconds unless it is set anew: one for all who wait, since one for each would cost as much as the rest."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring, self._loop = ring, asyncio.get_running_loop()
        self._timer = self._loop.call_later(PATIENCE, self._rings)

    def set(self) -> None:
        """Begin anew."""
        self._timer.cancel()
        self._timer = self._loop.call_later(PATIENCE, self._rings)

    def stop(self) -> None:
        """Ring no more."""
        self._timer.cancel()

    def _rings(self) -> None:
        self._ring()
        self.set()


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
