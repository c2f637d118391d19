"""Finding products by what they look like: the nearest by one vector, then a second look at those."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from aisle.core.db import Database, Scope
from aisle.core.telemetry import tracer
from aisle.llm.ports import EmbeddingKind, PictureEmbedder, PictureFeatures, Points
from aisle.retrieval import versions
from aisle.retrieval.pictures import repository

LOOKED_AT = 120  # pictures that get a second look; the right one is among them, or it looks different


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A product that looks like a photo. likeness: 0..1; address: of the picture that is alike."""

    product_id: UUID
    likeness: float
    address: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look: products that are alike enough, the most alike first.

    Attributes:
        nearest: The likeness of the best one, alike enough or not; 0 where no picture is known.
        version_id: The index version that was searched.
        embedder: What looked.
    """

    found: tuple[LookAlike, ...]
    nearest: float
    version_id: UUID
    embedder: str


class PictureSearch:
    """Searches the pictures of a store's live index version."""

    def __init__(self, database: Database, embedder: PictureEmbedder) -> None:
        self._database, self._embedder = database, embedder

    async def alike(self, scope: Scope, photos: Sequence[Points], most: int) -> Looked:
        """Return products that look like any of some photos. Raises EmbedderUnavailable, EmbedderRefused, NotFound."""
        with tracer().start_as_current_span("look at photos"):
            asked = await self._embedder.embed(photos, EmbeddingKind.QUERY)
            async with self._database.open_scope(scope, one_view=True) as session:
                live = await versions.get_live(session)
                name = self._embedder.name if live.recipe.pictures == self._embedder.name else ""
                rows = [
                    await repository.nearest(session, live.id, name, one.vectors, LOOKED_AT) for one in asked
                ]
        best = _best(asked, rows)
        found = tuple(one for one in best if one.likeness >= self._embedder.least)
        return Looked(found[:most], best[0].likeness if best else 0.0, live.id, self._embedder.name)


def _best(asked: Sequence[PictureFeatures], rows: Sequence[Sequence[Any]]) -> list[LookAlike]:
    """Each product once, by its picture that is most like a photo."""
    found: dict[UUID, LookAlike] = {}
    for features, near in zip(asked, rows, strict=True):
        for row in near:
            likeness = likeness_of(features, row["details"])
            before = found.get(row["product_id"])
            if before is None or before.likeness < likeness:
                found[row["product_id"]] = LookAlike(row["product_id"], likeness, row["address"])
    return sorted(found.values(), key=lambda one: (-one.likeness, one.product_id))


def likeness_of(asked: PictureFeatures, details: bytes) -> float:
    """Return how alike a photo and a picture are in their best pose and view, 0..1. details: as they are kept."""
    views = np.frombuffer(details, np.float16).astype(np.float32).reshape(-1, asked.details.shape[1])
    return float(np.clip((asked.details @ views.T).max(), 0, 1))
