"""Joins the ranking by words and the ranking by meaning into one.

Chosen by measurement (`benchmarks/quality.py`): the weighted sum of absolute scores beats both legs on product
titles, manuals and encyclopaedic text, and unlike reciprocal ranks it degrades gently when the dense leg is
poor. An absolute cosine says "nothing here is near"; a rank of 1 cannot.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from aisle.retrieval.language import uses_latin_script

LEARNED = Path(__file__).with_name("fusion_weights.json")
# Best coverage by words from which they are fair evidence, and from which they are full.
FAIR, FULL = 0.5, 0.999
# No share that is learned may silence the words.
MOST_LEARNED = 0.6


@dataclass(frozen=True, slots=True)
class Weights:
    """The share of the leg of meaning, 0..1; part of an index version's recipe.

    The usual ones are learned on labelled sets and checked on others (`benchmarks/learn_fusion.py`).

    Attributes:
        meaning: Words keep most of it: a share of lexical score spans less than cosines do.
        foreign: For languages the embedder was not made for: enough to order equals, too little to overrule words.
        foreign_script: For such languages in another script, of which it may not know the letters.
        identifier: Part numbers have no meaning that an embedder could know.
        weak: Factor where the best item holds less than half of the question's words, by weight.
        full: Factor where it holds all of them.
        adjacent: Share of its best neighbour's score by which a passage of a document is raised.

    Raises ValueError for a share that is none, or a factor outside 0..4.
    """

    meaning: float = field(default_factory=lambda: learned("meaning"))
    foreign: float = field(default_factory=lambda: learned("foreign"))
    foreign_script: float = field(default_factory=lambda: learned("foreign_script"))
    identifier: float = field(default_factory=lambda: learned("identifier"))
    weak: float = field(default_factory=lambda: learned("weak"))
    full: float = field(default_factory=lambda: learned("full"))
    adjacent: float = field(default_factory=lambda: learned("adjacent"))

    def __post_init__(self) -> None:
        for one in fields(self):
            value, most = getattr(self, one.name), 4 if one.name in ("weak", "full") else 1
            if not 0 <= value <= most:
                raise ValueError(f"the weight “{one.name}” must be from 0 to {most}, not {value}")


@lru_cache(maxsize=1)
def _learned() -> Mapping[str, float]:
    found: Mapping[str, float] = json.loads(LEARNED.read_text(encoding="utf-8"))["weights"]
    return found


def learned(name: str) -> float:
    """Return a weight as it was learned."""
    return _learned()[name]


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


def with_adjacent(fused: Ranking, adjacent: Mapping[int, Iterable[int]], weight: float) -> Ranking:
    """Let what stands beside an item speak for it: an answer in running text seldom keeps to one passage.

    Args:
        fused: Items with their joined scores.
        adjacent: Of an item, those right before and after it in its document; what was not found counts 0.
        weight: 0..1, the share of the best neighbour's score that is added.

    Returns:
        The same items in their new order, under the same falling row of scores: a place says no more than before.
    """
    scores = fused.by_item()
    raised = {
        ordinal: score
        + weight * max((scores.get(one, 0.0) for one in adjacent.get(ordinal, ())), default=0.0)
        for ordinal, score in scores.items()
    }
    order = sorted(raised, key=lambda ordinal: (-raised[ordinal], ordinal))
    return Ranking(order, sorted(fused.scores, reverse=True))


def dense_weight(
    language: str,
    embedder_languages: frozenset[str],
    kind: QueryKind = QueryKind.WORDS,
    weights: Weights | None = None,
) -> float:
    """Say how much the dense leg counts for a query.

    Args:
        language: Of the query, ISO 639-1.
        embedder_languages: Languages the embedder is good at; empty means all.
        kind: What the query consists of.
        weights: Of the index version that is asked; None for the usual ones.
    """
    weights = weights or Weights()
    if kind is QueryKind.IDENTIFIER:
        return weights.identifier
    if not embedder_languages or language in embedder_languages:
        return weights.meaning
    return weights.foreign if uses_latin_script(language) else weights.foreign_script


def with_evidence(share: float, coverage: float, weights: Weights) -> float:
    """Return the dense leg's share for what the words have found: more where they found little.

    Args:
        share: What `dense_weight` says.
        coverage: Of the best item by words, 0..1.
        weights: Of the index version that is asked.
    """
    factor = weights.weak if coverage < FAIR else weights.full if coverage >= FULL else 1.0
    return min(share * factor, max(share, MOST_LEARNED))
