"""A store's index with everything that fills and asks it."""

import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

import numpy as np

from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.adapters.parsers.inline import InlineParser
from aisle.catalog import service as catalog
from aisle.catalog.drafts import ProductDraft, VariantDraft
from aisle.catalog.repository import writing
from aisle.catalog.types import Money, availability_of
from aisle.core.db import Database, Scope, Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue, Runner
from aisle.core.jobs.dispatch import Dispatcher
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.knowledge import service as knowledge
from aisle.knowledge.chunking import ChunkingSettings
from aisle.knowledge.intake import IncomingFile, IntakeLimits
from aisle.knowledge.jobs import EraseDocument, EraseSource, IngestDocuments, SettleIngest
from aisle.llm.ports import EmbeddingKind, Vectors
from aisle.retrieval import settling, states, versions
from aisle.retrieval.fusion import Weights
from aisle.retrieval.indexed_products import index_text
from aisle.retrieval.indexing import Indexer
from aisle.retrieval.items import IndexText, ItemKind
from aisle.retrieval.jobs import BuildIndex, DropIndexHomes, MoveIndexHome, RetireIndex, SettleIndex
from aisle.retrieval.legs import Query, run_legs
from aisle.retrieval.limits import criteria_of
from aisle.retrieval.recipe import Recipe
from aisle.retrieval.search import Searcher, SearchRequest
from aisle.retrieval.types import Filter, FilterOp, SearchResult
from aisle.retrieval.versions import IndexVersion
from aisle.retrieval.wishes import RecipeWish, recipe_of
from aisle.worker.handlers.building import BuildHandlers, drop_index_homes
from aisle.worker.handlers.knowledge import KnowledgeHandlers
from aisle.worker.handlers.retrieval import move_index_home, settle_index

KEY = b"signs the jobs of these tests"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
ITEM = "organization_id = $1 AND store_id = $2"


class CountingEmbedder(HashedEmbedder):
    """Remembers what it was asked."""

    def __init__(self, dimensions: int = 384) -> None:
        super().__init__(dimensions)
        self.asked: list[str] = []

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        self.asked += texts
        return await super().embed(texts, kind)


class GivenVectors:
    """An embedder whose texts are numbers of rows in a given matrix."""

    languages: frozenset[str] = frozenset()

    def __init__(self, rows: np.ndarray) -> None:
        self.rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        self.dimensions = rows.shape[1]
        self.name = f"given-{new_id().hex[-8:]}"

    def count_tokens(self, text: str) -> int:
        return 1

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        return self.rows[[int(text) for text in texts]]


def item(
    body: str, item_id: UUID | None = None, kind: ItemKind = ItemKind.PASSAGE, **fields: str
) -> IndexText:
    """An item to index whose words and meaning are a text."""
    return IndexText(
        kind,
        item_id or new_id(),
        sha256(f"{fields}{body}".encode()).digest(),
        "en",
        {**fields, "body": body},
        body,
    )


def variant(sku: str, price: str | None = "10", stock: int | None = 5, **options: str) -> VariantDraft:
    money = Money(Decimal(price), "GBP") if price is not None else None
    return VariantDraft(
        sku, None, " / ".join(options.values()), options, money, None, stock, availability_of(stock)
    )


def product(title: str, *variants: VariantDraft, **changes: Any) -> ProductDraft:
    handle = changes.pop("handle", title.lower().replace(" ", "-"))
    options = tuple(dict.fromkeys(name for one in variants for name in one.options))
    plain = ProductDraft(
        handle, title, "", None, None, (), None, (), {}, options, variants or (variant(f"SKU-{handle}-001"),)
    )
    return replace(plain, **changes)


def limit(field_: str, op: str, *values: str) -> Filter:
    return Filter(field_, FilterOp(op), values, f"{field_} {op} {values}")


