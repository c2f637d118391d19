"""Which questions may share an answer: none that differ in a thing that shops are asked about."""

import pytest
from benchmarks.adversaries import adversaries

from aisle.answer_cache.questions import normalised
from aisle.answering import same_question
from aisle.answering.same_question import guard_words

PAIRS = [
    pair for pair in adversaries(1_500) if pair[0] != "language"
]  # languages are partitions of their own


def false_pairs() -> list[tuple[str, str]]:
    """Pairs that are answered otherwise and would share an answer, if their vectors were near enough."""
    return [
        (one, other)
        for _, language, one, other in PAIRS
        if guard_words(one, language) == guard_words(other, language)
    ]


def test_of_pairs_that_differ_in_one_thing_hardly_any_agrees() -> None:
    assert len(PAIRS) > 1_600
    assert len(false_pairs()) <= 0.002 * len(PAIRS), false_pairs()[:5]


def test_turned_questions_never_agree() -> None:
    turned = [pair for pair in adversaries(0) if pair[0] != "language"]
    assert len(turned) > 150
    assert [p for p in turned if guard_words(p[2], p[1]) == guard_words(p[3], p[1])] == []


@pytest.mark.parametrize("guard", ["_turns", "_sizes", "_aims", "_said"])
def test_each_kind_of_guard_word_keeps_pairs_apart(monkeypatch: pytest.MonkeyPatch, guard: str) -> None:
    before = len(false_pairs())
    monkeypatch.setattr(same_question, guard, lambda *_: ())
    assert len(false_pairs()) > before + 5


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "How long do refunds take?", "How soon will refunds arrive?"),
        ("en", "How much does express delivery cost?", "What is the price of express shipping?"),
        ("en", "How do I wash a waxed jacket?", "What is the best way to clean a waxed jacket?"),
        ("en", "Do you sell gift cards?", "Hi, can I buy a gift card please?"),
        ("en", "Which jackets aren't waterproof?", "Which jackets are not waterproof?"),
        ("en", "Is a 38 litre rucksack waterproof?", "Is a 38 l rucksack waterproof?"),
        ("de", "Liefern Sie nach Irland?", "Versenden Sie auch nach Irland?"),
        ("fr", "Livrez-vous en Irlande ?", "Est-ce que vous livrez en Irlande ?"),
    ],
)
def test_other_ways_of_putting_a_question_agree(language: str, one: str, other: str) -> None:
    assert guard_words(one, language) == guard_words(other, language)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("  Which  tent? ", "which tent", True),
        ("WHICH TENT IS LIGHT?", "which tent is light?", True),
        ("Which tent\u200b?", "which tent", True),
        ("Do you ship to US?", "Do you ship to us?", False),
        ("Which tent, light?", "Which tent light?", False),
    ],
)
def test_equal_questions_are_told_by_what_is_said(one: str, other: str, *, same: bool) -> None:
    assert (normalised(one) == normalised(other)) is same
