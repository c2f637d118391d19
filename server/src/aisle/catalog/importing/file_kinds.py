"""Telling what kind of file this is by its first bytes; its name and declared type are only hints."""

from __future__ import annotations

import json
from enum import StrEnum

from aisle.catalog.errors import EmptyCatalogFile, UnreadableCatalogFile
from aisle.catalog.importing.text_source import utf16_of
from aisle.catalog.importing.workbook import MARK

_KNOWN = (
    (
        b"PK\x03\x04",
        "a zip archive. Unpack it",
    ),
    (b"\xd0\xcf\x11\xe0", "an old office document. Save the sheet as XLSX or CSV (UTF-8)"),
    (b"\x1f\x8b", "compressed with gzip. Unpack it"),
    (b"%PDF", "a PDF. Upload it as a document, and the catalogue as CSV or JSON"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


class FileKind(StrEnum):
    """How the text of a catalogue file is built."""

    CSV = "csv"
    JSON = "json"
    JSON_LINES = "jsonl"
    WORKBOOK = "xlsx"

    @property
    def is_tabular(self) -> bool:
        """Whether rows stand for themselves and belong to a product by what is in them."""
        return self in (FileKind.CSV, FileKind.WORKBOOK)


def refuse_binary(head: bytes) -> None:
    """Raises EmptyCatalogFile or UnreadableCatalogFile for what is certainly no text."""
    if not head.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise EmptyCatalogFile("There is nothing in the file. Export the catalogue again.")
    for mark, what in _KNOWN:
        if head.startswith(mark):
            raise UnreadableCatalogFile(f"The file is {what}.")
    sample = head[:8_192]
    control = sum(sample.count(byte) for byte in range(32) if byte not in (9, 10, 12, 13))
    if utf16_of(head) is None and control > 0.1 * len(sample):
        raise UnreadableCatalogFile("The file is not text. Export the catalogue as CSV, JSON or JSON lines.")


def is_workbook(head: bytes) -> bool:
    """Say whether a file may be a workbook: a package of the newer kind, or a compound file of the older."""
    return head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def kind_of(text: str) -> FileKind:
    """The kind of a text by its beginning. Raises UnreadableCatalogFile for markup."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        raise UnreadableCatalogFile(
            "The file is XML or HTML, which is not read yet. Export CSV, TSV or JSON."
        )
    if start.startswith(MARK):
        return FileKind.WORKBOOK
    if start.startswith("["):
        return FileKind.JSON
    if not start.startswith("{"):
        return FileKind.CSV
    return FileKind.JSON_LINES if _one_object_a_line(start) else FileKind.JSON


def _one_object_a_line(start: str) -> bool:
    first, _, rest = start.partition("\n")
    if rest.lstrip().startswith("{"):
        return True
    try:
        value = json.loads(first)
    except ValueError:
        return False
    # A whole object on the only line is a product, or holds products: {"products": [...]}.
    return not rest.strip() and bool({"title", "name", "handle"} & value.keys())
