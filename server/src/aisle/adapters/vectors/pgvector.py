"""pgvector: the rows of the index themselves. Whatever is committed is there, so nothing is brought and nothing behind."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np

from aisle.adapters.vectors.options import VectorStoreOptions
from aisle.core.db import Database, Scope, Session
from aisle.llm.ports import Vectors
from aisle.retrieval import repository, versions
from aisle.retrieval.items import ItemKind
from aisle.retrieval.ports import Ordinals, VectorBatch, VectorIndex
from aisle.retrieval.versions import IndexVersion


class PgVectorStore:
    """Answers in a transaction of its own, under the index's tenant."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def from_options(cls, options: VectorStoreOptions) -> "PgVectorStore":
        """Use the installation's database."""
        return cls(options.database)

    async def put(self, index: VectorIndex, batch: VectorBatch, watermark: int) -> None:
        """Do nothing: the transaction that gave the ordinals has written the rows."""

    async def watermark(self, index: VectorIndex) -> int:
        """Return the next ordinal: all before are committed."""
        async with self._version(index) as (_, version):
            return version.next_ordinal if version else 0

    async def nearest(self, index: VectorIndex, kind: ItemKind, vector: Vectors, k: int) -> Ordinals:
        """Search as a request does that asks no other engine."""
        async with self._version(index) as (session, version):
            found = await repository.nearest(session, version, kind, vector, k) if version else []
        return np.array([one.ordinal for one in found], np.int64)

    async def size(self, index: VectorIndex) -> int:
        """Return how many items the version has; the dead are not among them."""
        async with self._version(index) as (_, version):
            return version.items if version else 0

    async def retain(self, index: VectorIndex, living: Ordinals) -> None:
        """Do nothing: what was deleted is gone."""

    async def drop(self, index: VectorIndex) -> None:
        """Do nothing: the rows go with their version."""

    async def close(self) -> None:
        """Do nothing: the database is the installation's."""

    @asynccontextmanager
    async def _version(self, index: VectorIndex) -> AsyncIterator[tuple[Session, IndexVersion | None]]:
        scope = Scope(index.organization_id, index.store_id)
        async with self._database.open_scope(scope, one_view=True) as session:
            yield session, await versions.find(session, index.version_id)
