"""Text pieces as numbered lines, with lines of unreasonable length passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aisle.catalog.importing.outcomes import RowError, excerpt
from aisle.catalog.importing.records import MAX_RECORD


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its line feed; `ended` is false for a last line that the file breaks off in."""

    number: int
    text: str
    ended: bool = True


def lines_of(chunks: Iterable[str], limit: int = MAX_RECORD) -> Iterator[Line | RowError]:
    """Every line in turn; one longer than the limit becomes an error and is never held whole."""
    number, rest, too_long = 1, "", False
    for chunk in chunks:
        pieces = (rest + chunk).split("\n")
        rest = pieces.pop()
        for piece in pieces:
            yield _too_long(number, limit, piece) if too_long or len(piece) > limit else Line(number, piece)
            number, too_long = number + 1, False
        if len(rest) > limit:
            rest, too_long = rest[:100], True
    if too_long:
        yield _too_long(number, limit, rest)
    elif rest:
        yield Line(number, rest, ended=False)


def _too_long(number: int, limit: int, text: str) -> RowError:
    reason = (
        f"The line is longer than {limit // (1024 * 1024)} million characters and was left out. "
        "Check for a missing line break or a file pasted into a cell."
    )
    return RowError(number, None, "line_too_long", reason, excerpt(text[:200]))
