"""A catalogue file read from its first byte to its last product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any, BinaryIO

from aisle.catalog.errors import EmptyCatalogFile, InvalidMapping
from aisle.catalog.importing.assembling import Assembler
from aisle.catalog.importing.csv_records import CsvRecords, detect_dialect
from aisle.catalog.importing.file_kinds import FileKind, kind_of, refuse_binary
from aisle.catalog.importing.flatten import records_of
from aisle.catalog.importing.grouping import WINDOW, RowGroups, group_items
from aisle.catalog.importing.guessing import guess_mapping
from aisle.catalog.importing.json_items import Item, JsonItems
from aisle.catalog.importing.json_lines import items_of_lines
from aisle.catalog.importing.lines import lines_of
from aisle.catalog.importing.mapping import ColumnMapping, corrected
from aisle.catalog.importing.outcomes import Outcome, RowError
from aisle.catalog.importing.records import Record
from aisle.catalog.importing.rows import Row, RowReader
from aisle.catalog.importing.saleor import is_fixture, products_of
from aisle.catalog.importing.text_source import TextSource
from aisle.catalog.importing.vocabulary import Field
from aisle.catalog.importing.workbook import WorkbookRecords

# Enough rows to judge columns by; nested items give several rows each.
SAMPLE = 300


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the file itself does not say: the store's currency, the time, and a person's corrections.

    `window`: how many rows may lie between the rows of one product.
    """

    currency: str
    now: datetime
    mapping: Mapping[str, Any] | None = None
    window: int = WINDOW


class CatalogFile:
    """An opened file whose columns are known and mapped; `outcomes` reads it, once, in flat memory.

    `rows` counts what has been read so far. Raises EmptyCatalogFile, UnreadableCatalogFile or InvalidMapping on opening. The same bytes and options give the
    same outcomes in the same order, so that a reading can be taken up again by counting.
    """

    def __init__(self, stream: BinaryIO, options: ReadOptions) -> None:
        self._source = TextSource(stream)
        refuse_binary(self._source.head)
        self._options = options
        chunks = self._source.chunks()
        first = next(chunks, "")
        self.kind = kind_of(first)
        self.rows = 0
        records = self._records(first, chain([first], chunks))
        self._sample = list(islice(records, SAMPLE))
        self._rest = records
        found = [record for record in self._sample if isinstance(record, Record)]
        self.columns = list(dict.fromkeys(name for record in found for name in record.cells))
        self.mapping = self._mapped(found)

    def outcomes(self) -> Iterator[Outcome]:
        """Products, errors and skipped rows; notes on the whole file come last."""
        reader = RowReader(self.mapping, self._options.currency, self._options.now)
        records: Iterable[Record | RowError] = chain(self._sample, self._rest)
        self._sample = []
        rows = (record if isinstance(record, RowError) else self._read(reader, record) for record in records)
        groups = RowGroups(rows, self._options.window) if self.kind.is_tabular else group_items(rows)
        assembler = Assembler()
        for group in groups:
            if isinstance(group, list):
                yield from assembler.assemble(group)
            else:
                yield group
        yield from self._source.problems()

    def _read(self, reader: RowReader, record: Record) -> Row:
        self.rows += 1
        return reader.read(record)

    def _mapped(self, sample: list[Record]) -> ColumnMapping:
        if not sample and not self._sample:
            raise EmptyCatalogFile(
                "There are no products in the file, only a header at most. Export it again."
            )
        mapping = guess_mapping(self.columns, sample)
        if self._options.mapping:
            mapping = corrected(mapping, self._options.mapping, self.columns)
        return mapping

    def _records(self, start: str, chunks: Iterable[str]) -> Iterator[Record | RowError]:
        if self.kind is FileKind.CSV:
            return iter(CsvRecords(lines_of(chunks), detect_dialect(start[:65_536])))
        if self.kind is FileKind.WORKBOOK:
            return iter(WorkbookRecords(lines_of(chunks)))
        items = iter(JsonItems(chunks)) if self.kind is FileKind.JSON else items_of_lines(lines_of(chunks))
        first = next(items, None)
        items = chain([first] if first is not None else [], items)
        if isinstance(first, Item) and is_fixture(first.value):
            items = products_of(items, self._options.currency)
        return (
            record
            for item in items
            for record in ([item] if isinstance(item, RowError) else records_of(item))
        )


def open_catalog(stream: BinaryIO, options: ReadOptions) -> CatalogFile:
    """The file, ready to be imported: as CatalogFile, and its titles are known. Raises InvalidMapping too."""
    file = CatalogFile(stream, options)
    if not file.mapping.columns.get(Field.TITLE):
        names = ", ".join(f"'{name}'" for name in file.columns[:30])
        raise InvalidMapping([f"No column holds the products' titles. Map 'title' to one of: {names}."])
    return file
