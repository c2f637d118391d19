"""semiPQA: which attribute of a product answers a question about it."""

import csv
import random
import re
from collections import defaultdict
from pathlib import Path

from benchmarks.labelled.sets import LabelledSet

_MARKS = re.compile(r"[{}\[\]\":,_]+")


def product_questions(folder: Path, part: str) -> LabelledSet:
    """Read one part (`dev` or `testseen`) of the attribute ranking; each question chooses among its own product's.

    The file lists right attributes at telling places, so candidates are shuffled.
    """
    path = folder / "amazon-product-qa" / "semiPQA" / "attribute_ranking" / f"{part}.csv"
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    random.Random(11).shuffle(rows)
    by_question: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    for row in rows:
        by_question[row["qid"], row["question"]].append((_plain(row["candidate"]), row["label"] == "1"))
    answered = {key: found for key, found in by_question.items() if any(right for _, right in found)}
    texts: list[str] = []
    gains, pools = [], []
    for found in answered.values():
        start = len(texts)
        texts += [text for text, _ in found]
        gains.append({start + at: 1.0 for at, (_, right) in enumerate(found) if right})
        pools.append(frozenset(range(start, len(texts))))
    questions = tuple(question for _, question in answered)
    return LabelledSet(
        f"semipqa-{part}", "en", tuple(texts), questions, tuple(gains), "attributes", tuple(pools)
    )


def _plain(candidate: str) -> str:
    """Write an attribute as words: "heel: { type:[ { value:""flat"" } ] }" is "heel type value flat"."""
    return " ".join(_MARKS.sub(" ", candidate).split())
