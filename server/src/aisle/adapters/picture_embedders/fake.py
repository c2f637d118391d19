"""An embedder of pictures for tests: mean colours on a grid, the same on every machine, without any tolerance."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from aisle.llm.errors import EmbedderRefused
from aisle.llm.ports import EmbeddingKind, PictureFeatures, Points

GRID = 4


class GridEmbedder:
    """Tells pictures apart by their colours at sixteen places."""

    name = "grid-4"
    dimensions = detail_dimensions = 3 * GRID * GRID
    least = 0.9

    async def embed(self, pictures: Sequence[Points], kind: EmbeddingKind) -> list[PictureFeatures]:
        """Look at pictures; see the port."""
        return [_features(picture) for picture in pictures]


def _features(picture: Points) -> PictureFeatures:
    if picture.ndim != 3 or picture.shape[2] != 3 or 0 in picture.shape:
        raise EmbedderRefused("There is no point in the picture.")
    small = Image.fromarray(picture).resize((GRID, GRID), Image.Resampling.BOX)
    row = np.asarray(small, np.float32).ravel() - 128
    row = (row / max(float(np.linalg.norm(row)), 1e-6))[None].astype(np.float32)
    return PictureFeatures(row, row)
