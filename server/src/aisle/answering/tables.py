"""Table rows said with their headers: "S/M: back length 42–47 cm"."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"\s*\|\s*|\t+")


def cells(line: str) -> tuple[str, ...]:
    """The cells of a row; () when the line is no row."""
    if not re.search(r"\||\t", line):
        return ()
    return tuple(_SEPARATOR.split(line.strip().strip("|").strip()))


def headers_in(context: str, text: str) -> tuple[str, ...]:
    """The column names: the last row-like line of the context, or else the first row of the table itself."""
    for line in reversed(context.splitlines()):
        if found := cells(line):
            return found
    return cells(text.split("\n", 1)[0])


def headers_of(context: str, text: str) -> tuple[str, ...]:
    """The column names of a table that may stand amid prose: its first row-like line, unless the context has them."""
    for line in (*reversed(context.splitlines()), *text.splitlines()):
        if found := cells(line):
            return found
    return ()


def is_header(row: str, headers: tuple[str, ...]) -> bool:
    """Whether the row only repeats the column names, or rules them off."""
    found = cells(row)
    return found == headers or all(set(cell) <= set("-: ") for cell in found)


def readable(row: str, headers: tuple[str, ...]) -> str:
    """The row as a phrase, its first cell leading; the row itself when it has no cells."""
    values = cells(row)
    if len(values) < 2:
        return row
    if len(headers) != len(values) or len(values) == 2:
        return f"{values[0]}: {', '.join(value for value in values[1:] if value)}"
    lead = values[0]
    if re.fullmatch(r"[\d.,½–-]+", lead):
        # "2: European Union" says nothing; "Zone 2" does.
        lead = f"{headers[0]} {lead}".strip()
    parts = (
        f"{_lower(name)} {value}".strip()
        for name, value in zip(headers[1:], values[1:], strict=True)
        if value
    )
    return f"{lead}: {', '.join(parts)}"


def _lower(name: str) -> str:
    """Headers inside a sentence lose their capital, unless they are abbreviations ("EU", "UK size")."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
