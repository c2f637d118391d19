"""A sheet as every kind of workbook is read to it."""

from collections import Counter
from dataclasses import dataclass, field

from aisle.knowledge.structure import FailureReason, ParseFailed

# Beyond these a workbook is a database: what it holds belongs into the catalogue, not into documents.
MAX_ROWS = 100_000
MAX_CELLS = 1_000_000
MAX_COLUMNS = 500

Row = tuple[int, dict[int, str]]  # its number as shown, from 1, and its filled cells by column, from 0
Area = tuple[int, int, int, int]  # first row, first column, last row, last column


class Exact(str):
    """A cell that holds a number, in plain decimal notation."""

    __slots__ = ()


@dataclass(slots=True)
class Sheet:
    """One visible sheet: its filled rows in order, and the areas of its merged cells."""

    name: str
    rows: list[Row] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """What was read and left out of a workbook so far; it keeps the limits."""

    most_rows: int = MAX_ROWS
    most_cells: int = MAX_CELLS
    rows: int = 0
    cells: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, row: dict[int, str]) -> None:
        """Count a row. Raises ParseFailed with `too_large` past the limits."""
        self.rows += 1
        self.cells += len(row)
        if self.rows > self.most_rows or self.cells > self.most_cells:
            limits = f"{self.most_rows:,} rows or {self.most_cells:,} cells"
            raise ParseFailed(
                FailureReason.TOO_LARGE,
                f"the workbook has more than {limits}; split it, or import products as a catalogue",
            )

    def notes(self) -> list[str]:
        """Return what was left out, as notes of a document."""
        return [f"{name}: {count} left out" for name, count in sorted(self.left_out.items())]
