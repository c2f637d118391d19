"""The vector stores Aisle comes with, by the name an operator writes in the settings and a recipe keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aisle.adapters.vectors.extras import has
from aisle.adapters.vectors.faiss import FaissVectorStore
from aisle.adapters.vectors.memory import MemoryVectorStore
from aisle.adapters.vectors.options import VectorStoreOptions
from aisle.adapters.vectors.pgvector import PgVectorStore
from aisle.adapters.vectors.pinecone import PineconeVectorStore
from aisle.adapters.vectors.qdrant import QdrantVectorStore
from aisle.retrieval.ports import VectorStore


@dataclass(frozen=True, slots=True)
class Offer:
    """A vector store that can be chosen. make: raises SettingsRefused; set_up: whether these settings make it possible."""

    make: Callable[[VectorStoreOptions], VectorStore]
    set_up: Callable[[VectorStoreOptions], bool]


VECTOR_STORES: Mapping[str, Offer] = {
    "pgvector": Offer(PgVectorStore.from_options, lambda _: True),
    "faiss": Offer(FaissVectorStore.from_options, lambda _: has("faiss")),
    "qdrant": Offer(QdrantVectorStore.from_options, lambda given: bool(given.qdrant_url)),
    "pinecone": Offer(PineconeVectorStore.from_options, lambda given: bool(given.pinecone_host)),
}


def make_vector_stores(options: VectorStoreOptions, wanted: str) -> dict[str, VectorStore]:
    """Return every store that these settings make possible, and `wanted` in any case. Raises SettingsRefused."""
    return {
        name: offer.make(options)
        for name, offer in VECTOR_STORES.items()
        if name == wanted or offer.set_up(options)
    }


__all__ = [
    "VECTOR_STORES",
    "FaissVectorStore",
    "MemoryVectorStore",
    "PgVectorStore",
    "PineconeVectorStore",
    "QdrantVectorStore",
    "VectorStoreOptions",
    "make_vector_stores",
]
