"""A ledger with one tenant, and tries that are about to be made."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from aisle.core.db import Scope
from aisle.core.http import Timing
from aisle.core.ids import new_id
from aisle.llm.catalogue import Cost
from aisle.llm.gateway import Call, Ended, Outcome, Payer, Purpose, Try
from aisle.llm.usage import Usage
from aisle.usage.journal import Journal
from aisle.usage.ledger import Ledger
from aisle.usage.observer import LedgerObserver

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Tenant:
    """One organization's ledger, as a process sees it; `process` starts another one."""

    def __init__(self, database, worker, organization_id: UUID) -> None:
        self.database, self.worker, self.id = database, worker, organization_id
        self.warned = []
        self.observer = self.process()

    def process(self, lease: float = 300.0) -> LedgerObserver:
        return LedgerObserver(Ledger(self.database, lease, lambda _tenant, ids: self.warned.extend(ids)))

    def planned(self, most="0.01", at=NOON, currency="USD", **payer) -> Try:
        """A try that reads 10 tokens and writes 90 at most. most: None for an unknown price."""
        payer = Payer(self.id, **payer)
        cost = None if most is None else Cost(Decimal(most), currency)
        return Try(Call(Purpose.ANSWER, payer=payer), "a", "stub", "a-1", at, 1, cost, 10, 90)

    async def call(self, took="0.01", most=None, observer=None, **planned) -> None:
        """Make a call from its beginning to its end."""
        held = await (observer or self.observer).reserve(self.planned(most or took, **planned))
        await held.settle(done(took))

    async def rows(self, sql: str, *arguments):
        async with self.worker.open_scope(Scope(self.id, None, "system:test")) as session:
            return await session.fetch(sql, *arguments)

    async def row(self, sql: str, *arguments):
        [found] = await self.rows(sql, *arguments)
        return found

    async def sweep(self, most: int = 1_000) -> int:
        return (await self.row("SELECT aisle.sweep_usage($1, $2) AS n", self.id, most))["n"]

    async def sums(self):
        """What the events, the days and the holds say: calls, tokens, money."""
        events = await self.row(
            "SELECT count(*) FILTER (WHERE NOT correction) AS calls, coalesce(sum(tokens_in + tokens_out), 0) AS tokens,"
            " coalesce(sum(cost), 0) AS cost FROM usage_event WHERE organization_id = $1",
            self.id,
        )
        days = await self.row(
            "SELECT coalesce(sum(calls), 0) AS calls, coalesce(sum(tokens_in + tokens_out), 0) AS tokens,"
            " coalesce(sum(cost), 0) AS cost FROM usage_day WHERE organization_id = $1",
            self.id,
        )
        holds = await self.row("SELECT count(*) AS n FROM usage_hold WHERE organization_id = $1", self.id)
        return tuple(events), tuple(days), holds["n"]

    async def budget(self, amount=None, tokens=None, *, period="month", store_id=None, share="0.8") -> UUID:
        """Set a budget of money (USD) or tokens."""
        id_ = new_id()
        await self.rows(
            "INSERT INTO budget (organization_id, id, store_id, period, measure, amount, currency, tokens, warn_share)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            *(self.id, id_, store_id, period, "tokens" if amount is None else "amount"),
            *(amount and Decimal(amount), amount and "USD", tokens, Decimal(share)),
        )
        return id_

    async def count(self, budget_id: UUID):
        return await self.row(
            "SELECT spent, tokens, unpriced, held, held_tokens FROM budget_count WHERE organization_id = $1 AND budget_id = $2",
            self.id,
            budget_id,
        )


class Process:
    """A process with a journal, and a clock that tests move. lease: seconds until the database takes its holds for a dead one's."""

    def __init__(self, tenant, folder, *, lease: float = 300.0, **more) -> None:
        self.at, self.tenant = 1000.0, tenant
        self.journal = Journal(folder, **more)
        timing = Timing(now=lambda: self.at)
        self.ledger = Ledger(tenant.database, lease, timing=timing, journal=self.journal)
        self.observer = LedgerObserver(self.ledger)

    async def begin(self, most="0.01", **planned):
        return await self.observer.reserve(self.tenant.planned(most, **planned))

    async def call(self, took="0.01") -> None:
        await (await self.begin()).settle(done(took))

    def die(self) -> None:
        """What the system does with the files of a process that was killed: it lets go of the lock, and keeps what was written."""
        self.journal.close()


def done(took="0.01", read=10, wrote=20, ended=Ended.DONE, **more) -> Outcome:
    """took: None for an unknown price."""
    cost = None if took is None else Cost(Decimal(took), "USD")
    return Outcome(ended, Usage("a-1", read, wrote), False, cost, 0.1, 0.5, **more)
