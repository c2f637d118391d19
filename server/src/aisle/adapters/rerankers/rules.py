"""Rules over typed fields: among hits of about equal relevance, what was named comes first and what is sold out last.

A rule is worth a share of the best hit's score, so it decides between neighbours and never lifts a hit from far below.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from aisle.adapters.rerankers.options import RerankerOptions
from aisle.llm.ports import Placed, RerankItem

WORD = re.compile(r"\w+")
WINDOW = 20


@dataclass(frozen=True, slots=True)
class RuleWeights:
    """What each rule is worth, as a share of the best score. Measured by `benchmarks/reranking.py`."""

    title: float = 0.05
    brand: float = 0.02
    category: float = 0.02
    sold_out: float = -0.03


class RulesReranker:
    """Adds what the rules are worth to each score; equal sums stay as they stood."""

    name, window = "rules", WINDOW

    def __init__(self, weights: RuleWeights | None = None) -> None:
        """Create the reranker. weights: of the rules."""
        self._weights = weights or RuleWeights()

    @classmethod
    def from_options(cls, options: RerankerOptions) -> Self:
        """Make the reranker from the settings of the installation."""
        return cls()

    async def rerank(self, query: str, items: Sequence[RerankItem]) -> list[Placed]:
        """Order hits; see the port."""
        asked = _words(query)
        best = max((item.score for item in items), default=0.0)
        met = [self._met(asked, item) for item in items]
        worth = [
            item.score + best * sum(getattr(self._weights, rule) for rule in rules)
            for item, rules in zip(items, met, strict=True)
        ]
        order = sorted(range(len(items)), key=lambda at: (-worth[at], at))
        return [Placed(at, met[at], worth[at]) for at in order]

    async def close(self) -> None:
        """Nothing is open."""

    def _met(self, asked: tuple[str, ...], item: RerankItem) -> tuple[str, ...]:
        """Return the names of the rules that speak for or against a hit."""
        rules = []
        if asked and _words(item.fields.get("title", "")) == asked:
            rules.append("title")
        for name in ("brand", "category"):
            value = _words(item.fields.get(name, "").rpartition("/")[2])
            if value and _holds(asked, value):
                rules.append(name)
        if item.in_stock is False:
            rules.append("sold_out")
        return tuple(rules)


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def _holds(asked: tuple[str, ...], value: tuple[str, ...]) -> bool:
    """Whether the value's words stand together in the question, a plural's s left aside."""
    bare, wanted = [word.rstrip("s") for word in asked], [word.rstrip("s") for word in value]
    return any(bare[at : at + len(wanted)] == wanted for at in range(len(bare) - len(wanted) + 1))
