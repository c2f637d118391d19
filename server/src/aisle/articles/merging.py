"""Two people's changes of one text brought together, sentence by sentence.

Three-way merge (as in diff3; S. Khanna, K. Kunal, B. C. Pierce, "A formal investigation of diff3", 2007). A sentence or line that
only one of them changed is taken from them. Where both changed the same one differently, nobody but a person can say what is
meant: "14 days" and "30 weeks" must not become "14 weeks".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aisle.articles.matching import matches

_PIECES = re.compile(r"(?<=[.!?])(?=\s)|(?<=\n)")


class From(StrEnum):
    """Whose words a part of a merged text is."""

    BOTH = "both"
    THEIRS = "theirs"
    YOURS = "yours"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a merged text. base, theirs, yours: what each says there; the same words in all where nobody changed it."""

    origin: From
    base: str
    theirs: str
    yours: str

    @property
    def text(self) -> str:
        """What it says in the merged text; of a conflict your words, which a person has to look at."""
        return self.theirs if self.origin in (From.THEIRS, From.BOTH) else self.yours


@dataclass(frozen=True, slots=True)
class Merged:
    """A proposal. conflicts: how many parts a person has to decide."""

    parts: tuple[Part, ...]

    @property
    def conflicts(self) -> int:
        """How many parts a person has to decide."""
        return sum(part.origin is From.CONFLICT for part in self.parts)

    @property
    def text(self) -> str:
        """The merged text."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Change:
    """What one of them wrote in place of base[low:high]; where both are the same, they added it there."""

    low: int
    high: int
    words: str
    is_theirs: bool


def merge(base: str, theirs: str, yours: str) -> Merged:
    """Bring two changed texts together. base: the text that both began from."""
    pieces, hers, mine = ([piece for piece in _PIECES.split(text) if piece] for text in (base, theirs, yours))
    changes = [*_changes(pieces, hers, is_theirs=True), *_changes(pieces, mine, is_theirs=False)]
    parts, place = list[Part](), 0
    for low, high, group in _grouped(sorted(changes, key=lambda one: (one.low, one.high))):
        parts.append(_same("".join(pieces[place:low])))
        parts.append(_part(pieces, low, high, group))
        place = high
    parts.append(_same("".join(pieces[place:])))
    return Merged(tuple(part for part in parts if part.base or part.theirs or part.yours))


def _changes(base: Sequence[str], other: Sequence[str], *, is_theirs: bool) -> Iterator[_Change]:
    low = first = 0
    for left, right, length in [*matches(base, other), (len(base), len(other), 0)]:
        if left > low or right > first:
            yield _Change(low, left, "".join(other[first:right]), is_theirs)
        low, first = left + length, right + length


def _grouped(changes: Sequence[_Change]) -> Iterator[tuple[int, int, list[_Change]]]:
    """Put together what overlaps. What only touches does not: each of two neighbouring sentences may have its own change."""
    low = high = 0
    group: list[_Change] = []
    for change in changes:
        same_place = low == high == change.low == change.high  # both have added something there
        if group and (change.low < high or same_place):
            group.append(change)
            high = max(high, change.high)
            continue
        if group:
            yield low, high, group
        low, high, group = change.low, change.high, [change]
    if group:
        yield low, high, group


def _part(pieces: Sequence[str], low: int, high: int, group: Sequence[_Change]) -> Part:
    base = "".join(pieces[low:high])
    theirs = _applied(pieces, low, high, [one for one in group if one.is_theirs])
    yours = _applied(pieces, low, high, [one for one in group if not one.is_theirs])
    if theirs == yours:
        return Part(From.BOTH, base, theirs, yours)
    if theirs == base or not any(one.is_theirs for one in group):
        return Part(From.YOURS, base, theirs, yours)
    if yours == base or all(one.is_theirs for one in group):
        return Part(From.THEIRS, base, theirs, yours)
    return Part(From.CONFLICT, base, theirs, yours)


def _applied(pieces: Sequence[str], low: int, high: int, changes: Sequence[_Change]) -> str:
    written, place = "", low
    for change in changes:
        written += "".join(pieces[place : change.low]) + change.words
        place = change.high
    return written + "".join(pieces[place:high])


def _same(text: str) -> Part:
    return Part(From.BOTH, text, text, text)
