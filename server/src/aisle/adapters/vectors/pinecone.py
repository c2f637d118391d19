"""Pinecone: a namespace for each index version within one index, a record for each item, and one with the watermark.

What was written there can be read only some time later, and nothing says when. So a watermark counts from a minute
after it was written; until then the one before does. An old watermark is never wrong: PostgreSQL looks at the rest.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import time
from typing import Any

import numpy as np

from aisle.adapters.vectors.extras import load
from aisle.adapters.vectors.options import VectorStoreOptions
from aisle.core.settings import SettingsRefused
from aisle.llm.ports import Vectors
from aisle.retrieval.items import ItemKind
from aisle.retrieval.ports import Ordinals, VectorBatch, VectorIndex, VectorStoreUnavailable

KIND, MARK, MARK_RECORD = "kind", "watermark", "watermark"
SETTLED_SECONDS = 60.0
AT_ONCE = 200  # records in one request: 2 MB is the limit, and a record takes 4 to 9 KB
DELETED_AT_ONCE = 1_000
NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class _Mark:
    """A watermark, when it was written (seconds since 1970), and the settled one before it."""

    watermark: int = 0
    written: float = 0.0
    before: int = 0

    def settled(self, now: float) -> int:
        """Return the number below which everything can be found by now."""
        return self.watermark if now - self.written >= SETTLED_SECONDS else self.before


class PineconeVectorStore:
    """Speaks to one Pinecone index. client: an AsyncIndex, closed with the store; now: seconds since 1970."""

    def __init__(self, client: Any, now: Callable[[], float] = time) -> None:
        self._client, self._now = client, now

    @classmethod
    def from_options(cls, options: VectorStoreOptions) -> "PineconeVectorStore":
        """Speak to the index of the settings. Raises SettingsRefused without address, key or the package."""
        package = load("pinecone", "pinecone")
        if not options.pinecone_host or not options.pinecone_api_key:
            raise SettingsRefused("AISLE_PINECONE_HOST and AISLE_PINECONE_API_KEY are needed for Pinecone.")
        key = options.pinecone_api_key.get_secret_value()
        return cls(package.AsyncIndex(host=options.pinecone_host, api_key=key, timeout=options.timeout))

    async def put(self, index: VectorIndex, batch: VectorBatch, watermark: int) -> None:
        """Write the records, then the watermark with the one that counts until it has settled."""
        async with _told_clearly():
            records = [*_records(batch)]
            for start in range(0, len(records), AT_ONCE):
                await self._client.upsert(vectors=records[start : start + AT_ONCE], namespace=index.name)
            mark = await self._mark(index)
            if watermark > mark.watermark:
                await self._write_mark(index, _Mark(watermark, self._now(), mark.settled(self._now())))

    async def watermark(self, index: VectorIndex) -> int:
        """Read the record that holds it."""
        async with _told_clearly():
            return (await self._mark(index)).settled(self._now())

    async def nearest(self, index: VectorIndex, kind: ItemKind, vector: Vectors, k: int) -> Ordinals:
        """Search among the records of the kind."""
        async with _told_clearly(absent_is_empty=True):
            found = await self._client.query(
                top_k=k, vector=vector.tolist(), namespace=index.name, filter={KIND: {"$eq": kind.value}}
            )
            return np.array([int(match.id) for match in found.matches], np.int64)
        return np.array([], np.int64)

    async def size(self, index: VectorIndex) -> int:
        """Ask for the namespace's count, and leave the record of the watermark out."""
        async with _told_clearly():
            kept = (await self._client.describe_index_stats()).namespaces.get(index.name)
            return max(0, kept.vector_count - 1) if kept else 0

    async def retain(self, index: VectorIndex, living: Ordinals) -> None:
        """Walk through all records and delete what is dead."""
        watermark, alive = await self.watermark(index), set(living.tolist())
        async with _told_clearly(absent_is_empty=True):
            pages = [page async for page in self._client.list(namespace=index.name)]
            held = [int(one.id) for page in pages for one in page.vectors if one.id != MARK_RECORD]
            dead = [str(one) for one in held if one < watermark and one not in alive]
            for start in range(0, len(dead), DELETED_AT_ONCE):
                await self._client.delete(ids=dead[start : start + DELETED_AT_ONCE], namespace=index.name)

    async def drop(self, index: VectorIndex) -> None:
        """Delete everything in the namespace, and with it the namespace."""
        async with _told_clearly(absent_is_empty=True):
            await self._client.delete(delete_all=True, namespace=index.name)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _mark(self, index: VectorIndex) -> _Mark:
        found = (await self._client.fetch(ids=[MARK_RECORD], namespace=index.name)).vectors
        if MARK_RECORD not in found:
            return _Mark()
        kept = found[MARK_RECORD].metadata
        return _Mark(int(kept[MARK]), float(kept["written"]), int(kept["before"]))

    async def _write_mark(self, index: VectorIndex, mark: _Mark) -> None:
        kept = {KIND: "mark", MARK: mark.watermark, "written": mark.written, "before": mark.before}
        vector = [1.0, *[0.0] * (index.dimensions - 1)]  # one of nothing but zeroes is refused
        await self._client.upsert(vectors=[(MARK_RECORD, vector, kept)], namespace=index.name)


def _records(batch: VectorBatch) -> Iterator[tuple[str, list[float], dict[str, str]]]:
    for ordinal, kind, vector in zip(batch.ordinals.tolist(), batch.kinds, batch.vectors, strict=True):
        yield str(ordinal), vector.tolist(), {KIND: kind.value}


@asynccontextmanager
async def _told_clearly(absent_is_empty: bool = False) -> AsyncIterator[None]:
    """Turn the client's errors into ours; with `absent_is_empty` a missing namespace ends the block quietly."""
    try:
        yield
    except Exception as error:
        if not (absent_is_empty and getattr(error, "status_code", None) == NOT_FOUND):
            raise VectorStoreUnavailable(f"Pinecone failed: {type(error).__name__}.") from error
