"""Rules over typed fields: among hits of about equal relevance, what was named comes first and what is sold out last.

A rule is worth a share of the best hit's score, so it decides between neighbours and never lifts a hit from far below.
`benchmarks/reranking.py` measures what the weights cost and bring: a bonus for brands makes product search a little
worse, since the words of a brand are counted by the search already; so it is there for shops that want it.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Self

from aisle.adapters.rerankers.options import RerankerOptions, RuleWeights
from aisle.llm.ports import Placed, RerankItem

WORD = re.compile(r"\w+")
# Neighbours change places, so the hits that are shown are enough; reading more would cost every search.
WINDOW = 0


class RulesReranker:
    """Adds what the rules are worth to each score; equal sums stay as they stood."""

    name, window = "rules", WINDOW

    def __init__(self, weights: RuleWeights | None = None) -> None:
        """Create the reranker. weights: of the rules."""
        self._weights = weights or RuleWeights()

    @classmethod
    def from_options(cls, options: RerankerOptions) -> Self:
        """Make the reranker from the settings of the installation."""
        return cls(options.rules)

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
        return [Placed(at, met[at]) for at in order]

    async def close(self) -> None:
        """Nothing is open."""

    def _met(self, asked: tuple[str, ...], item: RerankItem) -> tuple[str, ...]:
        """Return the names of the rules that speak for or against a hit; those worth nothing are not looked at."""
        weights, fields, rules = self._weights, item.fields, []
        if weights.title and asked and _words(fields.get("title", "")) == asked:
            rules.append("title")
        if weights.brand and _holds(asked, _words(fields.get("brand", ""))):
            rules.append("brand")
        if weights.category and _holds(asked, _words(_leaf(fields.get("category", "")))):
            rules.append("category")
        if weights.sold_out and item.in_stock is False:
            rules.append("sold_out")
        return tuple(rules)


def _leaf(value: str) -> str:
    """Return the last step of a path such as "Camping/Tents"."""
    return value.rpartition("/")[2]


def _words(text: str) -> tuple[str, ...]:
    return tuple(
        WORD.findall(text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold())
    )


def _holds(asked: tuple[str, ...], value: tuple[str, ...]) -> bool:
    """Whether the value's words stand together in the question, a plural's s left aside."""
    if not value:
        return False
    bare, wanted = [word.rstrip("s") for word in asked], [word.rstrip("s") for word in value]
    return any(bare[at : at + len(wanted)] == wanted for at in range(len(bare) - len(wanted) + 1))
