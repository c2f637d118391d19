"""Maximal marginal relevance: of hits that say the same, the best comes first and the others after what is new.

Source: Carbonell and Goldstein, "The use of MMR, diversity-based reranking for reordering documents and producing
summaries", SIGIR 1998.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

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
        scores = np.array([item.score for item in items])
        relevance = scores / (scores.max(initial=0.0) or 1.0)
        alike = likenesses([item.text for item in items])
        left, order = np.ones(len(items), bool), list[Placed]()
        nearest = np.zeros(len(items))  # likeness to the most alike of those chosen
        for _ in items:
            worth = (1 - self._diversity) * relevance - self._diversity * nearest
            chosen = int(np.where(left, worth, -np.inf).argmax())  # of equals the first
            repeats = len(order) > chosen and nearest[chosen] >= ALIKE
            order.append(Placed(chosen, (NEAR_DUPLICATE,) if repeats else ()))
            left[chosen] = False
            nearest = np.maximum(nearest, alike[chosen])
        return order

    async def close(self) -> None:
        """Nothing is open."""


def likenesses(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return for each pair of texts the share of words in common, 0..1, shape (texts, texts)."""
    words = [set(WORD.findall(unicodedata.normalize("NFKC", text[:LONGEST]).casefold())) for text in texts]
    column = {word: at for at, word in enumerate(sorted(set().union(*words)))}
    holds = np.zeros((len(texts), len(column)))
    for row, found in enumerate(words):
        holds[row, [column[word] for word in found]] = 1
    both, sizes = holds @ holds.T, holds.sum(1)
    either = sizes[:, None] + sizes[None, :] - both
    shares: NDArray[np.float64] = both / np.maximum(either, 1)
    return shares
