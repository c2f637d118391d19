"""What retrieval needs from an engine of vectors; adapters provide it.

PostgreSQL keeps every vector and stays the truth. An engine is a copy that answers sooner, or somewhere else: it holds
ordinals, never contents, and what it says is looked up in PostgreSQL before anybody sees it. That an item's ordinal
never changes within an index version, and that ordinals are committed in their order, is what makes the copy simple:
it is complete below one number, its watermark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from aisle.core.errors import Unavailable
from aisle.llm.ports import Vectors
from aisle.retrieval.items import ItemKind

Ordinals = NDArray[np.int64]


class VectorStoreUnavailable(Unavailable):
    """An engine of vectors does not answer, or answers nonsense. Searches go on without it."""

    code = "vector_store_unavailable"
    title = "The vector store is not answering"


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """Names an index version to an engine, by ids alone: nothing that a tenant chose ever becomes part of a name."""

    organization_id: UUID
    store_id: UUID
    version_id: UUID
    dimensions: int

    def __post_init__(self) -> None:
        """Refuse anything but ids: a text could name another tenant's index, or a folder above."""
        if not all(isinstance(one, UUID) for one in (self.organization_id, self.store_id, self.version_id)):
            raise TypeError("an index is named by ids")

    @property
    def name(self) -> str:
        """The same in every engine, made of letters, digits and dashes; two tenants never share one."""
        return f"aisle-{self.organization_id.hex}-{self.store_id.hex}-{self.version_id.hex}"


@dataclass(frozen=True, slots=True, eq=False)
class VectorBatch:
    """Vectors to be added, row by row.

    Attributes:
        ordinals: Ascending, each once in an index version.
        kinds: What each item is; a search is for one kind.
        vectors: float32, shape (len(ordinals), dimensions), each of length 1.
    """

    ordinals: Ordinals
    kinds: Sequence[ItemKind]
    vectors: Vectors

    def of(self, kind: ItemKind) -> tuple[Ordinals, Vectors]:
        """Return the rows of one kind."""
        chosen = np.array([one is kind for one in self.kinds], bool)
        return self.ordinals[chosen], self.vectors[chosen]


class VectorStore(Protocol):
    """An engine that finds the nearest vectors of an index. An index that nobody filled is empty, never an error.

    Every method raises VectorStoreUnavailable when the engine fails.
    """

    async def put(self, index: VectorIndex, batch: VectorBatch, watermark: int) -> None:
        """Add a batch, then say that everything below `watermark` is there. Doing it again changes nothing."""
        ...

    async def watermark(self, index: VectorIndex) -> int:
        """Return the number below which every vector was added and can be found; 0 for an empty index."""
        ...

    async def nearest(self, index: VectorIndex, kind: ItemKind, vector: Vectors, k: int) -> Ordinals:
        """Return the ordinals of the k vectors of a kind with the greatest dot product, best first; fewer if there are fewer."""
        ...

    async def size(self, index: VectorIndex) -> int:
        """Return how many vectors an index holds, dead ones included."""
        ...

    async def retain(self, index: VectorIndex, living: Ordinals) -> None:
        """Forget every vector whose ordinal lies below the watermark and is not among `living` (ascending)."""
        ...

    async def drop(self, index: VectorIndex) -> None:
        """Remove an index; doing it again changes nothing."""
        ...

    async def close(self) -> None:
        """Give connections and memory back."""
        ...
