"""What becomes of workbooks: what a person sees on their sheets, and nothing that was hidden from him."""

import io
import zipfile
from typing import Any

import pytest
from made_office import changed, sizes, workbook

from aisle.adapters.parsers.sheets.formats import shown
from aisle.knowledge.structure import ParseFailed

SHEET = "xl/worksheets/sheet1.xml"


def refused(read, data: bytes, name: str = "a.xlsx") -> tuple[str, str]:
    with pytest.raises(ParseFailed) as failure:
        read(data, name)
    return failure.value.state.value, failure.value.detail


def one_sheet(*rows: list[Any], merged: tuple[str, ...] = ()) -> bytes:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("One")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for area in merged:
            sheet.merge_range(area, "both")

    return workbook(fill)


def test_a_sheet_is_a_section_and_its_cells_are_as_shown(read, blocks) -> None:
    document = read(sizes(), "sizes.xlsx")
    assert blocks(document) == [
        ("heading", "Sizes"),
        ("paragraph", "Sizes of our jackets"),
        ("table_row", "Size | Chest in cm | Price"),
        ("table_row", "S | 96 | 129.9"),
        ("table_row", "M | 102 | 129.9"),
        ("heading", "Shown"),
        ("table_row", "What | Value"),
        ("table_row", "line 1 | 20%"),
        ("table_row", "line 2 | 2026-11-20"),
        ("table_row", "line 3 | 1,299.50 EUR"),
        ("table_row", "line 4 | 01234"),
        ("table_row", "noise | 0.3"),
        ("table_row", "sum | 2"),
        ("table_row", "broken |"),
    ]
    assert document.tables[0].caption == "Sizes of our jackets"
    assert document.tables[0].headers == ("Size", "Chest in cm", "Price")
    assert document.notes == ("formula_errors: 1 left out",)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-5, "0.00;(0.00)", "(5.00)"),
        (0, '0;-0;"none"', "none"),
        (19.9, "[$€-407]#,##0.00", "€19.90"),
        (19.9, '_-* #,##0.00\\ "€"_-', "19.90 €"),
        (3.5, "0.##", "3.5"),
        (3, "0.##", "3"),
        (1500, '0.0,"k"', "1.5k"),
        (45981.75, "dd/mm/yyyy hh:mm", "2025-11-20 18:00"),
        (0.5, "h:mm AM/PM", "12:00"),
        (1.5, "[h]:mm:ss", "36:00:00"),
        (59, "yyyy-mm-dd", "1900-02-28"),
        (1e300, "yyyy-mm-dd", "1e+300"),
        (0.3333333333333333, "# ?/?", "0.333333333333333"),
        (12, "General", "12"),
        (1e15, "General", "1000000000000000"),
        (2.5, '"Size "0.0', "Size 2.5"),
    ],
)
def test_formats_of_numbers(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_what_is_hidden_stays_hidden_and_is_told(read) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Prices")
        sheet.write_row(0, 0, ["Product", "Purchase price", "Price"])
        sheet.write_row(1, 0, ["Jacket", "secret 40", "129"])
        sheet.write_row(2, 0, ["Old jacket", "secret 30", "99"])
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})
        for name, hide in (("Notes", "hide"), ("Deep", "very_hidden")):
            other = book.add_worksheet(name)
            other.write(0, 0, "secret plan")
            getattr(other, hide)()

    document = read(workbook(fill), "a.xlsx")
    assert "secret" not in document.text
    assert "Old jacket" not in document.text
    assert document.notes == (
        "hidden_cells: 2 left out",
        "hidden_rows: 1 left out",
        "hidden_sheets: 2 left out",
    )


def test_tables_beside_and_below_each_other_are_read_one_by_one(read, blocks) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Two")
        for row, (left, right) in enumerate([("Size", "Colour"), ("S", "red"), ("M", "blue")]):
            sheet.write_row(row, 0, [left, f"chest {row}"])
            sheet.write_row(row, 4, [right, f"code {row}"])
        sheet.write_row(5, 0, ["L", "chest 5"])
        sheet.write(8, 0, "Ask us.")

    rows = [words for _, words in blocks(read(workbook(fill), "a.xlsx"))]
    assert rows == [
        "Two", "Size | chest 0", "S | chest 1", "M | chest 2", "Colour | code 0", "red | code 1", "blue | code 2",
        "L | chest 5", "Ask us.",
    ]  # fmt: skip


