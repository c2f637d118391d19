"""A store connected to a fake shop, and a worker that reads it when it is told to."""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from shops import ADDRESS, ShopClock

from aisle.adapters.connectors.detecting import detect
from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.adapters.parsers.inline import InlineParser
from aisle.core.clock import SystemClock
from aisle.core.db import Database, Scope
from aisle.core.jobs import JobQueue, Runner
from aisle.core.jobs.dispatch import Dispatcher
from aisle.core.vault import Vault
from aisle.retrieval.indexing import Indexer
from aisle.sources.connections.opening import Opening
from aisle.sources.connections.service import Sources
from aisle.sources.connections.types import Connection
from aisle.sources.connections.wanted import WantedReading, WantedSource
from aisle.sources.fake import RULES, FakeKind, FakeShop, Killed
from aisle.sources.going_live.documents import HeldDocuments
from aisle.sources.going_live.service import GoingLive
from aisle.sources.records import Resource
from aisle.sources.syncing import starting
from aisle.sources.syncing.jobs import GoLive, ReadNamed, SyncSource
from aisle.sources.syncing.named import NamedReader
from aisle.sources.syncing.removing import RemoveSource, finish_removal
from aisle.sources.syncing.running import Syncer
from aisle.sources.syncing.types import Cause, Mode, Named, Run
from aisle.sources.syncing.writing import Writer
from aisle.tenants.types import Store
from aisle.worker.handlers.going_live import GoingLiveHandlers

Rows = dict[str, dict[str, Any]]
QUEUES = {"sources": 4, "push": 4, "going_live": 4, "upkeep": 4}


class NoWayOut:
    """A shop in memory is asked without."""

    async def send(self, request: Any) -> Any:
        raise AssertionError(f"asked for {request}")

    def stream(self, request: Any) -> Any:
        raise AssertionError(f"asked for {request}")

    async def close(self) -> None: ...


@dataclass
class Told:
    """Stock and prices that went live at once."""

    changes: list[tuple[Resource, str, str]] = field(default_factory=list)

    async def apply_now(self, session: Any, source_id: UUID, resource: Resource, changes: Any) -> None:
        self.changes += [(resource, one.external_id, str(one.action)) for one in changes]


@dataclass
class SourceWorld:
    """A store, its shop, and a worker."""

    store: Store
    database: Database
    dispatch: Database
    jobs: JobQueue
    service: Sources
    syncer: Syncer
    shop: FakeShop
    shops: dict[str, FakeShop]
    told: Told
    indexer: Indexer
    _key: bytes
    more_handlers: dict[Any, Callable[..., Awaitable[None]]] = field(default_factory=dict)

    @property
    def scope(self) -> Scope:
        return Scope(self.store.organization_id, self.store.id, "test")

    async def connect(self, *resources: Resource, unchecked: bool = False, **reading: Any) -> Connection:
        """Connect the store to the shop."""
        wanted = WantedSource(
            "fake",
            f"Shop {len(self.shops)}",
            {"address": ADDRESS},
            {"token": self.shop.token},
            WantedReading([str(one) for one in resources] or None, **reading),
        )
        return await self.service.add(self.scope, wanted, unchecked=unchecked)

    async def start(self, source: Connection, mode: Mode = Mode.INCREMENTAL, **more: Any) -> Run:
        """Have the shop read, by a worker that comes later."""
        async with self.database.open_scope(self.scope) as session:
            return await starting.start(session, self.jobs, source.source_id, mode, Cause.DEMAND, **more)

    async def sync(self, source: Connection, mode: Mode = Mode.INCREMENTAL, **more: Any) -> Run:
        """Read the shop, let it go live, and return the run as it ended."""
        run = await self.start(source, mode, **more)
        await self.work()
        return await self.run(run.id)

    async def push(self, source: Connection, *named: Named) -> Run | None:
        """Tell of an event, and let it go live."""
        async with self.database.open_scope(self.scope) as session:
            run = await starting.start_named(session, self.jobs, source.source_id, named)
        await self.work()
        return None if run is None else await self.run(run.id)

    async def run(self, run_id: UUID) -> Run:
        async with self.database.open_scope(self.scope) as session:
            return await starting.get(session, run_id)

    async def copy(self, source: Connection, resource: Resource) -> Rows:
        """Return the live copy of a resource, by id; how much is said to be held is what is."""
        rows = await self.sql(
            "SELECT external_id, data FROM source_record WHERE source_id = $1 AND resource = $2",
            source.source_id,
            resource,
        )
        held = await self.sql(
            "SELECT records FROM source_holding WHERE source_id = $1 AND resource = $2",
            source.source_id,
            resource,
        )
        assert sum(row["records"] for row in held) == len(rows)
        return {row["external_id"]: row["data"] for row in rows}

    async def sql(self, statement: str, *arguments: Any) -> Any:
        async with self.database.open_scope(self.scope) as session:
            return await session.fetch(statement, *arguments)

    async def hurry(self) -> None:
        """Let what waits for its time be due."""
        await self.sql("UPDATE job SET due_at = now() WHERE state = 'queued'")
        await self.sql("UPDATE source_connection SET rests_until = NULL")

    async def come_back(self) -> None:
        """What a worker that was killed held is given to others."""
        await self.sql("UPDATE job SET lease_until = now() - interval '1 s' WHERE state = 'running'")
        await self.dispatcher.recover_stalled({})

    @property
    def going_live(self) -> GoingLive:
        documents = HeldDocuments(self.indexer, self.syncer.writer.vault, InlineParser())
        return GoingLive(self.indexer, self.jobs, SystemClock(), documents)

    @property
    def dispatcher(self) -> Dispatcher:
        return Dispatcher(self.dispatch, timedelta(seconds=30))

    async def work(self) -> int:
        """Do what is due. Raises Killed where the shop says so."""
        handlers: Mapping[Any, Callable[..., Awaitable[None]]] = {
            SyncSource: lambda message, context: self.syncer.read(context, message.run_id),
            ReadNamed: lambda message, context: NamedReader(self.syncer).read(context, message.run_id),
            RemoveSource: lambda message, context: finish_removal(context, self.jobs, message),
            GoLive: GoingLiveHandlers(self.going_live).go_live,
        }
        handlers = {**handlers, **self.more_handlers}
        runner = Runner(self.database, self.dispatcher, self._key, handlers, QUEUES)
        return await runner.run_until_idle()

    async def work_through_kills(self) -> int:
        """Do what is due, again after each kill; return how often the worker was killed."""
        killed = 0
        while True:
            try:
                await self.work()
                return killed
            except Killed:
                killed += 1
                await self.come_back()


def make_world(
    store: Store, database: Database, dispatch: Database, key: bytes, vault: Vault, rules: Any = RULES
) -> SourceWorld:
    """Connect nothing yet."""
    shops = {ADDRESS: FakeShop(ShopClock())}
    jobs, told = JobQueue(key), Told()
    opening = Opening(
        database, vault, {"fake": FakeKind(shops, rules)}, lambda _: NoWayOut(), lambda: datetime.now(UTC)
    )
    embedder = HashedEmbedder()
    chance = random.Random(7).random
    syncer = Syncer(opening, Writer(vault, told), jobs, lambda: datetime.now(UTC), chance)
    service = Sources(database, opening, jobs, chance, detect)
    indexer = Indexer({embedder.name: embedder}, jobs)
    return SourceWorld(
        store, database, dispatch, jobs, service, syncer, shops[ADDRESS], shops, told, indexer, key
    )
