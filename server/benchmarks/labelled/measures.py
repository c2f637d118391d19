"""Measures of rankings, and the rankings to be compared with."""

from collections.abc import Callable, Mapping, Sequence
from math import log2
from statistics import mean

from aisle.retrieval.fusion import Ranking

RRF_K = 60
Measure = Callable[[Sequence[int], Mapping[int, float]], float]
AT = 10


def ndcg(ordinals: Sequence[int], gains: Mapping[int, float], at: int = AT) -> float:
    """Return the discounted gain of the first places as a share of the best possible (Järvelin and Kekäläinen 2002)."""
    best = sorted(gains.values(), reverse=True)[:at]
    ideal = sum(gain / log2(place + 2) for place, gain in enumerate(best))
    found = sum(gains.get(one, 0.0) / log2(place + 2) for place, one in enumerate(ordinals[:at]))
    return found / ideal if ideal else 0.0


def recall(ordinals: Sequence[int], gains: Mapping[int, float], at: int) -> float:
    """Return whether any relevant text is among the first."""
    return float(any(one in gains for one in ordinals[:at]))


def average_precision(ordinals: Sequence[int], gains: Mapping[int, float]) -> float:
    """Return the mean precision at the places of the relevant texts; those not found count 0."""
    found, total = 0, 0.0
    for place, one in enumerate(ordinals, 1):
        if one in gains:
            found += 1
            total += found / place
    return total / len(gains)


def mean_of(measure: Measure, rankings: Sequence[Ranking], gains: Sequence[Mapping[int, float]]) -> float:
    """Return a measure averaged over queries."""
    return mean(measure(one.ordinals, gain) for one, gain in zip(rankings, gains, strict=True))


def reciprocal_ranks(*rankings: Ranking) -> Ranking:
    """Join rankings by the sums of their reciprocal ranks (Cormack, Clarke, Büttcher 2009)."""
    totals: dict[int, float] = {}
    for ranking in rankings:
        for rank, ordinal in enumerate(ranking.ordinals, 1):
            totals[ordinal] = totals.get(ordinal, 0.0) + 1 / (RRF_K + rank)
    order = sorted(totals, key=lambda ordinal: (-totals[ordinal], ordinal))
    return Ranking(order, [totals[ordinal] for ordinal in order])
