"""Word by word, what one text says otherwise than another, as spans that a screen can draw."""

import re
from dataclasses import dataclass
from enum import StrEnum

from aisle.articles.matching import Match, matches

# Where words are not parted by blanks, each sign is one.
_SIGNS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORDS = re.compile(rf"[{_SIGNS}]|[^\W{_SIGNS}]+|\s+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class Op(StrEnum):
    """What became of a span."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text. before, after: where it begins in each text; what is inserted has its place before, too."""

    op: Op
    text: str
    before: int
    after: int


def diff(before: str, after: str) -> tuple[Span, ...]:
    """Return spans that give `before` without what is inserted, and `after` without what is deleted.

    Lines are matched first and words between them, so that a long text whose middle was changed costs no more than the middle.
    """
    spans = _Spans(before, after)
    for left, right, length in _without_lone_blanks(_word_matches(before, after), before, after):
        spans.change_to(left, right)
        spans.keep(length)
    spans.change_to(len(before), len(after))
    return tuple(spans.found)


@dataclass
class _Spans:
    before: str
    after: str

    def __post_init__(self) -> None:
        self.found: list[Span] = []
        self.left = self.right = 0

    def change_to(self, left: int, right: int) -> None:
        if left > self.left:
            self.found.append(Span(Op.DELETE, self.before[self.left : left], self.left, self.right))
        if right > self.right:
            self.found.append(Span(Op.INSERT, self.after[self.right : right], left, self.right))
        self.left, self.right = left, right

    def keep(self, length: int) -> None:
        text = self.before[self.left : self.left + length]
        self.found.append(Span(Op.EQUAL, text, self.left, self.right))
        self.left, self.right = self.left + length, self.right + length


def _word_matches(before: str, after: str) -> list[Match]:
    """Matches in characters: whole lines that are the same, and the words between them."""
    a, b = _LINES.findall(before), _LINES.findall(after)
    at_a, at_b = _starts(a), _starts(b)
    found: list[Match] = []
    low = first = 0
    for left, right, length in [*matches(a, b), (len(a), len(b), 0)]:
        found += _between(before, after, at_a[low], at_a[left], at_b[first], at_b[right])
        if length:
            found.append((at_a[left], at_b[right], at_a[left + length] - at_a[left]))
        low, first = left + length, right + length
    return _joined(found)


def _between(before: str, after: str, low: int, high: int, first: int, last: int) -> list[Match]:
    a, b = _WORDS.findall(before[low:high]), _WORDS.findall(after[first:last])
    at_a, at_b = _starts(a), _starts(b)
    return [
        (low + at_a[left], first + at_b[right], at_a[left + length] - at_a[left])
        for left, right, length in matches(a, b)
    ]


def _starts(pieces: list[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _joined(found: list[Match]) -> list[Match]:
    runs: list[Match] = []
    for left, right, length in found:
        if runs and runs[-1][0] + runs[-1][2] == left and runs[-1][1] + runs[-1][2] == right:
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + length)
        else:
            runs.append((left, right, length))
    return runs


def _without_lone_blanks(found: list[Match], before: str, after: str) -> list[Match]:
    """A blank between two changed words is no place where the texts agree: who reads sees one change."""
    kept: list[Match] = []
    for number, (left, right, length) in enumerate(found):
        last = number == len(found) - 1
        changed_before = left > (kept[-1][0] + kept[-1][2] if kept else 0) and right > (
            kept[-1][1] + kept[-1][2] if kept else 0
        )
        follows = (len(before), len(after)) if last else found[number + 1][:2]
        changed_after = follows[0] > left + length and follows[1] > right + length
        is_blank = before[left : left + length].isspace() and "\n" not in before[left : left + length]
        if not (is_blank and changed_before and changed_after):
            kept.append((left, right, length))
    return kept
