"""Whether a word of the store is what is looked for, or only stands near it."""

import re
from collections.abc import Collection
from functools import lru_cache

from aisle.retrieval.understanding.grammar import FLAGS, LOOK_BACK, Grammar

_APOSTROPHES = "'\u2019"


class Heads:
    """Tells the thing looked for from purposes, places and parts of other names, in some languages."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `heads_of` keeps them."""
        prepositions = grammar.any("prepositions")
        words = rf"(?:(?!(?:{prepositions})\b)[\w-]+\s+){{0,2}}$"
        articles = grammar.any("determiners", "possessives")
        self._knows_qualities = grammar.knows("qualities")
        # Words before a thing that leave it what it is: articles, verbs, qualities, colours, persons.
        self._quality = re.compile(rf"(?:^|[\s\W])(?:{grammar.any('qualities')})$", FLAGS)
        # After these a thing is a purpose or a place: "polish for boots", "pegs for my tent".
        self._purpose = re.compile(
            rf"\b(?:{grammar.any('purposes', 'possessives')})\s+(?:(?:{articles})\s+)?{words}", FLAGS
        )
        # "Looking for a tent" looks for the tent; so does the price before "for a tent".
        self._seeking = re.compile(
            rf"\b(?:{grammar.any('seeking')})\s+(?:me\s+)?(?:(?:a|an|the|some|any|good|new|nice)\s+)*"
            rf"(?:{grammar.any('seeking_links')})?\s*(?:(?:{articles})\s+)?{words}",
            FLAGS,
        )
        self._joined = re.compile(rf"\s*(?:(?:{grammar.any('ands', 'ors')}|&|,|/)\s+)?", FLAGS)
        self._bound = re.compile(
            rf"\b(?:{grammar.any('under', 'up_to', 'over', 'around')}"
            rf"|(?:{grammar.any('between')})(?:\s+\S+(?:\s\w+)?(?:\s?[-–—]\s?|\s+(?:{grammar.any('to')})\s+))?)\s*$",
            FLAGS,
        )
        self._oneself = re.compile(rf"\b(?:{grammar.any('oneself')})\s+(?:about |only |nur )?$", FLAGS)
        self._season = re.compile(grammar.any("seasons"), FLAGS)
        self._when = re.compile(rf"\b(?:{grammar.any('in_season')})\s+(?:el |l[{_APOSTROPHES}])?$", FLAGS)
        self._foreign_brand = re.compile(
            rf"\b(?:{grammar.any('compared_brands')})\s+(?:(?:{articles})\s+)?$", FLAGS
        )
        self._in = re.compile(rf"\b(?:{grammar.any('said_behind')})\s+$", FLAGS)
        # What may follow the thing itself: the end, a mark, or a word that begins something new about it.
        self._closed = re.compile(
            rf"\s*(?:$|[.,;:!?()/\d£€$&]|(?:{grammar.any('closes', 'ands', 'ors', 'negations')})\b)", FLAGS
        )

    def is_head(self, text: str, start: int, end: int, known_starts: Collection[int]) -> bool:
        """Say whether a category word is the thing looked for.

        Args:
            text: The question.
            start: First character of the word.
            end: One past its last.
            known_starts: Where other values and limits of the store begin; they may follow the thing.
        """
        if self._is_purpose(text, start):
            return False
        joined = self._joined.match(text, end)
        following = joined.end() if joined else end
        return following in known_starts or self._closed.match(text, end) is not None

    def is_whole(self, text: str, start: int, known_ends: Collection[int]) -> bool:
        """Say whether a category of one word stands without a noun before it that would make it another thing.

        "Plant stand" is no "stand" and a "bunk bed" may not be a "bed"; qualities change nothing.
        """
        if not self._knows_qualities:
            return True  # in a language without a table only values are read
        before = text[:start].rstrip()
        if (
            not before
            or len(before) in known_ends
            or not (before[-1].isalpha() or before[-1] in _APOSTROPHES)
        ):
            return True
        return self._quality.search(before, max(0, len(before) - LOOK_BACK)) is not None

    def is_about_head(self, text: str, start: int, end: int) -> bool:
        """Say whether a quality belongs to the thing looked for: not "leather" in "polish for leather boots"."""
        return not self._is_purpose(text, start) or self._closed.match(text, end) is not None

    def _is_purpose(self, text: str, start: int) -> bool:
        """Say whether a word stands after "for", "with" and the like, and something else is looked for before it."""
        purpose = self._purpose.search(text, _near(start), start)
        if purpose is None or self._seeking.search(text, _near(start), start):
            return False
        return any(character.isalnum() for character in text[: purpose.start()])

    def is_circumstance(self, text: str, start: int, end: int) -> bool:
        """Say whether a value is about the shopper or the time: "I'm 190 cm", "a walk in summer"."""
        if self._oneself.search(text, _near(start), start):
            return True
        return (
            self._season.fullmatch(text, start, end) is not None
            and self._when.search(text, _near(start), start) is not None
        )

    def is_bound(self, text: str, start: int) -> bool:
        """Say whether an amount is only the end of a range: "under 1.18 kg" does not mean exactly 1.18 kg."""
        return self._bound.search(text, _near(start), start) is not None

    def is_origin(self, text: str, start: int) -> bool:
        """Say whether a brand is whose thing is wanted, not what it must go with ("a case for ...")."""
        return self._foreign_brand.search(text, _near(start), start) is None

    def is_in(self, text: str, start: int) -> bool:
        """Say whether a quality is said behind the thing: "a jacket in cream", "a jacket in the colour cream"."""
        return self._in.search(text, _near(start), start) is not None

    def is_closed(self, text: str, end: int) -> bool:
        """Say whether a thing may end at a place of the text."""
        return self._closed.match(text, end) is not None


def _near(place: int) -> int:
    return max(0, place - LOOK_BACK)


@lru_cache(maxsize=64)
def heads_of(grammar: Grammar) -> Heads:
    """Return the patterns of a grammar, compiled once."""
    return Heads(grammar)
