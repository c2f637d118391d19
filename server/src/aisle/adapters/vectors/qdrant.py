"""Qdrant: a collection for each index version, a point for each item, and one more point that holds the watermark."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import numpy as np

from aisle.adapters.vectors.extras import load
from aisle.adapters.vectors.options import VectorStoreOptions
from aisle.core.settings import SettingsRefused
from aisle.llm.ports import Vectors
from aisle.retrieval.items import ItemKind
from aisle.retrieval.ports import Ordinals, VectorBatch, VectorIndex, VectorStoreUnavailable

KIND, MARK = "kind", "watermark"
MARK_POINT = 2**63 - 1  # no item ever has this ordinal
AT_ONCE = 1_000  # points in one request
NOT_FOUND = 404


class QdrantVectorStore:
    """Speaks to one server. client: an AsyncQdrantClient; it is closed with the store."""

    def __init__(self, client: Any) -> None:
        self._client, self._models = client, load("qdrant_client", "qdrant").models

    @classmethod
    def from_options(cls, options: VectorStoreOptions) -> "QdrantVectorStore":
        """Speak to the server of the settings. Raises SettingsRefused without an address or the package."""
        package = load("qdrant_client", "qdrant")
        if not options.qdrant_url:
            raise SettingsRefused("AISLE_QDRANT_URL is not set: where is the Qdrant server?")
        key = options.qdrant_api_key.get_secret_value() if options.qdrant_api_key else None
        client = package.AsyncQdrantClient(
            url=options.qdrant_url,
            api_key=key,
            timeout=max(1, round(options.timeout)),
            check_compatibility=False,
        )
        return cls(client)

    async def put(self, index: VectorIndex, batch: VectorBatch, watermark: int) -> None:
        """Make the collection if there is none, write the points and then the watermark."""
        async with _told_clearly():
            await self._make(index)
            points = [*self._points(batch)]
            for start in range(0, len(points), AT_ONCE):
                await self._client.upsert(index.name, points[start : start + AT_ONCE], wait=True)
            if watermark > await self.watermark(index):
                await self._client.upsert(index.name, [self._mark(index, watermark)], wait=True)

    async def watermark(self, index: VectorIndex) -> int:
        """Read the point that holds it."""
        async with _told_clearly():
            if not await self._client.collection_exists(index.name):
                return 0
            found = await self._client.retrieve(index.name, [MARK_POINT], with_payload=True)
            return int(found[0].payload[MARK]) if found else 0

    async def nearest(self, index: VectorIndex, kind: ItemKind, vector: Vectors, k: int) -> Ordinals:
        """Search among the points of the kind."""
        async with _told_clearly(absent_is_empty=True):
            found = await self._client.query_points(
                index.name,
                query=vector.tolist(),
                query_filter=self._of_kind(kind),
                limit=k,
                with_payload=False,
            )
            return np.array([point.id for point in found.points], np.int64)
        return np.array([], np.int64)

    async def size(self, index: VectorIndex) -> int:
        """Count all points but the one of the watermark."""
        async with _told_clearly(absent_is_empty=True):
            count = (await self._client.count(index.name, exact=True)).count
            return max(0, int(count) - 1)
        return 0

    async def retain(self, index: VectorIndex, living: Ordinals) -> None:
        """Walk through all points and delete what is dead."""
        watermark, alive = await self.watermark(index), set(living.tolist())
        async with _told_clearly(absent_is_empty=True):
            offset: int | None = 0
            while offset is not None:
                points, offset = await self._client.scroll(
                    index.name, limit=AT_ONCE, offset=offset, with_payload=False, with_vectors=False
                )
                dead = [point.id for point in points if point.id < watermark and point.id not in alive]
                if dead:
                    await self._client.delete(index.name, dead, wait=True)

    async def drop(self, index: VectorIndex) -> None:
        """Delete the collection."""
        async with _told_clearly(absent_is_empty=True):
            await self._client.delete_collection(index.name)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _make(self, index: VectorIndex) -> None:
        if await self._client.collection_exists(index.name):
            return
        models = self._models
        size = models.VectorParams(
            size=index.dimensions, distance=models.Distance.DOT, datatype=models.Datatype.FLOAT16
        )
        await self._client.create_collection(index.name, vectors_config=size)
        await self._client.create_payload_index(index.name, KIND, models.PayloadSchemaType.KEYWORD)

    def _points(self, batch: VectorBatch) -> Iterator[Any]:
        for ordinal, kind, vector in zip(batch.ordinals.tolist(), batch.kinds, batch.vectors, strict=True):
            yield self._models.PointStruct(id=ordinal, vector=vector.tolist(), payload={KIND: kind.value})

    def _mark(self, index: VectorIndex, watermark: int) -> Any:
        vector = [1.0, *[0.0] * (index.dimensions - 1)]
        return self._models.PointStruct(id=MARK_POINT, vector=vector, payload={MARK: watermark})

    def _of_kind(self, kind: ItemKind) -> Any:
        models = self._models
        return models.Filter(
            must=[models.FieldCondition(key=KIND, match=models.MatchValue(value=kind.value))]
        )


@asynccontextmanager
async def _told_clearly(absent_is_empty: bool = False) -> AsyncIterator[None]:
    """Turn the client's errors into ours; with `absent_is_empty` a missing collection ends the block quietly."""
    try:
        yield
    except VectorStoreUnavailable:
        raise
    except Exception as error:
        # The client says everything with exceptions of several families: its own, httpx's, ValueError in local mode.
        absent = getattr(error, "status_code", None) == NOT_FOUND or "not found" in str(error)
        if not (absent_is_empty and absent):
            raise VectorStoreUnavailable(f"Qdrant failed: {type(error).__name__}.") from error
