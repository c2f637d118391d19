"""Asking an engine of vectors before the transaction begins, and knowing when to do without it."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from aisle.core.db import Scope
from aisle.core.http import OutsideUnavailable
from aisle.core.http.breaker import Breaker
from aisle.llm.ports import Vectors
from aisle.retrieval.indexing import OWN_PARTITION_FROM
from aisle.retrieval.items import ItemKind
from aisle.retrieval.ports import VectorIndex, VectorStore, VectorStoreUnavailable
from aisle.retrieval.recipe import PGVECTOR
from aisle.retrieval.versions import IndexVersion

PATIENCE_SECONDS = 1.0  # PostgreSQL answers within a tenth of it
LONGEST_TAIL = OWN_PARTITION_FROM  # ordinals; more than this PostgreSQL finds sooner with its own graph
SPARE = 1.25  # asked for, since some of what an engine knows has been deleted; a feed sweeps the dead when they are more
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What an engine found. watermark: it knew every item below; asked: how many it was asked for of each kind."""

    version_id: UUID
    watermark: int
    asked: int
    ordinals: Mapping[ItemKind, Sequence[int]]

    def serve(self, version: IndexVersion) -> bool:
        """Say whether this helps to search a version: it is the right one, and little has to be looked through besides."""
        return self.version_id == version.id and version.next_ordinal - self.watermark <= LONGEST_TAIL

    def are_all(self, kind: ItemKind) -> bool:
        """Say whether the engine knows no more of a kind than it returned."""
        return len(self.ordinals[kind]) < self.asked


class Engines:
    """The vector stores of this process, by the names that recipes use. PostgreSQL itself is never asked here.

    now: seconds that never go back, for the rests of an engine that keeps failing.
    """

    def __init__(self, stores: Mapping[str, VectorStore], now: Callable[[], float] = time.monotonic) -> None:
        self._stores = stores
        self._breakers = {name: Breaker(name, now) for name in stores}

    @property
    def names(self) -> list[str]:
        """What recipes may name, PostgreSQL's own included."""
        return [PGVECTOR, *self._stores]

    def find(self, name: str) -> VectorStore | None:
        """Return a store beside PostgreSQL; None when this process does not have it."""
        return None if name == PGVECTOR else self._stores.get(name)

    async def close(self) -> None:
        """Close every store."""
        for store in self._stores.values():
            await store.close()

    async def nearest(
        self, scope: Scope, version: IndexVersion | None, kinds: Iterable[ItemKind], vector: Vectors, k: int
    ) -> Neighbours | None:
        """Return what a version's engine finds near a vector; None when there is none, or none that can be used now."""
        store = self.find(version.recipe.vector_store) if version else None
        if version is None or store is None or version.items <= OWN_PARTITION_FROM:
            return None
        breaker = self._breakers[version.recipe.vector_store]
        index, most = index_of(scope, version), round(SPARE * k)
        try:
            breaker.check()
            async with asyncio.timeout(PATIENCE_SECONDS):
                found = await _ask(store, version, index, sorted(kinds), vector, most)
        except OutsideUnavailable:
            return None  # it failed again and again, and is left alone for a while
        except (VectorStoreUnavailable, TimeoutError) as error:
            breaker.failed()
            log.warning("vectors.engine_failed", engine=version.recipe.vector_store, error=str(error))
            return None
        breaker.succeeded()
        return found


def index_of(scope: Scope, version: IndexVersion) -> VectorIndex:
    """Return what an engine calls a version. The tenant is the caller's own, so no version id leads to another's."""
    if scope.store_id is None:
        raise RuntimeError("this scope is not bound to a store")
    return VectorIndex(scope.organization_id, scope.store_id, version.id, version.recipe.dimensions)


async def _ask(
    store: VectorStore,
    version: IndexVersion,
    index: VectorIndex,
    kinds: Sequence[ItemKind],
    vector: Vectors,
    k: int,
) -> Neighbours:
    # The watermark first: what is added meanwhile is then found twice, and never not at all.
    watermark = await store.watermark(index)
    found = await asyncio.gather(*(store.nearest(index, kind, vector, k) for kind in kinds))
    ordinals = {kind: one.tolist() for kind, one in zip(kinds, found, strict=True)}
    return Neighbours(version.id, watermark, k, ordinals)
