"""Learns the weights of fusion on labelled sets and checks them on sets that were not learned from.

`python -m benchmarks.learn_fusion` prints both, and `--write` puts the weights into the package. Few numbers are learned
(a share for each class of language, two factors for evidence, and one for what stands beside), each from all training sets with equal say,
so that no set and no query decides alone. Every second query of a set that is on both sides is held out.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import mean

from aisle.retrieval import fusion
from aisle.retrieval.fusion import Weights, fuse, with_adjacent, with_evidence
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
# A change that gains less than this, over all sets together, is taken for chance, and the simpler value stays.
LEAST_GAIN = 0.001
ROUNDS = 3
START = Weights(0.3, 0.05, 0.05, 0.02, 1.0, 1.0, 0.0)
# One number at a time may get stuck, so the search begins at several places.
STARTS = (0.2, 0.3, 0.4, 0.5)
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

    def quality(self, weights: Weights) -> float:
        """Return nDCG@10 of the fused rankings."""
        base = fusion.dense_weight(self.language, EMBEDDER_LANGUAGES, weights=weights)
        return mean(
            self._one(legs, gain, with_evidence(base, legs.coverage, weights), weights.adjacent)
            for legs, gain in zip(self.legs, self.gains, strict=True)
        )

    def _one(self, legs: Legs, gains: Mapping[int, float], share: float, adjacent: float) -> float:
        key = (id(legs), round(share, 4), adjacent if self.beside else 0.0)
        if key not in _remembered:
            fused = fuse(legs.words, legs.meaning, dense_weight=share)
            ranked = with_adjacent(fused, self.beside, adjacent) if self.beside else fused
            _remembered[key] = ndcg(ranked.ordinals, gains)
        return _remembered[key]

    def lexical(self) -> float:
        """Return nDCG@10 of words alone."""
        return mean(ndcg(one.words.ordinals, gain) for one, gain in zip(self.legs, self.gains, strict=True))


_remembered: dict[tuple[int, float, float], float] = {}


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
    """Choose the weights by the quality summed over the training sets: the best that any start leads to.

    running: sets of running text, for what stands beside a passage; that comes last.
    """
    found = [_climbed(training, replace(START, meaning=share)) for share in STARTS]
    best = max(found, key=lambda weights: _quality(training, weights))
    return _best(running, best, "adjacent", NEIGHBOURS)


def _climbed(training: Sequence[Part], weights: Weights) -> Weights:
    """Choose one number after the other, some rounds long."""
    grids = {"meaning": SHARES, "foreign": SHARES, "foreign_script": SHARES, "weak": FACTORS, "full": FACTORS}
    for _ in range(ROUNDS):
        for name, grid in grids.items():
            weights = _best(training, weights, name, grid)
    return weights


def _best(training: Sequence[Part], weights: Weights, name: str, grid: Sequence[float]) -> Weights:
    best, quality = weights, _quality(training, weights) + LEAST_GAIN
    for value in grid:
        tried = replace(weights, **{name: value})
        if (found := _quality(training, tried)) > quality:
            best, quality = tried, found
    return best


def _quality(training: Sequence[Part], weights: Weights) -> float:
    return sum(part.quality(weights) for part in training)


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
