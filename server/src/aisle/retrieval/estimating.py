"""What building an index version will take: counted where that is quick, measured on a sample where it is not."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from aisle.core.db import Session
from aisle.knowledge import service as knowledge
from aisle.knowledge.chunking import Chunk, chunk
from aisle.knowledge.hashing import passage_hash
from aisle.knowledge.outline import StoredDocument
from aisle.llm.ports import EmbeddingKind
from aisle.retrieval import versions
from aisle.retrieval.contents import Passages, Products
from aisle.retrieval.embedding import sound
from aisle.retrieval.indexing import Indexer, OpenScope
from aisle.retrieval.items import IndexText
from aisle.retrieval.recipe import Recipe
from aisle.tenants import service as tenants

SAMPLED_DOCUMENTS = 12
SAMPLED_TEXTS = 100  # of each kind
PROBED_TEXTS = 16  # embedded to see how fast the embedder is, and that it works


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a build will take.

    Attributes:
        documents_to_cut: Published documents that have to be cut anew.
        items: Products and passages that the version will hold; estimated where documents have to be cut.
        to_embed: Items whose vectors no other version has; the others are taken from there.
        tokens: Of the texts to embed, from the mean of a sample.
        texts_per_second: Measured by embedding a few texts; None when nothing has to be embedded.
        seconds: For embedding alone; None when nothing has to be embedded.
        price: For the tokens, in the currency of the price given; None without one.
    """

    documents_to_cut: int
    items: int
    to_embed: int
    tokens: int
    texts_per_second: float | None
    seconds: float | None
    price: float | None

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Look:
    """What was read of a store: counts, and samples of texts and of documents to be cut."""

    products: int
    passages: int
    uncut: int
    shares_vectors: bool
    texts: list[IndexText]
    sample: list[StoredDocument]


async def estimate(
    open_scope: OpenScope, indexer: Indexer, recipe: Recipe, price_per_million: float | None = None
) -> Estimate:
    """Say what building a recipe will take. Embeds a few texts, so that a broken embedder is found before the build.

    price_per_million: what a million tokens cost. Raises EmbedderUnavailable, EmbedderRefused.
    """
    async with open_scope() as session:
        look = await _look(session, recipe)
    cuts = [
        await asyncio.to_thread(
            chunk, one.parsed, recipe.chunking, indexer.counters()[recipe.chunking.tokens_of]
        )
        for one in look.sample
    ]
    new_chunks = [
        (one, document.language) for document, cut in zip(look.sample, cuts, strict=True) for one in cut
    ]
    share_known = await _share_known(open_scope, new_chunks) if look.shares_vectors else 0.0
    cut_passages = round(look.uncut * len(new_chunks) / len(look.sample)) if look.sample else 0
    to_embed = round(cut_passages * (1 - share_known))
    if not look.shares_vectors:
        to_embed += look.products + look.passages
    texts = [text.embed_text for text in look.texts] + [f"{one.context}\n{one.text}" for one, _ in new_chunks]
    return await _priced(indexer, recipe, look, cut_passages, to_embed, texts, price_per_million)


async def _look(session: Session, recipe: Recipe) -> _Look:
    store = await tenants.get_store(session, session.tenant[1])
    products, passages = Products(store.language), Passages(recipe.chunking.key)
    _, uncut = await knowledge.count_published(session, recipe.chunking.key)
    waiting = await knowledge.uncut_after(session, recipe.chunking.key, None, SAMPLED_DOCUMENTS)
    sample = [await knowledge.stored_document(session, one.version_id) for one in waiting]
    texts = []
    for content in (products, passages):
        ids = [id_ for id_, _ in await content.after(session, None, SAMPLED_TEXTS)]
        texts += await content.texts(session, ids)
    return _Look(
        await products.count(session),
        await passages.count(session),
        uncut,
        await _shares(session, recipe),
        texts,
        [one for one in sample if one is not None],
    )


async def _shares(session: Session, recipe: Recipe) -> bool:
    """Whether a version that answers or is ready has vectors of this embedder."""
    kept = [one for one in await versions.list_kept(session) if one.state in ("ready", "active")]
    return any(
        (one.recipe.embedder, one.recipe.dimensions) == (recipe.embedder, recipe.dimensions) for one in kept
    )


async def _share_known(open_scope: OpenScope, chunks: Sequence[tuple[Chunk, str]]) -> float:
    """The share of new chunks whose words some passage of the store has, and so their vectors."""
    if not chunks:
        return 0.0
    hashes = [passage_hash(one, language) for one, language in chunks]
    async with open_scope() as session:
        return len(await knowledge.known_hashes(session, hashes)) / len(set(hashes))


async def _priced(
    indexer: Indexer,
    recipe: Recipe,
    look: _Look,
    cut_passages: int,
    to_embed: int,
    texts: Sequence[str],
    price_per_million: float | None,
) -> Estimate:
    embedder = indexer.embedders[recipe.embedder]
    mean = sum(map(embedder.count_tokens, texts)) / len(texts) if texts else 0.0
    tokens, rate = round(mean * to_embed), None
    if to_embed and texts:
        begun = time.monotonic()
        probe = list(texts[:PROBED_TEXTS])
        sound(await embedder.embed(probe, EmbeddingKind.PASSAGE), len(probe), recipe)
        rate = len(probe) / max(time.monotonic() - begun, 1e-6)
    return Estimate(
        look.uncut,
        look.products + look.passages + cut_passages,
        to_embed,
        tokens,
        round(rate, 1) if rate else None,
        round(to_embed / rate, 1) if rate else None,
        None if price_per_million is None else round(tokens * price_per_million / 1_000_000, 6),
    )
