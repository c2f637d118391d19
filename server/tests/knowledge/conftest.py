"""A shop's document desk: files go in, jobs run, and what answers can be looked at."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.adapters.parsers.inline import InlineParser
from aisle.core.db import Database, Scope, Session
from aisle.core.jobs import JobQueue, Runner
from aisle.core.jobs.dispatch import Dispatcher
from aisle.core.root_keys import SecretsRootKeys
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.knowledge import service as knowledge
from aisle.knowledge.intake import Accepted, IncomingFile, IntakeLimits
from aisle.knowledge.jobs import EraseDocument, EraseSource, IngestDocuments, SettleIngest, WithdrawDocument
from aisle.knowledge.views import DocumentDetail, PublishedPassage
from aisle.llm.ports import EmbeddingKind, Vectors
from aisle.retrieval.indexing import Indexer
from aisle.tenants.types import Store
from aisle.worker.handlers.knowledge import KnowledgeHandlers

KEY = b"signs the jobs of tests"
LIMITS = IntakeLimits(max_bytes=100_000, max_files=5)


class CountingEmbedder(HashedEmbedder):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        self.asked += texts
        return await super().embed(texts, kind)


@dataclass
class Desk:
    """One store's documents, with a worker of its own."""

    store: Store
    database: Database
    worker_database: Any
    dispatcher: Dispatcher
    parser: Any = field(default_factory=InlineParser)
    embedder: CountingEmbedder = field(default_factory=CountingEmbedder)
    vault: Vault = field(
        default_factory=lambda: Vault(SecretsRootKeys(Secrets(b"wraps the keys of these tests")))
    )
    jobs: JobQueue = field(default_factory=lambda: JobQueue(KEY))

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        async with self.database.open_scope(Scope(self.store.organization_id, self.store.id)) as session:
            yield session

    async def send(self, *files: IncomingFile | tuple[str, str], source_id: UUID | None = None) -> Accepted:
        """Send files, or names with texts."""
        files = [file if isinstance(file, IncomingFile) else _text_file(*file) for file in files]
        async with self.session() as session:
            return await knowledge.accept(session, self.jobs, self.vault, files, source_id, LIMITS)

    async def publish(self, name: str, text: str, **more: Any) -> UUID:
        """Send a text, do the work, and return the document's id."""
        accepted = await self.send(_text_file(name, text, **more))
        await self.work()
        return accepted.documents[0].id

    async def delete(self, document_id: UUID) -> UUID:
        async with self.session() as session:
            return await knowledge.delete(session, self.jobs, document_id)

    async def work(self) -> int:
        """Run every job that is due."""
        indexer = Indexer({self.embedder.name: self.embedder}, self.jobs)
        handlers = KnowledgeHandlers(self.parser, indexer, self.vault, self.jobs)
        runner = Runner(
            self.worker_database,
            self.dispatcher,
            KEY,
            {
                IngestDocuments: handlers.ingest,
                SettleIngest: handlers.settle,
                EraseDocument: handlers.erase,
                EraseSource: handlers.erase_source,
                WithdrawDocument: handlers.withdraw,
            },
            {"ingest": 1, "upkeep": 1},
        )
        return await runner.run_until_idle()

    async def work_after_kill(self) -> None:
        """Let the dead worker's lease end, and do the work."""
        async with self.session() as session:
            await session.execute(
                "UPDATE job SET lease_until = now() - interval '1 s' WHERE organization_id = $1 AND state = 'running'",
                self.store.organization_id,
            )
        await self.dispatcher.recover_stalled({})
        await self.hurry()

    async def hurry(self) -> None:
        """Do what waits for a later time too."""
        async with self.session() as session:
            await session.execute(
                "UPDATE job SET due_at = now() WHERE organization_id = $1 AND state = 'queued'",
                self.store.organization_id,
            )
        await self.work()

    async def document(self, document_id: UUID) -> DocumentDetail:
        async with self.session() as session:
            return await knowledge.get_document(session, document_id)

    async def indexed(self) -> set[UUID]:
        """Return the passages in the store's index."""
        async with self.session() as session:
            rows = await session.fetch(
                "SELECT item_id FROM index_item WHERE organization_id = $1 AND store_id = $2 AND kind = 'passage'",
                *session.tenant,
            )
        return {row["item_id"] for row in rows}

    async def find(self, words: str) -> list[PublishedPassage]:
        """Return what a search that hit every indexed passage could show of these words."""
        indexed = list(await self.indexed())
        async with self.session() as session:
            found = await knowledge.get_passages(session, indexed)
        return [passage for passage in found if words in passage.text]

    async def count(self, table: str) -> int:
        async with self.session() as session:
            return await session.fetchval(
                f"SELECT count(*) FROM {table} WHERE organization_id = $1 AND store_id = $2", *session.tenant
            )

    async def orphans(self) -> dict[str, int]:
        """Count what no document stands behind."""
        async with self.session() as session:
            unpublished = await session.fetchval(
                "SELECT count(*) FROM index_item i WHERE organization_id = $1 AND store_id = $2 AND NOT EXISTS ("
                "SELECT 1 FROM chunk c JOIN document d ON d.id = c.document_id AND d.published_version_id = c.document_version_id"
                " AND d.deleted_at IS NULL WHERE c.passage_id = i.item_id)",
                *session.tenant,
            )
            unheld = await session.fetchval(
                "SELECT count(*) FROM passage p WHERE organization_id = $1 AND store_id = $2 AND NOT EXISTS ("
                "SELECT 1 FROM chunk c WHERE c.passage_id = p.id)",
                *session.tenant,
            )
        return {"index": unpublished, "passages": unheld}


def _text_file(name: str, text: str, **more: Any) -> IncomingFile:
    return IncomingFile(name, text.encode(), **more)


@pytest.fixture
def desk_of(database, worker_database, dispatcher_database):  # type: ignore[no-untyped-def]
    """Open the desk of a store."""
    dispatcher = Dispatcher(dispatcher_database, timedelta(seconds=60))
    return lambda store: Desk(store, database, worker_database, dispatcher)


@pytest.fixture
def desk(desk_of, store) -> Desk:  # type: ignore[no-untyped-def]
    return desk_of(store)
