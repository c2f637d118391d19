"""Measures of a ranking against what is expected, all of them over the first k hits."""

from collections.abc import Collection, Hashable, Sequence
from math import comb, log2


def recall_at(ranked: Sequence[Hashable], expected: Collection[Hashable], k: int) -> float:
    """Return the share of what is expected that stands among the first k."""
    return len(set(ranked[:k]) & set(expected)) / len(set(expected)) if expected else 0.0


def reciprocal_rank(ranked: Sequence[Hashable], expected: Collection[Hashable], k: int) -> float:
    """Return 1 / rank of the first expected one among the first k, or 0."""
    return next((1 / rank for rank, one in enumerate(ranked[:k], 1) if one in expected), 0.0)


def ndcg_at(ranked: Sequence[Hashable], expected: Collection[Hashable], k: int) -> float:
    """Return the discounted gain of the first k as a share of the best possible; every expected one gains 1."""
    gain = sum(1 / log2(rank + 1) for rank, one in enumerate(ranked[:k], 1) if one in expected)
    best = sum(1 / log2(rank + 1) for rank in range(1, min(k, len(set(expected))) + 1))
    return gain / best if best else 0.0


def sign_test(better: int, worse: int) -> float:
    """Return the probability of so uneven a split if both were equally likely (two-sided; ties left out)."""
    trials, extreme = better + worse, max(better, worse)
    if not trials:
        return 1.0
    tail: float = sum(comb(trials, count) for count in range(extreme, trials + 1)) / 2**trials
    return min(1.0, 2 * tail)
