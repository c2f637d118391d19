"""Reading the cells of one record by field, noting what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aisle.catalog.clean_text import clean_body, clean_line
from aisle.catalog.importing.limits import (
    ATTRIBUTE_LENGTH,
    LENGTHS,
    MOST_ATTRIBUTES,
    NAME_LENGTH,
    RAW_DESCRIPTION,
)
from aisle.catalog.importing.mapping import ColumnMapping
from aisle.catalog.importing.outcomes import RowError, Severity, excerpt
from aisle.catalog.importing.records import Cell, Record
from aisle.catalog.importing.vocabulary import Field


@dataclass(slots=True)
class CellReader:
    """One record's cells under a mapping; `errors` gathers what was wrong with those that were asked for."""

    record: Record
    mapping: ColumnMapping
    errors: list[RowError] = field(default_factory=list)

    def column(self, wanted: Field) -> str | None:
        """The column that a field is read from."""
        names = self.mapping.columns.get(wanted)
        return names[0] if names else None

    def raw(self, wanted: Field) -> str:
        """The first column's text as it stands, blank when absent."""
        names = self.mapping.columns.get(wanted)
        return _first(self.record.cells.get(names[0], "")) if names else ""

    def line(self, wanted: Field) -> str:
        """The text on one line; too long a text is an error and reads as blank."""
        text = self.raw(wanted)
        if not text:
            return ""  # as most fields of most files are
        # Measured as it stands in the file: a text that is too long is not worth cleaning.
        return self.checked(wanted, clean_line(self.checked(wanted, text.strip())))

    def body(self, wanted: Field) -> str:
        """The text without its markup; too long a text is an error and reads as blank."""
        text = self.raw(wanted)
        if not text:
            return ""
        return self.checked(wanted, clean_body(self.checked(wanted, text, RAW_DESCRIPTION)))

    def checked(self, wanted: Field, text: str, limit: int | None = None) -> str:
        """The text itself, or blank and an error when it is longer than the field may be."""
        limit = limit or LENGTHS.get(wanted)
        if limit is None or len(text) <= limit:
            return text
        reason = f"The {wanted.value} has {len(text)} characters; at most {limit} are allowed. Shorten it."
        self.fault(wanted, "too_long", reason, text)
        return ""

    def all(self, wanted: Field) -> Iterator[str]:
        """Every value of every column of a field, in order."""
        for name in self.mapping.columns.get(wanted, ()):
            cell = self.record.cells.get(name, "")
            yield from (cell,) if isinstance(cell, str) else cell

    def listed(self, wanted: Field) -> tuple[str, ...]:
        """A list cell, or a single text as a list of one; empty when blank."""
        names = self.mapping.columns.get(wanted)
        cell = self.record.cells.get(names[0], "") if names else ""
        return ((cell,) if cell else ()) if isinstance(cell, str) else cell

    def fault(
        self, wanted: Field | str, code: str, reason: str, value: object, severity: Severity = Severity.ERROR
    ) -> None:
        """Notes an error under the column's own name."""
        column = self.column(wanted) if isinstance(wanted, Field) else wanted
        self.errors.append(RowError(self.record.line, column, code, reason, excerpt(value), severity))

    def named(self, columns: dict[str, str]) -> dict[str, str]:
        """Values by name for columns that are mapped by name, "*" standing for many."""
        found: dict[str, str] = {}
        cells = self.record.cells
        for label, column in columns.items():
            if not column.endswith(".*"):
                found[label] = _tidy(_joined(cells.get(column, "")), ATTRIBUTE_LENGTH)
                continue
            start = column[:-1]
            for name, cell in cells.items():
                if name.startswith(start):
                    found[_tidy(name[len(start) :], NAME_LENGTH)] = _tidy(_joined(cell), ATTRIBUTE_LENGTH)
        return self._short({name: value for name, value in found.items() if name and value})

    def paired(self, pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        """Names and values of paired columns, in order; a name may be blank where only the first row has it."""
        cells = self.record.cells
        found: list[tuple[str, str]] = []
        for name_column, value_column in pairs:
            names, value = cells.get(name_column, ""), cells.get(value_column, "")
            if isinstance(names, tuple):
                values = value if isinstance(value, tuple) else (value,)
                found += zip(names, values, strict=False)
            else:
                found.append((names, _joined(value)))
        kept: list[tuple[str, str]] = []
        for name, text in found:
            short = _tidy(name, NAME_LENGTH), _tidy(text, ATTRIBUTE_LENGTH)
            if self._fits(*short, len(kept)):
                kept.append(short)
        return kept

    def _short(self, values: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, value in values.items():
            if self._fits(name, value, len(kept)):
                kept[name] = value
        return kept

    def _fits(self, name: str, value: str, others: int) -> bool:
        if len(value) <= ATTRIBUTE_LENGTH and len(name) <= NAME_LENGTH and others < MOST_ATTRIBUTES:
            return True
        reason = f"An attribute may have {ATTRIBUTE_LENGTH} characters, a product {MOST_ATTRIBUTES} of them."
        self.fault(excerpt(name), "too_long", f"{reason} This one was left out.", value, Severity.WARNING)
        return False


def _tidy(text: str, limit: int) -> str:
    """The text on one line; one that is far too long is left as it is, to be refused."""
    text = text.strip()
    return clean_line(text) if len(text) <= limit else text


def _first(cell: Cell) -> str:
    return cell if isinstance(cell, str) else next(iter(cell), "")


def _joined(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ", ".join(part for part in cell if part)
