"""The embedders Aisle comes with, by the name an operator writes in the settings."""

from collections.abc import Callable
from importlib import import_module

from aisle.adapters.embeddings.cached import CachedQueries
from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.adapters.embeddings.minilm import MiniLmEmbedder
from aisle.adapters.embeddings.options import EmbedderOptions, RemoteOptions
from aisle.adapters.embeddings.remote.known import known_model
from aisle.llm.ports import ManagedEmbedder

Factory = Callable[[EmbedderOptions], ManagedEmbedder]


def _remote(name: str) -> Factory:
    """Load the HTTP client only where a server is asked: a process that asks none stays small."""

    def make(options: EmbedderOptions) -> ManagedEmbedder:
        factory: Factory = getattr(import_module(f"aisle.adapters.embeddings.remote.{name}"), name)
        return factory(options)

    return make


# On this machine, without settings of their own: every process has them.
LOCAL: dict[str, Factory] = {
    "minilm": MiniLmEmbedder.from_options,
    "hashed": HashedEmbedder.from_options,
}
# Behind an address that AISLE_EMBEDDERS names.
REMOTE: dict[str, Factory] = {
    "openai": _remote("openai"),
    "gemini": _remote("gemini"),
}
EMBEDDERS: dict[str, Factory] = {**LOCAL, **REMOTE}

__all__ = [
    "EMBEDDERS",
    "LOCAL",
    "REMOTE",
    "CachedQueries",
    "EmbedderOptions",
    "Factory",
    "HashedEmbedder",
    "MiniLmEmbedder",
    "RemoteOptions",
    "known_model",
]
