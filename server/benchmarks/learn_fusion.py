"""Learns the weights of fusion on labelled sets and checks them on sets that were not learned from.

`python -m benchmarks.learn_fusion` prints both, and `--write` puts the weights into the package. Few numbers are learned
(a share for each class of language, two factors for evidence, and one for what stands beside), each from all training sets with equal say,
so that no set and no query decides alone. Every point of the grid is looked at. A number that can be left out (a factor of 1,
nothing beside) is, unless that costs more than one standard error. Every second query of a set that is on both sides is held out.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import product
from pathlib import Path
from statistics import mean

import numpy as np

from aisle.retrieval import fusion
from aisle.retrieval.fusion import Weights, fuse, with_adjacent, with_evidence
from aisle.retrieval.language import uses_latin_script
from benchmarks.choosing import Gains, best, simplest
from benchmarks.labelled.articles import articles
from benchmarks.labelled.home_depot import home_depot
from benchmarks.labelled.legs import Legs, both_legs
from benchmarks.labelled.measures import ndcg
from benchmarks.labelled.product_questions import product_questions
from benchmarks.labelled.reading_sets import manual, vaswani, xquad
from benchmarks.labelled.sets import LabelledSet, data_dir
from benchmarks.labelled.spans import chunking_evaluation

SHARES = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
NEIGHBOURS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
FACTORS = (0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 1.75, 2.0)
PAIRS = tuple(product(FACTORS, FACTORS))
START = Weights(0.3, 0.05, 0.05, 0.02, 1.0, 1.0, 0.0)
EMBEDDER_LANGUAGES = frozenset({"en"})
SETS: dict[str, Callable[[Path], LabelledSet]] = {
    "home-depot": home_depot,
    "semipqa-dev": lambda folder: product_questions(folder, "dev"),
    "semipqa-testseen": lambda folder: product_questions(folder, "testseen"),
    "emanual": manual,
    "chunking-200": lambda folder: chunking_evaluation(folder).chunks,
    "vaswani": vaswani,
    **{f"xquad-{code}": (lambda folder, code=code: xquad(folder, code)) for code in ("en", "es", "de", "ar")},
}
SETS |= {
    f"articles-{code}-100": (lambda folder, code=code: articles(folder, code, 100))
    for code in ("en", "es", "de", "ar")
}
LEARNED_FROM = ("home-depot", "semipqa-dev", "xquad-en", "xquad-es", "xquad-de", "xquad-ar")
# Running text says what stands beside a passage is worth, and nothing else: it is XQuAD once more, cut finer.
RUNNING = ("articles-en-100", "articles-es-100", "articles-de-100", "articles-ar-100")
HELD_OUT = (
    "home-depot",
    "semipqa-testseen",
    "emanual",
    "chunking-200",
    "vaswani",
    "xquad-es",
    "xquad-ar",
    "xquad-de",
)


@dataclass(frozen=True, slots=True)
class Part:
    """Queries of a set: all of it, or every second one of a set that is on both sides."""

    name: str
    language: str
    legs: Sequence[Legs]
    gains: Sequence[Mapping[int, float]]
    beside: Mapping[int, Sequence[int]]
    _known: dict[tuple[int, float, float], float] = field(default_factory=dict)

    @property
    def share(self) -> str:
        """Name of the share that its language takes."""
        if self.language in EMBEDDER_LANGUAGES:
            return "meaning"
        return "foreign" if uses_latin_script(self.language) else "foreign_script"

    def each(self, weights: Weights) -> Gains:
        """Return nDCG@10 of the fused ranking of each query."""
        base = fusion.dense_weight(self.language, EMBEDDER_LANGUAGES, weights=weights)
        shares = [with_evidence(base, legs.coverage, weights) for legs in self.legs]
        return np.array([self._one(at, share, weights.adjacent) for at, share in enumerate(shares)])

    def quality(self, weights: Weights) -> float:
        """Return nDCG@10 of the fused rankings."""
        return float(self.each(weights).mean())

    def _one(self, at: int, share: float, adjacent: float) -> float:
        key = (at, round(share, 4), adjacent if self.beside else 0.0)
        if key not in self._known:
            fused = fuse(self.legs[at].words, self.legs[at].meaning, dense_weight=share)
            ranked = with_adjacent(fused, self.beside, adjacent) if self.beside else fused
            self._known[key] = ndcg(ranked.ordinals, self.gains[at])
        return self._known[key]

    def lexical(self) -> float:
        """Return nDCG@10 of words alone."""
        return mean(ndcg(one.words.ordinals, gain) for one, gain in zip(self.legs, self.gains, strict=True))


def main() -> int:
    """Learn, check, print, and write if asked to."""
    folder = data_dir()
    if folder is None:
        print("skipped: set AISLE_DATA_DIR to the folder of the labelled sets", file=sys.stderr)
        return 1
    training, held_out = _parts(folder)
    learned = learn(training, _running(folder))
    rows = [(part.name, part.lexical(), part.quality(PLAIN), part.quality(learned)) for part in held_out]
    print(json.dumps(asdict(learned)))
    for row in rows:
        print("held out {}: words {:.4f}, 0.3 everywhere {:.4f}, learned {:.4f}".format(*row))
    if "--write" in sys.argv:
        _write(learned)
    return 0


PLAIN = Weights(0.3, 0.3, 0.3, 0.02, 1.0, 1.0, 0.0)


def learn(training: Sequence[Part], running: Sequence[Part]) -> Weights:
    """Choose the weights by the quality summed over the training sets: the simplest within one error of the best.

    running: sets of running text, for what stands beside a passage; that comes last.
    """
    by_factors = [_best_shares(training, replace(START, weak=one, full=other)) for one, other in PAIRS]
    classes = [[one for one in by_factors if _complexity(one) == count] for count in range(3)]
    chosen = simplest(classes, partial(_each, training))
    plain, *raised = (replace(chosen, adjacent=share) for share in NEIGHBOURS)
    return simplest([[plain], raised], partial(_each, running))


def _best_shares(training: Sequence[Part], weights: Weights) -> Weights:
    """Choose the share of each class of language; under given factors none bears on another class."""
    for name in ("meaning", "foreign", "foreign_script"):
        parts = [part for part in training if part.share == name]
        if parts:
            weights = best([replace(weights, **{name: share}) for share in SHARES], partial(_each, parts))
    return weights


def _complexity(weights: Weights) -> int:
    """Count the factors that do anything."""
    return (weights.weak != 1) + (weights.full != 1)


def _each(parts: Sequence[Part], weights: Weights) -> list[Gains]:
    return [part.each(weights) for part in parts]


def _parts(folder: Path) -> tuple[list[Part], list[Part]]:
    training, held_out = [], []
    for name in dict.fromkeys((*LEARNED_FROM, *HELD_OUT)):
        data = SETS[name](folder)
        legs = list(both_legs(data))
        split = name in LEARNED_FROM and name in HELD_OUT
        if name in LEARNED_FROM:
            training.append(_part(data, legs, slice(0, None, 2) if split else slice(None)))
        if name in HELD_OUT:
            held_out.append(_part(data, legs, slice(1, None, 2) if split else slice(None)))
    return training, held_out


def _running(folder: Path) -> list[Part]:
    sets = [SETS[name](folder) for name in RUNNING]
    return [_part(data, list(both_legs(data)), slice(None)) for data in sets]


def _part(data: LabelledSet, legs: Sequence[Legs], which: slice) -> Part:
    beside = {at: data.beside(at) for at in range(len(data.documents))}
    return Part(data.name, data.language, legs[which], data.gains[which], beside)


def _write(learned: Weights) -> None:
    body = {"learned_from": [*LEARNED_FROM, *RUNNING], "held_out": HELD_OUT, "weights": asdict(learned)}
    fusion.LEARNED.write_text(json.dumps(body, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
