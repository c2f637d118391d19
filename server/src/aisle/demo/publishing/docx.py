"""Guides as Word documents. Needs python-docx, which only makers of the demo shop install."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from aisle.demo.publishing.blocks import Block, Heading, Listing, Paragraph, Table, Text, read_blocks
from aisle.demo.publishing.source import GuideSource

_WRITTEN_AT = datetime(2025, 3, 1, 9, 0)


def write_docx(source: GuideSource, path: Path) -> None:
    """Write one guide; the same source always gives the same bytes."""
    import docx

    document = docx.Document()
    _set_properties(document.core_properties, source)
    document.add_heading(source.title, level=1)
    for block in read_blocks(source.body):
        _add(document, block)
    raw = io.BytesIO()
    document.save(raw)
    path.write_bytes(_with_fixed_times(raw.getvalue()))


def _set_properties(properties: Any, source: GuideSource) -> None:
    properties.title, properties.author = source.title, "Pike & Tarn"
    properties.last_modified_by, properties.comments = "Pike & Tarn", ""
    properties.language = "en-GB"
    properties.created = properties.modified = _WRITTEN_AT


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, level=block.level)
        case Paragraph():
            _write(document.add_paragraph(), block.text)
        case Listing():
            for item in block.items:
                _write(document.add_paragraph(style="List Number" if block.numbered else "List Bullet"), item)
        case Table():
            _add_table(document, block)


def _add_table(document: Any, block: Table) -> None:
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]), style="Light Grid Accent 1")
    for cells, row in zip(table.rows, block.rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            _write(cell.paragraphs[0], text)
    _mark_header(table.rows[0])
    document.add_paragraph()


def _mark_header(row: Any) -> None:
    # Without this mark a screen reader, or a parser, can't tell the header from the first row.
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(paragraph: Any, text: Text) -> None:
    for run in text:
        paragraph.add_run(run.text).bold = run.bold or None


def _with_fixed_times(raw: bytes) -> bytes:
    # A zip file remembers when each part was packed; a rebuilt guide must not differ by that.
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _WRITTEN_AT.timetuple()[:6])
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(part, old.read(name))
    return packed.getvalue()
