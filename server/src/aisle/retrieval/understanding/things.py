"""Tells several things that are asked for at once apart: "a red tent under 300 and two blue sleeping bags"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aisle.retrieval.understanding.binding import Said
from aisle.retrieval.understanding.grammar import FLAGS, Grammar, small_number
from aisle.retrieval.understanding.reading import Reading, singular

MOST_THINGS = 5
# So far around a limit a "both" or "in total" is looked for.
_NEAR = 24


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the question that asks for one thing."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Say whether something lies inside."""
        return self.start <= start and end <= self.end


class Patterns:
    """How things are listed in some languages."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `patterns_of` keeps them."""
        joins = grammar.any("as_well", "ands")
        # Each run of spaces is bounded: two in a row would cost the square of a long one at every place.
        gap, any_gap = r"\s{1,4}", r"\s{0,4}"
        self.joint = re.compile(
            rf"{any_gap}[,;]?{gap}(?:{joins}){gap}(?:{grammar.any('also')}{gap})?|{any_gap}[,;]{gap}", FLAGS
        )
        self.begins = re.compile(rf"\W*(?:{grammar.number}|{grammar.any('determiners')})\s+(?=[^\W_])", FLAGS)
        self.or_ahead = re.compile(rf"\s*(?:{grammar.any('ors')})\b", FLAGS)
        self.purposes = re.compile(rf"\b(?:{grammar.any('purposes')})\b", FLAGS)
        self.for_each = grammar.word("for_each")
        self.owned = grammar.word("owned")
        self.count = re.compile(rf"(?<![\w.,/-])(?P<n>{grammar.number})\s+(?=[^\W\d])", FLAGS)


@lru_cache(maxsize=64)
def patterns_of(grammar: Grammar) -> Patterns:
    """Return the patterns of a grammar, compiled once."""
    return Patterns(grammar)


class Splitter:
    """Cuts one question into the things it asks for."""

    def __init__(self, text: str, grammar: Grammar, said: Sequence[Said], fixed: Sequence[Reading]) -> None:
        """Take a question, the values meant in it, and what else was read."""
        self._text, self._patterns, self._grammar = text, patterns_of(grammar), grammar
        self._said, self._fixed = said, [one for one in fixed if one.filter or one.sort]
        self._heads = [one for one in said if one.match.entries[0].kind == "category" and not one.negated]

    def stretches(self) -> tuple[Stretch, ...]:
        """Return one stretch for each thing, none unless there are several: a wrong cut is worse than none."""
        joints = [
            match
            for match in self._patterns.joint.finditer(self._text)
            if self._is_free(match.start(), match.end())
        ]
        if not joints or self._patterns.owned.search(self._text):
            return ()
        ends = [*(match.start() for match in joints[1:]), len(self._text)]
        found, begun = list[Stretch](), 0
        for joint, end in zip(joints, ends, strict=True):
            if self._parts(Stretch(begun, joint.start()), Stretch(joint.end(), end)):
                found.append(Stretch(begun, joint.start()))
                begun = joint.end()
        if not found or len(found) >= MOST_THINGS:
            return ()
        return (*found, Stretch(begun, len(self._text)))

    def _is_free(self, start: int, end: int) -> bool:
        return not any(begin < end and start < stop for one in self._fixed for begin, stop in one.stretches)

    def _parts(self, left: Stretch, right: Stretch) -> bool:
        """Say whether two things are asked for, one on each side of a joint."""
        head, other = self._head(left), self._head(right)
        if self._patterns.or_ahead.match(self._text, right.start):
            return False
        begins = self._begins(right)
        if other is None and (not begins or self._has_open_purpose(left)):
            return False
        if head is None and not (self._begins(left) and self._has_own_word(left)):
            return False
        if head is None and other is None:
            return self._limits(left, values=True) and self._limits(right, values=True)
        if self._is_purpose_alike(left, head):
            return False
        if begins or (self._limits(left) and self._limits(right)):
            return True
        return head is not None and other is not None and self._has_quality(right, other)

    def _head(self, stretch: Stretch) -> Said | None:
        return next((one for one in self._heads if stretch.holds(one.match.start, one.match.end)), None)

    def _begins(self, stretch: Stretch) -> bool:
        found = self._patterns.begins.match(self._text, stretch.start, stretch.end)
        return found is not None and self._is_free(found.start(), found.end())

    def _has_own_word(self, stretch: Stretch) -> bool:
        """Say whether more than an article and qualities is there: "a big" is no thing, "a drum stool" is one."""
        text = self._text[stretch.start : stretch.end]
        return (
            len(text.split()) - sum(stretch.holds(one.match.start, one.match.end) for one in self._said) > 1
        )

    def _has_open_purpose(self, stretch: Stretch) -> bool:
        """Say whether what follows may go on with a purpose: "a tent with a porch" and a groundsheet."""
        head = self._head(stretch)
        after = head.match.end if head else stretch.start
        return self._patterns.purposes.search(self._text, after, stretch.end) is not None

    def _is_purpose_alike(self, stretch: Stretch, head: Said | None) -> bool:
        """Say whether the last thing on the left is itself a purpose: "a bag for a tent" and a sleeping bag."""
        if head is None:
            return False
        purpose = self._patterns.purposes.search(self._text, head.match.end, stretch.end)
        if purpose is None:
            return False
        rest = self._text[purpose.end() : stretch.end]
        return (
            not self._limits(Stretch(purpose.start(), stretch.end))
            and self._patterns.begins.match(rest.lstrip()) is not None
        )

    def _limits(self, stretch: Stretch, *, values: bool = False) -> bool:
        """Say whether something of its own limits a thing: a number, or (values) also a value of the store."""
        said = [(one.start, one.end) for one in self._said if values]
        return any(
            stretch.holds(start, end)
            for start, end in (*said, *((one.start, one.end) for one in self._fixed))
        )

    def _has_quality(self, stretch: Stretch, head: Said) -> bool:
        """Say whether a quality of its own stands before the thing: "blue sleeping bags"."""
        return any(
            stretch.holds(one.start, one.end) and one.end <= head.match.start
            for one in self._said
            if one is not head
        )

    def is_shared(self, reading: Reading) -> bool:
        """Say whether a limit counts for everything asked for: "both under 100", "300 in total"."""
        near = (
            self._text[max(0, reading.start - _NEAR) : reading.start],
            self._text[reading.end : reading.end + _NEAR],
        )
        return any(self._patterns.for_each.search(one) is not None for one in near)

    def quantity(self, stretch: Stretch, language: str) -> int | None:
        """Return how many are wanted: "two blue sleeping bags"; None where nothing says so."""
        head = self._head(stretch)
        end = head.match.start if head else stretch.end
        for found in self._patterns.count.finditer(self._text, stretch.start):
            if found.start() >= end:
                break
            number = small_number(found["n"], self._grammar)
            if number and self._is_free(found.start(), found.end()) and not self._is_said(found.start("n")):
                return number if number == 1 or _is_plural(head, language) else None
        return None

    def _is_said(self, start: int) -> bool:
        return any(one.start <= start < one.end for one in self._said)


def _is_plural(head: Said | None, language: str) -> bool:
    """In English "three drawer chest" counts no chests; other languages have no such adjectives."""
    if head is None or language != "en":
        return True
    last = head.match.words[head.match.last].text.lower()
    return last != singular(last, language)


def within(stretch: Stretch, readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings that lie in a stretch."""
    return [one for one in readings if stretch.holds(one.start, one.end)]
