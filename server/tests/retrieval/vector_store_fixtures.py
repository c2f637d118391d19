"""Every vector store, empty, as the contract's tests use it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pinecone_stub import PineconeStub

from aisle.adapters.vectors import (
    FaissVectorStore,
    MemoryVectorStore,
    PgVectorStore,
    PineconeVectorStore,
    QdrantVectorStore,
)
from aisle.core.db import Database
from aisle.retrieval.ports import VectorStore

NAMES = ("memory", "pgvector", "faiss", "qdrant", "pinecone")


async def _opened(name: str, database: Database, folder: Path) -> AsyncIterator[VectorStore]:
    match name:
        case "memory":
            yield MemoryVectorStore()
        case "pgvector":
            yield PgVectorStore(database)
        case "faiss":
            pytest.importorskip("faiss")
            yield FaissVectorStore(folder)
        case "qdrant":
            client = pytest.importorskip("qdrant_client").AsyncQdrantClient(":memory:")
            yield QdrantVectorStore(client)
        case "pinecone":
            pinecone = pytest.importorskip("pinecone")
            async with PineconeStub().serving() as host:
                # An hour later each time it is asked: whatever was written has settled.
                hours = iter(range(1, 10**6))
                client = pinecone.AsyncIndex(host=host, api_key="made-up")
                yield PineconeVectorStore(client, lambda: 3_600.0 * next(hours))


@pytest.fixture(params=NAMES)
async def vector_store(request, database: Database, tmp_path: Path) -> AsyncIterator[VectorStore]:
    async for store in _opened(request.param, database, tmp_path):
        yield store
        await store.close()
