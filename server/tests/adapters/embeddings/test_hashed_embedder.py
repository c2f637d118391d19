"""The hashed embedder: the same everywhere, near for related spellings."""

import numpy as np
import pytest

from aisle.adapters.embeddings import HashedEmbedder
from aisle.llm.ports import EmbeddingKind


async def test_vectors_are_the_same_on_every_machine():
    (vector,) = await HashedEmbedder(16).embed(["waterproof boots"], EmbeddingKind.QUERY)
    largest = np.argsort(-np.abs(vector))[:3].tolist()
    assert largest == [0, 5, 9]
    np.testing.assert_allclose(vector[largest], [-0.449, -0.449, -0.359], atol=0.001)


async def test_plurals_and_compounds_are_near():
    boots, boot, tent = await HashedEmbedder().embed(["boots", "boot", "tent"], EmbeddingKind.QUERY)
    assert boots @ boot > 0.2 > abs(boots @ tent)


@pytest.mark.parametrize("dimensions", [8, 64, 1024])
async def test_dimensions_can_be_chosen(dimensions):
    embedder = HashedEmbedder(dimensions)
    assert embedder.name.endswith(str(dimensions))
    assert (await embedder.embed(["tent"], EmbeddingKind.QUERY)).shape == (1, dimensions)


def test_refuses_too_few_dimensions():
    with pytest.raises(ValueError, match="at least 8"):
        HashedEmbedder(4)
