"""Documents made for the tests: small, and known to the last word."""

import io
import zipfile
from collections.abc import Sequence

import docx
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Table,
)

STYLES = getSampleStyleSheet()
SIZES = [["Size", "Chest in cm", "Length in cm"], ["S", "96", "68"], ["M", "102", "70"], ["L", "108", "72"]]


def pdf(story: Sequence[Flowable], password: str | None = None, running: bool = False) -> bytes:
    """Return a PDF of the story, with a running header and footer when asked."""
    out = io.BytesIO()

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        if running:
            canvas.drawString(72, 810, "Fjord & Fell: care guide")
            canvas.drawString(72, 30, f"Page {document.page} of many")

    encrypt = pdfencrypt.StandardEncryption(password) if password else None
    SimpleDocTemplate(out, encrypt=encrypt).build(list(story), onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def heading(text: str, level: int = 1) -> Paragraph:
    return Paragraph(text, STYLES[f"Heading{level}"])


def paragraph(text: str) -> Paragraph:
    return Paragraph(text, STYLES["BodyText"])


def bullets(*items: str) -> ListFlowable:
    return ListFlowable([ListItem(paragraph(item)) for item in items], bulletType="bullet")


def ruled(rows: Sequence[Sequence[str]]) -> Table:
    return Table(
        list(map(list, rows)),
        style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )


def guide(pages: int = 5) -> bytes:
    """Return a guide with a running header and footer, one chapter a page."""
    story: list[Flowable] = []
    for number in range(1, pages + 1):
        story += [
            heading(f"Chapter about topic {number}"),
            paragraph(f"Wool number {number} is washed at thirty degrees. It dries lying flat in the shade."),
            heading("What you need", 2),
            bullets("A basin of cold water", "Mild soap without perfume"),
            paragraph("Sizes of our jackets"),
            ruled(SIZES),
            PageBreak(),
        ]
    return pdf(story, running=True)


def scan() -> bytes:
    """Return a PDF whose only page is a picture."""
    out = io.BytesIO()
    canvas = Canvas(out)
    # The smallest GIF there is: one white point, drawn over the page.
    point = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    canvas.drawImage(ImageReader(io.BytesIO(point)), 0, 0, 500, 700)
    canvas.save()
    return out.getvalue()


def word() -> bytes:
    """Return a Word document with headings, a list and a table with merged cells."""
    document = docx.Document()
    document.core_properties.title = "Returns"
    document.add_heading("Returns", 1)
    document.add_paragraph("You can return a jacket within 30 days.")
    document.add_heading("What we need", 2)
    document.add_paragraph("Please send us:")
    document.add_paragraph("the order number", style="List Bullet")
    document.add_paragraph("the reason", style="List Bullet 2")
    document.add_paragraph("Cost of a return", style="Caption")
    table = document.add_table(rows=3, cols=3)
    for row, words in enumerate(
        (("Country", "Parcel", "Letter"), ("UK", "£4", "£2"), ("France", "€6", "€3"))
    ):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    table.cell(1, 1).merge(table.cell(1, 2))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, change: bytes) -> bytes:
    """Return a Word document with one part replaced, or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            if entry.filename != name:
                target.writestr(entry, source.read(entry))
        target.writestr(name, change)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(name)
