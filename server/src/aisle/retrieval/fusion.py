"""Joins the ranking by words and the ranking by meaning into one.

Chosen by measurement (`benchmarks/fusion.py`): the weighted sum of absolute scores beats both legs on product
titles, manuals and encyclopaedic text, and unlike reciprocal ranks it degrades gently when the dense leg is
poor. An absolute cosine says "nothing here is near"; a rank of 1 cannot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Weights:
    """The share of the dense leg, 0..1; part of an index version's recipe.

    Attributes:
        dense: Words keep most of it: a share of lexical score spans less than cosines do.
        foreign: For languages the embedder was not made for: enough to order equals, too little to overrule words.
        identifier: Part numbers have no meaning that an embedder could know.

    Raises ValueError for a share that is none.
    """

    dense: float = 0.3
    foreign: float = 0.05
    identifier: float = 0.02

    def __post_init__(self) -> None:
        for name, share in (
            ("dense", self.dense),
            ("foreign", self.foreign),
            ("identifier", self.identifier),
        ):
            if not 0 <= share <= 1:
                raise ValueError(f"the weight “{name}” must be from 0 to 1, not {share}")


class QueryKind(StrEnum):
    """What a query consists of, as far as fusion cares."""

    WORDS = "words"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Ranking:
    """Items with scores, best first.

    Attributes:
        ordinals: Items.
        scores: One per item, 0..1, higher is better: BM25 as a share of its ceiling, or cosines.
    """

    ordinals: Sequence[int]
    scores: Sequence[float]

    def by_item(self) -> Mapping[int, float]:
        """Return the score of each item."""
        return dict(zip(self.ordinals, self.scores, strict=True))


def fuse(lexical: Ranking, dense: Ranking, *, dense_weight: float) -> Ranking:
    """Rank the items of both legs by the weighted sum of their scores.

    Args:
        lexical: BM25 scores as a share of their ceiling.
        dense: Cosines; those below 0 count as 0.
        dense_weight: 0..1, the share of the dense leg.

    Returns:
        Every item of either leg; scores 0..1, higher is better, equal ones by ordinal. An item that the lexical
        leg misses has no words in common and scores 0 there; one that the dense leg misses is at most as near
        as the last it returned, and is taken to be just that.
    """
    words, meaning = lexical.by_item(), dense.by_item()
    floor = min(meaning.values(), default=0.0)
    fused = {
        ordinal: (1 - dense_weight) * words.get(ordinal, 0.0)
        + dense_weight * max(0.0, meaning.get(ordinal, floor))
        for ordinal in words.keys() | meaning.keys()
    }
    order = sorted(fused, key=lambda ordinal: (-fused[ordinal], ordinal))
    return Ranking(order, [fused[ordinal] for ordinal in order])


def dense_weight(
    language: str,
    embedder_languages: frozenset[str],
    kind: QueryKind = QueryKind.WORDS,
    weights: Weights = Weights(),
) -> float:
    """Say how much the dense leg counts for a query.

    Args:
        language: Of the query, ISO 639-1.
        embedder_languages: Languages the embedder is good at; empty means all.
        kind: What the query consists of.
        weights: Of the index version that is asked.
    """
    if kind is QueryKind.IDENTIFIER:
        return weights.identifier
    known = not embedder_languages or language in embedder_languages
    return weights.dense if known else weights.foreign
