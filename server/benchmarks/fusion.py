"""Measures fusion against its legs and against reciprocal ranks: nDCG@10 on labelled sets.

The first run embeds 20,000 titles, which takes about four minutes.
"""

from collections.abc import Callable, Iterator
from math import log2

import numpy as np

from aisle.llm.ports import EmbeddingKind
from aisle.retrieval.analysis import query_terms
from aisle.retrieval.bm25 import CorpusStats, score
from aisle.retrieval.fusion import Ranking, dense_weight, fuse
from aisle.retrieval.postings import IndexedItem, SegmentPostings, encode_segment, merge_segments
from benchmarks.figures import progress, report
from benchmarks.retrieval_data import LabelledSet, data_dir, home_depot, manual, vectors, xquad
from benchmarks.scale import Scale

DEPTH = 100
AT = 10
EMBEDDER_LANGUAGES = frozenset({"en"})
RRF_K = 60


def main(scale: Scale) -> None:
    """Measure every labelled set that this machine has; the small ones alone unless at full size."""
    folder = data_dir()
    if folder is None:
        progress("skipped: set AISLE_DATA_DIR to the folder of the labelled sets")
        return
    if scale is Scale.FULL:
        measure(home_depot(folder), "title")
    measure(manual(folder), "body")
    if scale is Scale.TOY:
        return
    for language in ("en", "es", "de", "ar"):
        measure(xquad(folder, language), "body")


def measure(data: LabelledSet, field: str) -> None:
    """Print nDCG@10 of both legs and of the ways to join them."""
    legs = list(both_legs(data, field))
    weight = dense_weight(data.language, EMBEDDER_LANGUAGES)
    bm25 = _ndcg(data, [lexical for lexical, _ in legs])
    _print(data, "bm25", bm25, bm25)
    _print(data, "dense", _ndcg(data, [dense for _, dense in legs]), bm25)
    _print(data, "reciprocal ranks", _ndcg(data, [_reciprocal(*pair) for pair in legs]), bm25)
    _print(data, "fuse", _ndcg(data, [fuse(*pair, dense_weight=weight) for pair in legs]), bm25)
    for share in (0.1, 0.2, 0.4, 0.5):
        rankings = [fuse(*pair, dense_weight=share) for pair in legs]
        _print(data, f"fuse at {share}", _ndcg(data, rankings), bm25)


def both_legs(data: LabelledSet, field: str) -> Iterator[tuple[Ranking, Ranking]]:
    """Yield the lexical and the dense ranking of each query."""
    items = (IndexedItem(at, {field: text}, data.language) for at, text in enumerate(data.texts))
    segment = encode_segment(items)
    passages = vectors(data.texts, EmbeddingKind.PASSAGE)
    queries = vectors(data.queries, EmbeddingKind.QUERY)
    for text, vector in zip(data.queries, queries, strict=True):
        yield _lexical(segment, text, data.language), _dense(passages @ vector)


def _lexical(segment: SegmentPostings, query: str, language: str) -> Ranking:
    groups = query_terms(query, language, (language,))
    wanted = {
        term: segment.terms[term] for group in groups for term in group.variants if term in segment.terms
    }
    stats = CorpusStats(segment.doc_count, segment.total_length)
    found = score(groups, merge_segments([wanted]), stats, DEPTH)
    return Ranking(found.ordinals.tolist(), found.scores.tolist())


def _dense(cosines: np.ndarray) -> Ranking:
    order = np.argsort(-cosines, kind="stable")[:DEPTH]
    return Ranking(order.tolist(), cosines[order].tolist())


def _reciprocal(*rankings: Ranking) -> Ranking:
    totals: dict[int, float] = {}
    for ranking in rankings:
        for rank, ordinal in enumerate(ranking.ordinals, 1):
            totals[ordinal] = totals.get(ordinal, 0.0) + 1 / (RRF_K + rank)
    order = sorted(totals, key=lambda ordinal: (-totals[ordinal], ordinal))
    return Ranking(order, [totals[ordinal] for ordinal in order])


def _ndcg(data: LabelledSet, rankings: list[Ranking]) -> float:
    pairs = zip(rankings, data.gains, strict=True)
    return float(np.mean([_ndcg_of(ranking, gains) for ranking, gains in pairs]))


def _ndcg_of(ranking: Ranking, gains: dict[int, float]) -> float:
    found = _discounted(lambda at: gains.get(ranking.ordinals[at], 0.0), min(AT, len(ranking.ordinals)))
    best = sorted(gains.values(), reverse=True)
    return found / _discounted(lambda at: best[at], min(AT, len(best)))


def _discounted(gain: Callable[[int], float], places: int) -> float:
    return sum(gain(at) / log2(at + 2) for at in range(places))


def _print(data: LabelledSet, way: str, value: float, bm25: float) -> None:
    report(
        f"{data.name}: {way}",
        value,
        "nDCG@10",
        peer="bm25",
        ratio=value / bm25,
        size=f"{len(data.queries)} queries",
    )
