"""Charts and diagrams: drawings whose words lie in parts of their own beside the slide."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from aisle.adapters.parsers.builder import DocumentBuilder
from aisle.adapters.parsers.cells import add_grid
from aisle.adapters.parsers.sheets.formats import plain

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_POINTS_OF_LAYOUT = ("pres", "parTrans", "sibTrans")
_MOST_POINTS = 2_000


def add_graphic(builder: DocumentBuilder, shape: Any, number: int) -> None:
    """Add the words of a chart, as a table of its series, or of a diagram, as a list; others have none."""
    chart = next(shape._element.iter(f"{_CHART}chart"), None)
    diagram = next(shape._element.iter(f"{_DIAGRAM}relIds"), None)
    if chart is not None:
        _add_chart(builder, _part(shape, chart.get(qn("r:id"))), number)
    elif diagram is not None:
        for words in _points(_part(shape, diagram.get(qn("r:dm")))):
            builder.list_item(words, 1, number)


def _part(shape: Any, relation_id: str | None) -> Any:
    """Return the root element of the part that a drawing names, an empty one where there is none."""
    relation = shape.part.rels.get(relation_id)
    blob = b"<none/>" if relation is None or relation.is_external else relation.target_part.blob
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _add_chart(builder: DocumentBuilder, root: Any, number: int) -> None:
    series = list(root.iter(f"{_CHART}ser"))
    if not series:
        return
    names = [" ".join(_values(one, "tx")) for one in series]
    labels = list(_values(series[0], "cat"))
    columns = [[_short(value) for value in _values(one, "val")] for one in series]
    rows = [
        [label, *(column[at] if at < len(column) else "" for column in columns)]
        for at, label in enumerate(labels)
    ]
    title = " ".join(text.text or "" for text in root.iterfind(f".//{_CHART}title//{qn('a:t')}"))
    builder.paragraph(title, number)
    add_grid(builder, [["", *names], *rows], title, marked_header=True, page=number)


def _values(series: Any, name: str) -> Iterator[str]:
    """Yield the values that a chart keeps of the sheet that it was drawn from."""
    found = series.find(f"{_CHART}{name}")
    for value in list(found.iter(f"{_CHART}v"))[:_MOST_POINTS] if found is not None else ():
        yield value.text or ""


def _short(value: str) -> str:
    try:
        return plain(float(value))
    except (ValueError, OverflowError):
        return value


def _points(root: Any) -> Iterator[str]:
    for point in root.iter(f"{_DIAGRAM}pt"):
        if point.get("type") not in _POINTS_OF_LAYOUT:
            yield " ".join(text.text or "" for text in point.iter(qn("a:t")))
