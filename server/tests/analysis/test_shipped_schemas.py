"""The schemas that Aisle brings: each is whole, strict, and its examples come back as they stand."""

import hashlib
import json

import pytest
from analysis_world import STRICT, Bench, written

from aisle.analysis.asking.plan import Plan
from aisle.analysis.asking.types import Task
from aisle.analysis.schemas.checking import check_schema
from aisle.analysis.stored.service import check
from aisle.analysis.stored.shipped import find_shipped, shipped
from aisle.analysis.stored.types import NAME

# A version never changes: another text is another version, with a line of its own here.
SNAPSHOTS = {
    "entities.v1": "5452d6e6b96098ed",
    "faq_extraction.v1": "d9cc5ec161b02cbf",
    "intent.v1": "f3115bcab4a2fd6c",
    "product_attributes.v1": "0ebacdd867b8075f",
    "sentiment.v1": "5bd73b7d7cd903ab",
    "ticket_triage.v1": "3b4f146cbfdee8b3",
}
VERSIONS = [one for versions in shipped().values() for one in versions]


def test_the_six_that_are_promised_are_there() -> None:
    assert set(shipped()) == {
        "intent",
        "sentiment",
        "entities",
        "product_attributes",
        "ticket_triage",
        "faq_extraction",
    }


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_shipped_schema_is_whole_and_can_be_said_strictly(name: str) -> None:
    for one in shipped()[name]:
        text = one.text
        check(text)
        assert NAME.fullmatch(name)
        assert min(len(text.title), len(text.description), len(text.instructions), len(text.examples)) > 0
        assert Plan.of(Task(check_schema(text.schema))).strict is not None


def test_a_version_of_a_shipped_schema_never_changes() -> None:
    found = {
        f"{one.name}.v{one.version}": hashlib.sha256(
            json.dumps(one.text.plain(), ensure_ascii=False).encode()
        ).hexdigest()[:16]
        for one in VERSIONS
    }
    assert found == SNAPSHOTS


@pytest.mark.parametrize("name", sorted(shipped()))
async def test_each_example_comes_back_through_an_analysis_as_it_stands(name: str) -> None:
    one = find_shipped(name)
    assert one is not None
    for example in one.text.examples:
        bench = Bench({"a": written(example.value, "strict")}, {"a": STRICT})
        found = await bench.analyze(one.text.schema, text=example.text, examples=one.text.examples)
        assert found.value == example.value
        assert found.spent.attempts == 1
        assert json.dumps(example.value, ensure_ascii=False, separators=(",", ":")) in (
            bench.asked("a")[0].messages[0].text
        )
