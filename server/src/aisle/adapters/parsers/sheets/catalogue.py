"""A workbook as rows for the catalogue's import: JSON lines that keep numbers exact and row numbers as shown.

The first line names the sheet, its columns and what was left out; each other line is an array of a row's number and
its cells, in the order of the columns. `aisle.catalog.importing.workbook` reads it.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from aisle.adapters.parsers.office import likeness, open_package
from aisle.adapters.parsers.sheets import other_kinds
from aisle.adapters.parsers.sheets.book import open_book
from aisle.adapters.parsers.sheets.reading import filled_rows
from aisle.adapters.parsers.sheets.types import Exact, Row, Tally
from aisle.knowledge.structure import FailureReason, ParseFailed

MARK = "aisle_rows"
_MOST_ROWS, _MOST_CELLS = 500_000, 5_000_000
_MOST_BYTES = 500 * 1024 * 1024
# A header stands below a few lines of title at most.
_SAMPLE = 20
_FEWEST_COLUMNS = 2


def workbook_rows(data: bytes, name: str, arguments: Mapping[str, int]) -> bytes:
    """Return the rows of the first visible sheet that is a table.

    Raises ParseFailed: `unsupported_type` for what is no workbook, `no_text` when no sheet is a table, `bomb`,
    `encrypted`, `corrupt`, `too_large`.
    """
    tally, out, found = Tally(_MOST_ROWS, _MOST_CELLS), io.StringIO(), ""
    others = []
    for sheet, rows in _sheets(data, tally):
        sample = list(islice(rows, _SAMPLE)) if not found else []
        if found or not _is_table(sample):
            others += [sheet] if sample or found else []
            continue
        found = sheet
        _write(out, sample, rows, tally)
    if not found:
        raise ParseFailed(FailureReason.NO_TEXT, "no visible sheet holds a table of products")
    frame = {MARK: 1, "sheet": found, "others": others[:50], "left_out": dict(tally.left_out)}
    return (json.dumps(frame, ensure_ascii=False) + "\n" + out.getvalue()).encode("utf-8", errors="replace")


def _sheets(data: bytes, tally: Tally) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield the visible sheets' names, each with its rows."""
    if other_kinds.media_type(data) is not None:
        for sheet in other_kinds.sheets(data, tally, exact=True):
            yield sheet.name, iter(sheet.rows)
        return
    if likeness(data, "a.xlsx", b"xl/", ("xlsx",)) < 1:
        raise ParseFailed(FailureReason.UNSUPPORTED_TYPE, "it is no workbook")
    with open_package(data, "xl/embeddings/", _MOST_BYTES) as archive:
        book = open_book(archive)
        for entry in book.entries:
            if not entry.hidden:
                yield entry.name, filled_rows(book, entry, tally, [], exact=True)


def _is_table(sample: list[Row]) -> bool:
    return len(sample) > 1 and max(len(cells) for _, cells in sample) >= _FEWEST_COLUMNS


def _write(out: io.StringIO, sample: list[Row], rest: Iterable[Row], tally: Tally) -> None:
    """Write the header, which is the first row at least half as wide as the widest, and the rows below it."""
    widest = max(len(cells) for _, cells in sample)
    start = next(index for index, (_, cells) in enumerate(sample) if len(cells) * 2 >= max(widest, 3))
    number, header = sample[start]
    columns = range(max(header) + 1)
    out.write(_line(number, [header.get(column, "") for column in columns]))
    for number, cells in chain(sample[start + 1 :], rest):
        tally.left_out["cells_without_column"] += sum(column not in columns for column in cells)
        out.write(_line(number, [cells.get(column, "") for column in columns]))


def _line(number: int, cells: list[str]) -> str:
    values = (cell if isinstance(cell, Exact) else json.dumps(cell, ensure_ascii=False) for cell in cells)
    return f"[{number},{','.join(values)}]\n"
