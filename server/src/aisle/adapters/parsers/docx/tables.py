"""Reading the tables of a Word document, merged cells included."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.cells import add_grid
from aisle.adapters.parsers.docx.text import text_of

_ROW, _CELL, _PROPERTIES = qn("w:tr"), qn("w:tc"), qn("w:tcPr")
_VALUE = qn("w:val")
# Word allows 63 columns; a span beyond that is made up.
_WIDEST_SPAN = 63


def add_table(builder: DocumentBuilder, table: Any, caption: str) -> None:
    """Add a table; a merged cell's text stands in every place that it covers, so that each row says it all."""
    grid: list[list[str]] = []
    for row in table.iter(_ROW):
        if row.getparent() is table or _table_of(row) is table:
            grid.append(list(_cells(row, grid[-1] if grid else [])))
    marked = table.find(f"{_ROW}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    add_grid(builder, grid, caption, marked_header=marked)


def _table_of(row: Any) -> Any:
    """Return the table that a row belongs to; content controls may stand between."""
    parent = row.getparent()
    while parent is not None and parent.tag != qn("w:tbl"):
        parent = parent.getparent()
    return parent


def _cells(row: Any, above: list[str]) -> Iterator[str]:
    column = 0
    for cell in (element for element in row.iter(_CELL) if _row_of(element) is row):
        properties = cell.find(_PROPERTIES)
        text = _continued(properties, above, column)
        words = text_of(cell) if text is None else text
        for _ in range(_span(properties)):
            yield words
            column += 1


def _row_of(cell: Any) -> Any:
    parent = cell.getparent()
    while parent is not None and parent.tag != _ROW:
        parent = parent.getparent()
    return parent


def _continued(properties: Any, above: list[str], column: int) -> str | None:
    """Return the text of the cell above when this one is merged with it, else None."""
    merge = properties.find(qn("w:vMerge")) if properties is not None else None
    if merge is None or merge.get(_VALUE) == "restart" or column >= len(above):
        return None
    return above[column]


def _span(properties: Any) -> int:
    span = properties.find(qn("w:gridSpan")) if properties is not None else None
    value = (span.get(_VALUE) or "1") if span is not None else "1"
    return (
        min(max(int(value), 1), _WIDEST_SPAN) if value.isascii() and value.isdigit() and len(value) < 4 else 1
    )
