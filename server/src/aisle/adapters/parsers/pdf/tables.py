"""Recovering tables from lines that wide gaps divide into columns.

A row is a line with several cells; rows that follow each other with about as many cells are a table. A line
with a single cell that starts at an inner column is the rest of a cell that did not fit its line.
"""

from collections.abc import Sequence

from aisle.adapters.parsers.pdf.lines import Line

_FEWEST_ROWS = 2
_LONGEST_CAPTION = 160


def table_end(lines: Sequence[Line], start: int) -> int:
    """Return the index after the table that begins at `start`, or `start` when none does."""
    if not lines[start].cells:
        return start
    end, rows = start, 0
    while end < len(lines):
        if lines[end].cells and _is_like(lines[end], lines[start]):
            rows += 1
        elif not (rows and _is_rest_of_cell(lines[end], lines[start])):
            break
        end += 1
    return end if rows >= _FEWEST_ROWS else start


def grid(lines: Sequence[Line]) -> list[list[str]]:
    """Return the cells of a table's lines, each under the nearest column of its fullest line."""
    edges = [left for left, _ in max(lines, key=lambda line: len(line.cells)).cells]
    rows: list[list[str]] = []
    for line in lines:
        if line.cells:
            rows.append([""] * len(edges))
        for left, text in line.cells or ((line.left, line.text),):
            column = _nearest(edges, left)
            rows[-1][column] = f"{rows[-1][column]} {text}".strip()
    return rows


def is_caption(line: Line) -> bool:
    """Say whether the line above a table can be its caption rather than the end of a paragraph."""
    return not line.cells and len(line.text) <= _LONGEST_CAPTION and not line.text.endswith((".", ",", ";"))


def _is_like(line: Line, first: Line) -> bool:
    if abs(len(line.cells) - len(first.cells)) > max(1, len(first.cells) // 2):
        return False
    return abs(line.size - first.size) <= first.size * 0.5


def _is_rest_of_cell(line: Line, first: Line) -> bool:
    inner = (left for left, _ in first.cells[1:])
    return not line.cells and any(abs(line.left - left) < first.size * 0.5 for left in inner)


def _nearest(edges: Sequence[float], left: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - left))