def test_merged_cells_say_it_in_every_row(read) -> None:
    data = one_sheet(["Size", "Care"], ["S", "x"], ["M", ""], merged=("B2:B3",))
    assert read(data, "a.xlsx").text.endswith("S | both\nM | both")


def test_a_sheet_whose_only_cells_stand_at_its_ends_costs_nothing(read) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Sparse")
        sheet.write(0, 0, "first")
        sheet.write(1_048_575, 0, "last")
        sheet.write(5, 16_383, "far away")

    document = read(workbook(fill), "a.xlsx")
    assert document.text == "Sparse\n\nfirst\n\nlast"
    assert document.notes == ("cells_far_right: 1 left out",)


def test_more_rows_than_documents_have_are_refused_with_advice(read) -> None:
    rows = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % number for number in range(1, 100_002))
    data = changed(
        one_sheet(["x"]), SHEET, lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    state, detail = refused(read, data)
    assert state == "too_large"
    assert "catalogue" in detail


def test_an_encrypted_workbook_says_so(read) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refused(read, locked)[0] == "encrypted"


def test_macros_are_not_looked_at(read) -> None:
    out = io.BytesIO(sizes())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    document = read(out.getvalue(), "a.xlsm")
    assert "AutoOpen" not in document.text
    assert "S | 96" in document.text


@pytest.mark.parametrize("keep", [30, 500, 4_000])
def test_a_truncated_workbook_is_corrupt(read, keep: int) -> None:
    assert refused(read, sizes()[:keep])[0] == "corrupt"


@pytest.mark.parametrize("name", ["sizes.docx", "sizes.txt", "sizes.csv", "sizes"])
def test_a_wrong_extension_does_not_mislead(read, name: str) -> None:
    document = read(sizes(), name)
    assert "S | 96" in document.text
    assert any(note.startswith("extension_mismatch") for note in document.notes) == ("." in name)


def test_an_empty_workbook_holds_no_text(read) -> None:
    assert refused(read, one_sheet())[0] == "no_text"


def test_entities_are_refused_however_often_they_repeat(read) -> None:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    opening = f'<?xml version="1.0"?><!DOCTYPE x [{laughs}]>'.encode()
    data = changed(sizes(), "xl/sharedStrings.xml", lambda part: opening + part.split(b"?>", 1)[1])
    assert refused(read, data)[0] == "corrupt"


def test_a_workbook_that_unpacks_to_far_more_is_a_bomb(read) -> None:
    data = changed(sizes(), SHEET, lambda part: part + b" " * 60_000_000)
    assert refused(read, data)[0] == "bomb"


def test_a_million_entries_are_refused_before_they_are_listed(read) -> None:
    data = bytearray(sizes())
    at = data.rfind(b"PK\x05\x06")
    data[at + 10 : at + 16] = (60_000).to_bytes(2, "little") + (60_000 * 50).to_bytes(4, "little")
    assert refused(read, bytes(data))[0] == "bomb"


@pytest.mark.parametrize(
    "cell",
    ['<c t="s"><v>99999</v></c>', '<c t="s"><v>-1</v></c>', '<c s="9999"><v>7</v></c>', '<c r="??"><v>7</v></c>',
     "<c><v>nan</v></c>", "<c><v>1e999</v></c>", '<c t="huh"><v>7</v></c>', "<c><v/></c>", "<c><is/></c>"],
)  # fmt: skip
def test_wrong_cells_do_not_end_the_reading(read, cell: str) -> None:
    change = f'<row r="x"><c r="A2" t="inlineStr"><is><t>kept</t></is></c>{cell}</row></sheetData>'.encode()
    data = changed(one_sheet(["x"]), SHEET, lambda part: part.replace(b"</sheetData>", change))
    assert "kept" in read(data, "a.xlsx").text
