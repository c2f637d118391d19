"""How near two things come that have nothing to do with each other: what a cosine of one embedder is compared with.

Embedders differ in this. Some give unrelated texts a cosine of 0.1, others 0.7, so that 0.6 means "just this" under one
and "anything" under the other. The mean cosine between items of an index, drawn at random, says which.
"""

import random
import time
from uuid import UUID

import numpy as np

from aisle.core.db import Database, Scope, Session
from aisle.retrieval import repository
from aisle.retrieval.versions import IndexVersion

SAMPLE = 64  # items; 2,016 pairs
TRIED = 4 * SAMPLE  # ordinals: some of them are of items that are gone
KEEP_SECONDS = 600.0
KEEP_MOST = 1_000


def calibrated(cosine: float, background: float) -> float:
    """Return 0 for a cosine that unrelated items have, 1 for the same words."""
    return max(0.0, (cosine - background) / (1 - background)) if background < 1 else 0.0


class Backgrounds:
    """Measures the background of index versions, and remembers it for a while."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[UUID, tuple[float, float]] = {}

    async def of(self, scope: Scope, version: IndexVersion) -> float:
        """Return the mean cosine between items of a version, 0 where it has fewer than two."""
        kept = self._kept.get(version.id)
        if kept is None or kept[0] < time.monotonic():
            if len(self._kept) >= KEEP_MOST:
                self._kept.clear()
            async with self._database.open_scope(scope, one_view=True) as session:
                kept = (time.monotonic() + KEEP_SECONDS, await measure(session, version))
            self._kept[version.id] = kept
        return kept[1]


async def measure(session: Session, version: IndexVersion) -> float:
    """Measure the background of a version on items drawn at random; the same ones until it grows."""
    dice = random.Random(version.id.int)  # noqa: S311 - a sample, no secret
    span = range(version.next_ordinal)
    ordinals = list(span) if len(span) <= TRIED else dice.sample(span, TRIED)
    vectors = await repository.vectors_at(session, version, ordinals, SAMPLE)
    if len(vectors) < 2:
        return 0.0
    rows = np.stack(vectors)
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    return float(max(0.0, cosines[np.triu_indices(len(rows), 1)].mean()))
