"""Turning the body of a Word document into blocks, in document order.

The XML is walked directly: python-docx passes by content controls and inserted text.
"""

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.docx.styles import Styles
from aisle.adapters.parsers.docx.tables import add_table
from aisle.adapters.parsers.docx.text import text_of

_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
_WRAPPERS = frozenset(
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag", "w:moveTo")
)
_LONGEST_CAPTION = 120


def add_body(builder: DocumentBuilder, document: Document) -> None:
    """Add the paragraphs and tables of a document's body."""
    styles = Styles(document)
    above = ""
    for element in _blocks(document.element.body):
        if element.tag == _TABLE:
            add_table(builder, element, above)
            above = ""
        else:
            above = _add_paragraph(builder, element, styles)


def _blocks(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _add_paragraph(builder: DocumentBuilder, element: Any, styles: Styles) -> str:
    """Add a paragraph and return its words when it may be the caption of a table below it."""
    text = text_of(element)
    if level := styles.heading_level(element):
        builder.heading(text, level)
        return ""
    if depth := styles.list_depth(element):
        builder.list_item(text, depth)
        return ""
    builder.paragraph(text)
    return text.strip() if styles.is_caption(element) or len(text) < _LONGEST_CAPTION else ""