@dataclass
class Shelf:
    """One store's index."""

    store: Any
    database: Database
    worker: Database
    dispatch: Database
    embedder: Any = field(default_factory=CountingEmbedder)
    jobs: JobQueue = field(default_factory=lambda: JobQueue(KEY))
    vault: Vault = field(
        default_factory=lambda: Vault(SecretsRootKeys(Secrets(b"wraps the keys of these tests")))
    )
    more_embedders: dict[str, Any] = field(default_factory=dict)
    vector_store: str = "pgvector"  # of versions made from now on

    @property
    def embedders(self) -> dict[str, Any]:
        return {self.embedder.name: self.embedder, **self.more_embedders}

    @property
    def indexer(self) -> Indexer:
        return Indexer(self.embedders, self.jobs)

    @property
    def scope(self) -> Scope:
        return Scope(self.store.organization_id, self.store.id)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        # As a worker has it: settling may take longer than the API's statements may.
        async with self.worker.open_scope(self.scope) as session:
            yield session

    # filling ---------------------------------------------------------------------------------------------------
    async def index(self, *texts: IndexText) -> int:
        """Put items in and return how many had to be embedded."""
        prepared = await self.indexer.prepare(self.session, texts)
        async with self.session() as session:
            await self.indexer.apply(session, prepared)
        return prepared.embedded

    async def remove(self, *texts: IndexText) -> None:
        async with self.session() as session:
            for kind in {text.kind for text in texts}:
                await self.indexer.remove(
                    session, kind, [text.item_id for text in texts if text.kind is kind]
                )

    async def sell(self, *drafts: ProductDraft) -> dict[str, UUID]:
        """Put products into the catalogue and the index, as an import does; returns ids by handle."""
        async with self.session() as session:
            planned = await catalog.plan_batch(session, drafts)
        prepared = await self.indexer.prepare(
            self.session, [index_text(one, self.store.language) for one in planned.reindex]
        )
        async with self.session() as session:
            await catalog.apply_plan(session, planned, NOW)
            await self.indexer.apply(session, prepared)
            stored = await writing.stored_hashes(session, [draft.handle for draft in drafts])
        return {handle: known.id for handle, known in stored.items()}

    async def withdraw(self, *ids: UUID) -> None:
        async with self.session() as session:
            await self.indexer.remove(session, ItemKind.PRODUCT, ids)
            await writing.delete_products(session, ids)

    async def publish(self, name: str, text: str, **more: Any) -> UUID:
        """Send a document, do the work, and return its id."""
        limits = IntakeLimits(max_bytes=100_000, max_files=5)
        async with self.session() as session:
            file = IncomingFile(name, text.encode(), **more)
            accepted = await knowledge.accept(session, self.jobs, self.vault, [file], None, limits)
        await self.work()
        return accepted.documents[0].id

    async def unpublish(self, document_id: UUID) -> None:
        """Delete a document; the work that clears up after it is not done yet."""
        async with self.session() as session:
            await knowledge.delete(session, self.jobs, document_id)

    async def work(self) -> int:
        building = BuildHandlers(self.indexer)
        handlers = KnowledgeHandlers(InlineParser(), self.indexer, self.vault, self.jobs)
        runner = Runner(
            self.worker,
            Dispatcher(self.dispatch, timedelta(seconds=60)),
            KEY,
            {
                IngestDocuments: handlers.ingest,
                SettleIngest: handlers.settle,
                EraseDocument: handlers.erase,
                EraseSource: handlers.erase_source,
                SettleIndex: settle_index,
                MoveIndexHome: move_index_home,
                BuildIndex: building.build,
                RetireIndex: building.retire,
                DropIndexHomes: drop_index_homes,
            },
            {"ingest": 1, "upkeep": 1, "index": 1, "vectors": 1},
        )
        return await runner.run_until_idle()

    async def hurry(self) -> int:
        """Do what waits for a later time too, and what a dead worker left."""
        async with self.session() as session:
            await session.execute(
                "UPDATE job SET due_at = now() WHERE organization_id = $1 AND state = 'queued'",
                self.store.organization_id,
            )
            await session.execute(
                "UPDATE job SET lease_until = now() - interval '1 s' WHERE organization_id = $1 AND state = 'running'",
                self.store.organization_id,
            )
        kinds = (
            IngestDocuments,
            SettleIngest,
            EraseDocument,
            EraseSource,
            SettleIndex,
            BuildIndex,
            RetireIndex,
        )
        always = {message.kind: 10**6 for message in kinds}
        await Dispatcher(self.dispatch, timedelta(seconds=60)).recover_stalled(always)
        return await self.work()

    # versions --------------------------------------------------------------------------------------------------
    async def live(self) -> IndexVersion:
        async with self.session() as session:
            return await versions.get_live(session)

    async def add_version(
        self,
        state: str,
        embedder: Any = None,
        chunking: ChunkingSettings | None = None,
        weights: Weights | None = None,
    ) -> UUID:
        """Make another index version in some state, with nothing in it."""
        version_id = new_id()
        async with self.session() as session:
            await session.execute(
                "INSERT INTO index_version (organization_id, store_id, id, recipe, state) VALUES ($1, $2, $3, $4, $5)",
                *session.tenant,
                version_id,
                Recipe.of(embedder or self.embedder, chunking, weights, self.vector_store).to_json(),
                state,
            )
        return version_id

    async def start_build(self, **wish: Any) -> UUID:
        """Ask for a new version; nothing is done yet."""
        async with self.session() as session:
            live = await versions.get_live(session)
            recipe = recipe_of(RecipeWish(**wish), live.recipe, self.embedders)
            return await states.start_build(session, self.jobs, recipe, {})

    async def build(self, **wish: Any) -> UUID:
        """Build a new version to its end."""
        version_id = await self.start_build(**wish)
        await self.work()
        return version_id

    async def activate(self, version_id: UUID) -> None:
        async with self.session() as session:
            await states.activate(session, version_id)

    async def row(self, version_id: UUID) -> Any:
        """An index version as it is stored."""
        async with self.session() as session:
            return await session.fetchrow(
                f"SELECT * FROM index_version WHERE {ITEM} AND id = $3", *session.tenant, version_id
            )

    async def wanted(self, version_id: UUID) -> dict[UUID, bytes]:
        """What a version should hold: the products, and the published passages of its chunking."""
        version = await self.version(version_id)
        async with self.session() as session:
            rows = await session.fetch(
                f"SELECT id, search_hash AS hash FROM product WHERE {ITEM} UNION ALL"
                " SELECT DISTINCT p.id, p.content_hash FROM passage p JOIN chunk c ON c.passage_id = p.id AND c.chunking = $3"
                " JOIN document d ON d.published_version_id = c.document_version_id AND d.deleted_at IS NULL"
                " WHERE p.organization_id = $1 AND p.store_id = $2",
                *session.tenant,
                version.recipe.chunking.key,
            )
        return {row["id"]: row["hash"] for row in rows}

    async def version(self, version_id: UUID) -> IndexVersion:
        async with self.session() as session:
            return await versions.get_version(session, version_id)

    async def use_only(self, embedder: Any) -> IndexVersion:
        """Let a new, empty version of another embedder answer, and no other be written."""
        before = (await self.live()).id
        version_id = await self.add_version("ready", embedder)
        self.embedder = embedder
        async with self.session() as session:
            await versions.switch_live(session, version_id, before)
            await session.execute(
                f"UPDATE index_version SET state = 'retired' WHERE {ITEM} AND id = $3",
                *session.tenant,
                before,
            )
        return await self.live()

    async def settle(self) -> None:
        version = await self.live()
        async with self.session() as session:
            await settling.settle(session, version.id)

    # asking ----------------------------------------------------------------------------------------------------
    async def search(
        self, text: str, *filters: Filter, given: bool = False, searcher: Searcher | None = None, **more: Any
    ) -> SearchResult:
        wanted = filters if filters or given else None
        return await (searcher or self.searcher()).search(self.scope, SearchRequest(text, wanted, **more))

    def searcher(self) -> Searcher:
        return Searcher(self.database, self.embedders)

    async def titles(self, text: str, *filters: Filter, **more: Any) -> list[str]:
        return [hit.product.title for hit in (await self.search(text, *filters, **more)).products]

    async def words(self, text: str, most: int = 1000) -> dict[UUID, float]:
        """Ask by words alone; returns scores by item."""
        query = Query(text, "en", ("en",), None, 0.0, criteria_of(()), (), most)
        async with self.session() as session:
            found = await run_legs(
                session, await versions.get_live(session), query, frozenset({ItemKind.PASSAGE})
            )
        return {one.item_id: one.score for one in found.ranked}

    async def texts(self, version_id: UUID) -> set[str]:
        """The words of the passages that a version holds."""
        held = await self.items(version_id)
        async with self.session() as session:
            rows = await session.fetch(
                f"SELECT body FROM passage WHERE {ITEM} AND id = ANY($3)", *session.tenant, list(held)
            )
        return {row["body"] for row in rows}

    async def items(self, version_id: UUID | None = None) -> dict[UUID, str]:
        """What a version holds: item id -> content hash."""
        version_id = version_id or (await self.live()).id
        async with self.session() as session:
            rows = await session.fetch(
                f"SELECT item_id, content_hash FROM index_item WHERE {ITEM} AND version_id = $3",
                *session.tenant,
                version_id,
            )
        assert len(rows) == len({row["item_id"] for row in rows}), "an item is there twice"
        return {row["item_id"]: row["content_hash"] for row in rows}

    async def segments(self) -> list[Any]:
        async with self.session() as session:
            return await session.fetch(
                f"SELECT segment, items, total_length FROM index_segment WHERE {ITEM} AND version_id = $3 ORDER BY segment",
                *session.tenant,
                (await self.live()).id,
            )

    async def posting_ordinals(self) -> set[int]:
        async with self.session() as session:
            rows = await session.fetch(
                f"SELECT ordinals FROM index_posting WHERE {ITEM} AND version_id = $3",
                *session.tenant,
                (await self.live()).id,
            )
        return {int(one) for row in rows for one in np.frombuffer(row["ordinals"], "<u4")}


WORDS = [
    f"{a}{b}"
    for a in ("bel", "cor", "dun", "fal", "gri", "hol", "jun", "kel", "lom", "mar")
    for b in ("ta", "ro", "mi", "ne", "su", "vo", "pi", "da", "lu", "xe")
]


def random_text(dice: random.Random, words: int = 12) -> str:
    """Words of an invented language; some are far more frequent than others."""
    return " ".join(
        WORDS[min(int(dice.expovariate(0.06)), len(WORDS) - 1)] for _ in range(dice.randint(3, words))
    )
