"""The contract of a document parser, over the sandbox and over its fake."""

import asyncio
import io

import docx
import pptx
import pytest
import xlsxwriter
from reportlab.pdfgen.canvas import Canvas

from aisle.adapters.parsers.inline import InlineParser
from aisle.adapters.sandbox import ParserSandbox
from aisle.knowledge.ports import DocumentParser
from aisle.knowledge.structure import ParseFailed, require_sound


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "Returns are free for 30 days.")
    canvas.save()
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Returns are free for 30 days.")
    document.save(out)
    return out.getvalue()


def workbook(*row: object) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Returns")
    sheet.write_row(0, 0, ["Title", "Price"] if row else ["Returns are free for 30 days."])
    sheet.write_row(1, 0, row)
    book.close()
    return out.getvalue()


def presentation() -> bytes:
    out = io.BytesIO()
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Returns are free for 30 days."
    show.save(out)
    return out.getvalue()


FILES = {
    "a.pdf": pdf(),
    "a.docx": word(),
    "a.pptx": presentation(),
    "a.html": b"<!doctype html><p>Returns are free for 30 days.</p>",
    "a.md": b"Returns are *free* for 30 days.",
    "a.txt": b"Returns are free for 30 days.",
    "a.json": b'["Returns are free for 30 days."]',
    "a.csv": b"Returns are free for 30 days.",
}


@pytest.fixture(params=["sandbox", "inline"])
def parser(request: pytest.FixtureRequest, sandbox: ParserSandbox) -> DocumentParser:
    return sandbox if request.param == "sandbox" else InlineParser()


@pytest.mark.parametrize("name", FILES)
async def test_reads_every_type(parser: DocumentParser, name: str) -> None:
    document = await parser.parse(FILES[name], name, None)
    require_sound(document)
    assert document.text == "Returns are free for 30 days."


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.xlsx", workbook(), "Returns\n\nReturns are free for 30 days."),
        ("a.eml", b"From: a\nSubject: Returns\n\nThey are free.", "Returns\n\nFrom: a\n\nThey are free."),
    ],
)
async def test_reads_types_that_say_more(parser: DocumentParser, name: str, data: bytes, text: str) -> None:
    assert (await parser.parse(data, name, None)).text == text


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859_2", "cp1251", "shift_jis", "big5", "utf-16"])
async def test_reads_any_encoding(parser: DocumentParser, encoding: str) -> None:
    words = {"cp1251": "Возврат товара в течение тридцати дней", "iso8859_2": "Zażółć gęślą jaźń w ciągu dni"}
    words |= {"shift_jis": "返品は三十日以内に無料でできます", "big5": "三十天內可以免費退貨給我們"}
    text = words.get(encoding, "Rückgabe binnen dreißig Tagen für Sie möglich")
    assert (await parser.parse(text.encode(encoding), "a.txt", None)).text


@pytest.mark.parametrize(
    ("data", "name", "state"),
    [
        (b"", "a.pdf", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a.png", "corrupt"),
        (FILES["a.pdf"][:300], "a.pdf", "corrupt"),
        (FILES["a.docx"][:300], "a.docx", "corrupt"),
        (b"[" * 200_000, "a.json", "corrupt"),
        (b"<!doctype html><script>x</script>", "a.html", "no_text"),
        (b"x" * (50 * 1024 * 1024 + 1), "a.txt", "too_large"),
    ],
)
async def test_tells_why_a_file_cannot_be_read(
    parser: DocumentParser, data: bytes, name: str, state: str
) -> None:
    with pytest.raises(ParseFailed) as failure:
        await parser.parse(data, name, None)
    assert failure.value.state == state
    assert failure.value.detail


async def test_a_name_is_never_a_path(parser: DocumentParser) -> None:
    for name in ("../../etc/passwd", "/etc/passwd", "a\x00b", "x" * 10_000, "", "\ud800.txt"):
        assert (await parser.parse(b"words", name, None)).text == "words"


async def test_reads_many_at_once(parser: DocumentParser) -> None:
    found = await asyncio.gather(
        *(parser.parse(f"file {number}".encode(), "a", None) for number in range(12))
    )
    assert [document.text for document in found] == [f"file {number}" for number in range(12)]


async def test_makes_rows_of_a_workbook(parser: ParserSandbox | InlineParser) -> None:
    rows = await parser.convert("rows", workbook("Mug", 9.5), "a.xlsx")
    assert rows.decode().splitlines()[1:] == ['[1,"Title","Price"]', '[2,"Mug",9.5]']


async def test_tells_why_a_file_cannot_be_converted(parser: ParserSandbox | InlineParser) -> None:
    with pytest.raises(ParseFailed) as failure:
        await parser.convert("rows", workbook("Mug", 9.5)[:2_000], "a.xlsx")
    assert failure.value.state == "corrupt"
