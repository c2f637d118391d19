"""The memory for queries: the same vectors, asked once, never more than its size."""

import numpy as np
import pytest

from aisle.adapters.embeddings import CachedQueries, HashedEmbedder
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.llm.ports import EmbeddingKind

QUERY, PASSAGE = EmbeddingKind.QUERY, EmbeddingKind.PASSAGE


class Counting(HashedEmbedder):
    """Counts what it is asked; fails when told to."""

    asked, failing = 0, False

    async def embed(self, texts, kind):
        self.asked += 1
        if self.failing:
            raise EmbedderUnavailable
        return await super().embed(texts, kind)


async def test_a_query_is_embedded_once():
    embedder = Counting()
    cached = CachedQueries(embedder)
    first, again = [await cached.embed(["boots"], QUERY) for _ in range(2)]
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(first, await HashedEmbedder().embed(["boots"], QUERY))
    assert embedder.asked == 1


async def test_whoever_changes_a_vector_changes_his_own():
    cached = CachedQueries(HashedEmbedder())
    expected = (await cached.embed(["boots"], QUERY)).copy()
    for _ in range(2):
        (await cached.embed(["boots"], QUERY))[:] = 0
    np.testing.assert_array_equal(await cached.embed(["boots"], QUERY), expected)


@pytest.mark.parametrize(
    ("texts", "kind"), [(["boots"], PASSAGE), (["boots", "tent"], QUERY), (["b" * 1_001], QUERY)]
)
async def test_passages_lists_and_long_queries_are_not_kept(texts, kind):
    embedder = Counting()
    cached = CachedQueries(embedder)
    for _ in range(2):
        await cached.embed(texts, kind)
    assert embedder.asked == 2


async def test_what_was_used_longest_ago_is_forgotten_first():
    embedder = Counting(64)
    cached = CachedQueries(embedder, most_bytes=2 * 64 * 4)
    for text in ("a", "b", "a", "c"):
        await cached.embed([text], QUERY)
    assert embedder.asked == 3
    await cached.embed(["a"], QUERY)
    assert embedder.asked == 3
    await cached.embed(["b"], QUERY)
    assert embedder.asked == 4


async def test_a_failure_is_not_kept():
    embedder = Counting()
    cached = CachedQueries(embedder)
    embedder.failing = True
    with pytest.raises(EmbedderUnavailable):
        await cached.embed(["boots"], QUERY)
    embedder.failing = False
    assert (await cached.embed(["boots"], QUERY)).shape == (1, 384)


async def test_it_keeps_the_ports_promises():
    cached = CachedQueries(HashedEmbedder())
    assert (cached.name, cached.dimensions, cached.languages) == ("hashed-words-384", 384, frozenset())
    assert cached.count_tokens("two words") == 2
    with pytest.raises(EmbedderRefused):
        await cached.embed("tent", QUERY)
    await cached.embed(["tent"], QUERY)
    await cached.close()
    with pytest.raises(EmbedderUnavailable):
        await cached.embed(["tent"], QUERY)
