"""The embedder port, answered by all-MiniLM-L6-v2 with 8-bit weights."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np

from aisle.adapters.embeddings.minilm.batches import batches
from aisle.adapters.embeddings.minilm.model import DIMENSIONS, Model
from aisle.adapters.embeddings.options import EmbedderOptions, require_texts
from aisle.llm.pool import ModelPool
from aisle.llm.ports import EmbeddingKind, Vectors


class MiniLmEmbedder:
    """A small English encoder that runs on the shop's own machine.

    Vectors of one text differ in the third digit between calls of different company: 8-bit activations share
    one scale per batch. The cosine to full precision is .99 on average.
    """

    name = "minilm-l6-v2-int8"
    dimensions = DIMENSIONS
    languages = frozenset({"en"})

    def __init__(self, cache_dir: Path, threads: int | None = None) -> None:
        """Create the embedder; the model is built and loaded by `warm_up` or by the first text.

        Args:
            cache_dir: Where the built model is kept between starts.
            threads: Threads for queries and again for passages; default two.
        """
        self._model = Model(cache_dir)
        self._pool = ModelPool(threads)

    @classmethod
    def from_options(cls, options: EmbedderOptions) -> Self:
        """Make the embedder from the settings of the installation."""
        return cls(options.cache_dir, options.threads)

    def count_tokens(self, text: str) -> int:
        """Count the model's tokens in a text; see the port."""
        return self._model.tokens.count(text)

    async def warm_up(self) -> None:
        """Build or load the model; takes seconds at the very first start."""
        await self._pool.run(EmbeddingKind.PASSAGE, self._model.session)

    async def close(self) -> None:
        """Stop the threads; see the port."""
        await self._pool.close()

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        """Embed texts in their order; see the port."""
        require_texts(texts)
        if kind is EmbeddingKind.QUERY:
            return await self._pool.run(kind, lambda: self._model.embed(texts))
        return await self._embed_in_batches(texts)

    async def _embed_in_batches(self, texts: Sequence[str]) -> Vectors:
        # One pool call per batch, so that a large import shares the threads with other imports.
        rows = await self._pool.run(EmbeddingKind.PASSAGE, lambda: self._model.tokens.encode(texts))
        vectors = np.empty((len(rows), DIMENSIONS), np.float32)

        async def embed_batch(batch: list[int]) -> None:
            chosen = [rows[place] for place in batch]
            vectors[batch] = await self._pool.run(
                EmbeddingKind.PASSAGE, lambda: self._model.session().run(chosen)
            )

        tasks = [asyncio.ensure_future(embed_batch(batch)) for batch in batches([len(row) for row in rows])]
        try:
            await asyncio.gather(*tasks)
        finally:
            # After a failure or a cancellation the remaining batches would be work for nobody.
            for task in tasks:
                task.cancel()
        return vectors
