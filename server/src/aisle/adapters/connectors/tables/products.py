"""Records of a table as products, by the catalogue's own importer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from typing import Any, BinaryIO

from aisle.adapters.connectors.tables.rows import records_in
from aisle.catalog.drafts import ProductDraft, VariantDraft
from aisle.catalog.importing.assembling import Assembler
from aisle.catalog.importing.grouping import RowGroups, group_items
from aisle.catalog.importing.guessing import guess_mapping
from aisle.catalog.importing.mapping import ColumnMapping, corrected
from aisle.catalog.importing.outcomes import ProductRead, RowError, Severity
from aisle.catalog.importing.records import Record
from aisle.catalog.importing.rows import Row, RowReader
from aisle.catalog.importing.vocabulary import Field
from aisle.catalog.types import Availability, Money
from aisle.core.errors import AisleError
from aisle.sources.errors import BrokenData, ShopError
from aisle.sources.ports import Broken
from aisle.sources.records import Amount, Picture, PriceRecord, ProductRecord, StockRecord, VariantRecord

SAMPLE = 300
WINDOW = 10_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file itself does not say. currency: of prices that name none. mapping: corrections, as the import takes them."""

    currency: str
    now: datetime
    mapping: Mapping[str, Any] = field(default_factory=dict)


class Table:
    """An opened file; read it once, by one of the methods. Raises BrokenData for what is no table, on opening too."""

    def __init__(self, stream: BinaryIO, reading: Reading) -> None:
        self._reading = reading
        with _told():
            self._records = records_in(stream)
            self._sample = list(islice(self._records, SAMPLE))
            found = [one for one in self._sample if isinstance(one, Record)]
            if not found:
                raise BrokenData("There are no rows in the file.")
            self.columns = list(dict.fromkeys(name for one in found for name in one.cells))
            self.mapping = self._mapped(found)
        self._nested = any(one.item is not None for one in found)

    def products(self) -> Iterator[ProductRecord | Broken]:
        """Yield products, and what could not be read of the file."""
        if not self.mapping.columns.get(Field.TITLE):
            raise BrokenData("No column holds the products' titles; map 'title' to one of the columns.")
        with _told():
            rows = self._rows()
            groups = group_items(rows) if self._nested else RowGroups(rows, WINDOW)
            assembler = Assembler()
            for group in groups:
                for one in assembler.assemble(group) if isinstance(group, list) else [group]:
                    if isinstance(one, ProductRead):
                        yield _product(one.product)
                    elif isinstance(one, RowError) and one.severity is Severity.ERROR:
                        yield _broken(one)

    def stock(self) -> Iterator[StockRecord | Broken]:
        """Yield how many there are of each variant."""
        for one in self._variants():
            if isinstance(one, Broken):
                yield one
            elif one.stock is not None or one.availability is not Availability.UNKNOWN:
                availability = None if one.availability is Availability.UNKNOWN else one.availability.value
                yield StockRecord(one.sku or "", one.stock, sku=one.sku, availability=availability)

    def prices(self) -> Iterator[PriceRecord | Broken]:
        """Yield what each variant costs."""
        for one in self._variants():
            if isinstance(one, Broken):
                yield one
            elif one.price is not None:
                yield PriceRecord(
                    one.sku or "", _amount(one.price), sku=one.sku, compare_at=_amount(one.compare_at)
                )

    def rows(self) -> Iterator[tuple[Record, Row]]:
        """Yield each record with what was understood of it."""
        reader = self._reader()
        with _told():
            for record in chain(self._sample, self._records):
                if isinstance(record, Record):
                    yield record, reader.read(record)

    def _variants(self) -> Iterator[VariantDraft | Broken]:
        with _told():
            for row in self._rows():
                if isinstance(row, RowError):
                    yield _broken(row)
                elif row.variant is not None and row.variant.sku:
                    yield row.variant
                elif row.variant_faults:
                    yield _broken(row.variant_faults[0])

    def _rows(self) -> Iterable[Row | RowError]:
        reader = self._reader()
        records = chain(self._sample, self._records)
        self._sample = []
        return (one if isinstance(one, RowError) else reader.read(one) for one in records)

    def _reader(self) -> RowReader:
        return RowReader(self.mapping, self._reading.currency, self._reading.now)

    def _mapped(self, sample: list[Record]) -> ColumnMapping:
        mapping = guess_mapping(self.columns, sample)
        return corrected(mapping, self._reading.mapping, self.columns) if self._reading.mapping else mapping


class _told:  # noqa: N801 - reads as a word at its place
    """Turns what the importer raises for a whole file into the kind that a connection raises."""

    def __enter__(self) -> None:
        """Nothing is done before."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Raise BrokenData in place of the importer's errors."""
        if isinstance(error, AisleError) and not isinstance(error, ShopError):
            raise BrokenData(error.detail or error.title) from None


def _broken(error: RowError) -> Broken:
    return Broken(None, error.column or "row", f"Line {error.line}: {error.reason}", error.value)


def _product(draft: ProductDraft) -> ProductRecord:
    variants = tuple(_variant(draft.handle, place, one) for place, one in enumerate(draft.variants))
    return ProductRecord(
        id=draft.handle,
        handle=draft.handle,
        title=draft.title,
        description=draft.description,
        brand=draft.brand,
        categories=(draft.category.replace("/", " / "),) if draft.category else (),
        tags=draft.tags,
        url=draft.url,
        pictures=tuple(Picture(one.url, one.alt) for one in draft.images),
        attributes=draft.attributes,
        options=draft.options,
        variants=variants,
        related=draft.relations.get("related", ()),
        complementary=draft.relations.get("complementary", ()),
        rating=draft.rating.average if draft.rating else None,
        rating_count=draft.rating.count if draft.rating else None,
    )


def _variant(handle: str, place: int, draft: VariantDraft) -> VariantRecord:
    availability = None if draft.availability is Availability.UNKNOWN else draft.availability.value
    return VariantRecord(
        id=draft.sku or f"{handle}#{place}",
        product_id=handle,
        sku=draft.sku,
        barcode=draft.barcode,
        title=draft.title,
        options=draft.options,
        price=_amount(draft.price),
        compare_at=_amount(draft.compare_at),
        stock=draft.stock,
        availability=availability,
        position=place,
    )


def _amount(money: Money | None) -> Amount | None:
    return Amount(money.amount, money.currency) if money is not None else None
