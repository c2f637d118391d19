"""Whether an answer would be tried from what a search has found, without writing one."""

from aisle.answering.sufficiency import ENOUGH_COVERAGE, judge
from aisle.retrieval.types import SearchResult


def is_answerable(question: str, found: SearchResult) -> bool:
    """Say whether passages suffice, or a product holds most of the question's words."""
    sold = any(hit.coverage >= ENOUGH_COVERAGE for hit in found.products)
    return sold or judge(question, found.understanding.language, found.passages).allows_answer
