"""Reading the tables of a page: cells spread over the rows and columns that they span."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.cells import add_grid
from aisle.adapters.parsers.html.walk import Step, walk, words

# A span is a number that the page's author chooses; a wide one multiplies the text of its cell.
_WIDEST_SPAN = 50
_Row = list[tuple[LexborNode, str]]


def add_table(builder: DocumentBuilder, table: LexborNode) -> None:
    """Add a table with its caption; its header is the first row when that is of header cells."""
    caption = next((words(node) for node in table.css("caption")), "")
    rows = list(_rows(table))
    marked = bool(rows) and all(tag == "th" for _, tag in rows[0])
    if caption:
        builder.paragraph(caption)
    add_grid(builder, _grid(rows), caption, marked_header=marked)


def is_layout(table: LexborNode) -> bool:
    """Say whether a table only arranges other content: it holds tables, headings or lists in its cells."""
    if (table.attributes.get("role") or "") in ("presentation", "none"):
        return True
    return table.css_first("td table, td h1, td h2, td h3, td ul, td ol, td article, td section") is not None


def _rows(table: LexborNode) -> Iterator[_Row]:
    row: _Row = []
    for step, tag, node in walk(table):
        if tag == "tr" and step is Step.ENTER:
            row = []
        elif tag == "tr" and row:
            yield row
        elif tag in ("td", "th") and step is Step.ENTER:
            row.append((node, tag))


def _grid(rows: list[_Row]) -> list[list[str]]:
    """Return the rows as texts, with the text of a spanning cell in every place that it covers."""
    grid: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    for row in rows:
        cells: list[str] = []
        for node, _ in row:
            _fill_from_above(cells, below)
            text = words(node)
            for _ in range(_span(node, "colspan")):
                if (down := _span(node, "rowspan")) > 1:
                    below[len(cells)] = (down - 1, text)
                cells.append(text)
        _fill_from_above(cells, below)
        grid.append(cells)
    return grid


def _fill_from_above(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    while len(cells) in below:
        left, text = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(node: LexborNode, name: str) -> int:
    value = node.attributes.get(name) or "1"
    return (
        min(max(int(value), 1), _WIDEST_SPAN) if value.isascii() and value.isdigit() and len(value) < 9 else 1
    )
