"""Cutting what a model streams into sentences, the same wherever its deltas are cut.

A cut is decided only when the word behind it is known, so what follows later cannot change it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aisle.answering.sentences import ALWAYS_ENDS, END, LIST_MARK, is_abbreviation

_LOOK_AHEAD = 48
_AT_ONCE = 1_024
_MOST_BLANK = 64
# Marks behind the full stop belong to the sentence before it.
_MARKS = re.compile(r"(?:\s?(?:\[[^\[\]\n]{1,40}\]|【[^【】\n]{1,40}】|\((?:[EP]\d{1,3}[\s,;–-]*){1,8}\)))+")
_NEXT_WORD = re.compile(r"\s*[^\s\[【(]\S*\s")


@dataclass(frozen=True, slots=True)
class Raw:
    """A sentence as the model wrote it, with the gap before it: nothing, a space, a line or a paragraph."""

    text: str
    gap: str = ""
    too_long: bool = False


class Splitter:
    """Takes deltas and gives whole sentences; holds one sentence at most, and that bounded."""

    def __init__(self, longest: int = 2_000) -> None:
        self._longest = longest
        self._held = ""
        self._goes_on = False

    def feed(self, delta: str) -> Iterator[Raw]:
        """Sentences that are whole now."""
        for start in range(0, len(delta), _AT_ONCE):
            self._held += delta[start : start + _AT_ONCE]
            yield from self._whole(final=False)

    def end(self) -> Iterator[Raw]:
        """What is left when nothing follows."""
        yield from self._whole(final=True)

    def _whole(self, *, final: bool) -> Iterator[Raw]:
        while (body := self._held.lstrip()) and (found := self._cut(body, final)):
            blank = self._held[: len(self._held) - len(body)]
            at, cut = found
            yield Raw(body[:at].rstrip(), _gap(blank), too_long=cut or self._goes_on)
            self._held, self._goes_on = body[at:], cut
        if not self._held.strip() and len(self._held) > _MOST_BLANK:
            self._held = _gap(self._held)

    def _cut(self, body: str, final: bool) -> tuple[int, bool] | None:
        """Where the first sentence ends, and whether it was cut there by force; None while that is open."""
        line_end = body.find("\n")
        closed = final or line_end >= 0
        line = body[:line_end] if line_end >= 0 else body
        at = _sentence_end(line, closed)
        if at is None and closed:
            at = len(line)
        if (at or len(body)) > self._longest + (0 if at else _LOOK_AHEAD + 16):
            return self._longest, True
        return (at, False) if at else None


def _sentence_end(line: str, closed: bool) -> int | None:
    mark = LIST_MARK.match(line)
    begin = mark.end() if mark else 0
    for end in END.finditer(line, begin):
        marks = _MARKS.match(line, end.end())
        tail = marks.end() if marks else end.end()
        rest = line[tail:]
        if not closed and len(rest) < _LOOK_AHEAD and not _NEXT_WORD.match(rest):
            return None
        if _ends(line, begin, end, tail):
            return tail
    return None


def _ends(line: str, begin: int, end: re.Match[str], tail: int) -> bool:
    rest = line[tail:]
    if not rest.strip() or end.group()[0] in ALWAYS_ENDS:
        return True
    if not rest[0].isspace():
        return False
    following = rest.lstrip()
    if tail > end.end() or line[end.start() - 1] in "]】":
        return True  # a mark stands at the end of what it bears out
    if end.group()[0] != ".":
        return not following[:1].islower()
    return not is_abbreviation(line[max(begin, end.start() - 12) : end.start()], following)


def _gap(blank: str) -> str:
    lines = blank.count("\n")
    return "\n\n" if lines > 1 else "\n" if lines else " " if blank else ""
