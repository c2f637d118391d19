"""Measures the understanding of questions: precision and recall per kind of limit, and processor time a question."""

import random
import time
from collections.abc import Mapping, Sequence
from statistics import median

from aisle.retrieval.types import Vocabulary
from aisle.retrieval.understanding import Understander
from benchmarks.figures import percentile, report
from benchmarks.question_sets import Score, questions, scores, vocabulary
from benchmarks.scale import Scale

SETS = (("shop", "shop", "own questions"), ("wands", "furniture", "WANDS sample"))
HALVES = ("tune", "held out")
LARGE_STORE = 10_000
ROUNDS = 5
HOSTILE = {
    "10,000 words": "red tent without leather " * 2_500,
    "nested negations": "not " * 2_000 + "red tents",
    "digits": "1" * 9_000,
    "spaces": " " * 4_000 + "red tents",
    "part numbers": "old-1234-AB " * 330,
    "unknown words negated": " ".join(f"no w{chr(97 + at % 26)}{chr(97 + at // 26)}l" for at in range(140)),
    "amounts": "£1-" * 3_000,
    "other scripts": "красная палатка 红色帐篷 خيمة حمراء " * 300,
}


def main(scale: Scale) -> None:
    """Print how well questions are read, and what reading them costs."""
    for name, shop, title in SETS:
        understander = Understander(vocabulary(shop), ("en",))
        for half in HALVES:
            asked = [question for question in questions(name) if question.half == half]
            _report_scores(f"{title}, {half}", scores(asked, understander), len(asked))
    for values in (0, LARGE_STORE):
        _report_time(values)
    _report_hostile()


def _report_scores(title: str, counted: Mapping[str, Score], size: int) -> None:
    for kind, score in counted.items():
        if kind == "rest":
            told = score.right + score.wrong
            report(
                f"{title}: words left over exactly right", score.precision, "share", size=f"{told} questions"
            )
            continue
        counts = f"{score.right} right, {score.wrong} wrong, {score.missed} overlooked"
        note = f"recall {score.recall:.2f}; {counts}"
        report(f"{title}: {kind}", score.precision, "precision", size=f"{size} questions", note=note)


def _report_time(values: int) -> None:
    made = large(vocabulary("shop"), values) if values else vocabulary("shop")
    begun = time.process_time()
    understander = Understander(made, ("en",))
    prepared = time.process_time() - begun
    asked = [question.text for question in questions("shop")]
    spent = sorted(_best(understander, text) for text in asked)
    count = sum(map(len, made.attributes.values())) + len(made.brands) + len(made.categories)
    size = f"{len(asked)} questions, {count:,} values"
    report("processor time of a question, median", median(spent) * 1000, "ms", size=size)
    report("processor time of a question, 99th percentile", percentile(spent, 99) * 1000, "ms", size=size)
    report("processor time to prepare a store", prepared * 1000, "ms", size=size)


def _report_hostile() -> None:
    understander = Understander(large(vocabulary("shop"), LARGE_STORE), ("en",))
    for name, text in HOSTILE.items():
        spent = _best(understander, text)
        report(
            f"processor time of a hostile question, {name}",
            spent * 1000,
            "ms",
            size=f"{len(text):,} characters",
        )


def _best(understander: Understander, text: str) -> float:
    """Return the least of some rounds: what is above it is other work of the machine."""
    return min(_once(understander, text) for _ in range(ROUNDS))


def _once(understander: Understander, text: str) -> float:
    begun = time.process_time()
    understander.understand(text)
    return time.process_time() - begun


def large(known: Vocabulary, values: int) -> Vocabulary:
    """Return a vocabulary with made-up values beside the known ones: a third brands, the rest of attributes."""
    words = random.Random(5)
    brands = (*known.brands, *(_name(words) for _ in range(values // 3)))
    more: dict[str, Sequence[str]] = {
        f"Property {at}": [_name(words) for _ in range(values // 60)] for at in range(40)
    }
    attributes = {**known.attributes, **{name: tuple(made) for name, made in more.items()}}
    return Vocabulary(known.categories, brands, known.tags, attributes, known.currency, known.is_rated)


def _name(words: random.Random) -> str:
    letters = "abcdefghilmnoprstuvz"
    return " ".join(
        "".join(words.choices(letters, k=words.randint(4, 9))).title() for _ in range(words.randint(1, 3))
    )
