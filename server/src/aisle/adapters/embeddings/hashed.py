"""An embedder without a model: words and their letter groups hashed into a fixed number of columns.

Related words share letter groups and so come out near each other. It needs no weights, gives the same vectors
on every machine and costs microseconds, which makes it the embedder of tests and of benchmarks that must not
measure a model. Method: feature hashing with signs (Weinberger et al. 2009) over character n-grams
(Bojanowski et al. 2017).
"""

import re
import unicodedata
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from aisle.adapters.embeddings.options import EmbedderOptions, require_texts
from aisle.llm.errors import EmbedderUnavailable
from aisle.llm.ports import EmbeddingKind, Vectors

WORD = re.compile(r"\w+")
GROUP_LENGTHS = (3, 4, 5)
# A word weighs as much as all its letter groups together.
WORD_WEIGHT = 1.0
# Words of shops repeat; a million distinct ones would not fit.
CACHED_WORDS = 16_384


class HashedEmbedder:
    """The deterministic embedder; it knows no meaning, only spelling."""

    languages: frozenset[str] = frozenset()

    def __init__(self, dimensions: int = 384) -> None:
        """Create the embedder.

        Args:
            dimensions: Columns of the vectors, at least 8.

        Raises:
            ValueError: Fewer than 8 dimensions.
        """
        if dimensions < 8:
            raise ValueError("A hashed embedder needs at least 8 dimensions.")
        self.dimensions = dimensions
        self.name = f"hashed-words-{dimensions}"
        self._closed = False

    @classmethod
    def from_options(cls, options: EmbedderOptions) -> Self:
        """Make the embedder from the settings of the installation."""
        return cls(options.dimensions)

    def count_tokens(self, text: str) -> int:
        """Count words; see the port."""
        return len(words(text))

    async def warm_up(self) -> None:
        """Nothing needs loading."""

    async def close(self) -> None:
        """Refuse further texts, as every closed embedder does."""
        self._closed = True

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        """Embed texts in their order; see the port."""
        require_texts(texts)
        if self._closed:
            raise EmbedderUnavailable("The embedder is shut down.")
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for place, text in enumerate(texts):
            rows[place] = self._embed_one(text)
        return rows

    def _embed_one(self, text: str) -> Vectors:
        found = [_features(word) for word in words(text)]
        if not found:
            return self._nothing()
        hashes = np.concatenate([one[0] for one in found])
        weights = np.concatenate([one[1] for one in found])
        row = np.bincount(hashes % self.dimensions, weights, self.dimensions)
        length = np.linalg.norm(row)
        return (row / length).astype(np.float32) if length > 0 else self._nothing()

    def _nothing(self) -> Vectors:
        """Return the one direction kept for texts without words: a zero row has no direction and so no cosine."""
        row = np.zeros(self.dimensions, np.float32)
        row[0] = 1
        return row


def words(text: str) -> list[str]:
    """Split a text into words, compatibility forms and case folded away."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=CACHED_WORDS)
def _features(word: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return 31-bit hashes and signed weights of a word and its letter groups."""
    marked = f"<{word}>"
    groups = [marked[at : at + size] for size in GROUP_LENGTHS for at in range(len(marked) - size + 1)]
    hashes = [zlib.crc32(part.encode("utf-8", "replace")) for part in [marked, *groups]]
    signs = np.array([1.0 if value & 1 else -1.0 for value in hashes])
    weights = np.array([WORD_WEIGHT, *[1.0 / max(1, len(groups)) ** 0.5] * len(groups)])
    return np.array([value >> 1 for value in hashes], np.int64), signs * weights
