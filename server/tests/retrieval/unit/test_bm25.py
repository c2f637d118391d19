"""Scores against a naive BM25, over random corpora, segments and deletions."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aisle.retrieval import bm25
from aisle.retrieval.analysis.queries import Alternative, TermGroup, Widening
from aisle.retrieval.bm25 import K1, B, CorpusStats, Scores, score
from aisle.retrieval.postings import (
    CODE_VALUES,
    FIELD_WEIGHTS,
    IndexedItem,
    encode_segment,
    merge_segments,
    quantise,
)

WORDS = ["tent", "boot", "stove", "rope", "red"]
ITEMS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), min_size=1, max_size=25)


def item(ordinal: int, words: list[str], field: str = "body") -> IndexedItem:
    return IndexedItem(ordinal, {field: words}, "en")


def groups_of(*variants: tuple[str, ...]) -> list[TermGroup]:
    return [TermGroup(one[0], one) for one in variants]


def search(items: list[IndexedItem], groups: list[TermGroup], k: int = 10) -> Scores:
    segment = encode_segment(items)
    return score(
        groups, merge_segments([segment.terms]), CorpusStats(segment.doc_count, segment.total_length), k
    )


def naive(texts: dict[int, list[str]], query: list[str]) -> dict[int, float]:
    average = sum(map(len, texts.values())) / len(texts)
    totals: dict[int, float] = {}
    ceiling = 0.0
    for word in query:
        frequency = sum(word in text for text in texts.values())
        idf = math.log1p((len(texts) - frequency + 0.5) / (frequency + 0.5))
        ceiling += idf * (K1 + 1)
        for ordinal, text in texts.items():
            tf = Counter(text)[word]
            if tf:
                part = idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * len(text) / average))
                totals[ordinal] = totals.get(ordinal, 0.0) + part
    return {ordinal: total / ceiling for ordinal, total in totals.items()}


@given(ITEMS, st.lists(st.sampled_from([*WORDS, "unknown"]), min_size=1, max_size=4, unique=True), st.data())
@settings(max_examples=60, deadline=None)
def test_scores_are_those_of_a_naive_bm25_over_live_items(texts, query, data):
    all_items = {ordinal * 3: words for ordinal, words in enumerate(texts)}
    dead = frozenset(data.draw(st.lists(st.sampled_from(sorted(all_items)), max_size=len(all_items) - 1)))
    live = {ordinal: words for ordinal, words in all_items.items() if ordinal not in dead}
    if not live:
        return
    cut = data.draw(st.integers(0, len(all_items)))
    everything = [item(ordinal, words) for ordinal, words in all_items.items()]
    # The newer segment first: the order of segments must not matter.
    segments = [encode_segment(everything[cut:]).terms, encode_segment(everything[:cut]).terms]
    stats = CorpusStats(len(live), float(sum(map(len, live.values()))))
    found = score(groups_of(*((word,) for word in query)), merge_segments(segments, dead), stats, 100)
    expected = naive(live, query)
    assert dict(zip(found.ordinals.tolist(), found.scores.tolist(), strict=True)) == pytest.approx(
        expected, rel=1e-4
    )
    assert (np.diff(found.scores) <= 0).all()


@given(ITEMS, st.integers(1, 8))
@settings(max_examples=50, deadline=None)
def test_the_best_k_are_the_first_k_of_all(texts, k):
    items = [item(ordinal, words) for ordinal, words in enumerate(texts)]
    groups = groups_of(("tent",), ("red",))
    best, everything = search(items, groups, k), search(items, groups, 1000)
    np.testing.assert_array_equal(best.ordinals, everything.ordinals[:k])


def test_the_best_k_of_many_stretches_are_the_first_k_of_all():
    generator = np.random.default_rng(3)
    items = [item(at, ["tent"] * int(generator.integers(1, 9)) + ["x"] * int(at % 7)) for at in range(2_000)]
    best, everything = search(items, groups_of(("tent",)), 20), search(items, groups_of(("tent",)), 10_000)
    np.testing.assert_array_equal(best.ordinals, everything.ordinals[:20])


def test_far_apart_ordinals_score_as_near_ones(monkeypatch):
    near = [item(at, ["tent"] * (at + 1)) for at in range(5)]
    far = [item(at * 900_000_000, ["tent"] * (at + 1)) for at in range(5)]
    groups = groups_of(("tent",))
    np.testing.assert_array_equal(search(near, groups).scores, search(far, groups).scores)
    assert search(far, groups).ordinals.max() == 3_600_000_000


def test_coverage_is_the_share_of_idf_mass():
    items = [item(0, ["tent", "red"]), item(1, ["tent"]), item(2, ["boot"])]
    found = search(items, groups_of(("tent",), ("red",)))
    coverage = dict(zip(found.ordinals.tolist(), found.coverage.tolist(), strict=True))
    tent, red = bm25.idf(3, 2), bm25.idf(3, 1)
    assert coverage == pytest.approx({0: 1.0, 1: tent / (tent + red)})


def test_words_the_store_does_not_know_lower_the_coverage():
    found = search([item(0, ["tent"])], groups_of(("tent",), ("unheard",)))
    assert 0 < found.coverage[0] < 0.5


def test_another_writing_adds_to_the_score_but_its_absence_is_no_gap():
    items = [item(0, ["pt", "204"]), item(1, ["pt", "204", "pt204"])]
    groups = [TermGroup("pt-204", ("pt204",), bonus=True), *groups_of(("pt",), ("204",))]
    found = search(items, groups)
    assert found.ordinals.tolist() == [1, 0]
    assert found.coverage.tolist() == [1, 1]


def test_variants_are_one_concept():
    items = [item(0, ["boot", "boots"]), item(1, ["boot", "boot"]), item(2, ["rope", "rope"])]
    found = search(items, groups_of(("boot", "boots")))
    assert found.ordinals.tolist() == [0, 1]
    assert found.scores[0] == pytest.approx(found.scores[1])
    assert found.coverage.tolist() == [1, 1]


def test_fields_weigh_what_the_table_says():
    found = search([item(0, ["tent", "x"], "body"), item(1, ["tent", "x"], "title")], groups_of(("tent",)))
    assert FIELD_WEIGHTS["title"] > FIELD_WEIGHTS["body"]
    assert found.ordinals[0] == 1


def test_scores_and_coverage_stay_between_nothing_and_one():
    items = [item(at, ["tent"] * 1000 + ["red"], "title") for at in range(3)]
    found = search(items, groups_of(("tent",), ("red",)))
    assert (found.scores > 0).all()
    assert (found.scores <= 1).all()
    assert (found.coverage <= 1).all()


@pytest.mark.parametrize("k", [0, 5])
def test_nothing_found_is_an_empty_ranking(k):
    found = search([item(0, ["tent"])], groups_of(("unknown",)), k)
    assert found.ordinals.size == found.scores.size == found.coverage.size == 0


def test_no_items_and_no_words():
    assert score([], {}, CorpusStats(0, 0), 5).ordinals.size == 0
    assert encode_segment([]).terms == {}


def test_a_posting_takes_six_bytes():
    block = encode_segment([item(7, ["tent"]), item(3, ["tent"])]).terms["tent"]
    assert (len(block.ordinals), len(block.tfs), len(block.lengths)) == (8, 2, 2)
    assert np.frombuffer(block.ordinals, "<u4").tolist() == [3, 7]


@given(st.floats(0.5, 1_000_000))
def test_stored_values_are_near_the_true_ones(value):
    stored = float(CODE_VALUES[quantise(np.array([value]))[0]])
    assert stored == pytest.approx(value, rel=0.031, abs=0.25)


def test_text_is_analysed_in_the_language_of_the_item():
    segment = encode_segment([IndexedItem(1, {"title": "Wasserdichte Schuhe"}, "de")])
    assert "schuh" in segment.terms


@given(
    st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12), min_size=1, max_size=60),
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True),
    st.integers(1, 5),
)
def test_skipping_frequent_words_changes_no_place_among_the_best(texts, asked, k):
    """MaxScore may look at less, never find less; alternatives make lists that overlap."""
    segment = encode_segment(item(at, words) for at, words in enumerate(texts))
    postings = merge_segments([segment.terms])
    stats = CorpusStats(segment.doc_count, segment.total_length)
    other = Alternative("h", (("h",),), 0.8, Widening.TYPO)
    groups = [TermGroup(word, (word,), alternatives=(other,) if word < "c" else ()) for word in asked]
    best, everything = score(groups, postings, stats, k), score(groups, postings, stats, 1000)
    assert best.ordinals.tolist() == everything.ordinals[:k].tolist()
    assert best.scores == pytest.approx(everything.scores[:k], rel=1e-4)


def test_an_alternative_counts_for_less_and_only_where_it_is_more():
    texts = [["sofa"], ["couch"], ["sofa", "couch"], ["lamp"]]
    segment = encode_segment(item(at, words) for at, words in enumerate(texts))
    other = Alternative("couch", (("couch",),), 0.5, Widening.SYNONYM)
    found = score(
        [TermGroup("sofa", ("sofa",), alternatives=(other,))],
        merge_segments([segment.terms]),
        CorpusStats(segment.doc_count, segment.total_length),
        10,
    )
    scores = dict(zip(found.ordinals.tolist(), found.scores.tolist(), strict=True))
    assert scores.keys() == {0, 1, 2}
    assert scores[1] == pytest.approx(scores[0] / 2)
    assert dict(zip(found.ordinals.tolist(), found.coverage.tolist(), strict=True)) == {0: 1, 1: 0.5, 2: 1}


def test_a_phrase_is_there_only_with_all_its_words():
    texts = [["sleeping", "bag"], ["sleeping"], ["bag"]]
    segment = encode_segment(item(at, words) for at, words in enumerate(texts))
    phrase = Alternative("sleeping bag", (("sleeping",), ("bag",)), 0.8, Widening.SPLIT)
    found = score(
        [TermGroup("sleepingbag", ("sleepingbag",), alternatives=(phrase,))],
        merge_segments([segment.terms]),
        CorpusStats(segment.doc_count, segment.total_length),
        10,
    )
    assert found.ordinals.tolist() == [0]
