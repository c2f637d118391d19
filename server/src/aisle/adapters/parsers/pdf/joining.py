"""Joining the lines of a page into paragraphs, list items and headings."""

from collections.abc import Sequence
from itertools import pairwise

from aisle.adapters.parsers.pdf.lines import Line
from aisle.adapters.parsers.pdf.marks import LIST_MARK

_BROKEN = ("\x02", "\ufffe", "\u00ad")
_ENDS = (".", "!", "?", ":", ";", "”", '"', ")")
_SLACK = 1.25
_INDENT = 0.8
_USUAL_PITCH = 1.1


def pitch_of(page: Sequence[Line]) -> float:
    """Return the usual distance between the tops of neighbouring lines, in line heights."""
    gaps = sorted(
        gap
        for above, below in pairwise(page)
        if above.size and 0.8 < (gap := (above.top - below.top) / above.size) < 2.5
    )
    return gaps[len(gaps) // 3] if len(gaps) > 5 else _USUAL_PITCH


def continues(first: Line, last: Line, line: Line, pitch: float) -> bool:
    """Say whether a line goes on with the paragraph that runs from the line `first` to the line `last`."""
    if line.cells or last.cells or abs(line.size - last.size) > last.size * 0.15:
        return False
    gap = last.top - line.top
    if gap > pitch * last.size * _SLACK or LIST_MARK.match(line.text):
        return False
    if gap > 0 and line.left < first.left - line.size and LIST_MARK.match(first.text):
        # Set further out than the item's words: what follows the list.
        return False
    if not last.text.endswith(_ENDS):
        return True
    if gap < -last.size or (line.bold != last.bold and last is first):
        # A finished sentence at the end of a column, or a bold label over its text.
        return False
    indented = line.left > last.left + last.size * _INDENT
    return not indented or bool(LIST_MARK.match(first.text))


def joined(lines: Sequence[Line]) -> str:
    """Return the words of lines as one, with words put together again that were broken at a line's end."""
    parts = [lines[0].text]
    for line in lines[1:]:
        last = parts[-1]
        if last.endswith(_BROKEN):
            parts[-1] = last[:-1]
        elif not _is_hyphenated(last, line.text):
            parts.append(" ")
        else:
            parts[-1] = last[:-1]
        parts.append(line.text)
    # Within a line the library leaves the mark where it put a broken word together itself.
    return "".join(parts).rstrip("".join(_BROKEN)).replace("\ufffe", "")


def _is_hyphenated(last: str, following: str) -> bool:
    return last.endswith(("-", "‐")) and last[-2:-1].isalpha() and following[:1].islower()
