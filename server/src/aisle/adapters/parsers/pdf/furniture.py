"""Running headers and footers: lines at the edges of pages that return on page after page."""

import re
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from aisle.adapters.parsers.pdf.lines import Line

_DIGITS = re.compile(r"\d+")
# Headers and footers are among the lines nearest to the page's edges.
_EDGE_LINES = 3
_FEWEST_PAGES = 3
_SHARE_OF_PAGES = 0.4

Key = tuple[str, int]


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without lines that stand at the same height of at least 40 % of them (and of three)."""
    edges = [{_key(line): line for line in _edge_lines(page)} for page in pages]
    seen = Counter(key for page in edges for key in page)
    needed = max(_FEWEST_PAGES, len(pages) * _SHARE_OF_PAGES)
    dropped = {id(line) for page in edges for key, line in page.items() if seen[key] >= needed}
    return [[line for line in page if id(line) not in dropped] for page in pages]


def _key(line: Line) -> Key:
    """Return what makes two lines the same furniture: words without their numbers, and the height on the page."""
    return _DIGITS.sub("#", line.text), round(line.top / 6)


def _edge_lines(page: Sequence[Line]) -> Sequence[Line]:
    """Return the highest and the lowest lines of a page, wherever in the file they are drawn."""
    by_height = sorted(page, key=attrgetter("top"))
    return (
        by_height if len(by_height) <= 2 * _EDGE_LINES else by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]
    )
