"""Reading the cells of one XLSX sheet, row by row, however sparse it is."""

import math
import re
from collections.abc import Iterator
from typing import Any

from aisle.adapters.parsers.office.xml import children, local, stream_xml
from aisle.adapters.parsers.sheets.book import Book, Entry, text_of
from aisle.adapters.parsers.sheets.formats import is_quantity, plain, shown
from aisle.adapters.parsers.sheets.types import MAX_COLUMNS, Area, Exact, Row, Sheet, Tally

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MOST_MERGED = 20_000
_DIGITS = "0123456789"
_COLUMNS = {letter: number for number, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_YES = ("1", "true")


def read_sheet(book: Book, entry: Entry, tally: Tally) -> Sheet:
    """Read the visible cells of a sheet. Raises ParseFailed: `corrupt`, `too_large`."""
    merged: list[Area] = []
    rows = list(filled_rows(book, entry, tally, merged))
    return Sheet(entry.name, rows, merged)


def filled_rows(
    book: Book, entry: Entry, tally: Tally, merged: list[Area], exact: bool = False
) -> Iterator[Row]:
    """Yield the rows of a sheet that hold something, and collect its merged areas.

    Args:
        book: the opened workbook.
        entry: which of its sheets.
        tally: counts over all sheets; it is added to.
        merged: gets the merged areas, which follow the rows.
        exact: give numbers as `Exact` instead of as they are shown, and read hidden rows too, which a filter may
            have hidden: for programs.

    Raises:
        ParseFailed: `corrupt`, `too_large`.
    """
    hidden, last = set[int](), 0
    for element in stream_xml(book.archive, entry.part, ("row", "mergeCell", "col")):
        name = local(element)
        if name == "row":
            last = _number(element.get("r")) or last + 1
            if element.get("hidden") in _YES and not exact:
                tally.left_out["hidden_rows"] += 1
            elif row := dict(_cells(element, book, hidden, tally, exact)):
                tally.add(row)
                yield last, row
        elif name == "col":
            hidden.update(_hidden_columns(element))
        elif len(merged) < _MOST_MERGED and (area := _area(element.get("ref") or "")):
            merged.append(area)


def _cells(row: Any, book: Book, hidden: set[int], tally: Tally, exact: bool) -> Iterator[tuple[int, str]]:
    # Millions of cells pass here: their names are compared whole, with the row's own namespace.
    namespace, column = row.tag[:-3], -1
    cell_tag, value_tag = f"{namespace}c", f"{namespace}v"
    for cell in row:
        if cell.tag != cell_tag:
            continue
        column = _column((cell.get("r") or "").rstrip(_DIGITS), column + 1)
        if not len(cell):
            continue
        if column in hidden or column >= MAX_COLUMNS:
            tally.left_out["hidden_cells" if column in hidden else "cells_far_right"] += 1
        elif text := _text(cell, cell.findtext(value_tag) or "", book, tally, exact):
            yield column, text


def _text(cell: Any, value: str, book: Book, tally: Tally, exact: bool) -> str:
    """Return what a cell shows: the stored value of a formula, nothing for one that ended in an error."""
    kind = cell.get("t")
    if kind is None or kind == "n":
        return _of_number(value, _format(cell, book), book.date1904, exact)
    if kind == "s":
        index = _number(value)
        return book.words[index].strip() if index is not None and index < len(book.words) else ""
    if kind == "inlineStr":
        return "".join(text_of(child) for child in children(cell, "is")).strip()
    if kind == "e":
        tally.left_out["formula_errors"] += 1
        return ""
    if kind == "b":
        return "TRUE" if value in _YES else "FALSE" if value else ""
    return value.strip()


def _of_number(value: str, code: str, date1904: bool, exact: bool) -> str:
    try:
        number = float(value)
    except ValueError:
        return value.strip()
    if not math.isfinite(number):
        return ""
    if exact and is_quantity(code):
        return Exact(plain(number))
    return shown(number, code, date1904).strip()


def _format(cell: Any, book: Book) -> str:
    style = _number(cell.get("s")) or 0
    return book.formats[style] if style < len(book.formats) else "General"


def _hidden_columns(column: Any) -> Iterator[int]:
    first, last = _number(column.get("min")), _number(column.get("max"))
    if column.get("hidden") in _YES and first and last:
        yield from range(first - 1, min(last, MAX_COLUMNS))


def _area(reference: str) -> Area | None:
    places = [_PLACE.fullmatch(part) for part in reference.split(":")]
    if len(places) != 2 or places[0] is None or places[1] is None:
        return None
    (first, top), (last, bottom) = places[0].groups(), places[1].groups()
    return int(top), _column(first), int(bottom), min(_column(last), MAX_COLUMNS - 1)


def _column(letters: str, following: int = 0) -> int:
    """Return the number of a column, counted from 0; `following` for a cell that does not say where it is."""
    number = _COLUMNS.get(letters)
    if number is not None:
        return number
    number = 0
    for letter in letters[:3]:
        number = number * 26 + ord(letter) - 64
    return number - 1 if letters.isascii() and letters.isupper() else following


def _number(text: str | None) -> int | None:
    return int(text) if text and len(text) < 9 and text.isascii() and text.isdigit() else None
