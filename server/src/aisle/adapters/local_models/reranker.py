"""A reranker of the registry: a cross-encoder, which reads the question and a hit together."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from aisle.adapters.local_models.graph import Graph
from aisle.llm.errors import EmbedderUnavailable, RerankerUnavailable
from aisle.llm.pool import ModelPool
from aisle.llm.ports import EmbeddingKind, Placed, RerankItem
from aisle.llm.registry import LocalModelRefused, Package, Weighed

WINDOW = 20
BATCH = 8


class RegisteredReranker:
    """The reranker port, answered by a graph that gives one score for each pair, or the last of several labels."""

    window = WINDOW

    def __init__(self, package: Package, weighed: Weighed, threads: int | None = None) -> None:
        """Load it and have it score a pair, on the calling thread. Raises LocalModelRefused."""
        self.name = package.known_as
        self._graph = Graph(weighed, package.manifest.max_tokens)
        self._pool = ModelPool(threads)
        if not np.isfinite(self._scores("boots", ["waterproof boots", "tents"])).all():
            raise LocalModelRefused("The model gives scores that are no numbers.")

    async def rerank(self, query: str, items: Sequence[RerankItem]) -> list[Placed]:
        """Order hits, best first; see the port."""
        texts, scores = [item.text or "." for item in items], list[float]()
        try:
            for at in range(0, len(texts), BATCH):
                batch = texts[at : at + BATCH]
                found = await self._pool.run(EmbeddingKind.QUERY, partial(self._scores, query, batch))
                scores += found.tolist()
        except EmbedderUnavailable as error:
            raise RerankerUnavailable(error.detail) from None
        order = sorted(range(len(items)), key=lambda at: (-scores[at], at))
        return [Placed(at, ("model",), scores[at]) for at in order]

    async def close(self) -> None:
        """Stop the threads; see the port."""
        await self._pool.close()

    def _scores(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        output, _ = self._graph.run([(query, text) for text in texts])
        scores = output if output.ndim == 1 else output[:, -1]
        if scores.shape != (len(texts),):
            raise LocalModelRefused("The model gives no score for each pair.")
        return np.asarray(scores, np.float64)
