"""Bringing the vectors of an index version to its engine, after they were committed.

What an engine has not got yet is read out of PostgreSQL, so a feed may be late, broken off, repeated, or begin again
from nothing, and no search is wrong meanwhile.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID

import numpy as np

from aisle.core.db import Session
from aisle.retrieval import repository, versions
from aisle.retrieval.indexing import OWN_PARTITION_FROM
from aisle.retrieval.items import ItemKind
from aisle.retrieval.neighbours import Engines, index_of
from aisle.retrieval.ports import VectorBatch, VectorIndex, VectorStore
from aisle.retrieval.repository import held

OpenScope = Callable[[], AbstractAsyncContextManager[Session]]
Report = Callable[[int, int], Awaitable[None]]
BATCH = 5_000  # vectors read and sent at once: 8 MB of 384 dimensions
DEAD_SHARE = 0.15  # of what the engine was given; fewer than the spare that searches ask for


class Feeder:
    """Keeps the engines up with the index versions of a store."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    async def feed(self, open_scope: OpenScope, version_id: UUID, report: Report | None = None) -> bool:
        """Bring one version's engine up to date, batch by batch; says whether the version has an engine to be kept up.

        Raises VectorStoreUnavailable when the engine fails; what it has got it keeps.
        """
        async with open_scope() as session:
            version, scope = await versions.find(session, version_id), session.scope
        store = self._engines.find(version.recipe.vector_store) if version else None
        if version is None or store is None:
            return False
        index = index_of(scope, version)
        if version.state == "retired":
            await store.drop(index)
            return False
        if version.items > OWN_PARTITION_FROM:
            await _fill(open_scope, version_id, store, index, report)
            await _sweep(open_scope, version_id, store, index)
        return True


async def _fill(
    open_scope: OpenScope, version_id: UUID, store: VectorStore, index: VectorIndex, report: Report | None
) -> None:
    watermark = await store.watermark(index)
    while True:
        async with open_scope() as session:
            version = await versions.find(session, version_id)
            if version is None:
                return
            # Ordinals are given and committed in one order, but for those of items that wait: below this number nothing
            # can appear any more.
            waiting = await held.first_held(session, version_id)
            end = version.next_ordinal if waiting is None else min(version.next_ordinal, waiting)
            if watermark >= end:
                return
            rows = await repository.vectors_between(session, version, watermark, end, BATCH)
        watermark = rows[-1]["ordinal"] + 1 if len(rows) == BATCH else end
        await store.put(index, _batch(rows, index.dimensions), watermark)
        if report is not None:
            await report(watermark, end)


async def _sweep(open_scope: OpenScope, version_id: UUID, store: VectorStore, index: VectorIndex) -> None:
    """Let the engine forget what was deleted once that is a good part of what it was given."""
    held = await store.size(index)
    async with open_scope() as session:
        version = await versions.find(session, version_id)
        if version is None or held - version.items <= DEAD_SHARE * held:
            return
        living = await repository.living_ordinals(session, version.id, version.home)
    await store.retain(index, np.array(sorted(living), np.int64))


def _batch(rows: Sequence[Any], dimensions: int) -> VectorBatch:
    vectors = np.array([row["embedding"] for row in rows], np.float32).reshape(len(rows), dimensions)
    ordinals = np.array([row["ordinal"] for row in rows], np.int64)
    return VectorBatch(ordinals, [ItemKind(row["kind"]) for row in rows], vectors)
