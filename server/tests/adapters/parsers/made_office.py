"""Workbooks, presentations and messages made for the tests."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from email.message import EmailMessage
from typing import Any

import xlsxwriter
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

SIZES = [["Size", "Chest in cm", "Price"], ["S", 96, 129.9], ["M", 102, 129.9]]


def workbook(fill: Callable[[Any], None]) -> bytes:
    """Return a workbook that a function filled."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book)
    book.close()
    return out.getvalue()


def sizes() -> bytes:
    """Return a workbook with a table under a merged title, and values of every kind beside it."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Sizes")
        sheet.merge_range("A1:C1", "Sizes of our jackets")
        for row, values in enumerate(SIZES, start=1):
            sheet.write_row(row, 0, values)
        shown = book.add_worksheet("Shown")
        shown.write_row(0, 0, ["What", "Value"])
        formats = [
            ("0%", 0.2),
            ("yyyy-mm-dd", date(2026, 11, 20)),
            ('#,##0.00 "EUR"', 1299.5),
            ("00000", 1234),
        ]
        for row, (code, value) in enumerate(formats, start=1):
            shown.write(row, 0, f"line {row}")
            shown.write(row, 1, value, book.add_format({"num_format": code}))
        shown.write_row(5, 0, ["noise", 0.1 + 0.2])
        shown.write(6, 0, "sum")
        shown.write_formula(6, 1, "=1+1", None, 2)
        shown.write(7, 0, "broken")
        shown.write_formula(7, 1, "=1/0", None, "#DIV/0!")

    return workbook(fill)


def deck() -> bytes:
    """Return three slides: bullets with notes, a table and a chart; the third is hidden."""
    show = Presentation()
    show.core_properties.title = "Care"
    slide = show.slides.add_slide(show.slide_layouts[1])
    # Drawn before the text, but standing below it.
    low = slide.shapes.add_textbox(Inches(1), Inches(6), Inches(4), Inches(1))
    low.text_frame.text = "Ask us."
    slide.shapes.title.text = "Washing wool"
    slide.placeholders[1].text = "Cold water\nMild soap"
    slide.placeholders[1].text_frame.paragraphs[1].level = 1
    slide.notes_slide.notes_text_frame.text = "Say that it dries lying flat."
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Sizes"
    table = slide.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for row, values in enumerate(SIZES):
        for column, value in enumerate(values):
            table.cell(row, column).text = str(value)
    table.cell(2, 2).text = ""
    table.cell(1, 2).merge(table.cell(2, 2))
    data = CategoryChartData()
    data.categories = ["Spring", "Autumn"]
    data.add_series("Returns", (3, 4.5))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, Inches(1), Inches(5), Inches(3), Inches(2), data)
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Purchase prices"
    slide._element.set("show", "0")
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def message(
    text: str = "You can send it back.", page: str = "", attached: Mapping[str, bytes] | None = None
) -> EmailMessage:
    """Return a message with a text, a page as its alternative, and attachments by name."""
    mail = EmailMessage()
    mail["From"] = "Mia <mia@shop.example>"
    mail["To"] = "kim@example.com"
    mail["Date"] = "Fri, 20 Nov 2026 10:00:00 +0000"
    mail["Subject"] = "Rückgabe Ihrer Jacke"
    mail.set_content(text)
    if page:
        mail.add_alternative(page, subtype="html")
    for name, data in (attached or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package with one part changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            part = source.read(entry)
            target.writestr(entry, change(part) if entry.filename == name else part)
    return out.getvalue()
