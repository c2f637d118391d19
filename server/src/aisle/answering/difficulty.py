"""How hard a question is for a model, before one is asked: from its words and its evidence alone, in any language.

Two signs: how much is asked for, and how many sentences of the evidence speak of it about equally, so that an answer
has to be put together from several. The weights are those of a logistic regression on the questions of Chroma's chunking
evaluation whose answers stand in one stretch of text or in several (`python -m benchmarks difficulty`). It is a weak sign: on a
corpus it was not fitted on it ranks a pair of questions rightly in about two of three cases.
"""

import math
from collections.abc import Sequence

from aisle.answering.sentences import sentences
from aisle.answering.words import keys

MOST_PASSAGES = 8
# A sentence competes with the best one when it has so much of the question as that.
COMPETES = 0.6
BASE, ASKED, COMPETING = -3.70, 0.73, 1.01


def difficulty(question: str, language: str, passages: Sequence[str]) -> float | None:
    """Return how likely an answer has to be put together from several places, 0 to 1; None without words or evidence.

    Args:
        question: Understandable alone.
        language: Of the question.
        passages: Texts that the answer may rest on, the best first.
    """
    found = signs(question, language, passages)
    if found is None:
        return None
    asked, competing = found
    return 1 / (1 + math.exp(-(BASE + ASKED * asked + COMPETING * competing)))


def signs(question: str, language: str, passages: Sequence[str]) -> tuple[float, float] | None:
    """Return the logarithms of how many words are asked for and of how many sentences compete."""
    wanted = keys(question, language)
    if not wanted or not passages:
        return None
    shares = [
        len(wanted & keys(span.of(text), language)) / len(wanted)
        for text in passages[:MOST_PASSAGES]
        for span in sentences(text)
    ]
    best = max(shares, default=0.0)
    competing = sum(share >= COMPETES * best for share in shares) if best else 0
    return math.log1p(len(wanted)), math.log1p(competing)
