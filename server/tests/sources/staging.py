"""A store with sources whose runs are staged by hand: what a connector would have read, without any shop."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.adapters.parsers.inline import InlineParser
from aisle.catalog import service as catalog
from aisle.catalog.types import Product
from aisle.core.clock import FixedClock
from aisle.core.db import Database, Scope, Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue, Runner
from aisle.core.jobs.dispatch import Dispatcher
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.llm.ports import EmbeddingKind, Vectors
from aisle.retrieval.indexing import Indexer
from aisle.retrieval.items import ItemKind
from aisle.retrieval.pictures.ahead import PicturesAhead
from aisle.retrieval.request import Mode, SearchRequest
from aisle.retrieval.search import Searcher
from aisle.sources.going_live.documents import HeldDocuments
from aisle.sources.going_live.service import GoingLive
from aisle.sources.records import (
    Amount,
    DocumentRecord,
    PriceRecord,
    ProductRecord,
    Record,
    Resource,
    StockRecord,
    VariantRecord,
)
from aisle.sources.records.coding import hash_of, to_data
from aisle.sources.syncing.jobs import GoLive
from aisle.tenants.types import Store
from aisle.worker.handlers.going_live import GoingLiveHandlers

KEY = b"signs the jobs of these tests"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class CountingEmbedder(HashedEmbedder):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        self.asked += texts
        return await super().embed(texts, kind)


def euros(amount: str | None) -> Amount | None:
    return Amount(Decimal(amount), "EUR") if amount is not None else None


def product(id_: str, title: str = "", **more: Any) -> ProductRecord:
    """A product with one variant, unless others are named."""
    price, stock, barcode = more.pop("price", "10.00"), more.pop("stock", 5), more.pop("barcode", None)
    sku = more.pop("sku", f"SKU-{id_}")
    if "variants" not in more:
        more["variants"] = (
            VariantRecord(f"{id_}-1", id_, sku=sku, barcode=barcode, price=euros(price), stock=stock),
        )
    more.setdefault("handle", f"thing-{id_}")
    return ProductRecord(id_, more.pop("handle"), title or f"Thing {id_}", **more)


@dataclass
class World:
    """One store, its sources, and a worker that brings their runs live."""

    store: Store
    database: Any
    worker_database: Any
    dispatcher: Dispatcher
    embedder: CountingEmbedder = field(default_factory=CountingEmbedder)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))
    jobs: JobQueue = field(default_factory=lambda: JobQueue(KEY))
    vault: Vault = field(default_factory=lambda: Vault(SecretsRootKeys(Secrets(b"wraps the keys of tests"))))
    pictures: PicturesAhead | None = None

    @property
    def scope(self) -> Scope:
        return Scope(self.store.organization_id, self.store.id)

    @property
    def indexer(self) -> Indexer:
        return Indexer({self.embedder.name: self.embedder}, self.jobs)

    @property
    def going_live(self) -> GoingLive:
        documents = HeldDocuments(self.indexer, self.vault, InlineParser())
        return GoingLive(self.indexer, self.jobs, self.clock, documents, pictures=self.pictures)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        async with self.database.open_scope(self.scope) as session:
            yield session

    def later(self, **much: float) -> None:
        self.clock.move_to(self.clock.now() + timedelta(**much))

    # sources ----------------------------------------------------------------------------------------------------
    async def add_source(self, name: str = "shop", priority: int = 100, **settings: Any) -> UUID:
        source_id = new_id()
        async with self.session() as session:
            await session.execute(
                "INSERT INTO source (organization_id, store_id, id, kind, name) VALUES ($1, $2, $3, 'fake', $4)",
                *session.tenant,
                source_id,
                name,
            )
            await session.execute(
                "INSERT INTO source_connection (organization_id, store_id, source_id, resources, priority, settings)"
                " VALUES ($1, $2, $3, '{products,variants,stock,prices}', $4, $5)",
                *session.tenant,
                source_id,
                priority,
                settings,
            )
        return source_id

    async def stage(
        self,
        source_id: UUID,
        *records: Record,
        removed: Sequence[tuple[Resource, str]] = (),
        as_of: datetime | None = None,
        mode: str = "full",
    ) -> UUID:
        """Leave a run as a connector would have: read, compared, and staged."""
        run_id, as_of = new_id(), as_of or self.clock.now()
        async with self.session() as session:
            await session.execute(
                "INSERT INTO sync_run (organization_id, store_id, id, source_id, mode, cause, state, resources, created_by)"
                " VALUES ($1, $2, $3, $4, $5, 'demand', 'staged', '{products}', 'test')",
                *session.tenant,
                run_id,
                source_id,
                mode,
            )
            for record in records:
                await self._change(session, run_id, source_id, resource_of(record), record.id, record, as_of)
            for resource, external_id in removed:
                await self._change(session, run_id, source_id, resource, external_id, None, as_of)
        return run_id

    async def _change(
        self,
        session: Session,
        run_id: UUID,
        source_id: UUID,
        resource: Resource,
        external_id: str,
        record: Record | None,
        as_of: datetime,
    ) -> None:
        before = await session.fetchrow(
            "SELECT data, hash FROM source_record WHERE organization_id = $1 AND store_id = $2 AND source_id = $3"
            " AND resource = $4 AND external_id = $5",
            *session.tenant,
            source_id,
            resource,
            external_id,
        )
        digest = hash_of(resource, record) if record else None
        if before is not None and before["hash"] == digest:
            return
        await session.execute(
            "INSERT INTO sync_change (organization_id, store_id, run_id, resource, external_id, action, before, before_hash,"
            " data, hash, shop_time, as_of) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            *session.tenant,
            run_id,
            resource,
            external_id,
            "remove" if record is None else "add" if before is None else "change",
            before["data"] if before else None,
            before["hash"] if before else None,
            to_data(resource, record) if record else None,
            digest,
            record.updated_at if record else None,
            as_of,
        )
        if isinstance(record, DocumentRecord) and record.content is not None:
            await self._store_file(session, run_id, record)

    async def _store_file(self, session: Session, run_id: UUID, record: DocumentRecord) -> None:
        file_id = new_id()
        sealed = await self.vault.seal(session, record.content or b"", f"sync_file.sealed:{file_id}")
        await session.execute(
            "INSERT INTO sync_file (organization_id, store_id, id, run_id, sealed) VALUES ($1, $2, $3, $4, $5)",
            *session.tenant,
            file_id,
            run_id,
            sealed,
        )
        await session.execute(
            "UPDATE sync_change SET file_id = $1 WHERE run_id = $2 AND resource = 'documents' AND external_id = $3",
            file_id,
            run_id,
            record.id,
        )

    async def live(self, source_id: UUID, *records: Record, **more: Any) -> UUID:
        """Stage a run and bring it live."""
        run_id = await self.stage(source_id, *records, **more)
        await self.bring_live(run_id)
        return run_id

    async def bring_live(self, run_id: UUID) -> None:
        async with self.session() as session:
            await self.jobs.defer(session, GoLive(run_id), dedup_key=str(run_id))
        await self.work()

    def handlers(self) -> dict[Any, Any]:
        return {GoLive: GoingLiveHandlers(self.going_live).go_live}

    async def work(self) -> int:
        """Run every job that is due."""
        runner = Runner(self.worker_database, self.dispatcher, KEY, self.handlers(), {"going_live": 1})
        done = await runner.run_until_idle()
        async with self.session() as session:
            rows = await session.fetch(
                "SELECT kind, error FROM job WHERE organization_id = $1 AND error IS NOT NULL AND state <> 'done'",
                self.store.organization_id,
            )
        assert not rows, [dict(row) for row in rows]
        return done

    # what is live -----------------------------------------------------------------------------------------------
    async def state(self, run_id: UUID) -> str:
        return await self.value("SELECT state FROM sync_run WHERE id = $1", run_id)

    async def value(self, sql: str, *arguments: Any) -> Any:
        async with self.session() as session:
            return await session.fetchval(sql, *arguments)

    async def products(self) -> dict[str, Product]:
        async with self.session() as session:
            rows = await session.fetch(
                "SELECT id FROM product WHERE organization_id = $1 AND store_id = $2", *session.tenant
            )
            found = await catalog.get_products(session, [row["id"] for row in rows])
        return {one.handle: one for one in found.values()}

    async def indexed(self) -> set[UUID]:
        """Products that the index holds."""
        async with self.session() as session:
            rows = await session.fetch(
                "SELECT item_id FROM index_item WHERE organization_id = $1 AND store_id = $2 AND kind = 'product'",
                *session.tenant,
            )
        return {row["item_id"] for row in rows}

    async def find(self, words: str) -> list[str]:
        """Titles of products that a search by words finds."""
        searcher = Searcher(self.database, {self.embedder.name: self.embedder})
        request = SearchRequest(words, kinds=frozenset({ItemKind.PRODUCT}), limit=20, mode=Mode.KEYWORD)
        return [hit.product.title for hit in (await searcher.search(self.scope, request)).products]

    async def leftovers(self) -> dict[str, int]:
        """Rows of what was prepared and never used."""
        counts = {}
        async with self.session() as session:
            for table in ("held_product", "held_item", "held_segment", "going_live_work"):
                counts[table] = await session.fetchval(
                    f"SELECT count(*) FROM {table} WHERE organization_id = $1 AND store_id = $2",
                    *session.tenant,
                )
            for table in ("product_key", "product_link", "variant_link", "truth_conflict"):
                counts[table] = await session.fetchval(
                    f"SELECT count(*) FROM {table} WHERE organization_id = $1 AND store_id = $2 AND run_id <> '00000000-0000-0000-0000-000000000000'",
                    *session.tenant,
                )
        return {table: count for table, count in counts.items() if count}


def resource_of(record: Record) -> Resource:
    kinds = {
        ProductRecord: Resource.PRODUCTS,
        VariantRecord: Resource.VARIANTS,
        StockRecord: Resource.STOCK,
        PriceRecord: Resource.PRICES,
    }
    return kinds.get(type(record), Resource.DOCUMENTS)


def world_of(store: Store, database: Database, worker: Database, dispatcher: Database) -> World:
    return World(store, database, worker, Dispatcher(dispatcher, timedelta(seconds=60)))
