"""The parser of workbooks."""

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.office import likeness, open_package
from aisle.adapters.parsers.sheets import other_kinds
from aisle.adapters.parsers.sheets.book import open_book
from aisle.adapters.parsers.sheets.reading import read_sheet
from aisle.adapters.parsers.sheets.tables import add_sheet
from aisle.adapters.parsers.sheets.types import Tally
from aisle.knowledge.structure import ParsedDocument

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = (_XLSX, "application/vnd.ms-excel.sheet.macroEnabled.12", *other_kinds.MEDIA_TYPES)
_XML_EXTENSIONS = ("xlsx", "xlsm", "xltx", "xltm")
EXTENSIONS = (*_XML_EXTENSIONS, *other_kinds.EXTENSIONS)
ATTACHMENTS = "xl/embeddings/"


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are a workbook, an encrypted one included."""
    return 1.0 if other_kinds.media_type(data) else likeness(data, name, b"xl/", _XML_EXTENSIONS)


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read the visible sheets of a workbook, each a section; macros and attachments are never looked at.

    Raises ParseFailed: `bomb`, `encrypted`, `corrupt`, `no_text`, `too_large`.
    """
    tally = Tally()
    kind = other_kinds.media_type(data)
    builder = DocumentBuilder(kind or _XLSX)
    if kind is None:
        _add_xlsx(builder, data, tally)
    else:
        for sheet in other_kinds.sheets(data, tally):
            add_sheet(builder, sheet)
    builder.notes += tally.notes()
    return builder.build()


def _add_xlsx(builder: DocumentBuilder, data: bytes, tally: Tally) -> None:
    with open_package(data, ATTACHMENTS) as archive:
        book = open_book(archive)
        builder.title = book.title
        for entry in book.entries:
            if entry.hidden:
                tally.left_out["hidden_sheets"] += 1
            else:
                add_sheet(builder, read_sheet(book, entry, tally))
