"""Reading a grid of cells as a table: which row is the header, and what is no table at all."""

import re
from collections.abc import Sequence

from aisle.adapters.parsers.builder import DocumentBuilder

_NUMBER = re.compile(r"^[\s€$£¥%+\-–]*\d[\d.,\s]*[\s%€$£¥]*$")
_LONGEST_HEADER = 120


def add_grid(
    builder: DocumentBuilder,
    grid: Sequence[Sequence[str]],
    caption: str = "",
    *,
    marked_header: bool = False,
    page: int | None = None,
) -> None:
    """Add a grid of cells to a document.

    A grid with one column was laid out, not tabulated, and becomes paragraphs. A first row that is one cell
    across all columns is the caption. The first row of the rest is the header when the file marks it so or when
    it reads like one.
    """
    rows = [[cell.strip() for cell in row] for row in grid if any(cell.strip() for cell in row)]
    if max((len(row) for row in rows), default=0) <= 1:
        for row in rows:
            builder.paragraph(row[0], page)
        return
    if not caption and len(rows) > 1 and _spans(rows[0]):
        caption, rows = rows[0][0], rows[1:]
        builder.paragraph(caption, page)
    header = rows[0] if marked_header or looks_like_header(rows) else ()
    body = rows[1:] if header else rows
    builder.table([row[:1] if _spans(row) else row for row in body], caption, header, page)


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row names the columns: short, distinct, filled and free of numbers, with rows below."""
    if len(rows) < 2:
        return False
    first = [cell for cell in rows[0] if cell]
    if len(first) < max(2, len(rows[0]) - 1) or len(set(first)) < len(first):
        return False
    return not any(_NUMBER.match(cell) or len(cell) > _LONGEST_HEADER for cell in first)


def _spans(row: Sequence[str]) -> bool:
    """Say whether one merged cell fills the row; its text was repeated for each column it covers."""
    return len(row) > 2 and bool(row[0]) and all(cell == row[0] for cell in row)
