"""Catalogue import from workbooks: the same mapping, errors and dry run as a CSV file has, with the sheet's row numbers."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from test_imports import VAULT, RecordingIndex

from aisle.adapters.parsers.inline import InlineParser
from aisle.adapters.workbooks import SandboxedWorkbooks
from aisle.catalog import service
from aisle.catalog.errors import EmptyCatalogFile, UnreadableCatalogFile
from aisle.catalog.service import ImportRequest
from aisle.core.jobs import JobQueue

HEADER = ["Handle", "Title", "Price", "Barcode", "Colour"]
ROWS = [
    ["mug", "Mug", 9.5, "04006381333931", "red"],
    ["hat", "Hat", 1.299, "0012", "blue"],
    ["bag", "Bag", -2, "7", "green"],
]


WORKBOOKS = SandboxedWorkbooks(InlineParser())


def workbook(fill: Callable[[Any], None]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book)
    book.close()
    return out.getvalue()


def products(book: Any, first: int = 0) -> Any:
    sheet = book.add_worksheet("Products")
    for number, row in enumerate([HEADER, *ROWS]):
        sheet.write_row(first + number, 0, row)
    return sheet


async def tried(data: bytes, mapping: dict[str, Any] | None = None) -> Any:
    request = ImportRequest("products.xlsx", data, "EUR", mapping)
    return await service.try_out(await service.readable(request, WORKBOOKS))


async def test_a_sheet_is_read_like_the_same_csv() -> None:
    lines = [HEADER, *ROWS]
    as_csv = "\n".join(",".join(map(str, row)) for row in lines)
    sheet, text = await tried(workbook(products)), await tried(as_csv.encode())
    assert sheet.kind == "xlsx"
    assert (sheet.mapping, sheet.columns, sheet.counts) == (text.mapping, text.columns, text.counts)
    assert [(error.line, error.code) for error in sheet.errors] == [
        (error.line, error.code) for error in text.errors
    ]
    assert [product.title for product in sheet.sample] == ["Mug", "Hat"]


async def test_numbers_are_exact_and_codes_keep_their_zeros() -> None:
    found = await tried(workbook(products))
    variants = [product.variants[0] for product in found.sample]
    # 1.299 in a cell is a number below two, whatever the country's point means.
    assert [str(variant.price.amount) for variant in variants] == ["9.50", "1.30"]
    assert [variant.barcode for variant in variants] == ["04006381333931", "0012"]


async def test_the_currency_of_a_cells_format_counts() -> None:
    def fill(book: Any) -> None:
        sheet = products(book)
        sheet.write(1, 2, 1299.5, book.add_format({"num_format": '#,##0.00 "CHF"'}))

    price = (await tried(workbook(fill))).sample[0].variants[0].price
    assert (str(price.amount), price.currency) == ("1299.50", "CHF")


async def test_errors_name_the_row_of_the_sheet() -> None:
    def fill(book: Any) -> None:
        sheet = products(book, first=5)
        sheet.write(0, 0, "Our products in winter")
        sheet.write_row(12, 0, ["cap", "Cap", "ask"])

    found = await tried(workbook(fill))
    assert [(error.line, error.column) for error in found.errors] == [(9, "Price"), (13, "Price")]
    assert found.counts.products == 2


async def test_hidden_columns_and_other_sheets_are_left_out_and_told() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("How to").write(0, 0, "Fill in the next sheet.")
        sheet = products(book)
        sheet.write_column(0, 5, ["Purchase price", 4, 5, 6])
        sheet.set_column(5, 5, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})
        book.add_worksheet("Old").write_row(0, 0, ["a", "b"])
        book.add_worksheet("Secret").hide()

    found = await tried(workbook(fill))
    assert "Purchase price" not in found.columns
    assert [product.title for product in found.sample] == ["Mug", "Hat"]
    told = {error.code: error.reason for error in found.errors}
    assert "'How to', 'Old'" in told["sheets_left_out"]
    assert "Secret" not in told["sheets_left_out"]
    assert "hidden_cells" in told


async def test_formulas_count_by_their_values_and_their_errors_are_told() -> None:
    def fill(book: Any) -> None:
        sheet = products(book)
        sheet.write_formula(1, 2, "=19/2", None, 9.5)
        sheet.write_formula(2, 4, "=1/0", None, "#DIV/0!")

    found = await tried(workbook(fill))
    assert str(found.sample[0].variants[0].price.amount) == "9.50"
    assert "formula_errors" in {error.code for error in found.errors}


async def test_a_corrected_mapping_holds() -> None:
    found = await tried(workbook(products), {"title": "Handle"})
    assert [product.title for product in found.sample] == ["mug", "hat"]


def broken() -> dict[str, tuple[bytes, str]]:
    whole = workbook(products)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    return {
        "cut off": (whole[:2_000], "corrupt"),
        "another archive": (b"PK\x03\x04" + bytes(100), "unsupported_type"),
        "old and no workbook": (locked[:300], "unsupported_type"),
    }


@pytest.mark.parametrize("kind", broken())
async def test_what_is_no_workbook_is_refused_with_a_reason(kind: str) -> None:
    data, reason = broken()[kind]
    with pytest.raises(UnreadableCatalogFile) as refused:
        await tried(data)
    assert refused.value.extra["reason"] == reason


async def test_an_encrypted_workbook_is_refused_as_such() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableCatalogFile) as refused:
        await tried(locked)
    assert refused.value.extra["reason"] == "encrypted"


async def test_a_workbook_without_a_table_is_empty() -> None:
    with pytest.raises(EmptyCatalogFile):
        await tried(workbook(lambda book: book.add_worksheet("x").write(0, 0, "only words")))


@pytest.mark.parametrize("line", ["", "[", '{"a": 1}', "[[1]]", '["x", "a"]', "[1e99999, 1]", "null"])
async def test_rows_that_no_workbook_gives_end_nothing(line: str) -> None:
    rows = f'{{"aisle_rows": 1}}\n[1,"Title","Price"]\n{line}\n[3,"Mug",5]\n'
    found = await tried(rows.encode())
    assert found.counts.products >= 1


async def test_an_import_of_a_workbook_brings_products(store: Any, session_for: Any) -> None:
    request = ImportRequest("products.xlsx", workbook(products), "EUR")
    request = await service.readable(request, WORKBOOKS)
    async with session_for(store) as session:
        started = await service.start_import(session, JobQueue(b"key"), VAULT, request)

    async def report(done: int, total: int | None) -> None:
        pass

    counts = await service.run_import(
        lambda: session_for(store), VAULT, started.import_id, RecordingIndex(), report
    )
    assert counts is not None
    assert (counts.created, counts.failed) == (2, 1)
