"""The ICDAR 2013 table competition's key and measure: relations between neighbouring cells.

M. Göbel, T. Hassan, E. Oro, G. Orsi: A methodology for evaluating algorithms for table understanding in PDF
documents, DocEng 2012. A relation is a cell, its nearest filled neighbour to the right or below, and which of the
two; words count without their spaces. Precision and recall are averaged over the documents, as the competition did.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Grid = Sequence[Sequence[str]]
Relations = Counter[tuple[str, str, str]]
_SPACES = re.compile(r"\s+")
_FOLDER = Path("icdar2013-tables", "icdar2013-dataset", "competition-dataset-eu")


@dataclass(frozen=True, slots=True)
class Region:
    """Where on a page (from 1) a part of a table stands, in points from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class KeyTable:
    """A table of the key: its regions and the relations between its cells."""

    regions: tuple[Region, ...]
    relations: Relations


@dataclass(frozen=True, slots=True)
class KeyDocument:
    """A PDF and its tables."""

    path: Path
    tables: tuple[KeyTable, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Averages over the documents."""

    precision: float
    recall: float

    @property
    def f(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def documents(data: Path) -> list[KeyDocument]:
    """Return the documents of the data set below a folder, those with several files for one table included."""
    return [_document(path) for path in sorted((data / _FOLDER).glob("*.pdf"))]


def key_of(document: KeyDocument) -> Relations:
    """Return the relations of all tables of a document, as a person wrote them down."""
    return sum((table.relations for table in document.tables), Counter())


def relations_of(grid: Grid) -> Relations:
    """Return the relations of a table given as rows of cells, blank ones passed over."""
    cells = {
        (row, column): words
        for row, line in enumerate(grid)
        for column, cell in enumerate(line)
        if (words := _SPACES.sub("", cell))
    }
    return _relations((place, place, words) for place, words in cells.items())


def score(found: Sequence[tuple[Relations, Relations]]) -> Score:
    """Return the averages over pairs of (found, key), one a document."""
    precisions, recalls = [], []
    for own, key in found:
        right = (own & key).total()
        recalls.append(right / key.total() if key else 1.0)
        precisions.append(right / own.total() if own else 0.0)
    return Score(sum(precisions) / len(precisions), sum(recalls) / len(recalls))


def _document(path: Path) -> KeyDocument:
    regions = _regions(path.with_name(f"{path.stem}-reg.xml"))
    tables = ElementTree.parse(path.with_name(f"{path.stem}-str.xml")).getroot().iter("table")
    return KeyDocument(path, tuple(KeyTable(regions[table.get("id", "")], _key(table)) for table in tables))


def _regions(path: Path) -> dict[str, tuple[Region, ...]]:
    return {
        table.get("id", ""): tuple(_region(region) for region in table.iter("region"))
        for table in ElementTree.parse(path).getroot().iter("table")
    }


def _region(region: ElementTree.Element) -> Region:
    box = region.find("bounding-box")
    if box is None:
        raise ValueError("a region without its box")
    left, bottom, right, top = (float(box.get(name, "0")) for name in ("x1", "y1", "x2", "y2"))
    return Region(int(region.get("page", "1")), left, bottom, right, top)


Place = tuple[int, int]
Cell = tuple[Place, Place, str]  # first and last row and column, words


def _key(table: ElementTree.Element) -> Relations:
    """Return the relations of a table, its regions one below the other as their increments say."""
    return _relations(cell for region in table.iter("region") for cell in _cells(region))


def _cells(region: ElementTree.Element) -> Iterator[Cell]:
    down, along = int(region.get("row-increment", "0")), int(region.get("col-increment", "0"))
    for cell in region.iter("cell"):
        row, column = int(cell.get("start-row", "0")) + down, int(cell.get("start-col", "0")) + along
        last_row = int(cell.get("end-row") or cell.get("start-row", "0")) + down
        last_column = int(cell.get("end-col") or cell.get("start-col", "0")) + along
        words = _SPACES.sub("", cell.findtext("content") or "")
        if words:
            yield (row, column), (last_row, last_column), words


def _relations(cells: Iterable[Cell]) -> Relations:
    known = list(cells)
    places = {
        (row, column): number
        for number, (first, last, _) in enumerate(known)
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
    }
    height = max((row for row, _ in places), default=0) + 1
    width = max((column for _, column in places), default=0) + 1
    found = set()
    for (row, column), number in places.items():
        right = next((places[row, at] for at in range(column + 1, width) if (row, at) in places), number)
        below = next((places[at, column] for at in range(row + 1, height) if (at, column) in places), number)
        found |= {(number, right, "right"), (number, below, "below")}
    return Counter((known[a][2], known[b][2], way) for a, b, way in found if a != b)
