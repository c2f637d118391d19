"""Whether a question is after products, after knowledge, or could be after either."""

import re
from functools import lru_cache

from aisle.retrieval.types import Wants
from aisle.retrieval.understanding.grammar import ALL, FLAGS, grammar_of


class Patterns:
    """What tells products from knowledge, in all languages at once: one is not known yet when this is asked."""

    def __init__(self) -> None:
        """Compile the patterns."""
        grammar = grammar_of(ALL)
        self.policy, self.seeks = grammar.word("policy"), grammar.word("seeks")
        self.how_to = re.compile(grammar.any("how_to"), FLAGS)
        # Sizes of one system in another are in size guides, and the products of that size are no answer.
        self.converts = grammar.word("converts")
        self.compares = re.compile(rf"\b(?:{grammar.any('compares')})(?:\b|(?<=\.))", FLAGS)
        self.yes_no = re.compile(rf"^\W*(?:{grammar.any('yes_no')})\b", FLAGS)
        self.offers = re.compile(rf"^\W*(?:{grammar.any('offers')})\b", FLAGS)


@lru_cache(maxsize=1)
def _patterns() -> Patterns:
    return Patterns()


def wants_of(text: str, *, has_limits: bool) -> Wants:
    """Say what a question is after.

    Args:
        text: The question.
        has_limits: Whether a price, an order or values of the store were read out of it.
    """
    patterns = _patterns()
    seeks = patterns.seeks.search(text) is not None
    if patterns.policy.search(text) or patterns.how_to.search(text) or patterns.converts.search(text):
        return Wants.EITHER if seeks and has_limits else Wants.KNOWLEDGE
    if seeks or (has_limits and not asks_about_one(text)):
        return Wants.PRODUCTS
    return Wants.EITHER


def asks_about_one(text: str) -> bool:
    """Say whether a question asks something of things it names ("is the ... waterproof?", "compare") rather than for things.

    Limits would then hide the thing itself whenever the answer is no.
    """
    patterns = _patterns()
    if patterns.compares.search(text):
        return True
    return patterns.yes_no.search(text) is not None and patterns.offers.search(text) is None
