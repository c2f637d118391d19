"""CSV and TSV of any dialect as records, one broken row at a time."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aisle.catalog.clean_text import clean_line
from aisle.catalog.importing.lines import Line
from aisle.catalog.importing.outcomes import RowError, Severity, excerpt
from aisle.catalog.importing.records import MAX_RECORD, Record
from aisle.catalog.importing.vocabulary import LONGEST_HEADER

# A description may run over many lines; a quote that is never closed must not swallow the file.
MAX_LINES_IN_RECORD = 1_000
MOST_WASTED = 2 * MAX_RECORD
DELIMITERS = (",", ";", "\t", "|")

csv.field_size_limit(MAX_RECORD)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are parted and quoted."""

    delimiter: str
    quote: str


def detect_dialect(sample: str) -> Dialect:
    """The delimiter that cuts the first rows into most columns of the same number."""
    declared = sample[:6].lower()
    if declared.startswith("sep=") and len(declared) > 4:
        return Dialect(declared[4], '"')
    quote = "'" if '"' not in sample and sample.lstrip().startswith("'") else '"'
    return Dialect(max(DELIMITERS, key=lambda mark: _regularity(sample, mark, quote)), quote)


def _regularity(sample: str, delimiter: str, quote: str) -> tuple[float, int]:
    rows = csv.reader(sample.splitlines(keepends=True)[:60], delimiter=delimiter, quotechar=quote)
    widths = [len(row) for row in rows if row][:20]
    if not widths or widths[0] < 2:
        return 0.0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]


class CsvRecords:
    """Reads rows below a header line; iterate once. A row that cannot be cut into cells is an error of its own."""

    def __init__(self, lines: Iterable[Line | RowError], dialect: Dialect) -> None:
        self._lines = iter(lines)
        self._returned: deque[Line | RowError] = deque()
        self._dialect = dialect
        self._read_so_far = self._wasted = 0
        self._header: list[str] = []

    def __iter__(self) -> Iterator[Record | RowError]:
        while (line := self._next()) is not None:
            if isinstance(line, RowError):
                yield line
            elif line.text.strip():
                found = self._read(line)
                if found is not None:
                    yield found

    def _read(self, line: Line) -> Record | RowError | None:
        self._read_so_far += _cost(line)
        cells, last = self._cells(line)
        if cells is None:
            return _broken(line)
        if not self._header:
            if not line.text.lower().startswith("sep="):
                self._header = header_names(cells)
                if any(len(cell) > LONGEST_HEADER for cell in cells):
                    return _long_header(line)
            return None
        while len(cells) > len(self._header) and not cells[-1].strip():
            cells.pop()
        if not any(cell.strip() for cell in cells):
            return None
        return self._record(line, cells, last)

    def _record(self, line: Line, cells: list[str], last: Line) -> Record | RowError:
        width = len(self._header)
        if len(cells) > width:
            return _too_wide(line, len(cells), width)
        if len(cells) < width and not last.ended:
            return _cut_off(line)
        return Record(line.number, dict(zip(self._header, cells, strict=False)))

    def _cells(self, first: Line) -> tuple[list[str] | None, Line]:
        """The cells of the record that begins on this line, and the line it ends on."""
        try:
            return self._parse([first.text], strict=True), first
        except csv.Error as error:
            if "unexpected end" in str(error):
                return self._over_lines(first)
        # A quote inside a quoted cell that was not doubled ("3" screen"): read as meant when the width fits.
        cells = self._parse([first.text], strict=False)
        return (cells if len(cells) == len(self._header) else None), first

    def _over_lines(self, first: Line) -> tuple[list[str] | None, Line]:
        taken = [first]
        try:
            cells = self._parse(self._following(taken), strict=True)
        except csv.Error:
            cells = []
        if cells and (not self._header or len(cells) == len(self._header)):
            return cells, taken[-1]
        # The quote was never closed, or closed in a later row: only the first line is lost.
        self._wasted += sum(_cost(line) for line in taken)
        self._give_back(taken[1:])
        return None, first

    def _following(self, taken: list[Line]) -> Iterator[str]:
        """The lines from the first one taken on, for as long as they are asked for, noting each.

        Lines that are looked through in vain are looked through again; when that has cost a multiple of the
        file itself, no more than a few are.
        """
        spent = self._wasted > MOST_WASTED + 8 * self._read_so_far
        most_lines, most_size = (10, 10_000) if spent else (MAX_LINES_IN_RECORD, MAX_RECORD)
        size = len(taken[0].text)
        yield taken[0].text + "\n"
        while len(taken) < most_lines and size < most_size:
            line = self._next()
            if line is None or isinstance(line, RowError):
                self._give_back([line] if line else [])
                return
            taken.append(line)
            size += len(line.text)
            yield line.text + "\n"

    def _parse(self, texts: Iterable[str], *, strict: bool) -> list[str]:
        dialect = self._dialect
        rows = csv.reader(texts, delimiter=dialect.delimiter, quotechar=dialect.quote, strict=strict)
        return next(rows, [])

    def _next(self) -> Line | RowError | None:
        return self._returned.popleft() if self._returned else next(self._lines, None)

    def _give_back(self, lines: Iterable[Line | RowError]) -> None:
        self._returned.extendleft(reversed(list(lines)))


def _cost(line: Line) -> int:
    """What it takes to look through a line: its length, and something for being a line."""
    return len(line.text) + 100


def header_names(cells: Iterable[str]) -> list[str]:
    """Names that are never empty and never twice the same."""
    names: dict[str, None] = {}
    numbers: dict[str, int] = {}
    for position, cell in enumerate(cells, start=1):
        wanted = clean_line(cell[:LONGEST_HEADER]) or f"Column {position}"
        name = wanted
        while name in names:
            numbers[wanted] = numbers.get(wanted, 1) + 1
            name = f"{wanted} ({numbers[wanted]})"
        names[name] = None
    return list(names)


def _long_header(line: Line) -> RowError:
    reason = (
        f"A column's name has more than {LONGEST_HEADER} characters; the rest of it was cut off. Shorten it."
    )
    return RowError(line.number, None, "long_header", reason, excerpt(line.text[:200]), Severity.WARNING)


def _broken(line: Line) -> RowError:
    reason = (
        "The quotes in this row do not close. Put quotes around the whole cell and double those inside it; "
        "only this row was left out."
    )
    return RowError(line.number, None, "broken_quotes", reason, excerpt(line.text[:200]))


def _too_wide(line: Line, width: int, expected: int) -> RowError:
    reason = (
        f"The row has {width} cells but the header names {expected} columns. "
        "Put quotes around cells that hold the separator."
    )
    return RowError(line.number, None, "too_many_cells", reason, excerpt(line.text[:200]))


def _cut_off(line: Line) -> RowError:
    reason = "The file breaks off in this row. Export it again; the rows before it were read."
    return RowError(line.number, None, "file_cut_off", reason, excerpt(line.text[:200]))
