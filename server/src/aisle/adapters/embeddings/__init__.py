"""The embedders Aisle comes with, by the name an operator writes in the settings."""

from collections.abc import Callable

from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.adapters.embeddings.minilm import MiniLmEmbedder
from aisle.adapters.embeddings.options import EmbedderOptions
from aisle.llm.ports import ManagedEmbedder

Factory = Callable[[EmbedderOptions], ManagedEmbedder]

EMBEDDERS: dict[str, Factory] = {
    "minilm": MiniLmEmbedder.from_options,
    "hashed": HashedEmbedder.from_options,
}

__all__ = ["EMBEDDERS", "EmbedderOptions", "Factory", "HashedEmbedder", "MiniLmEmbedder"]
