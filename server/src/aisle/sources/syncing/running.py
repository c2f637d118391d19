"""Reading a run: its resources side by side, as many as the shop allows, from where each of them stands."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import structlog

from aisle.core.db import Scope
from aisle.core.errors import AisleError
from aisle.core.jobs import JobContext, JobQueue
from aisle.sources.connections import repository as connections
from aisle.sources.connections.opening import Opening
from aisle.sources.connections.types import Connection
from aisle.sources.errors import BrokenData, FixCredentials, RetryLater, ShopError, ShopNotFound, ShopRefused
from aisle.sources.ports import Connector, ResourceRule
from aisle.sources.records import Resource
from aisle.sources.rules.service import Rules
from aisle.sources.syncing import failing
from aisle.sources.syncing.reading import Interrupted, OpenScope, PartReader
from aisle.sources.syncing.repository import parts, records, runs
from aisle.sources.syncing.settling import settle
from aisle.sources.syncing.types import Run, RunId, RunState
from aisle.sources.syncing.writing import Writer

log = structlog.get_logger()
# Of one resource alone: others may be readable, and go live without it.
OF_ONE_RESOURCE = (ShopRefused, ShopNotFound, BrokenData)


@dataclass(frozen=True, slots=True)
class Syncer:
    """Reads runs.

    Attributes:
        opening: Opens shops.
        writer: Compares pages with the live copy.
        now, chance: The clock, and what jitter is made of.
    """

    opening: Opening
    writer: Writer
    jobs: JobQueue
    now: Callable[[], datetime]
    chance: Callable[[], float] = random.random

    async def read(self, context: JobContext, run_id: RunId) -> None:
        """Read a run to its end, to a rest, or until somebody interrupts it. Whatever the shop does is kept with run and source."""
        async with context.scope() as session:
            run = await runs.begin(session, run_id)
            if run is None:
                return
            connection = await connections.get(session, run.source_id)
        reading = _Reading(self, context.scope, context.tenant, run, connection)
        try:
            await reading.read()
        except Interrupted as interrupted:
            await self._interrupted(context.scope, run, interrupted.what)
        except RetryLater as error:
            await self._rest(context.scope, run, error, advanced=reading.advanced)
        except FixCredentials as error:
            await self._refused(context.scope, run, connection, error)
        except AisleError as error:
            if not isinstance(error, ShopError) and error.status >= 500:
                raise  # ours, not the shop's: the job tries again
            async with context.scope() as session:
                await failing.fail(session, run, error.code, error.detail)

    async def _interrupted(self, open_scope: OpenScope, run: Run, what: str) -> None:
        async with open_scope() as session:
            if what == "pause":
                await runs.set_state(session, run.id, RunState.PAUSED)
            elif what == "stop":
                await failing.end(session, run, RunState.STOPPED)

    async def _rest(self, open_scope: OpenScope, run: Run, error: RetryLater, *, advanced: bool) -> None:
        async with open_scope() as session:
            connection = await connections.get(session, run.source_id, lock=True)
            now, chance = self.now(), self.chance()
            await failing.rest(session, self.jobs, run, connection, error, now, chance, advanced=advanced)

    async def _refused(
        self, open_scope: OpenScope, run: Run, opened: Connection, error: FixCredentials
    ) -> None:
        async with open_scope() as session:
            connection = await connections.get(session, run.source_id, lock=True)
            if connection.renewed_at != opened.renewed_at:
                # Another process renewed them meanwhile, which made ours worthless: read on with those.
                again = RetryLater(error.detail, retry_after=1)
                now, chance = self.now(), self.chance()
                await failing.rest(session, self.jobs, run, connection, again, now, chance, advanced=False)
                return
            await failing.wait_for_credentials(session, self.jobs, run, error)


@dataclass(slots=True)
class _Reading:
    """One attempt at a run."""

    syncer: Syncer
    open_scope: OpenScope
    tenant: Scope
    run: Run
    connection: Connection
    _readers: Sequence[PartReader] = ()

    @property
    def advanced(self) -> bool:
        """Whether this attempt stored anything."""
        return any(reader.advanced for reader in self._readers)

    async def read(self) -> None:
        rules, offers = Rules(self.connection.reading.rules), self.syncer.opening.offers(self.connection)
        async with self.open_scope() as session:
            marks = await parts.marks(session, self.run.source_id)
            ended = {
                part.resource for part in await parts.list_of(session, self.run.id) if part.step == "done"
            }
        async with self.syncer.opening.of(self.tenant, self.connection) as connector:
            self._readers = [
                self._reader(connector, resource, rules, offers[resource], marks.get(resource))
                for resource in self.run.resources
                if resource in offers and resource not in ended
            ]
            await side_by_side(
                [partial(self._read_one, reader) for reader in self._readers],
                self.connection.reading.politeness.at_once,
            )
        async with self.open_scope() as session:
            await connections.hold(session, self.run.source_id)
            if what := await runs.asked_of(session, self.run.id):
                raise Interrupted(what)
            state = await settle(session, self.syncer.jobs, self.run)
        log.info("sources.read", run_id=str(self.run.id), mode=self.run.mode, state=state)

    def _reader(
        self, connector: Connector, resource: Resource, rules: Rules, rule: ResourceRule, mark: str | None
    ) -> PartReader:
        syncer = self.syncer
        return PartReader(
            self.open_scope,
            syncer.writer,
            rules,
            syncer.now,
            self.run,
            self.connection,
            connector,
            resource,
            rule,
            mark,
        )

    async def _read_one(self, reader: PartReader) -> None:
        try:
            await reader.read()
        except OF_ONE_RESOURCE as error:
            log.warning(
                "sources.part_failed", run_id=str(self.run.id), resource=reader.resource, code=error.code
            )
            async with self.open_scope() as session:
                await records.forget_part(session, self.run.id, reader.resource)
                await parts.give_up(session, self.run.id, reader.resource, error.code, error.detail)


async def side_by_side(works: Sequence[Callable[[], Coroutine[Any, Any, None]]], at_once: int) -> None:
    """Do works, so many at once. The first that fails ends the others and is raised as it is."""
    places = asyncio.Semaphore(at_once)

    async def placed(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        async with places:
            await work()

    tasks = [asyncio.create_task(placed(work)) for work in works]
    if not tasks:
        return
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
