"""Sentences out of a stream: the same wherever the deltas are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.answering.generation.splitting import Raw, Splitter

TEXT = (
    "Hi there. You can return within 60 days. [E1] It is e.g. free.[E2][E3] Costs 3.5 kg, approx. 4 kg! OK?\n\n- One item [E1]\n"
    "- Two\n1. Take this. Then that.\n返品は60日以内です。[E1]送料無料です。\nهل تريد؟ نعم. It is {price:P1} now [E1, E2]. End"
)


def cut(text: str, sizes: list[int], longest: int = 2_000) -> list[Raw]:
    splitter, found, at = Splitter(longest), [], 0
    for size in sizes:
        found += splitter.feed(text[at : at + size])
        at += size
    return [*found, *splitter.feed(text[at:]), *splitter.end()]


@given(st.lists(st.integers(1, 40), max_size=200))
def test_any_chopping_gives_the_same_sentences(sizes):
    assert cut(TEXT, sizes) == cut(TEXT, [])


@given(st.text("ab .!?[]E1{}:P\n。\"'-", max_size=300), st.lists(st.integers(1, 9), max_size=80))
def test_any_text_in_any_chopping_gives_the_same_sentences(text, sizes):
    assert cut(text, sizes, 60) == cut(text, [], 60)


@given(st.text("ab .!?[]E1\n。-", max_size=400))
def test_no_character_is_lost_or_doubled(text):
    said = "".join(one.text for one in cut(text, [7] * 60, 60))
    assert "".join(said.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It weighs 3.5 kg. Good.", ["It weighs 3.5 kg.", "Good."]),
        ("Use soap, e.g. ours. Rinse.", ["Use soap, e.g. ours.", "Rinse."]),
        ("Am 14. März. Danach.", ["Am 14. März.", "Danach."]),
        ("Free. [E1] Next. [E2][E3]", ["Free. [E1]", "Next. [E2][E3]"]),
        ("無料です。はい。", ["無料です。", "はい。"]),
        ("- One [E1]\n- Two [E2]", ["- One [E1]", "- Two [E2]"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    assert [one.text for one in cut(text, [])] == expected


def test_a_text_without_an_end_is_cut_and_faulted_and_never_held_whole():
    splitter = Splitter(2_000)
    found = [one for _ in range(2_000) for one in splitter.feed("word " * 1_000)]
    assert all(one.too_long and len(one.text) <= 2_000 for one in found)
    assert len(splitter._held) < 3_000


def test_megabytes_of_blanks_are_not_held():
    splitter = Splitter(2_000)
    assert [one for _ in range(500) for one in splitter.feed(" \n" * 10_000)] == []
    assert len(splitter._held) < 100
