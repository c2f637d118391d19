"""Workbooks that are not XLSX (XLS, XLSB, ODS), opened with calamine, which gives values without their formats."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine

from aisle.adapters.parsers.archive import open_archive
from aisle.adapters.parsers.office.package import OLE, directory_of
from aisle.adapters.parsers.sheets.formats import plain
from aisle.adapters.parsers.sheets.types import MAX_COLUMNS, Exact, Sheet, Tally
from aisle.knowledge.structure import FailureReason, ParseFailed

EXTENSIONS = ("xls", "xlsb", "ods")
MEDIA_TYPES = (
    "application/vnd.ms-excel",
    "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    "application/vnd.oasis.opendocument.spreadsheet",
)
# Streams of a compound file (MS-CFB): the cells of a workbook, and what a workbook may be embedded in.
_WORKBOOK, _BOOK = "Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le")
_OTHER_STREAMS = tuple(name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document"))


def media_type(data: bytes) -> str | None:
    """Return which of these kinds a file is, None when it is none."""
    if data.startswith(OLE):
        is_workbook = (_WORKBOOK in data or _BOOK in data) and not any(
            name in data for name in _OTHER_STREAMS
        )
        return MEDIA_TYPES[0] if is_workbook else None
    if not data.startswith(b"PK"):
        return None
    if MEDIA_TYPES[2].encode() in data[:200]:
        return MEDIA_TYPES[2]
    return MEDIA_TYPES[1] if b"xl/workbook.bin" in directory_of(data) else None


def sheets(data: bytes, tally: Tally, exact: bool = False) -> Iterator[Sheet]:
    """Yield the visible sheets of a workbook; `tally` and `exact` are as for `read_sheet`.

    Raises ParseFailed: `bomb`, `encrypted`, `corrupt`, `too_large`.
    """
    if not data.startswith(OLE):
        open_archive(data, nested_under="Object").close()
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for entry in workbook.sheets_metadata:
            if entry.visible is not calamine.SheetVisibleEnum.Visible:
                tally.left_out["hidden_sheets"] += 1
            elif entry.typ is calamine.SheetTypeEnum.WorkSheet:
                yield _sheet(workbook.get_sheet_by_name(entry.name), tally, exact)
    except calamine.PasswordError:
        raise ParseFailed(
            FailureReason.ENCRYPTED, "the workbook asks for a password; save it without one"
        ) from None
    except calamine.CalamineError as error:
        raise ParseFailed(FailureReason.CORRUPT, "the workbook is damaged and cannot be opened") from error


def _sheet(found: calamine.CalamineSheet, tally: Tally, exact: bool) -> Sheet:
    sheet = Sheet(found.name)
    first = found.start[0] + 1 if found.start else 1
    for number, values in enumerate(found.to_python(skip_empty_area=True), start=first):
        texts = {column: _text(value, exact) for column, value in enumerate(values[:MAX_COLUMNS])}
        if row := {column: text for column, text in texts.items() if text}:
            tally.add(row)
            sheet.rows.append((number, row))
    return sheet


def _text(value: Any, exact: bool) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return Exact(plain(value)) if exact else plain(value)
    if isinstance(value, datetime):
        at_midnight = value.time() == time()
        return (
            value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds").removesuffix(":00")
        )
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return value.isoformat() if isinstance(value, date | time) else str(value).strip()
