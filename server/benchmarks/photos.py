"""How well a photo finds its product by shape and colour, and what a look costs.

Pictures are those of the demo shop: drawings of 300 or so products, many of one kind in other colours and makes. Photos are made of
them by known changes; products whose pictures are the very same count as one. No real photos take part.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from aisle.adapters.picture_embedders import LookAlikeEmbedder
from aisle.demo import content
from aisle.demo.painting import paint
from aisle.llm.ports import EmbeddingKind, PictureFeatures, Points
from aisle.retrieval.pictures.searching import LOOKED_AT, likeness_of
from benchmarks.figures import report
from benchmarks.photo_changes import CHANGES, strangers
from benchmarks.scale import Scale

FIRST = 5
STRANGERS = 200
SHARE = {Scale.TOY: 40, Scale.QUICK: 1, Scale.FULL: 1}  # one product of so many takes part


@dataclass(frozen=True, slots=True)
class Shown:
    """A product's picture. same: what is equal for products with the very same picture; kind: what was drawn."""

    picture: Points
    same: bytes
    kind: str


def main(scale: Scale) -> None:
    """Report recall for each change, how often a stranger is taken for a product, and costs."""
    shown = pictures()[:: SHARE[scale]]
    embedder = LookAlikeEmbedder()
    begun = time.process_time()
    held = [
        one
        for picture in shown
        for one in asyncio.run(embedder.embed([picture.picture], EmbeddingKind.PASSAGE))
    ]
    report(
        "a product's picture is looked at",
        1000 * (time.process_time() - begun) / len(shown),
        "CPU-ms",
        size=f"{len(shown)} pictures",
    )
    index = Index(held, embedder)
    chance = np.random.default_rng(18)
    chosen = range(0, len(shown), 16 if scale is Scale.QUICK else 4)
    for name, change in CHANGES.items():
        photos = [
            np.asarray(change(Image.fromarray(shown[place].picture), chance), np.uint8) for place in chosen
        ]
        found = [index.find(photo) for photo in photos]
        _report_recall(name, shown, list(chosen), found, embedder.least)
    _report_strangers(index, chance, embedder.least)
    report(
        "a photo is looked at and compared",
        1000 * index.seconds / index.asked,
        "CPU-ms",
        size=f"{len(shown)} pictures",
    )


def pictures() -> list[Shown]:
    """Return the pictures of the demo shop."""
    found = []
    for product in content.products():
        handle = str(product["handle"])
        points = np.asarray(paint(content.find_picture(handle) or ""), np.uint8)
        found.append(Shown(points, points.tobytes(), content.kind_of(handle)))
    return found


class Index:
    """Pictures in memory, searched by the two looks of the product; PostgreSQL does the first one there."""

    def __init__(self, held: Sequence[PictureFeatures], embedder: LookAlikeEmbedder) -> None:
        self._vectors = np.concatenate([one.vectors for one in held])
        self._details = [one.details.astype(np.float16).tobytes() for one in held]
        self._embedder, self.seconds, self.asked = embedder, 0.0, 0

    def find(self, photo: Points) -> list[tuple[float, int]]:
        """Return likeness and place of the pictures that had a second look, the most alike first."""
        begun = time.process_time()
        (asked,) = asyncio.run(self._embedder.embed([photo], EmbeddingKind.QUERY))
        near = np.argsort(-(self._vectors @ asked.vectors.T).max(axis=1))[:LOOKED_AT]
        found = sorted(
            ((likeness_of(asked, self._details[place]), int(place)) for place in near), reverse=True
        )
        self.seconds, self.asked = self.seconds + time.process_time() - begun, self.asked + 1
        return found


def _report_recall(
    name: str,
    shown: Sequence[Shown],
    places: Sequence[int],
    found: Sequence[list[tuple[float, int]]],
    least: float,
) -> None:
    size = f"{len(places)} photos among {len(shown)} pictures"
    ranks = []
    for place, hits in zip(places, found, strict=True):
        passed = [shown[at].same for likeness, at in hits if likeness >= least]
        distinct = list(dict.fromkeys(passed))
        ranks.append(distinct.index(shown[place].same) if shown[place].same in distinct else None)
    in_first = sum(rank is not None and rank < FIRST for rank in ranks) / len(ranks)
    first = sum(rank == 0 for rank in ranks) / len(ranks)
    kinds = [
        np.mean([shown[at].kind == shown[place].kind for _, at in hits[:FIRST]])
        for place, hits in zip(places, found, strict=True)
    ]
    report(f"{name}: recall@{FIRST}", in_first, "share", size=size, note=f"first: {first:.2f}")
    report(f"{name}: of the same kind among {FIRST}", float(np.mean(kinds)), "share", size=size)


def _report_strangers(index: Index, chance: np.random.Generator, least: float) -> None:
    nearest = [index.find(photo)[0][0] for photo in strangers(STRANGERS, chance)]
    taken = sum(one >= least for one in nearest) / len(nearest)
    note = f"the most alike: {max(nearest):.2f}"
    report(
        "a photo of nothing sold is taken for a product",
        taken,
        "share",
        size=f"{STRANGERS} photos",
        note=note,
    )
