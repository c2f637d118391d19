"""Turning the lines of pages into the blocks of a document."""

from collections.abc import Sequence

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.cells import add_grid
from aisle.adapters.parsers.pdf.headings import Style
from aisle.adapters.parsers.pdf.joining import continues, joined, pitch_of
from aisle.adapters.parsers.pdf.lines import Line
from aisle.adapters.parsers.pdf.marks import LIST_MARK
from aisle.adapters.parsers.pdf.tables import grid, is_caption, table_end


def add_page(builder: DocumentBuilder, page: Sequence[Line], number: int, style: Style) -> None:
    """Add the blocks of one page (counted from 1) to a document, in the order in which it is drawn."""
    pitch = pitch_of(page)
    start = 0
    while start < len(page):
        end = table_end(page, start)
        if end > start:
            _add_table(builder, page, start, end, number)
        elif level := style.heading_level(page[start]):
            end = _heading_end(page, start, style)
            builder.heading(joined(page[start:end]), level, number)
        else:
            end = _paragraph_end(page, start, style, pitch)
            _add_text(builder, page[start:end], number)
        start = end


def _add_table(builder: DocumentBuilder, page: Sequence[Line], start: int, end: int, number: int) -> None:
    above = page[start - 1] if start else None
    caption = above.text if above is not None and is_caption(above) else ""
    add_grid(builder, grid(page[start:end]), caption, page=number)


def _heading_end(page: Sequence[Line], start: int, style: Style) -> int:
    """Return the end of a heading that may run over several lines of one size."""
    level, end = style.heading_level(page[start]), start + 1
    while end < len(page) and style.heading_level(page[end]) == level and _is_next(page[end - 1], page[end]):
        end += 1
    return end


def _is_next(above: Line, below: Line) -> bool:
    return 0 < above.top - below.top < above.size * 1.35 and above.size == below.size


def _paragraph_end(page: Sequence[Line], start: int, style: Style, pitch: float) -> int:
    end = start + 1
    while (
        end < len(page)
        and continues(page[start], page[end - 1], page[end], pitch)
        and not style.heading_level(page[end])
        and table_end(page, end) == end
    ):
        end += 1
    return end


def _add_text(builder: DocumentBuilder, lines: Sequence[Line], number: int) -> None:
    words = joined(lines)
    if mark := LIST_MARK.match(words):
        # A bullet says nothing; a number or a letter may be referred to.
        kept = words if mark.group().strip()[0].isalnum() or mark.group()[0] == "(" else words[mark.end() :]
        builder.list_item(kept, 1, number)
    else:
        builder.paragraph(words, number)
