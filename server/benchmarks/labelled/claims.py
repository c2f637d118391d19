"""Claims beside their sources: BEGIN (dialogue), SummEdits (summaries edited by a word or two), ClapNQ (answers)."""

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

BEGIN = {
    "BEGIN wow dev": "wow/begin_dev_wow.tsv",
    "BEGIN wow test": "wow/begin_test_wow.tsv",
    "BEGIN cmu dev": "cmu-dog/begin_dev_cmu.tsv",
    "BEGIN topicalchat dev": "topicalchat/begin_dev_tc.tsv",
}
SUMMEDITS = ("news", "podcast", "qmsumm", "scitldr")
_SEED = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A text, what it shall rest on, and whether people say that it does."""

    source: str
    text: str
    supported: bool


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question beside its passage; without a gold answer the passage does not answer it."""

    question: str
    title: str
    sentences: tuple[str, ...]
    answer: str
    gold: frozenset[int]


def begin(folder: Path, name: str, most: int) -> list[LabelledClaim]:
    """Read a part of BEGIN; generic replies claim nothing and are left out."""
    with (folder / "begin" / BEGIN[name]).open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    claims = [
        LabelledClaim(row["knowledge"], row["response"], row["begin_label"] == "Fully attributable")
        for row in rows
        if row["begin_label"] != "Generic"
    ]
    return _some(claims, most)


def summedits(folder: Path, domain: str, most: int) -> list[LabelledClaim]:
    """Read a domain of SummEdits."""
    rows = json.loads((folder / "summedits" / f"summedits_{domain}.json").read_text(encoding="utf-8"))
    return _some([LabelledClaim(row["doc"], row["summary"], bool(row["label"])) for row in rows], most)


def clapnq(folder: Path, kind: str, most: int) -> list[AnsweredQuestion]:
    """Read the development part; kind: answerable or unanswerable."""
    path = folder / "clapnq" / "annotated_data" / "dev" / f"clapnq_dev_{kind}.jsonl"
    return _some(list(_questions(path)), most)


def _questions(path: Path) -> Iterator[AnsweredQuestion]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passage, output = row["passages"][0], row["output"][0]
        said = tuple(one.strip() for one in passage["sentences"])
        chosen = {one.strip() for one in output["selected_sentences"]}
        gold = frozenset(place for place, one in enumerate(said) if one in chosen)
        yield AnsweredQuestion(row["input"], passage["title"], said, output["answer"], gold)


def _some(rows: list[T], most: int) -> list[T]:
    """The same rows every time."""
    return rows if len(rows) <= most else random.Random(_SEED).sample(rows, most)
