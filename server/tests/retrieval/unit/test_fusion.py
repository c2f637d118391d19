"""Fusion: a weighted sum of absolute scores, with a weight that knows its languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.retrieval.fusion import (
    MOST_LEARNED,
    QueryKind,
    Ranking,
    Weights,
    dense_weight,
    fuse,
    with_adjacent,
    with_evidence,
)

RANKINGS = st.dictionaries(st.integers(0, 30), st.floats(0, 1), max_size=12).map(
    lambda found: (
        Ranking(*map(list, zip(*sorted(found.items(), key=lambda one: -one[1]), strict=True)))
        if found
        else Ranking([], [])
    )
)


@given(RANKINGS, RANKINGS, st.floats(0, 1))
def test_every_item_of_either_leg_comes_once_with_a_falling_score_between_0_and_1(lexical, dense, weight):
    fused = fuse(lexical, dense, dense_weight=weight)
    assert sorted(fused.ordinals) == sorted({*lexical.ordinals, *dense.ordinals})
    assert list(fused.scores) == sorted(fused.scores, reverse=True)
    assert all(0 <= one <= 1 for one in fused.scores)


def test_an_item_both_legs_like_beats_items_that_one_leg_likes():
    fused = fuse(Ranking([1, 2], [0.5, 0.45]), Ranking([3, 2, 4], [0.6, 0.55, 0.1]), dense_weight=0.5)
    assert fused.ordinals[0] == 2


def test_without_weight_the_words_decide():
    fused = fuse(Ranking([1, 2], [0.5, 0.1]), Ranking([2, 3], [0.9, 0.8]), dense_weight=0)
    assert fused.ordinals[:2] == [1, 2]


def test_an_item_the_dense_leg_did_not_return_is_as_near_as_its_last():
    fused = fuse(Ranking([1], [0.0]), Ranking([2, 3], [0.8, 0.2]), dense_weight=1)
    assert dict(zip(fused.ordinals, fused.scores, strict=True)) == pytest.approx({2: 0.8, 3: 0.2, 1: 0.2})


def test_cosines_below_zero_count_as_none():
    assert fuse(Ranking([], []), Ranking([1], [-0.4]), dense_weight=1).scores == [0.0]


@pytest.mark.parametrize(
    ("language", "known", "kind", "weight"),
    [
        ("en", {"en"}, QueryKind.WORDS, Weights().meaning),
        ("de", {"en"}, QueryKind.WORDS, Weights().foreign),
        ("ar", {"en"}, QueryKind.WORDS, Weights().foreign_script),
        ("ar", set(), QueryKind.WORDS, Weights().meaning),
        ("en", {"en"}, QueryKind.IDENTIFIER, Weights().identifier),
    ],
)
def test_the_dense_leg_counts_where_it_knows_the_language(language, known, kind, weight):
    assert dense_weight(language, frozenset(known), kind) == weight


def test_the_dense_leg_counts_more_where_words_found_little():
    weights = Weights(meaning=0.3, weak=1.5, full=0.5)
    shares = [with_evidence(0.3, coverage, weights) for coverage in (0.0, 0.4, 0.5, 0.9, 1.0)]
    assert shares == pytest.approx([0.45, 0.45, 0.3, 0.3, 0.15])
    assert with_evidence(0.3, 0.0, Weights(weak=4)) == MOST_LEARNED, "words are never silenced"
    assert with_evidence(0.9, 0.0, Weights(weak=4)) == 0.9, "unless the recipe says so"
    assert with_evidence(0.0, 0.0, Weights(weak=4)) == 0


@pytest.mark.parametrize("name", ["meaning", "foreign", "foreign_script", "identifier"])
@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_a_weight_that_is_no_share_is_refused(name, value):
    with pytest.raises(ValueError, match=name):
        Weights(**{name: value})


def test_the_learned_weights_are_shares_that_let_words_lead():
    usual = Weights()
    assert usual.foreign_script <= usual.foreign <= usual.meaning <= 0.5
    assert usual.identifier <= 0.05


def test_an_item_rises_by_the_best_of_those_beside_it():
    fused = Ranking([1, 2, 3, 4], [0.5, 0.4, 0.39, 0.2])
    ranked = with_adjacent(fused, {3: [4, 2], 2: [3]}, 0.2)
    assert ranked.ordinals == [1, 2, 3, 4]
    assert with_adjacent(fused, {3: [1, 4]}, 0.2).ordinals == [1, 3, 2, 4]
    assert with_adjacent(fused, {3: [1, 4]}, 0.0).ordinals == fused.ordinals


@given(
    RANKINGS, st.dictionaries(st.integers(0, 30), st.lists(st.integers(0, 40), max_size=3)), st.floats(0, 1)
)
def test_neighbours_change_the_order_and_neither_items_nor_scores(fused, adjacent, weight):
    ranked = with_adjacent(fused, adjacent, weight)
    assert sorted(ranked.ordinals) == sorted(fused.ordinals)
    assert ranked.scores == sorted(fused.scores, reverse=True)
