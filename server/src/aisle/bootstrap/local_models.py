"""From settings to the models of the registry."""

from collections.abc import MutableMapping
from dataclasses import dataclass

from aisle.core.db import Database
from aisle.core.settings import Settings
from aisle.llm.ports import ManagedEmbedder, Reranker
from aisle.llm.registry import Package, Registry, Weighed
from aisle.providers.local.service import LocalModels


@dataclass(frozen=True, slots=True)
class OnnxModels:
    """Makes models on onnxruntime, which is loaded with the first one. threads: of each."""

    threads: int

    def embedder(self, package: Package, weighed: Weighed) -> ManagedEmbedder:
        """Return an embedder."""
        from aisle.adapters.local_models.embedder import RegisteredEmbedder

        return RegisteredEmbedder(package, weighed, self.threads)

    def reranker(self, package: Package, weighed: Weighed) -> Reranker:
        """Return a reranker."""
        from aisle.adapters.local_models.reranker import RegisteredReranker

        return RegisteredReranker(package, weighed, self.threads)


def make_local_models(
    settings: Settings,
    database: Database,
    dispatch: Database,
    embedders: MutableMapping[str, ManagedEmbedder],
    rerankers: MutableMapping[str, Reranker],
) -> LocalModels:
    """Return them; none is loaded yet."""
    return LocalModels(
        Registry(settings.models_dir),
        OnnxModels(settings.embed_threads),
        database,
        dispatch,
        embedders,
        rerankers,
        settings.models_max_bytes,
    )
