"""Embedding what an index version lacks: nothing twice, and nothing unsound."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from uuid import UUID

import numpy as np

from aisle.core.db import Session
from aisle.llm.errors import EmbedderRefused
from aisle.llm.ports import Embedder, EmbeddingKind, Vectors
from aisle.retrieval import repository
from aisle.retrieval.items import IndexText
from aisle.retrieval.recipe import Recipe
from aisle.retrieval.repository import Vector
from aisle.retrieval.versions import IndexVersion

Report = Callable[[int, int], Awaitable[None]]
Known = Mapping[tuple[UUID, bytes], Vector]  # by item id and content hash
EMBED_BATCH = 64


class EmbeddingUnsound(EmbedderRefused):
    """The embedder gave vectors that cannot be compared with those of the index."""

    code = "embedding_unsound"
    title = "The embedder gave vectors that cannot be used"


async def vectors_elsewhere(
    session: Session, version: IndexVersion, others: Iterable[IndexVersion], texts: Sequence[IndexText]
) -> dict[tuple[UUID, bytes], Vector]:
    """Return vectors of these texts that other versions with the same embedder hold already."""
    known: dict[tuple[UUID, bytes], Vector] = {}
    for other in others:
        if other.id == version.id or not other.shares_vectors_with(version):
            continue
        for kind in {text.kind for text in texts}:
            ids = [text.item_id for text in texts if text.kind is kind]
            known |= await repository.vectors_of(session, other, kind, ids)
    return known


async def embed(
    embedder: Embedder, recipe: Recipe, texts: Sequence[IndexText], known: Known, report: Report | None = None
) -> Vectors:
    """Return the vectors of texts in their order; those known are taken, the others computed.

    report: called with done and total after each batch. Raises EmbedderUnavailable, EmbedderRefused, EmbeddingUnsound.
    """
    rows = np.zeros((len(texts), recipe.dimensions), np.float32)
    lacking = []
    for place, text in enumerate(texts):
        vector = known.get((text.item_id, text.content_hash))
        if vector is None:
            lacking.append(place)
        else:
            rows[place] = vector
    for start in range(0, len(lacking), EMBED_BATCH):
        batch = lacking[start : start + EMBED_BATCH]
        found = await embedder.embed([texts[place].embed_text for place in batch], EmbeddingKind.PASSAGE)
        rows[batch] = sound(found, len(batch), recipe)
        if report is not None:
            await report(min(start + EMBED_BATCH, len(lacking)), len(lacking))
    return rows


def sound(vectors: Vectors, count: int, recipe: Recipe) -> Vectors:
    """Return the vectors if they are as the recipe promises. Raises EmbeddingUnsound."""
    if vectors.shape != (count, recipe.dimensions):
        raise EmbeddingUnsound(
            f"“{recipe.embedder}” gave {count} texts an array of shape {vectors.shape}, where this index has "
            f"{recipe.dimensions} dimensions. Build a new index version for an embedder that has changed."
        )
    if not np.isfinite(vectors).all():
        raise EmbeddingUnsound(f"“{recipe.embedder}” gave a vector with values that are not numbers.")
    return vectors
