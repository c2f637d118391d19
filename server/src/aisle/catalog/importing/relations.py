"""Which other products a shop names beside one: its cross-sells and its alternatives."""

from __future__ import annotations

from aisle.catalog.clean_text import clean_line
from aisle.catalog.importing.cell_reader import CellReader
from aisle.catalog.importing.cells import split_list
from aisle.catalog.importing.vocabulary import Field
from aisle.catalog.types import Relation

MOST_RELATIONS = 50
LONGEST_KEY = 255
LONGEST_LIST = MOST_RELATIONS * LONGEST_KEY
_FIELDS = {Relation.COMPLEMENTARY: Field.COMPLEMENTARY, Relation.RELATED: Field.RELATED}


def read_relations(cells: CellReader) -> dict[str, tuple[str, ...]]:
    """Handles or SKUs by kind of relation, as the file writes them; they are looked up when they are shown."""
    found = {kind.value: _keys(cells, field) for kind, field in _FIELDS.items()}
    return {kind: keys for kind, keys in found.items() if keys}


def _keys(cells: CellReader, field: Field) -> tuple[str, ...]:
    texts = cells.listed(field)
    parts = split_list(texts[0][:LONGEST_LIST]) if len(texts) == 1 else texts
    keys = (clean_line(part[: 2 * LONGEST_KEY]) for part in parts)
    return tuple(dict.fromkeys(key for key in keys if 0 < len(key) <= LONGEST_KEY))[:MOST_RELATIONS]
