"""Choosing what a model reads: the evidence that is worth its tokens, nothing twice, neighbours side by side."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.generation.tokens import count_tokens
from aisle.answering.relevance import coverage, passage_keys
from aisle.answering.words import content_words, keys
from aisle.retrieval.types import PassageHit

MOST_PASSAGES = 10
_FRAME = 30  # tokens of the lines around a passage
_SAME = 0.9
_NEXT_TO = 200
_WEIGHTS = {"score": 0.3, "similarity": 0.3, "coverage": 0.4, "new": 1.0}


def pack(passages: Sequence[PassageHit], question: str, language: str, budget: int) -> tuple[PassageHit, ...]:
    """Passages for at most so many tokens, each chosen for what it adds to those before it.

    A passage is worth its score, how much of the question it covers, and most of all words of the question that no other
    chosen one has: so every need that was stated is spoken to before one is spoken to twice.
    """
    left = [hit for hit in passages if hit.text.strip()]
    chosen: list[PassageHit] = []
    seen: frozenset[str] = frozenset()
    while left and len(chosen) < MOST_PASSAGES:
        best = max(left, key=lambda hit: _value(hit, question, language, seen))
        left.remove(best)
        cost = count_tokens(best.text) + count_tokens(best.context) + _FRAME
        if cost > budget or any(_is_same(best, one, language) for one in chosen):
            continue
        chosen.append(best)
        budget -= cost
        seen |= passage_keys(best, language)
    return _neighbours_together(chosen)


def _value(hit: PassageHit, question: str, language: str, seen: frozenset[str]) -> float:
    wanted = {word.key: word.weight for word in content_words(question, language)}
    found = passage_keys(hit, language)
    new = sum(weight for key, weight in wanted.items() if key in found and key not in seen)
    return (
        _WEIGHTS["score"] * hit.score
        + _WEIGHTS["similarity"] * (hit.similarity or 0.0)
        + _WEIGHTS["coverage"] * coverage(question, language, found).share
        + _WEIGHTS["new"] * new / (sum(wanted.values()) or 1.0)
    )


def _is_same(one: PassageHit, other: PassageHit, language: str) -> bool:
    """Whether two passages say nearly the same, or lie in each other."""
    if (
        one.document_version_id == other.document_version_id
        and one.start < other.end
        and other.start < one.end
    ):
        return min(one.end, other.end) - max(one.start, other.start) > _SAME * min(
            len(one.text), len(other.text)
        )
    left, right = keys(one.text, language), keys(other.text, language)
    return (
        bool(left | right)
        and len(left & right) >= _SAME * len(left | right)
        and _numbers(left) == _numbers(right)
    )


def _numbers(words: frozenset[str]) -> frozenset[str]:
    """Two versions of a rule differ in a number more often than in a word."""
    return frozenset(word for word in words if any(one.isdigit() for one in word))


def _neighbours_together(chosen: Sequence[PassageHit]) -> tuple[PassageHit, ...]:
    """In order of worth, but a passage that goes on where another ends stands behind it."""
    ordered: list[PassageHit] = []
    for hit in chosen:
        at = next((place for place, one in enumerate(ordered) if _follows(hit, one)), None)
        if at is not None:
            ordered.insert(at + 1, hit)
            continue
        at = next((place for place, one in enumerate(ordered) if _follows(one, hit)), None)
        ordered.insert(len(ordered) if at is None else at, hit)
    return tuple(ordered)


def _follows(later: PassageHit, earlier: PassageHit) -> bool:
    return (
        later.document_version_id == earlier.document_version_id
        and 0 <= later.start - earlier.end <= _NEXT_TO
    )
