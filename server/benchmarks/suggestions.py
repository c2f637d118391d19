"""Chooses how near two words must be before one is suggested as a synonym of the other.

Each pair is what the product would look at: a word that a shop lacks, beside the nearest word that it has. The shops are
the demo shop and one of furniture (the categories of WANDS, Wayfair, MIT licence); half of furniture's unknown words are
from its shoppers' queries. They were labelled by hand before any cosine was seen: would whoever asks for the one be
content with the other? Every second pair of each label chooses the threshold, the others check it.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aisle.llm.ports import EmbeddingKind
from aisle.retrieval.synonyms.suggesting import NEAR
from benchmarks.figures import report
from benchmarks.labelled.vectors import vectors
from benchmarks.scale import Scale

PAIRS = Path(__file__).parent / "labelled" / "synonym_pairs.tsv"
GRID = tuple(round(0.3 + 0.02 * step, 2) for step in range(31))
# A wrong suggestion costs its reader a glance, a missing one costs shoppers their hits: both count alike.
BETA = 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A shopper's word and a store's, their cosine, and whether one should find the other."""

    asked: str
    held: str
    same: bool
    cosine: float


@dataclass(frozen=True, slots=True)
class Quality:
    """What a threshold lets through, 0..1."""

    precision: float
    recall: float

    @property
    def f(self) -> float:
        """F-measure (van Rijsbergen 1979)."""
        both = BETA**2 * self.precision + self.recall
        return (1 + BETA**2) * self.precision * self.recall / both if both else 0.0


def main(scale: Scale) -> None:
    """Report the best threshold of the choosing half, and what it and the one in use do on the other."""
    choosing, checking = halves(labelled_pairs())
    best = chosen(choosing)
    size = f"{len(choosing)} pairs choose, {len(checking)} check"
    report("threshold that the choosing half prefers", best, "cosine", size=size, note=_note(choosing, best))
    report("threshold in use", NEAR, "cosine", size=size, note="suggestions wait for a person")
    for name, pairs in (("choosing", choosing), ("checking", checking)):
        found = quality(pairs, NEAR)
        report(f"{name} half: precision", found.precision, "share", size=f"{len(pairs)} pairs")
        report(f"{name} half: recall", found.recall, "share", size=f"{len(pairs)} pairs")


def labelled_pairs() -> list[Pair]:
    """Return the pairs with their cosines by the local model, in the order of the file."""
    with PAIRS.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    asked = vectors([row["asked"] for row in rows], EmbeddingKind.QUERY)
    held = vectors([row["held"] for row in rows], EmbeddingKind.PASSAGE)
    cosines = np.einsum("ij,ij->i", asked, held)
    return [
        Pair(row["asked"], row["held"], row["same"] == "yes", float(cosine))
        for row, cosine in zip(rows, cosines, strict=True)
    ]


def halves(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Part the pairs so that both halves have as many of each label."""
    apart = ([one for one in pairs if one.same], [one for one in pairs if not one.same])
    return [one for part in apart for one in part[::2]], [one for part in apart for one in part[1::2]]


def quality(pairs: Sequence[Pair], threshold: float) -> Quality:
    """Return precision and recall of suggesting every pair that is at least so near."""
    let = [one for one in pairs if one.cosine >= threshold]
    right = sum(one.same for one in let)
    return Quality(right / len(let) if let else 1.0, right / sum(one.same for one in pairs))


def chosen(pairs: Sequence[Pair]) -> float:
    """Return the threshold with the best F-measure, the highest of equals."""
    return max(GRID, key=lambda threshold: (quality(pairs, threshold).f, threshold))


def _note(pairs: Sequence[Pair], threshold: float) -> str:
    found = quality(pairs, threshold)
    return f"precision {found.precision:.2f}, recall {found.recall:.2f} there"
