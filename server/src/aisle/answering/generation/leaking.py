"""Telling that a model gives away what it was told instead of answering."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.words import tokens

_RUN = 8


class Instructions:
    """What must never be said.

    Args:
        rules: The fixed part of the system text.
        canaries: Random words of this request alone that no honest answer holds.
    """

    def __init__(self, rules: str, canaries: Sequence[str]) -> None:
        self._runs = frozenset(_runs(rules))
        self._canaries = tuple(one.casefold() for one in canaries)

    def leak_in(self, sentence: str) -> bool:
        """Whether a sentence holds a canary or a run of the rules' words."""
        folded = sentence.casefold()
        if any(canary in folded for canary in self._canaries):
            return True
        return not self._runs.isdisjoint(_runs(sentence))


def _runs(text: str) -> list[tuple[str, ...]]:
    words = tokens(text)
    return [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
