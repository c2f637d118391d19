"""What a negation and an "only" reach: "no leather or wool", "anything but black", "only red", "red ones only"."""

import re
from functools import lru_cache

from aisle.retrieval.understanding.grammar import FLAGS, LOOK_BACK, Grammar

# "No heavier than" is "at most".
REVERSED = {"lte": "gte", "gte": "lte"}


class Scopes:
    """Finds negations and "only" around values, in some languages."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `scopes_of` keeps them."""
        links = rf"(?:[\s-]+(?:{grammar.any('negation_links')})\b){{0,3}}"
        negated = rf"(?<![\w-])(?P<not>{grammar.any('negations')})"
        # "No laces or leather" is without leather too, whether the shop knows laces or not.
        other = rf"(?:\s+[^\W\d][\w-]*\s+(?:{grammar.any('ors')}))?"
        self._before = re.compile(rf"{negated}{other}{links}[\s-]+$", FLAGS)
        # "Nothing of over 100" is under it.
        self._direct = re.compile(rf"{negated}(?:\s+(?:{grammar.any('negation_links')}))?\s+$", FLAGS)
        # "Boots -leather", as search engines write it.
        self._minus = re.compile(r"(?<!\S)[-\u2212]$")
        self._refused = re.compile(rf"\s*[?,:]\s*(?:{grammar.any('refusals')})\b", FLAGS)
        # "Resin free standing" is free standing; "sugar free" and "leather-free" are without.
        self._behind = re.compile(
            rf"-?(?:{grammar.any('free_of')})\b|\s+(?:{grammar.any('free_of')})\b(?!\s+(?:{grammar.any('not_free_of')})\b)",
            FLAGS,
        )
        self._none = re.compile(rf"\b(?:{grammar.any('not_negations')})[\s-]*$", FLAGS)
        self._near_none = re.compile(rf"\b(?:{grammar.any('not_negations')})(?!\w)", FLAGS)
        self._or = re.compile(
            rf"\s*(?:,\s*)?(?:{grammar.any('ors')})(?:\s+(?:{grammar.any('determiners', 'said_behind')}))?\s+",
            FLAGS,
        )
        self._and = re.compile(rf"\s*(?:[,/&]|(?:,\s*)?(?:{grammar.any('ands')})\b)\s*", FLAGS)
        only = grammar.any("only")
        between = rf"(?:\s+(?:{grammar.any('purposes', 'by_brand', 'determiners')})){{0,2}}"
        self._only_before = re.compile(rf"\b(?:{only}){between}\s+$", FLAGS)
        self._only_behind = re.compile(rf"\s+(?:ones?\s+)?(?:{only})\b(?!\s*(?:\d|if\b|for\b|when\b))", FLAGS)

    def negation(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Return the stretch of a negated value with its negation: "no leather", "leather-free"; None without one."""
        before = self._start(self._before, text, start)
        if before is None and text[start : start + 1].isalpha() and self._minus.search(text, 0, start):
            before = start - 1
        if before is not None:
            return before, end
        behind = self._behind.match(text, end) or self._refused.match(text, end)
        return (start, behind.end()) if behind else None

    def denied(self, text: str, start: int) -> int | None:
        """Return where the negation begins that stands right before a comparison: "no cheaper than"; None without one."""
        return self._start(self._direct, text, start)

    def before(self, text: str, start: int) -> int | None:
        """Return where the negation begins that reaches a place; None without one."""
        return self._start(self._before, text, start)

    def is_none(self, text: str, start: int, end: int) -> bool:
        """Say whether a stretch begins with an expression that is no negation: "not only", "why not"."""
        near = self._near_none.search(text, _near(start), end)
        return near is not None and near.end() > start

    def _start(self, pattern: re.Pattern[str], text: str, start: int) -> int | None:
        found = pattern.search(text, _near(start), start)
        if found is None or self._none.search(text, _near(start), start):
            return None
        near = _near(found.end("not"))
        return None if self._none.search(text, near, found.end("not")) else found.start()

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
