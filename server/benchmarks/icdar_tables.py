"""What Aisle makes of the competition's tables: with their regions given, and on whole pages."""

from collections import Counter
from collections.abc import Sequence

from aisle.adapters.parsers import pdf
from aisle.adapters.parsers.pdf import tables
from aisle.adapters.parsers.pdf.lines import Line, PageText
from aisle.adapters.parsers.pdf.parser import open_pdf
from aisle.knowledge.structure import ParsedDocument
from benchmarks.icdar import KeyDocument, Region, Relations, relations_of

_SLACK = 5.0


def in_regions(document: KeyDocument) -> Relations:
    """Return the relations of the cells that the product's own lines and columns give inside the key's regions."""
    opened = open_pdf(document.path.read_bytes())
    found: Relations = Counter()
    for table in document.tables:
        rows: list[list[str]] = []
        for region in table.regions:
            page = PageText(opened.raw, region.page - 1)
            rows += _rows([line for line in page.lines() if _is_inside(line, region)])
            page.close()
        found += relations_of(rows)
    opened.close()
    return found


def on_pages(document: KeyDocument) -> Relations:
    """Return the relations of all tables of the document as the product reads it."""
    parsed = pdf.parse(document.path.read_bytes(), document.path.name)
    found: Relations = Counter()
    for index in range(len(parsed.tables)):
        found += relations_of(_grid(parsed, index))
    return found


def _grid(parsed: ParsedDocument, index: int) -> list[list[str]]:
    rows = (block for block in parsed.blocks if block.table == index)
    return [parsed.text[block.start : block.end].split(" | ") for block in rows]


def _rows(lines: Sequence[Line]) -> list[list[str]]:
    first = next((index for index, line in enumerate(lines) if line.cells), None)
    return tables.grid(lines[first:]) if first is not None else []


def _is_inside(line: Line, region: Region) -> bool:
    middle = line.top - line.size / 2
    beside = region.left - _SLACK <= line.left <= region.right + _SLACK
    return beside and region.bottom - _SLACK <= middle <= region.top + _SLACK
