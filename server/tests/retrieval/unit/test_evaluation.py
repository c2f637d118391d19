"""Measures of rankings, and files of test questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.retrieval.evaluation.errors import QuestionsInvalid
from aisle.retrieval.evaluation.importing import read_questions
from aisle.retrieval.evaluation.measures import ndcg_at, recall_at, reciprocal_rank, sign_test
from aisle.retrieval.evaluation.types import TestQuestion


def test_measures_of_a_ranking_worked_out_by_hand() -> None:
    ranked, expected = ["x", "a", "y", "b", "c"], {"a", "b", "z"}
    assert recall_at(ranked, expected, 3) == pytest.approx(1 / 3)
    assert recall_at(ranked, expected, 5) == pytest.approx(2 / 3)
    assert reciprocal_rank(ranked, expected, 5) == 0.5
    assert reciprocal_rank(ranked, expected, 1) == 0
    best = 1 + 0.6309297535714574 + 0.5
    assert ndcg_at(ranked, expected, 5) == pytest.approx((0.6309297535714574 + 0.43067655807339306) / best)


@given(st.lists(st.integers(0, 30), unique=True), st.sets(st.integers(0, 30), min_size=1), st.integers(1, 20))
def test_measures_stay_between_nothing_and_all(ranked, expected, k) -> None:
    figures = [measure(ranked, expected, k) for measure in (recall_at, reciprocal_rank, ndcg_at)]
    assert all(0 <= figure <= 1 + 1e-12 for figure in figures)
    first = [*expected, *(one for one in ranked if one not in expected)]
    assert ndcg_at(first, expected, k) == pytest.approx(1)
    assert all(figure == 0 for figure in figures) == (not set(ranked[:k]) & expected)


def test_an_even_split_says_nothing_and_an_uneven_one_something() -> None:
    assert sign_test(0, 0) == sign_test(1, 1) == 1
    assert sign_test(10, 0) == pytest.approx(2 / 1024)
    assert sign_test(3, 9) == sign_test(9, 3) == pytest.approx(2 * 299 / 4096)


def test_questions_are_read_from_json_lines_and_csv() -> None:
    wanted = [
        TestQuestion("Can I wash it?", ("care.md", "faq.md"), ()),
        TestQuestion("warm sock", (), ("s1",)),
    ]
    lines = (
        b'{"question": "Can I wash it?", "documents": ["care.md", "faq.md"]}\n\n'
        b'{"question": "warm sock", "products": ["s1"]}\n'
    )
    assert read_questions(lines) == wanted
    rows = read_questions(
        b"\xef\xbb\xbfQuestion,Documents,Products\nCan I wash it?,care.md|faq.md,\nwarm sock,,s1\n"
    )
    assert [(row.question, tuple(filter(None, row.documents))) for row in rows] == [
        (row.question, row.documents) for row in wanted
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"question": "x", "documents": ["a"]}\n{"question": 7}', "line 2"),
        (b'{"question": "x", "document": ["a"]}', "“document”"),
        (b'{"question": "x", "documents": "a"}', "lists"),
        (b'{"question"', "line 1"),
        (b"words,answers\na,b\n", "column"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"", "column"),
    ],
)
def test_files_that_hold_no_questions_are_refused_with_the_line(data, said) -> None:
    with pytest.raises(QuestionsInvalid, match=said):
        read_questions(data)
