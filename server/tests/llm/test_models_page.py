"""The page of models says what the files and the matrix say; `python -m aisle.llm.models_page` writes it anew."""

from pathlib import Path

from aisle.llm.gateway import MATRIX, Purpose
from aisle.llm.models_page import models_page

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "models.md"


def test_the_page_is_the_one_that_is_made():
    assert PAGE.read_text("utf-8") == models_page()


def test_every_purpose_has_limits_that_agree():
    assert set(MATRIX) == set(Purpose)
    for rule in MATRIX.values():
        assert 0 < rule.connect <= rule.first <= rule.total
        assert 0 < rule.between <= rule.total
        assert rule.queue <= rule.total
        assert rule.attempts >= 1
