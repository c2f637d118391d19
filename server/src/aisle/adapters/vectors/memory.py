"""Vectors in the memory of this process, compared one by one: for tests, and to say what the others must find."""

from dataclasses import dataclass, field

import numpy as np

from aisle.llm.ports import Vectors
from aisle.retrieval.items import ItemKind
from aisle.retrieval.ports import Ordinals, VectorBatch, VectorIndex


@dataclass
class _Kept:
    watermark: int = 0
    rows: dict[int, tuple[ItemKind, Vectors]] = field(default_factory=dict)


class MemoryVectorStore:
    """Holds a dictionary for each index."""

    def __init__(self) -> None:
        self._indexes: dict[VectorIndex, _Kept] = {}

    async def put(self, index: VectorIndex, batch: VectorBatch, watermark: int) -> None:
        """Add a batch and raise the watermark."""
        kept = self._indexes.setdefault(index, _Kept())
        rows = zip(batch.ordinals.tolist(), batch.kinds, batch.vectors, strict=True)
        kept.rows |= {ordinal: (kind, vector) for ordinal, kind, vector in rows}
        kept.watermark = max(kept.watermark, watermark)

    async def watermark(self, index: VectorIndex) -> int:
        """Return the number below which everything is there."""
        return self._indexes.get(index, _Kept()).watermark

    async def nearest(self, index: VectorIndex, kind: ItemKind, vector: Vectors, k: int) -> Ordinals:
        """Compare all vectors of the kind."""
        rows = self._indexes.get(index, _Kept()).rows
        found = [(-float(row @ vector), ordinal) for ordinal, (one, row) in rows.items() if one is kind]
        return np.array([ordinal for _, ordinal in sorted(found)[:k]], np.int64)

    async def size(self, index: VectorIndex) -> int:
        """Count the rows."""
        return len(self._indexes.get(index, _Kept()).rows)

    async def retain(self, index: VectorIndex, living: Ordinals) -> None:
        """Forget what is dead."""
        kept, alive = self._indexes.get(index, _Kept()), set(living.tolist())
        kept.rows = {
            ordinal: row
            for ordinal, row in kept.rows.items()
            if ordinal in alive or ordinal >= kept.watermark
        }

    async def drop(self, index: VectorIndex) -> None:
        """Forget an index."""
        self._indexes.pop(index, None)

    async def close(self) -> None:
        """Forget everything."""
        self._indexes.clear()
