"""JSON lines: one object a line, a broken line costing nothing but itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from aisle.catalog.importing.json_items import DECODER, Item
from aisle.catalog.importing.lines import Line
from aisle.catalog.importing.outcomes import RowError, excerpt


def items_of_lines(lines: Iterable[Line | RowError]) -> Iterator[Item | RowError]:
    """Each line's value, or what is wrong with the line."""
    number = 0
    for line in lines:
        if isinstance(line, RowError):
            yield line
        elif line.text.strip("\ufeff \t\r"):
            number += 1
            yield _item(line, number)


def _item(line: Line, number: int) -> Item | RowError:
    try:
        return Item(line.number, number, DECODER.decode(line.text.lstrip("\ufeff")))
    except json.JSONDecodeError as error:
        if not line.ended:
            reason = f"The file breaks off in this line, after {number - 1} others. Export it again; those were read."
            return RowError(line.number, None, "file_cut_off", reason, excerpt(line.text[:200]))
        what = f"{error.msg} at character {error.pos + 1}"
    except RecursionError:
        what = "it is nested too deeply"
    reason = f"The line is not JSON ({what}). Correct it; the other lines were read."
    return RowError(line.number, None, "broken_json", reason, excerpt(line.text[:200]))
