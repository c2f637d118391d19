"""An embedder of the registry."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from aisle.adapters.embeddings.options import require_texts
from aisle.adapters.local_models.graph import Array, Graph
from aisle.llm.pool import ModelPool
from aisle.llm.ports import EmbeddingKind, Vectors
from aisle.llm.registry import LocalModelRefused, Package, Weighed

BATCH = 16
SMALLEST = 1e-12


class RegisteredEmbedder:
    """The embedder port, answered by a graph that gives vectors of texts, or of tokens that are pooled."""

    def __init__(self, package: Package, weighed: Weighed, threads: int | None = None) -> None:
        """Load it and have it embed a word, on the calling thread. Raises LocalModelRefused."""
        manifest = package.manifest
        self.name, self.dimensions = package.known_as, manifest.dimensions or 0
        self.languages = frozenset(manifest.languages)
        self._manifest, self._graph = manifest, Graph(weighed, manifest.max_tokens)
        self._pool = ModelPool(threads)
        self._check(self._embed(["ready", "a second text of more words"]))

    def count_tokens(self, text: str) -> int:
        """Count the model's tokens in a text; see the port."""
        return self._graph.count(text)

    async def warm_up(self) -> None:
        """Do nothing: it is loaded; see the port."""

    async def close(self) -> None:
        """Stop the threads; see the port."""
        await self._pool.close()

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        """Embed texts in their order; see the port."""
        require_texts(texts)
        query = kind is EmbeddingKind.QUERY
        prefix = self._manifest.query_prefix if query else self._manifest.passage_prefix
        ready, rows = [prefix + text for text in texts], np.empty((len(texts), self.dimensions), np.float32)
        # One call of the pool for each batch, so that a large import shares the threads with others.
        for at in range(0, len(ready), BATCH):
            batch = ready[at : at + BATCH]
            rows[at : at + BATCH] = await self._pool.run(kind, partial(self._embed, batch))
        return rows

    def _embed(self, texts: Sequence[str]) -> Vectors:
        output, mask = self._graph.run(texts)
        vectors = output if output.ndim == 2 else self._pooled(output, mask)
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), SMALLEST)
        return np.asarray(vectors / lengths, np.float32)

    def _pooled(self, output: Array, mask: Array) -> Array:
        if output.ndim != 3:
            raise LocalModelRefused("The model gives neither vectors of texts nor of tokens.")
        if self._manifest.pooling == "first":
            return output[:, 0]
        weight = mask[:, :, None].astype(output.dtype)
        return np.asarray((output * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1))

    def _check(self, vectors: Vectors) -> None:
        if vectors.shape != (2, self.dimensions) or not np.isfinite(vectors).all():
            raise LocalModelRefused(
                f"The manifest says {self.dimensions} dimensions; the model gives {vectors.shape[-1]}, or no numbers."
            )
