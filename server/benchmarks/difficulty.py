"""Measures how well the two signs of difficulty tell questions with one place to answer them from those with several.

Weights are fitted on all corpora but one, and tried on that one; ClapNQ is never fitted on. 0.5 is chance.
"""

import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aisle.answering.difficulty import signs
from aisle.answering.words import keys
from benchmarks.figures import progress, report, spread_of
from benchmarks.labelled.claims import clapnq
from benchmarks.labelled.sets import data_dir
from benchmarks.labelled.spans import SpanSet, chunking_evaluation
from benchmarks.scale import Scale

EVIDENCE = 5  # chunks
MANY_SENTENCES = 3  # of a ClapNQ answer's gold ones
ROUNDS = 30
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its evidence. group: its corpus. hard: its answer stands in several places."""

    group: str
    question: str
    evidence: tuple[str, ...]
    hard: bool


def main(scale: Scale) -> None:
    """Measure the sets that this machine has."""
    folder = data_dir()
    if folder is None:
        progress("skipped: set AISLE_DATA_DIR to the folder of the labelled sets")
        return
    judged = [one for one in _chunked(chunking_evaluation(folder)) if signs(one.question, "en", one.evidence)]
    judged = judged[:: 10 if scale is Scale.TOY else 1]
    begun = time.perf_counter()
    values, hard = _values(judged)
    each = (time.perf_counter() - begun) / len(judged)
    found = _held_out(judged, values, hard)
    note = "area under the curve on a corpus that was not fitted on; 0.5 is chance"
    report("one place or several", float(np.mean(found)), "AUROC", spread=spread_of(found), note=note)
    weights = _fitted(values, hard)
    progress(f"weights of all: {', '.join(f'{one:.2f}' for one in weights)}")
    _report_unseen(folder, weights)
    report("time of a question", 1000 * each, "ms", size=f"{EVIDENCE} chunks, read for the first time")


def _report_unseen(folder: Path, weights: Vector) -> None:
    rows = clapnq(folder, "answerable", 10_000)
    unseen = [
        Judged("clapnq", one.question, (" ".join(one.sentences),), len(one.gold) >= MANY_SENTENCES)
        for one in rows
    ]
    unseen = [one for one in unseen if signs(one.question, "en", one.evidence)]
    values, hard = _values(unseen)
    note = "three gold sentences or more; never fitted on"
    report("ClapNQ", _area(hard, _scores(weights, values)), "AUROC", size=str(len(unseen)), note=note)


def _chunked(spans: SpanSet) -> list[Judged]:
    """Give each question the chunks of its corpus that share its rarest words."""
    words = [keys(text, "en") for text in spans.chunks.texts]
    count = Counter(word for one in words for word in one)
    names = [name for name, _ in spans.places]
    found = []
    for question, (corpus, places) in zip(spans.chunks.queries, spans.answers, strict=True):
        wanted = keys(question, "en")
        score = [
            sum(math.log(1 + len(words) / count[word]) for word in wanted & one) if name == corpus else -1.0
            for one, name in zip(words, names, strict=True)
        ]
        best = sorted(range(len(score)), key=lambda at: -score[at])[:EVIDENCE]
        evidence = tuple(spans.chunks.texts[at] for at in best)
        found.append(Judged(corpus, question, evidence, len(places) > 1))
    return found


def _values(judged: Sequence[Judged]) -> tuple[Vector, Vector]:
    rows = [signs(one.question, "en", one.evidence) or (0.0, 0.0) for one in judged]
    return np.array(rows), np.array([one.hard for one in judged], dtype=float)


def _held_out(judged: Sequence[Judged], values: Vector, hard: Vector) -> list[float]:
    """Return the area of each corpus under weights of the others, each of which has a level of its own."""
    groups = np.array([one.group for one in judged])
    found = []
    for group in sorted(set(groups)):
        others = sorted(set(groups) - {group})[1:]
        levels = np.array([[float(one == other) for other in others] for one in groups])
        rest, left = groups != group, groups == group
        weights = _fitted(np.hstack([values, levels])[rest], hard[rest])[: values.shape[1] + 1]
        found.append(_area(hard[left], _scores(weights, values[left])))
        progress(f"{group}: {found[-1]:.3f} over {int(left.sum())}")
    return found


def _fitted(values: Vector, hard: Vector) -> Vector:
    """Return base and weights of a logistic regression with a little ridge (Newton's method)."""
    rows = np.hstack([np.ones((len(values), 1)), values])
    ridge = np.diag([0.0, *[0.1] * values.shape[1]])
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - hard) + ridge @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _scores(weights: Vector, values: Vector) -> Vector:
    return weights[0] + values @ weights[1:]


def _area(hard: Vector, scores: Vector) -> float:
    """Return the share of pairs that are ranked rightly; ties count half (Mann and Whitney)."""
    pairs = scores[hard == 1][:, None] - scores[hard == 0][None, :]
    return float(np.mean((pairs > 0) + 0.5 * (pairs == 0)))
