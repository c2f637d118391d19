"""Turning a slide into blocks: the title first, then what stands on it from top to bottom, then the notes."""

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.oxml.ns import qn

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.cells import add_grid
from aisle.adapters.parsers.pptx.graphics import add_graphic
from aisle.adapters.parsers.pptx.text import add_text, words_of

_TITLES = ("title", "ctrTitle")
# Dates, footers and slide numbers repeat on every slide and say nothing of it.
_FURNITURE = ("dt", "ftr", "sldNum", "hdr", "sldImg")
# Shapes whose tops differ by less (in EMU, a fifth of an inch) stand side by side.
_ROW = 182_880
_DEEPEST_GROUP = 20
_WIDEST_SPAN = 200


def add_slide(builder: DocumentBuilder, slide: Any, number: int) -> None:
    """Add a slide with the page number `number`."""
    shapes = list(_in_reading_order(slide.shapes))
    titles = [shape for shape in shapes if _kind(shape) in _TITLES]
    for shape in titles[:1]:
        builder.heading(" ".join(words_of(shape._element).split()), 1, number)
    for shape in shapes:
        if shape not in titles[:1] and _kind(shape) not in _FURNITURE:
            _add_shape(builder, shape, number)
    for words in _notes(slide):
        builder.paragraph(words, number)


def _in_reading_order(shapes: Any, depth: int = 0) -> Iterator[Any]:
    """Yield shapes row by row from top to bottom, and from left to right inside a row; groups stay together."""
    for shape in sorted(shapes, key=_place):
        if shape._element.tag == qn("p:grpSp") and depth < _DEEPEST_GROUP:
            yield from _in_reading_order(shape.shapes, depth + 1)
        else:
            yield shape


def _place(shape: Any) -> tuple[int, int]:
    """Return where a shape stands; one that inherits its place from a layout without any comes last."""
    try:
        top, left = shape.top, shape.left
    except (AttributeError, KeyError, ValueError, TypeError):
        top = left = None
    return (1 << 60, 0) if top is None or left is None else (int(top) // _ROW, int(left))


def _kind(shape: Any) -> str:
    """Return what a placeholder is for; an ordinary shape has no such kind."""
    holder = next(shape._element.iter(qn("p:ph")), None)
    return "" if holder is None else (holder.get("type") or "obj")


def _add_shape(builder: DocumentBuilder, shape: Any, number: int) -> None:
    element = shape._element
    table = next(element.iter(qn("a:tbl")), None)
    if table is not None:
        add_grid(builder, list(_rows(table)), marked_header=_has_header(table), page=number)
    elif (body := element.find(qn("p:txBody"))) is not None:
        add_text(builder, body, number, listed=_kind(shape) in ("body", "obj"))
    elif element.tag == qn("p:graphicFrame"):
        add_graphic(builder, shape, number)


def _rows(table: Any) -> Iterator[list[str]]:
    """Yield a table's rows; a merged cell's words stand in every place that it covers."""
    above: list[str] = []
    for row in table.findall(qn("a:tr")):
        cells: list[str] = []
        for cell in row.findall(qn("a:tc"))[:_WIDEST_SPAN]:
            cells.append(_cell(cell, cells, above))
        above = cells
        yield cells


def _cell(cell: Any, before: Sequence[str], above: Sequence[str]) -> str:
    if cell.get("hMerge") in ("1", "true") and before:
        return before[-1]
    if cell.get("vMerge") in ("1", "true") and len(before) < len(above):
        return above[len(before)]
    return words_of(cell)


def _has_header(table: Any) -> bool:
    properties = table.find(qn("a:tblPr"))
    return properties is not None and properties.get("firstRow") in ("1", "true")


def _notes(slide: Any) -> Iterator[str]:
    """Yield the paragraphs of the speaker's notes."""
    if not slide.has_notes_slide:
        return
    for shape in slide.notes_slide.element.iter(qn("p:sp")):
        holder = next(shape.iter(qn("p:ph")), None)
        body = shape.find(qn("p:txBody"))
        if body is not None and holder is not None and holder.get("type") == "body":
            yield from (words for words in words_of(body).split("\n") if words.strip())
