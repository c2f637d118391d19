"""Any table as records of named cells: CSV, TSV, workbooks, JSON, JSON lines, and the XML of product feeds.

Feeds of search engines and assistants have one flat item for each variant; their names are put into those that the importer
knows. Sources: Google, "Product data specification" (support.google.com/merchants/answer/7052112) and its RSS 2.0 and Atom forms;
OpenAI, "Products" (developers.openai.com/commerce/specs/file-upload/products): item_id (also id or sku), group_id, variant_dict.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from aisle.adapters.connectors.xml_events import Element, XmlItems
from aisle.catalog.importing.csv_records import CsvRecords, detect_dialect
from aisle.catalog.importing.file_kinds import FileKind, kind_of, refuse_binary
from aisle.catalog.importing.flatten import records_of
from aisle.catalog.importing.json_items import Item, JsonItems
from aisle.catalog.importing.json_lines import items_of_lines
from aisle.catalog.importing.lines import lines_of
from aisle.catalog.importing.outcomes import RowError
from aisle.catalog.importing.records import Cell, Record
from aisle.catalog.importing.text_source import TextSource
from aisle.catalog.importing.workbook import WorkbookRecords
from aisle.sources.errors import BrokenData

PORTION = 64 * 1024
ITEMS = ("item", "entry", "product", "offer")
FLAT = frozenset(
    {"item_id", "item_group_id", "group_id", "listing_has_variations", "is_eligible_search", "enable_search"}
)
ID = ("item_id", "id")
KNOWN_BY = frozenset({"sku", "handle", "slug", "variant sku", "item number", "artikelnummer"})
Records = Iterator[Record | RowError]


def records_in(stream: BinaryIO) -> Records:
    """Yield the records of a file. Raises BrokenData for XML that is no feed, errors of the catalogue's for what is no table."""
    source = TextSource(stream)
    if _is_markup(source.head):
        yield from _of_xml(chain([source.head], iter(lambda: stream.read(PORTION), b"")))
        return
    refuse_binary(source.head)
    chunks = source.chunks()
    first = next(chunks, "")
    found = _of_text(first, chain([first], chunks))
    yield from (record if isinstance(record, RowError) else adapted(record) for record in found)
    yield from source.problems()


def adapted(record: Record) -> Record:
    """Return a record of a flat feed under names that the importer knows; any other as it is."""
    names = {name.lower().removeprefix("g:").replace(" ", "_"): name for name in record.cells}
    identity = next((names[one] for one in ID if one in names), None)
    if (
        record.item is not None
        or identity is None
        or not names.keys() & {"link", "url", "price", "availability"}
    ):
        return record
    cells = dict(record.cells)
    if not names.keys() & KNOWN_BY:
        cells["sku"] = cells.pop(identity)
    if "mpn" in names:
        cells["attribute:MPN"] = cells.pop(names["mpn"])
    if "variant_dict" in names:
        cells |= _options(cells.pop(names["variant_dict"]))
    return Record(record.line, cells, record.item)


def _options(cell: Cell) -> dict[str, Cell]:
    try:
        said = json.loads(cell if isinstance(cell, str) else "")
    except (ValueError, RecursionError):
        return {}
    pairs = said.items() if isinstance(said, dict) else ()
    return {
        f"options.{name}"[:200]: str(value)[:200]
        for name, value in list(pairs)[:20]
        if isinstance(value, (str, int, float))
    }


def _is_markup(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _of_text(first: str, chunks: Iterable[str]) -> Records:
    kind = kind_of(first)
    if kind is FileKind.CSV:
        return iter(CsvRecords(lines_of(chunks), detect_dialect(first[:65_536])))
    if kind is FileKind.WORKBOOK:
        return iter(WorkbookRecords(lines_of(chunks)))
    return _of_items(iter(JsonItems(chunks)) if kind is FileKind.JSON else items_of_lines(lines_of(chunks)))


def _of_items(items: Iterable[Item | RowError]) -> Records:
    for item in items:
        if isinstance(item, RowError):
            yield item
        elif isinstance(item.value, dict) and item.value.keys() & FLAT:
            value = {
                name: one for name, one in item.value.items() if name not in ("variant_dict", "variants")
            }
            record = next(iter(records_of(Item(item.line, item.number, value))))
            if isinstance(record, Record):
                told = item.value.get("variant_dict")
                more: dict[str, Cell] = {"variant_dict": json.dumps(told)} if isinstance(told, dict) else {}
                record = Record(record.line, record.cells | more)
            yield record
        else:
            yield from records_of(item)


def _of_xml(portions: Iterable[bytes]) -> Records:
    items, number, read = XmlItems(*ITEMS), 0, 0
    for portion in chain(portions, [None]):
        for element in items.feed(portion or b"", portion is None):
            number += 1
            yield adapted(Record(number, _cells(element)))
        read += len(portion or b"")
    if items.root.lower() == "html" or not number:
        raise BrokenData("The XML holds no products: no element is called item, entry, product or offer.")


def _cells(item: Element) -> dict[str, Cell]:
    cells: dict[str, list[str]] = {}
    for name, value in item.attributes.items():
        cells.setdefault(name, []).append(value)
    for one in item.children:
        name, value = _cell(one)
        if name and value:
            cells.setdefault(name[:200], []).append(value)
    return {name: values[0] if len(values) == 1 else tuple(values) for name, values in cells.items()}


def _cell(one: Element) -> tuple[str, str]:
    if one.name == "product_detail":
        return f"attribute:{one.first('attribute_name')}", one.first("attribute_value")
    if one.name == "param":  # feeds of the Yandex and Heureka families
        return f"attribute:{one.attributes.get('name', '')}", one.text.strip()
    if one.name == "link" and not one.text.strip():
        return "link", one.attributes.get("href", "")
    return one.name, "" if one.children else one.text.strip()
