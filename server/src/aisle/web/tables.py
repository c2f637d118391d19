"""Tables as CSV whose cells no spreadsheet computes (CWE-1236)."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Iterable[Any]]) -> str:
    """Write rows as CSV (RFC 4180). Numbers stay numbers; text that begins like a formula gets an apostrophe in front."""
    file = io.StringIO()
    csv.writer(file).writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int | float | Decimal):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
