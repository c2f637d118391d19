"""What every embedder promises; a new one is held to it by being among the variants."""

import asyncio
import warnings

import numpy as np
import pytest
from embedders_under_test import VARIANTS

from aisle.adapters.embeddings import EMBEDDERS
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.llm.ports import EmbeddingKind

KINDS = [EmbeddingKind.QUERY, EmbeddingKind.PASSAGE]
ODD_TEXTS = [
    "",
    " \n\t ",
    "🏕️🥾👨‍👩‍👧‍👦",
    "nul \x00 inside",
    "\ud800 a lone surrogate",
    "تيشيرت أحمر \u202e؟",
    "שק שינה לחורף",
    "防水登山鞋はありますか",
    "a" * 100_000,
    "word " * 50_000,
    "e\u0301" * 300,
]


@pytest.mark.parametrize("kind", KINDS)
async def test_rows_have_length_one_and_the_stated_shape(embedder, kind):
    vectors = await embedder.embed(["waterproof boots", "a tent", "x"], kind)
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, embedder.dimensions)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("kind", KINDS)
async def test_no_texts_give_no_rows(embedder, kind):
    assert (await embedder.embed([], kind)).shape == (0, embedder.dimensions)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ODD_TEXTS, ids=[ascii(text[:12]) for text in ODD_TEXTS])
async def test_odd_texts_give_finite_rows(embedder, kind, text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        vectors = await embedder.embed([text, "tent"], kind)
    assert np.isfinite(vectors).all()
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("text", ODD_TEXTS, ids=[ascii(text[:12]) for text in ODD_TEXTS])
def test_odd_texts_can_be_counted(embedder, text):
    assert embedder.count_tokens(text) >= 0


def test_counts_grow_with_the_text_beyond_any_limit_of_the_model(embedder):
    assert embedder.count_tokens("") == 0
    assert embedder.count_tokens("tent " * 2_000) == 2_000 * embedder.count_tokens("tent")


async def test_the_same_call_gives_the_same_rows(embedder):
    texts = ["boots for wide feet", "a tent for two", "returns"]
    first = await embedder.embed(texts, EmbeddingKind.PASSAGE)
    np.testing.assert_array_equal(first, await embedder.embed(texts, EmbeddingKind.PASSAGE))


async def test_rows_keep_the_order_of_the_texts(embedder):
    texts = [
        f"{word} " * count for count, word in [(40, "boot"), (1, "tent"), (90, "stove"), (9, "rope")]
    ] * 5
    together = await embedder.embed(texts, EmbeddingKind.PASSAGE)
    alone = np.concatenate([await embedder.embed([text], EmbeddingKind.PASSAGE) for text in texts])
    assert ((together * alone).sum(1) > 0.97).all()


async def test_related_texts_are_nearer_than_unrelated_ones(embedder):
    query, near, far = await embedder.embed(
        ["waterproof hiking boots", "hiking boot, waterproof leather", "gas cartridge"], EmbeddingKind.QUERY
    )
    assert query @ near > query @ far + 0.2


async def test_many_callers_at_once_get_their_own_rows(embedder):
    texts = [f"{noun} number {at}" for at in range(8) for noun in ("tent", "boot")]
    calls = [embedder.embed([text], kind) for text in texts for kind in KINDS]
    found = np.concatenate(await asyncio.gather(*calls)).reshape(len(texts), 2, -1)
    expected = np.concatenate([await embedder.embed([text], EmbeddingKind.QUERY) for text in texts])
    assert ((found * expected[:, None]).sum(2) > 0.99).all()


async def test_a_cancelled_call_leaves_the_embedder_usable(embedder):
    call = asyncio.create_task(embedder.embed(["tent " * 200] * 50, EmbeddingKind.PASSAGE))
    await asyncio.sleep(0.01)
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    assert (await embedder.embed(["tent"], EmbeddingKind.QUERY)).shape == (1, embedder.dimensions)


async def test_refuses_one_text_in_place_of_a_list(embedder):
    with pytest.raises(EmbedderRefused):
        await embedder.embed("tent", EmbeddingKind.QUERY)


@pytest.mark.parametrize("variant", VARIANTS)
async def test_a_closed_embedder_says_so(variant, cache_dir):
    async with VARIANTS[variant].opened(cache_dir) as embedder:
        await embedder.close()
        for kind in KINDS:
            with pytest.raises(EmbedderUnavailable):
                await embedder.embed(["tent"], kind)


def test_every_embedder_is_held_to_the_contract():
    assert {variant.kind for variant in VARIANTS.values()} == set(EMBEDDERS)


def test_names_and_languages_are_stable(embedder):
    assert (embedder.name, embedder.languages) in {
        ("minilm-l6-v2-int8", frozenset({"en"})),
        ("hashed-words-384", frozenset()),
        ("some-model-384", frozenset()),
        ("text-embedding-3-small-256", frozenset()),
        ("some-model-384-2212387d", frozenset({"en"})),
        ("gemini-embedding-001-384-retrieval", frozenset()),
        ("gemini-embedding-2-384-retrieval", frozenset()),
    }
