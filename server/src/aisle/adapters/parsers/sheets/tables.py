"""The tables of a sheet: filled areas parted by blank rows, merged cells filled in."""

from collections.abc import Iterator, Sequence

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.cells import add_grid, looks_like_header
from aisle.adapters.parsers.sheets.types import MAX_CELLS, Row, Sheet


def add_sheet(builder: DocumentBuilder, sheet: Sheet) -> None:
    """Add a sheet as a section: its name as heading, then each of its tables."""
    if not sheet.rows:
        return
    _fill_merged(sheet)
    builder.heading(sheet.name, 1)
    for rows in _joined(list(_areas(sheet.rows))):
        add_grid(builder, _grid(rows))


def _fill_merged(sheet: Sheet) -> None:
    """Write the words of merged cells into each filled row that they reach, so that each row says it all."""
    rows, left = dict(sheet.rows), MAX_CELLS
    for top, first, bottom, last in sheet.merged:
        words = rows.get(top, {}).get(first)
        reached = (
            [number for number in range(top, bottom + 1) if number in rows] if bottom - top < 10_000 else ()
        )
        left -= len(reached) * (last - first + 1)
        if words is None or left < 0:
            continue
        for number in reached:
            for column in range(first, last + 1):
                rows[number].setdefault(column, words)


def _areas(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the areas that blank rows, or blank columns between two tables, part from each other."""
    for run in _runs(rows):
        parts = _side_by_side(run)
        for part in parts if len(parts) > 1 else ():
            yield from _areas(part)
        if len(parts) == 1:
            yield run


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the runs of rows without a blank one between them."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or rows[end][0] > rows[end - 1][0] + 1:
            yield list(rows[start:end])
            start = end


def _side_by_side(rows: list[Row]) -> list[list[Row]]:
    """Return the tables that stand beside each other, or all as one where a blank column only spaces it out."""
    groups: list[set[int]] = []
    for column in sorted(_columns(rows)):
        if groups and column - 1 in groups[-1]:
            groups[-1].add(column)
        else:
            groups.append({column})
    parts = [[row for row in (_only(row, group) for row in rows) if row[1]] for group in groups]
    are_tables = all(len(group) > 1 and len(part) > 1 for group, part in zip(groups, parts, strict=True))
    return parts if are_tables else [rows]


def _only(row: Row, columns: set[int]) -> Row:
    return row[0], {column: words for column, words in row[1].items() if column in columns}


def _joined(areas: Sequence[list[Row]]) -> Iterator[list[Row]]:
    """Join an area to the one above it where it is the rest of the same table: as wide, and without a header."""
    table: list[Row] = []
    for area in areas:
        if table and not _goes_on(table, area):
            yield table
            table = []
        table = table + area if table else area
    if table:
        yield table


def _goes_on(table: Sequence[Row], area: Sequence[Row]) -> bool:
    above, below = _columns(table), _columns(area)
    return len(below) > 1 and below <= above and not looks_like_header(_grid(area))


def _columns(rows: Sequence[Row]) -> set[int]:
    return {column for _, cells in rows for column in cells}


def _grid(rows: Sequence[Row]) -> list[list[str]]:
    """Return rows of equal length over the columns that are used."""
    columns = sorted(_columns(rows))
    return [[cells.get(column, "") for column in columns] for _, cells in rows]
