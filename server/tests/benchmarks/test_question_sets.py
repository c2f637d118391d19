"""The rules read our own questions at least this well, and labelled files say what they claim."""

import csv
import os
from pathlib import Path

import pytest
from benchmarks.question_sets import QUESTIONS, Limit, questions, read_by, scores, vocabulary

from aisle.retrieval.types import Understanding, Wants
from aisle.retrieval.understanding import Understander

# Below what was measured (docs/measurements.md), so that a better rule may lose a question elsewhere.
LEAST = {"tune": (0.97, 0.95), "held out": (0.95, 0.93)}
LEAST_WANDS = {"tune": (0.92, 0.63), "held out": (0.88, 0.60)}
UNREAD = Understanding("", (), "en", None, Wants.EITHER)


@pytest.mark.parametrize("half", ["tune", "held out"])
@pytest.mark.parametrize(
    ("name", "shop", "least"), [("shop", "shop", LEAST), ("wands", "furniture", LEAST_WANDS)]
)
def test_questions_are_read_as_labelled(
    name: str, shop: str, half: str, least: dict[str, tuple[float, float]]
) -> None:
    asked = [question for question in questions(name) if question.half == half]
    whole = scores(asked, Understander(vocabulary(shop), ("en",)))["all limits"]
    assert len(asked) >= 50
    assert whole.precision >= least[half][0]
    assert whole.recall >= least[half][1]


def test_labels_name_values_of_the_shop() -> None:
    for name, shop in (("shop", "shop"), ("wands", "furniture")):
        known = vocabulary(shop)
        values = {*known.categories, *known.brands, *known.tags, "Camping", "Rucksacks", "Footwear/Boots"}
        values |= {value for several in known.attributes.values() for value in several}
        for question in questions(name):
            for one in question.limits:
                if one.op in ("eq", "not") and one.field not in ("sort", "quantity", "only", "stock"):
                    assert all(value in values or "*" in value for value in one.values), question


def test_a_label_is_not_met_by_another_limit() -> None:
    label = Limit(0, "colour", "eq", ("Red", "Navy"))
    assert label.is_met_by(Limit(0, "colour", "eq", ("Navy",)))
    for other in (
        Limit(1, "colour", "eq", ("Red",)),
        Limit(0, "colour", "not", ("Red",)),
        Limit(0, "colour", "eq", ("Red", "Blue")),
    ):
        assert not label.is_met_by(other)
    assert read_by(UNREAD) == ()


def test_the_sample_is_of_the_data_set() -> None:
    folder = os.environ.get("AISLE_DATA_DIR", "")
    if not Path(folder, "wands-queries-only").is_dir():
        pytest.skip("set AISLE_DATA_DIR to the folder of the labelled sets")
    with Path(folder, "wands-queries-only", "query.csv").open(encoding="utf-8") as stream:
        known = {row["query_id"]: row["query"] for row in csv.DictReader(stream, delimiter="\t")}
    with (QUESTIONS / "wands.tsv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 100
    assert all(known[row["query_id"]] == row["query"] for row in rows)
