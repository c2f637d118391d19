"""CSV and its relatives: every row a table row under the headers of the first."""

import csv
import io
from collections.abc import Sequence

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.cells import add_grid
from aisle.adapters.parsers.decoding import decode
from aisle.adapters.parsers.kinds import extension, is_text
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

MEDIA_TYPES = ("text/csv", "text/tab-separated-values")
EXTENSIONS = ("csv", "tsv")

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 50
# Above the size limit of a file, so that a field is never what fails.
_LONGEST_FIELD = 1 << 30


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are CSV; only the extension tells it from prose with commas."""
    return 0.8 if is_text(data) and extension(name) in EXTENSIONS else 0.0


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read a table of separated values, with its delimiter found by trying.

    Raises ParseFailed: `no_text`, `too_large`, `corrupt`.
    """
    text, notes = decode(data)
    builder = DocumentBuilder(MEDIA_TYPES[1 if extension(name) == "tsv" else 0])
    builder.notes.extend(notes)
    csv.field_size_limit(_LONGEST_FIELD)
    text = text.replace("\x00", "")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text)))
    except csv.Error as error:
        raise ParseFailed(FailureReason.CORRUPT, f"the table cannot be read: {error}") from None
    add_grid(builder, rows)
    return builder.build()


def find_delimiter(text: str) -> str:
    """Return the delimiter that gives the most rows of one width, and of those the widest."""
    sample = text[:_SAMPLE_CHARACTERS]
    return max(_DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter))


def _regularity(sample: str, delimiter: str) -> tuple[float, int]:
    widths = [len(row) for row in _sample_rows(sample, delimiter) if row]
    if not widths or max(widths) < 2:
        return 0.0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(usual) / len(widths) if usual > 1 else 0.0), usual


def _sample_rows(sample: str, delimiter: str) -> Sequence[Sequence[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    rows = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return rows
    # The sample may end inside its last row.
    return rows[:-1] if len(sample) == _SAMPLE_CHARACTERS else rows
