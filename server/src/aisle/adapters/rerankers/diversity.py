"""Maximal marginal relevance: of hits that say the same, the best comes first and the others after what is new.

Source: Carbonell and Goldstein, "The use of MMR, diversity-based reranking for reordering documents and producing
summaries", SIGIR 1998.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Self

from aisle.adapters.rerankers.options import RerankerOptions
from aisle.llm.ports import Placed, RerankItem

WORD = re.compile(r"\w+")
WINDOW = 30
LONGEST = 2_000  # characters of a hit that are compared
NEAR_DUPLICATE = "near_duplicate"
ALIKE = 0.5  # share of words in common from which a hit that came later is said to repeat another


class DiversityReranker:
    """MMR with words: two hits are as alike as the words they share are many among all of theirs (Jaccard)."""

    name, window = "diversity", WINDOW

    def __init__(self, diversity: float) -> None:
        """Create the reranker. diversity: 1 - lambda of the paper; at 0 nothing moves."""
        self._diversity = diversity

    @classmethod
    def from_options(cls, options: RerankerOptions) -> Self:
        """Make the reranker from the settings of the installation."""
        return cls(options.diversity)

    async def rerank(self, query: str, items: Sequence[RerankItem]) -> list[Placed]:
        """Order hits; see the port."""
        words = [_words(item.text) for item in items]
        best = max((item.score for item in items), default=0.0) or 1.0
        left, order = list(range(len(items))), list[Placed]()
        nearest = [0.0] * len(items)  # likeness to the most alike of those chosen
        while left:
            chosen = max(left, key=lambda at: (self._worth(items[at].score / best, nearest[at]), -at))
            left.remove(chosen)
            repeats = len(order) > chosen and nearest[chosen] >= ALIKE
            order.append(Placed(chosen, (NEAR_DUPLICATE,) if repeats else ()))
            for at in left:
                nearest[at] = max(nearest[at], _likeness(words[at], words[chosen]))
        return order

    async def close(self) -> None:
        """Nothing is open."""

    def _worth(self, relevance: float, likeness: float) -> float:
        return (1 - self._diversity) * relevance - self._diversity * likeness


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(unicodedata.normalize("NFKC", text[:LONGEST]).casefold()))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    either = len(one | other)
    return len(one & other) / either if either else 0.0
