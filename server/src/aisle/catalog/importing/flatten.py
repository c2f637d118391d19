"""Nested items as records: one per variant, with dotted names for what lay inside other things.

    {"title": "Bag", "attributes": {"Volume": "9 l"}, "variants": [{"sku": "B-1", "options": {"Size": "S"}}]}
    -> title, attributes.Volume, variants.sku, variants.options.Size

The product's own cells stand in its first record only, like in a shop's CSV export.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from aisle.catalog.clean_text import clean_line
from aisle.catalog.importing.json_items import Item
from aisle.catalog.importing.outcomes import RowError
from aisle.catalog.importing.records import Cell, Record
from aisle.catalog.importing.vocabulary import LONGEST_HEADER

VARIANTS = ("variants", "variations", "offers", "skus")
DEEPEST = 4
# Every name of a list gets a place for every entry: more of both than any product has would be their product.
MOST_ENTRIES, MOST_NAMES = 1_000, 50


def records_of(item: Item) -> Iterator[Record | RowError]:
    """The records of one item, all with its number."""
    if not isinstance(item.value, dict):
        reason = f"Item {item.number} is not an object with named values, as a product must be."
        yield RowError(item.line, None, "not_an_object", reason, type(item.value).__name__)
        return
    inner = next((name for name in VARIANTS if _objects(item.value.get(name))), None)
    cells = _cells({name: value for name, value in item.value.items() if name != inner})
    # Shopify's own JSON names the options on the product and numbers their values on the variants.
    for place, option in enumerate(_objects(item.value.get("options")), start=1):
        cells[f"options.{place}.name"] = _text(option.get("name"))
    if item.key is not None:
        cells.setdefault("key", item.key)
    variants = _objects(item.value.get(inner)) if inner else []
    for variant in variants or [{}]:
        cells |= _cells({"variants": variant}) if variant else {}
        yield Record(item.line, cells, item.number)
        cells = {}


def _objects(value: Any) -> list[dict[str, Any]]:
    """A list of objects, or an object of objects by id; anything else is none."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return []
    return value


def _cells(value: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for name, inner in value.items():
        name = name[:LONGEST_HEADER]
        path = f"{prefix}{name if name.isprintable() else clean_line(name)}"
        if isinstance(inner, dict) and depth < DEEPEST:
            cells |= _cells(inner, f"{path}.", depth + 1)
        elif isinstance(inner, list) and inner and all(isinstance(entry, dict) for entry in inner):
            cells |= _columns(inner, path)
        elif isinstance(inner, list):
            cells[path] = tuple(_text(entry) for entry in inner)
        else:
            cells[path] = _text(inner)
    return cells


def _columns(entries: list[dict[str, Any]], path: str) -> dict[str, Cell]:
    """A list of objects by column, padded so that the columns stay side by side."""
    entries = entries[:MOST_ENTRIES]
    names = islice(dict.fromkeys(name for entry in entries for name in entry), MOST_NAMES)
    return {
        f"{path}.{name[:LONGEST_HEADER]}": tuple(_text(entry.get(name)) for entry in entries)
        for name in names
    }


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    # Lists in lists, and whatever lies deeper than anyone describes a product, have no cell.
    return value if isinstance(value, str) else ""
