"""The simplest choice within one standard error of the best, on made gains."""

from functools import partial

import numpy as np
import pytest
from benchmarks.choosing import Gains, is_within_error, simplest
from benchmarks.labelled.legs import Legs
from benchmarks.learn_fusion import Part, learn

from aisle.retrieval.fusion import Ranking


def _noise(seed: int) -> Gains:
    return np.random.default_rng(seed).normal(0, 0.1, 400)


def _measured(gains: dict[str, list[Gains]], choice: str) -> list[Gains]:
    return gains[choice]


def test_a_gain_that_may_be_chance_does_not_buy_complexity() -> None:
    plain = _noise(1)
    gains = {"plain": [plain], "other": [plain + _noise(2) - _noise(2).mean() + 0.001]}
    assert simplest([["plain"], ["other"]], partial(_measured, gains)) == "plain"


def test_a_gain_beyond_one_error_does() -> None:
    plain = _noise(1)
    gains = {"plain": [plain], "other": [plain + _noise(2) - _noise(2).mean() + 0.02]}
    assert simplest([["plain"], ["other"]], partial(_measured, gains)) == "other"


def test_within_a_class_the_best_counts_and_the_first_of_equals() -> None:
    plain = _noise(1)
    gains = {"worse": [plain - 0.1], "one": [plain], "same": [plain.copy()]}
    assert simplest([["worse", "one", "same"]], partial(_measured, gains)) == "one"


def test_sets_have_equal_say_however_many_queries_they_have() -> None:
    large, small = np.zeros(1000), np.zeros(10)
    assert not is_within_error([large, small + 0.5], [large + 0.1, small])


def _part(coverage: float, right: int, queries: int = 40) -> Part:
    """Words hold item 0 for better, meaning item 1, more strongly; `right` is the one that is looked for."""
    legs = Legs(
        Ranking([0, 1], [0.5, 0.3]), Ranking([0, 1], [0.5, 0.3]), Ranking([1, 0], [0.9, 0.1]), coverage
    )
    return Part("made", "en", [legs] * queries, [{right: 1.0}] * queries, {})


@pytest.mark.parametrize(("right", "is_more"), [(0, False), (1, True)])
def test_shares_are_learned_and_factors_left_alone_where_they_gain_nothing(right: int, is_more: bool) -> None:
    learned = learn([_part(0.8, right), _part(0.8, right)], [_part(0.8, right)])
    assert (learned.meaning > 0.2) is is_more
    assert (learned.weak, learned.full, learned.adjacent) == (1.0, 1.0, 0.0)


def test_a_factor_is_learned_where_words_that_hold_everything_are_right() -> None:
    learned = learn([_part(0.8, right=1), _part(1.0, right=0)], [_part(0.8, right=1)])
    assert learned.full < 1
    assert learned.weak == 1.0
