"""Figures of sentences are compared with their units, however they are written."""

import pytest

from aisle.answering.promises.figures import figures


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "a five-year warranty", {(60, "month")}),
        ("en", "an 18-month guarantee", {(18, "month")}),
        ("en", "a two-week window", {(14, "day")}),
        ("en", "within a week", {(7, "day")}),
        ("en", "two working days", {(2, "day")}),
        ("en", "two to three days", {(2, "day"), (3, "day")}),
        ("de", "eine fünfjährige Garantie", {(60, "month")}),
        ("de", "eine 2-jährige Garantie", {(24, "month")}),
        ("de", "innerhalb einer Woche", {(7, "day")}),
        ("fr", "une garantie de cinq ans", {(60, "month")}),
        ("nl", "een vijfjarige garantie", {(60, "month")}),
        ("it", "una garanzia di due anni", {(24, "month")}),
    ],
)
def test_an_article_is_no_figure_where_a_number_follows(language, text, expected):
    assert figures(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"), [("en", "a warranty"), ("de", "eine Garantie"), ("nl", "een eenjaarling")]
)
def test_a_word_of_number_alone_names_nothing(language, text):
    assert figures(text, language) == frozenset()
