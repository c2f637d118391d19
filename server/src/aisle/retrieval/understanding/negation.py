"""What a negation and an "only" reach: "no leather or wool", "anything but black", "only red", "red ones only"."""

import re
from functools import lru_cache

from aisle.retrieval.understanding.grammar import FLAGS, LOOK_BACK, Grammar


class Scopes:
    """Finds negations and "only" around values, in some languages."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `scopes_of` keeps them."""
        links = rf"(?:[\s-]+(?:{grammar.any('negation_links')})\b){{0,2}}"
        self._before = re.compile(rf"(?<![\w-])(?:{grammar.any('negations')}){links}[\s-]+$", FLAGS)
        # "Resin free standing" is free standing; "sugar free" and "leather-free" are without.
        self._behind = re.compile(
            rf"-?(?:{grammar.any('free_of')})\b|\s+(?:{grammar.any('free_of')})\b(?!\s+(?:{grammar.any('not_free_of')})\b)",
            FLAGS,
        )
        self._none = re.compile(rf"\b(?:{grammar.any('not_negations')})[\s-]+$", FLAGS)
        self._or = re.compile(
            rf"\s*(?:,\s*)?(?:{grammar.any('ors')})(?:\s+(?:{grammar.any('determiners')}))?\s+", FLAGS
        )
        self._and = re.compile(rf"\s*(?:[,/&]|(?:,\s*)?(?:{grammar.any('ands')})\b)\s*", FLAGS)
        only = grammar.any("only")
        between = rf"(?:\s+(?:{grammar.any('purposes', 'by_brand', 'determiners')})){{0,2}}"
        self._only_before = re.compile(rf"\b(?:{only}){between}\s+$", FLAGS)
        self._only_behind = re.compile(rf"\s+(?:ones?\s+)?(?:{only})\b(?!\s*(?:\d|if\b|for\b|when\b))", FLAGS)

    def negation(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the stretch of a negated value with its negation: "no leather", "leather-free"; None without one."""
        before = self._before.search(text, _near(start), start)
        if before and not self._none.search(text, _near(start), start):
            return before.start(), end
        behind = self._behind.match(text, end)
        return (start, behind.end()) if behind else None

    def reaches(self, text: str, end: int, start: int, *, same_field: bool) -> bool:
        """Say whether a negation goes on from one value to the next.

        "Or" carries it to anything ("no leather or hood"), "and" only to a value of the same field: in "no leather and
        waterproof" the second is wanted.

        Args:
            text: The question.
            end: Where the negated value ends.
            start: Where the next value begins.
            same_field: Whether both are of one field.
        """
        joined = self._or.fullmatch(text, end, start)
        return bool(joined) or (same_field and self._and.fullmatch(text, end, start) is not None)

    def only(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the stretch of a value with its "only"; None without one."""
        before = self._only_before.search(text, _near(start), start)
        if before and not self._none.search(text, _near(start), start):
            return before.start(), end
        behind = self._only_behind.match(text, end)
        return (start, behind.end()) if behind else None


def _near(place: int) -> int:
    return max(0, place - LOOK_BACK)


@lru_cache(maxsize=64)
def scopes_of(grammar: Grammar) -> Scopes:
    """Return the patterns of a grammar, compiled once."""
    return Scopes(grammar)
