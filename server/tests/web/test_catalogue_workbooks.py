"""Workbooks over HTTP: tried out, imported, and refused with a reason."""

import io
from typing import Any

import xlsxwriter
from web_shops import Shop, check_problem

ROWS = [["Handle", "Title", "Price"], ["mug", "Good mug", 9.5], ["hat", "Hat of minus", -2]]


def workbook(rows: list[list[Any]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Products")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


async def test_a_workbook_is_tried_out_and_imported(own_shop: Shop) -> None:
    file = {"file": ("p.xlsx", workbook(ROWS))}
    tried = (await own_shop.secret.post("/catalog/imports", files=file, data={"dry_run": "true"})).json()
    assert (tried["kind"], tried["counts"]["products"], tried["errors"][0]["line"]) == ("xlsx", 1, 3)
    sent = (await own_shop.secret.post("/catalog/imports", files=file)).json()
    await own_shop.work()
    run = await own_shop.secret.json(f"/catalog/imports/{sent['import_id']}")
    assert (run["counts"]["created"], run["counts"]["failed"]) == (1, 1)
    assert run["errors"]["items"][0]["line"] == 3


async def test_a_damaged_workbook_is_refused_with_a_reason(own_shop: Shop) -> None:
    answer = await own_shop.secret.post(
        "/catalog/imports", files={"file": ("p.xlsx", workbook(ROWS)[:1_000])}
    )
    assert check_problem(answer, 415, "unreadable_file")["reason"] == "corrupt"
