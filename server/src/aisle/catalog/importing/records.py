"""Records: what every kind of catalogue file is turned into before any cell is understood."""

from __future__ import annotations

from dataclasses import dataclass

# Longer than any honest product; past it a line or an item is passed over, not held.
MAX_RECORD = 4 * 1024 * 1024


class Number(str):
    """A number as a JSON file writes it: always with a decimal point, never in the manner of a country."""

    __slots__ = ()


Cell = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Named cells of one row; rows of one nested item share its `item` number."""

    line: int
    cells: dict[str, Cell]
    item: int | None = None
