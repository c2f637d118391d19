"""What the PDF parser makes of headings, paragraphs, lists, tables and page furniture."""

import io

import pytest
from made_documents import SIZES, bullets, guide, heading, paragraph, pdf, ruled, scan
from reportlab.pdfgen.canvas import Canvas

from aisle.knowledge.structure import ParseFailed

LONG = (
    "Merino keeps you warm when it is wet, because the fibre holds water inside and stays dry outside. " * 4
)


def test_keeps_headings_lists_and_paragraphs_with_their_pages(read, blocks) -> None:
    document = read(guide(), "guide.pdf")
    assert blocks(document)[:5] == [
        ("heading", "Chapter about topic 1"),
        ("paragraph", "Wool number 1 is washed at thirty degrees. It dries lying flat in the shade."),
        ("heading", "What you need"),
        ("list_item", "A basin of cold water"),
        ("list_item", "Mild soap without perfume"),
    ]
    assert [block.level for block in document.blocks[:3]] == [1, 0, 2]
    assert document.page_count == 6 or document.page_count == 5
    assert {block.page for block in document.blocks} == set(range(1, 6))


def test_drops_running_headers_and_footers(read) -> None:
    text = read(guide(), "guide.pdf").text
    assert "Fjord & Fell: care guide" not in text
    assert "of many" not in text


def test_reads_a_ruled_table_with_its_caption_and_headers(read, blocks) -> None:
    document = read(guide(1), "guide.pdf")
    assert document.tables[0].caption == "Sizes of our jackets"
    assert document.tables[0].headers == tuple(SIZES[0])
    rows = [words for kind, words in blocks(document) if kind == "table_row"]
    assert rows == [" | ".join(row) for row in SIZES]


def test_puts_the_rest_of_a_wrapped_cell_into_its_cell(read, blocks) -> None:
    rows = [["Part", "Care"], ["Outer shell", "Wash cold\nwith mild soap"], ["Lining", "Wipe"]]
    document = read(pdf([paragraph(LONG), ruled(rows)]), "care.pdf")
    found = [words for kind, words in blocks(document) if kind == "table_row"]
    assert found == ["Part | Care", "Outer shell | Wash cold with mild soap", "Lining | Wipe"]


def test_joins_words_broken_at_the_end_of_a_line(read) -> None:
    document = read(
        pdf([paragraph("We use recycled poly-<br/>ester for the lining of every jacket.")]), "a.pdf"
    )
    assert "recycled polyester for" in document.text


def test_a_paragraph_of_many_lines_is_one_block(read, blocks) -> None:
    document = read(pdf([paragraph(LONG), paragraph(LONG)]), "a.pdf")
    assert blocks(document) == [("paragraph", LONG.strip())] * 2


def test_bold_lines_are_headings_below_the_larger_ones(read) -> None:
    story = [
        heading("Care"),
        paragraph("<b>Washing</b>"),
        paragraph(LONG),
        paragraph("<b>Drying</b>"),
        paragraph(LONG),
    ]
    document = read(pdf(story), "a.pdf")
    headings = [(b.level, document.text[b.start : b.end]) for b in document.blocks if b.kind == "heading"]
    assert headings == [(1, "Care"), (2, "Washing"), (2, "Drying")]


def test_says_which_pages_of_a_scan_are_pictures(read) -> None:
    document = read(scan(), "scan.pdf")
    assert (document.text, document.pictures) == ("", (1,))
    assert document.notes == ("pages_without_text: 1 of 1",)


def test_blank_pages_are_no_pictures(read) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()
    with pytest.raises(ParseFailed) as failure:
        read(out.getvalue(), "blank.pdf")
    assert failure.value.state == "no_text"


def test_says_that_a_password_is_needed(read) -> None:
    with pytest.raises(ParseFailed) as failure:
        read(pdf([bullets("secret")], password="key"), "locked.pdf")
    assert failure.value.state == "encrypted"


@pytest.mark.parametrize("keep", [9, 200, 2_000])
def test_a_truncated_file_is_corrupt_or_read_in_part(read, keep: int) -> None:
    data = guide()[:keep]
    with pytest.raises(ParseFailed) as failure:
        read(data, "cut.pdf")
    assert failure.value.state in ("corrupt", "no_text")
