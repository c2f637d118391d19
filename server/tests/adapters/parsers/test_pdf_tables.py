"""Tables that nothing is drawn around: found by the gaps between their words, on pages turned on their side too."""

import io

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

ROWS = [("Size", "Chest", "Length"), ("S", "96", "68"), ("M", "102", "70"), ("L", "108", "72")]


def drawn(turned: bool = False) -> bytes:
    """Return a page with the rows, each one run of text; or one drawn sideways and turned for showing."""
    out = io.BytesIO()
    canvas = Canvas(out)
    if turned:
        canvas.translate(560, 72)
        canvas.rotate(90)
    for number, row in enumerate(ROWS):
        text = canvas.beginText(0 if turned else 72, -20 * number if turned else 500 - 20 * number)
        text.setFont("Helvetica", 11)
        for cell in row:
            text.textOut(f"{cell} ")
            text.moveCursor(90, 0)
        canvas.drawText(text)
    canvas.save()
    document, shown = pypdfium2.PdfDocument(out.getvalue()), io.BytesIO()
    document[0].set_rotation(90 if turned else 0)
    document.save(shown)
    return shown.getvalue()


@pytest.mark.parametrize("turned", [False, True])
def test_cells_far_apart_are_columns(read, turned: bool) -> None:
    document = read(drawn(turned), "a.pdf")
    assert document.tables[0].headers == ROWS[0]
    assert document.text.splitlines() == [" | ".join(row) for row in ROWS]


def test_words_that_stand_together_are_no_table(read) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number, row in enumerate(ROWS):
        canvas.drawString(72, 500 - 14 * number, " ".join(row))
    canvas.save()
    assert read(out.getvalue(), "a.pdf").tables == ()


def test_capitals_are_no_table(read) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(4):
        canvas.drawString(72, 500 - 14 * number, "WASH MAXIMUM WARM WITH WOOL MAMMOTH")
    canvas.save()
    assert read(out.getvalue(), "a.pdf").tables == ()
