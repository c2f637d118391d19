"""A workbook's rows as records. The workbook itself was read in the sandbox; here come its rows as JSON lines.

The first line tells the sheet and what was left out; each other one is an array of a row's number and its cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from aisle.catalog.importing.csv_records import header_names
from aisle.catalog.importing.json_items import DECODER
from aisle.catalog.importing.lines import Line
from aisle.catalog.importing.outcomes import RowError, Severity, excerpt
from aisle.catalog.importing.records import Record

MARK = '{"aisle_rows":'
_TOLD = {
    "hidden_cells": "Cells in hidden columns were left out: show the columns if they belong to the products.",
    "formula_errors": "Cells whose formula ends in an error were left empty.",
    "cells_far_right": "Cells far to the right were left out.",
    "cells_without_column": "Cells to the right of the last named column were left out.",
}


class WorkbookRecords:
    """Reads rows below a header row; iterate once. Notes on the whole sheet come first, on the header's line."""

    def __init__(self, lines: Iterable[Line | RowError]) -> None:
        self._lines = iter(lines)

    def __iter__(self) -> Iterator[Record | RowError]:
        notes = list(_notes(_value(next(self._lines, None))))
        header: list[str] = []
        for line in self._lines:
            row = _row(line)
            if isinstance(row, RowError):
                yield row
            elif not header:
                header = header_names(row[1])
                yield from (RowError(row[0], None, code, text, "", Severity.WARNING) for code, text in notes)
            elif any(row[1]):
                yield Record(row[0], dict(zip(header, row[1], strict=False)))


def _row(line: Line | RowError) -> tuple[int, list[str]] | RowError:
    if isinstance(line, RowError):
        return line
    value = _value(line)
    if not isinstance(value, list) or not value or not all(isinstance(cell, str) for cell in value):
        reason = "The row cannot be read. Upload the workbook itself."
        return RowError(line.number, None, "broken_row", reason, excerpt(line.text[:200]))
    number = value[0] if value[0].isdecimal() and len(value[0]) < 9 else str(line.number)
    return int(number), value[1:]


def _value(line: Line | RowError | None) -> Any:
    if not isinstance(line, Line):
        return None
    try:
        return DECODER.decode(line.text)
    except (ValueError, RecursionError):
        return None


def _notes(frame: Any) -> Iterator[tuple[str, str]]:
    """Yield code and sentence for what of the workbook was not read."""
    if not isinstance(frame, dict):
        return
    if others := frame.get("others"):
        names = ", ".join(f"'{name}'" for name in others) if isinstance(others, list) else ""
        yield (
            "sheets_left_out",
            f"Only the sheet '{frame.get('sheet')}' was read, not {names}. Import each from a file of its own.",
        )
    left_out = frame.get("left_out")
    for code, sentence in _TOLD.items():
        if isinstance(left_out, dict) and str(left_out.get(code, "0")) != "0":
            yield code, sentence
