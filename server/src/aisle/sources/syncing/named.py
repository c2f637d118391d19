"""Reading what an event named: a few records, in as few transactions as can be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import ValidationError

from aisle.core.db import Scope, Session
from aisle.core.jobs import JobContext
from aisle.sources.connections import repository as connections
from aisle.sources.connections.types import Connection, ConnectionState
from aisle.sources.errors import FixCredentials, RetryLater, ShopError
from aisle.sources.ports import Page, page_of
from aisle.sources.records import Record
from aisle.sources.records.coding import from_data
from aisle.sources.rules.service import Rules
from aisle.sources.syncing import failing
from aisle.sources.syncing.preparing import take
from aisle.sources.syncing.repository import runs
from aisle.sources.syncing.running import Syncer
from aisle.sources.syncing.settling import settle
from aisle.sources.syncing.types import Named, Run, RunId, RunState
from aisle.sources.syncing.writing import Target


@dataclass(frozen=True, slots=True)
class NamedReader:
    """Reads records that events named."""

    syncer: Syncer

    async def read(self, context: JobContext, run_id: RunId) -> None:
        """Read a run of an event. Raises RetryLater while the shop does not answer: the job comes again."""
        async with context.scope() as session:
            run = await runs.begin(session, run_id)
            if run is None:
                return
            connection = await connections.get(session, run.source_id)
            if connection.state is not ConnectionState.ACTIVE:
                await failing.end(session, run, RunState.STOPPED, "source_not_active")
                return
        try:
            found = await self._found(context.tenant, connection, run)
        except RetryLater:
            raise
        except FixCredentials as error:
            async with context.scope() as session:
                await failing.wait_for_credentials(session, self.syncer.jobs, run, error)
            return
        except ShopError as error:
            async with context.scope() as session:
                await failing.end(session, run, RunState.FAILED, error.code, error.detail)
            return
        async with context.scope() as session:
            await self._write(session, run, connection, found)

    async def _found(
        self, tenant: Scope, connection: Connection, run: Run
    ) -> list[tuple[Named, Page, datetime]]:
        """Return what each part of the event comes to: its own records, or those that the shop gives now."""
        asked = [one for one in run.named if not one.records and one.ids]
        found = [(one, Page(_records(one)), self.syncer.now()) for one in run.named if one.records]
        if not asked:
            return found
        self._respect(connection)
        async with self.syncer.opening.of(tenant, connection) as connector:
            for one in asked:
                as_of = self.syncer.now()
                there = await connector.fetch(one.resource, one.ids)
                found.append((one, page_of(there, one.ids), as_of))
        return found

    def _respect(self, connection: Connection) -> None:
        if connection.rests_until is not None and connection.rests_until > self.syncer.now():
            left = (connection.rests_until - self.syncer.now()).total_seconds()
            raise RetryLater("The shop is left alone for a while.", retry_after=left)

    async def _write(
        self, session: Session, run: Run, connection: Connection, found: list[tuple[Named, Page, datetime]]
    ) -> None:
        rules = Rules(connection.reading.rules)
        for named, page, as_of in found:
            taken = take(page, named.resource, rules)
            target = Target(run.source_id, run.id, named.resource, goes_back=False)
            await self.syncer.writer.write(session, target, taken, as_of)
        await settle(session, self.syncer.jobs, run)


def _records(named: Named) -> list[Record]:
    found: list[Record] = []
    for data in named.records:
        try:
            record = from_data(named.resource, data)
        except ValidationError:
            continue  # of another release: the next run on schedule reads it
        if record.updated_at is None and named.happened_at is not None:
            record = replace(record, updated_at=named.happened_at)
        found.append(record)
    return found
