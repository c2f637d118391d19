"""Vectors of sentences, kept for a while: the same guides are quoted for many questions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from aisle.llm.ports import Embedder, EmbeddingKind, Vectors

KEPT = 4_096  # about 6 MB with 384 dimensions


class SentenceVectors:
    """A bounded memory of vectors by embedder and sentence; what was used longest ago is forgotten first.

    A vector follows from the words alone, so sharing it between stores tells none of them anything.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._vectors: OrderedDict[tuple[str, str], Vectors] = OrderedDict()

    async def of(self, texts: Sequence[str], embed: Embedder) -> Vectors:
        """One row for each text. Raises what the embedder raises."""
        keys = [(embed.name, text) for text in texts]
        missing = list(dict.fromkeys(key for key in keys if key not in self._vectors))
        known = {key: self._vectors[key] for key in keys if key in self._vectors}
        if missing:
            fresh = await embed.embed([text for _, text in missing], EmbeddingKind.QUERY)
            known.update(zip(missing, fresh, strict=True))
        self._remember(keys, known)
        return np.stack([known[key] for key in keys])

    def _remember(self, keys: Sequence[tuple[str, str]], known: dict[tuple[str, str], Vectors]) -> None:
        for key in keys:
            self._vectors[key] = known[key]
            self._vectors.move_to_end(key)
        while len(self._vectors) > self._kept:
            self._vectors.popitem(last=False)


remembered = SentenceVectors()
