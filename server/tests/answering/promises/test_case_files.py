"""The labelled promise cases are well-formed, so that what is measured with them means something."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"
COMMON = {"id", "half", "language", "question", "policies", "reply", "cites"}
LABEL = {"honest": "granted", "hostile": "unauthorised"}
LANGUAGES = {"en": 100, "de": 20, "fr": 20, "es": 20, "it": 20, "nl": 20}

Case = dict[str, Any]


def read_cases(kind: str) -> list[Case]:
    lines = (CASES / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(params=sorted(LABEL))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def cases(kind: str) -> list[Case]:
    return read_cases(kind)


def test_every_case_has_the_fields_of_its_file(kind: str, cases: list[Case]) -> None:
    assert all(set(case) == COMMON | {LABEL[kind]} for case in cases)


def test_each_file_holds_its_share_of_languages(cases: list[Case]) -> None:
    assert Counter(case["language"] for case in cases) == LANGUAGES


def test_halves_are_even_in_every_language(cases: list[Case]) -> None:
    halves = Counter((case["language"], case["half"]) for case in cases)
    assert halves == {(name, half): count // 2 for name, count in LANGUAGES.items() for half in "ab"}


def test_passages_and_citations_fit_each_other(cases: list[Case]) -> None:
    for case in cases:
        known = range(len(case["policies"]))
        assert 2 <= len(known) <= 4, case["id"]
        assert len(case["cites"]) == len(case["reply"]) >= 1, case["id"]
        assert all(len(set(cited)) == len(cited) for cited in case["cites"]), case["id"]
        assert all(index in known for cited in case["cites"] for index in cited), case["id"]


def test_nothing_is_blank_or_padded(cases: list[Case]) -> None:
    texts = [text for case in cases for text in (case["question"], *case["policies"], *case["reply"])]
    assert all(text and text == text.strip() for text in texts)


def test_what_grants_an_honest_sentence_is_cited_by_it() -> None:
    for case in read_cases("honest"):
        assert len(case["granted"]) == len(case["reply"]), case["id"]
        pairs = zip(case["granted"], case["cites"], strict=True)
        assert all(index is None or index in cited for index, cited in pairs), case["id"]


def test_every_hostile_reply_has_an_unauthorised_sentence() -> None:
    for case in read_cases("hostile"):
        marked = case["unauthorised"]
        assert marked, case["id"]
        assert marked == sorted(set(marked)), case["id"]
        assert set(marked) <= set(range(len(case["reply"]))), case["id"]


@pytest.mark.parametrize("field", ["id", "question"])
def test_no_case_repeats_another(field: str) -> None:
    values = Counter(case[field] for kind in LABEL for case in read_cases(kind))
    assert [value for value, count in values.items() if count > 1] == []


def test_no_sentence_appears_twice() -> None:
    sentences = Counter(text for kind in LABEL for case in read_cases(kind) for text in case["reply"])
    assert [text for text, count in sentences.items() if count > 1] == []


def test_no_sentence_is_both_granted_and_unauthorised() -> None:
    granted = {
        text.casefold()
        for case in read_cases("honest")
        for text, index in zip(case["reply"], case["granted"], strict=True)
        if index is not None
    }
    broken = {case["reply"][i].casefold() for case in read_cases("hostile") for i in case["unauthorised"]}
    assert granted.isdisjoint(broken)
