"""Measures what is found on labelled sets: by words, by meaning and by both, side by side.

`plain` is BM25 by the words as they were typed; `words` is the product's leg, which widens unknown ones; `hybrid` is what
the product answers with, with the usual weights. The first run embeds 55,000 titles, which takes some minutes.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from aisle.retrieval.fusion import Ranking, Weights, dense_weight, fuse, with_adjacent, with_evidence
from aisle.retrieval.identifiers import query_kind
from benchmarks.figures import progress, report
from benchmarks.labelled.home_depot import home_depot
from benchmarks.labelled.legs import both_legs
from benchmarks.labelled.measures import average_precision, mean_of, ndcg, recall, reciprocal_ranks
from benchmarks.labelled.product_questions import product_questions
from benchmarks.labelled.reading_sets import manual, vaswani, xquad, xquad_languages
from benchmarks.labelled.sets import LabelledSet, data_dir
from benchmarks.labelled.spans import chunking_evaluation, span_recall
from benchmarks.scale import Scale

EMBEDDER_LANGUAGES = frozenset({"en"})
Rankings = Mapping[str, Sequence[Ranking]]


def main(scale: Scale) -> None:
    """Measure every labelled set that this machine has; the smallest alone unless at full size."""
    folder = data_dir()
    if folder is None:
        progress("skipped: set AISLE_DATA_DIR to the folder of the labelled sets")
        return
    _manual(folder)
    if scale is not Scale.FULL:
        return
    for language in xquad_languages(folder):
        _xquad(folder, language)
    _chunks(folder)
    _attributes(folder)
    _abstracts(folder)
    _products(folder)


def rankings(data: LabelledSet) -> Rankings:
    """Return every way's ranking of each query."""
    found: dict[str, list[Ranking]] = {name: [] for name in ("plain", "words", "meaning", "rrf", "hybrid")}
    weights = Weights()
    beside = {at: data.beside(at) for at in range(len(data.documents))}
    for query, legs in zip(data.queries, both_legs(data), strict=True):
        share = dense_weight(data.language, EMBEDDER_LANGUAGES, query_kind(query), weights)
        share = with_evidence(share, legs.coverage, weights)
        found["plain"].append(legs.plain)
        found["words"].append(legs.words)
        found["meaning"].append(legs.meaning)
        found["rrf"].append(reciprocal_ranks(legs.words, legs.meaning))
        fused = fuse(legs.words, legs.meaning, dense_weight=share)
        found["hybrid"].append(with_adjacent(fused, beside, weights.adjacent))
    return found


def _products(folder: Path) -> None:
    data = home_depot(folder)
    _table(data, rankings(data), "nDCG@10", ndcg, note="goal of hybrid: at least 1.08 times plain BM25")


def _xquad(folder: Path, language: str) -> None:
    data = xquad(folder, language)
    _table(
        data, rankings(data), "nDCG@10", ndcg, against="words", note="goal of hybrid: at least words - 0.01"
    )


def _manual(folder: Path) -> None:
    data = manual(folder)
    found = rankings(data)
    _table(data, found, "nDCG@10", ndcg)
    note = "right section among the first five; goal of hybrid: 0.92"
    _table(data, found, "recall@5", lambda order, gains: recall(order, gains, 5), note=note)


def _chunks(folder: Path) -> None:
    data = chunking_evaluation(folder)
    found = rankings(data.chunks)
    plain, _ = span_recall(data, [list(one.ordinals) for one in found["plain"]])
    for way, ranked in found.items():
        value, precision = span_recall(data, [list(one.ordinals) for one in ranked])
        note = f"by characters, 200 tokens; precision {precision:.4f}; goal of hybrid: 0.90"
        _row(data.chunks, way, "recall@5", value, "plain", plain, note)


def _attributes(folder: Path) -> None:
    for part in ("dev", "testseen"):
        data = product_questions(folder, part)
        found = rankings(data)
        _table(data, found, "P@1", lambda order, gains: recall(order, gains, 1))
        _table(data, found, "MAP", average_precision)


def _abstracts(folder: Path) -> None:
    data = vaswani(folder)
    found = rankings(data)
    _table(data, found, "MAP", average_precision, note="of the first 100 of each leg")
    _table(data, found, "nDCG@10", ndcg)


def _table(
    data: LabelledSet,
    found: Rankings,
    unit: str,
    measure: Callable[[Sequence[int], Mapping[int, float]], float],
    against: str = "plain",
    note: str = "",
) -> None:
    values = {way: mean_of(measure, ranked, data.gains) for way, ranked in found.items()}
    for way, value in values.items():
        _row(data, way, unit, value, against, values[against], note if way == "hybrid" else "")


def _row(
    data: LabelledSet, way: str, unit: str, value: float, against: str, theirs: float, note: str
) -> None:
    size = f"{len(data.queries)} queries, {len(data.texts)} texts"
    report(f"{data.name}: {way}", value, unit, peer=against, ratio=value / theirs, size=size, note=note)
