"""The PDF parser: reads page by page, then lays the lines out once the document's style is known."""

import pypdfium2
import pypdfium2.raw as pdfium

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.pdf.furniture import without_furniture
from aisle.adapters.parsers.pdf.headings import style_of
from aisle.adapters.parsers.pdf.layout import add_page
from aisle.adapters.parsers.pdf.lines import Line, PageText
from aisle.knowledge.structure import FailureReason, ParsedDocument, ParseFailed

MEDIA_TYPES = ("application/pdf",)
EXTENSIONS = ("pdf",)
# The mark may stand behind a mail or printer preamble (ISO 32000-1, annex H.3, note 13).
_PREAMBLE = 1_024
_MEANINGLESS_TITLES = ("untitled", "microsoft word", "anonymous", "document", "(anonymous)")


def sniff(data: bytes, name: str) -> float:
    """Return how surely the bytes are a PDF, from 0 to 1."""
    return 1.0 if b"%PDF-" in data[:_PREAMBLE] else 0.0


def parse(data: bytes, name: str) -> ParsedDocument:
    """Read a PDF.

    Raises:
        ParseFailed: `encrypted` when a password is needed, `corrupt` when the file cannot be opened, `no_text`
            when its pages are blank.
    """
    document = open_pdf(data)
    try:
        pages = [_lines(document, index) for index in range(len(document))]
        pictures = [number for number, page in enumerate(pages, 1) if not page and _shows(document, number)]
        title = document.get_metadata_value("Title")
    finally:
        document.close()
    return _document(pages, pictures, title)


def open_pdf(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF that has pages. Raises ParseFailed: `encrypted`, `corrupt`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise ParseFailed(
                FailureReason.ENCRYPTED, "the PDF asks for a password; save it without one"
            ) from None
        raise ParseFailed(FailureReason.CORRUPT, "the PDF is damaged and cannot be opened") from None
    if len(document) == 0:
        document.close()
        raise ParseFailed(FailureReason.CORRUPT, "the PDF has no pages")
    return document


def _lines(document: pypdfium2.PdfDocument, index: int) -> list[Line]:
    page = PageText(document.raw, index)
    try:
        return list(page.lines())
    finally:
        page.close()


def _shows(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Say whether anything is drawn on a page; a blank one needs no reading."""
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    try:
        return bool(page) and pdfium.FPDFPage_CountObjects(page) > 0
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _document(pages: list[list[Line]], pictures: list[int], title: str) -> ParsedDocument:
    builder = DocumentBuilder(MEDIA_TYPES[0])
    builder.page_count = len(pages)
    builder.pictures = tuple(pictures)
    empty = sum(not page for page in pages)
    if empty:
        builder.notes.append(f"pages_without_text: {empty} of {len(pages)}")
    style = style_of(pages)
    for number, page in enumerate(without_furniture(pages, style.body), start=1):
        add_page(builder, page, number, style)
    builder.title = title if not title.lower().startswith(_MEANINGLESS_TITLES) else None
    builder.title = builder.title or builder.first_heading
    return builder.build()
