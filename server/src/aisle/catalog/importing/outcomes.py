"""What comes out of reading a catalogue file, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aisle.catalog.clean_text import clean_line
from aisle.catalog.drafts import ProductDraft

EXCERPT = 80


class Severity(StrEnum):
    """ERROR: the row was left out. WARNING: it went in without the value, or with the value mended."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing wrong in a file: where, a stable code, and a sentence that says what to do."""

    line: int
    column: str | None
    code: str
    reason: str
    value: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class RowSkipped:
    """A row that the shop itself keeps from shoppers: a draft, or a hidden product."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ProductRead:
    """A product ready to be stored, and the line that it begins on."""

    line: int
    product: ProductDraft


Outcome = ProductRead | RowError | RowSkipped


def excerpt(value: object) -> str:
    """The beginning of a value, fit for a message."""
    text = clean_line(str(value)[:1_000])
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
