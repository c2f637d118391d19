"""Look-alikes by shape and colour: what works on any machine, without a model.

It knows no kinds of things: a green rucksack is like a green cushion of the same outline. It finds the same product again, and
products that look like it; `docs/measurements.md` says how well.
"""

import asyncio
from collections.abc import Sequence

import numpy as np

from aisle.adapters.picture_embedders.cutting_out import cut_out
from aisle.adapters.picture_embedders.describing import (
    COARSE,
    FINE,
    HUES,
    ORIENTATIONS,
    TONES,
    coarse,
    fine,
)
from aisle.adapters.picture_embedders.posing import poses, views
from aisle.llm.errors import EmbedderRefused
from aisle.llm.ports import EmbeddingKind, PictureFeatures, Points

SMALLEST = 16  # points of a side


class LookAlikeEmbedder:
    """The offline embedder of pictures."""

    name = "look-alike-by-shape-and-colour-1"
    dimensions = 2 * COARSE * COARSE * ORIENTATIONS + (HUES + 1) * TONES
    detail_dimensions = 2 * FINE * FINE * ORIENTATIONS + 3 * FINE * FINE
    least = 0.8

    async def embed(self, pictures: Sequence[Points], kind: EmbeddingKind) -> list[PictureFeatures]:
        """Look at pictures; see the port."""
        for picture in pictures:
            if picture.ndim != 3 or picture.shape[2] != 3 or min(picture.shape[:2]) < SMALLEST:
                raise EmbedderRefused(f"The picture has fewer than {SMALLEST} points a side.")
        look = _asked if kind is EmbeddingKind.QUERY else _held
        return [await asyncio.to_thread(look, picture) for picture in pictures]


def _held(picture: Points) -> PictureFeatures:
    cut = cut_out(picture)
    return PictureFeatures(coarse(cut)[None], np.stack([fine(view) for view in views(cut)]))


def _asked(photo: Points) -> PictureFeatures:
    turned = list(poses(cut_out(photo)))
    return PictureFeatures(
        np.stack([coarse(pose) for pose in turned]), np.stack([fine(pose) for pose in turned])
    )
