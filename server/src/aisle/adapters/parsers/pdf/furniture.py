"""Running headers and footers: lines at the edges of pages that return on page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from aisle.adapters.parsers.pdf.lines import Line

_DIGITS = re.compile(r"\d+")
# Headers and footers of more lines are part of the text.
_MOST_LINES = 3
# The distance to the next line, in line heights, that sets a header or footer apart.
_GAP = 1.6
_FEWEST_PAGES = 3
_SHARE_OF_PAGES = 0.4
# Heights are compared in steps of this many points.
_HEIGHT = 6
_LONGEST_NUMBERED = 60

Key = tuple[str, int]


def without_furniture(pages: Sequence[Sequence[Line]], body: float) -> list[list[Line]]:
    """Return the pages without lines that stand at the same height of at least 40 % of them (and of three).

    `body` is the size in which most of the text is set.
    """
    edges = [dict(_edge_lines(page, body)) for page in pages]
    seen = Counter(key for page in edges for key in page)
    needed = max(_FEWEST_PAGES, len(pages) * _SHARE_OF_PAGES)
    dropped = {id(line) for page in edges for key, line in page.items() if seen[key] >= needed}
    return [[line for line in page if id(line) not in dropped] for page in pages]


def _edge_lines(page: Sequence[Line], body: float) -> Iterator[tuple[Key, Line]]:
    """Yield the highest and the lowest lines of a page, wherever in the file they are drawn.

    The key of each says what makes it the same as another page's: its height and its words, without their
    numbers; but with them for large or long lines at the top, where "Chapter 1" and "Chapter 2" are headings.
    """
    by_height = sorted(page, key=attrgetter("top"))
    for line in _set_apart(by_height):
        yield (_DIGITS.sub("#", line.text), round(line.top / _HEIGHT)), line
    for line in _set_apart(by_height[::-1]):
        says_itself = line.size > body or len(line.text) > _LONGEST_NUMBERED
        words = line.text if says_itself else _DIGITS.sub("#", line.text)
        yield (words, round(line.top / _HEIGHT)), line


def _set_apart(inwards: Sequence[Line]) -> Sequence[Line]:
    """Return the outermost lines up to the gap that sets them apart from the text; without one, the outermost."""
    for count, (outer, inner) in enumerate(pairwise(inwards[: _MOST_LINES + 1]), start=1):
        if abs(inner.top - outer.top) > outer.size * _GAP:
            return inwards[:count]
    return inwards[:1]
