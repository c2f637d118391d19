"""One record understood: which product it belongs to, what it says of the product, and the variant in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aisle.catalog.clean_text import clean_line
from aisle.catalog.drafts import VariantDraft
from aisle.catalog.importing.cell_reader import CellReader
from aisle.catalog.importing.cells import (
    category_path,
    is_picture_address,
    is_web_address,
    split_addresses,
    split_list,
    yes_or_no,
)
from aisle.catalog.importing.limits import MOST_IMAGES, MOST_REFUSED_IMAGES
from aisle.catalog.importing.mapping import ColumnMapping
from aisle.catalog.importing.outcomes import RowError, Severity
from aisle.catalog.importing.prices import Prices, read_prices
from aisle.catalog.importing.ratings import read_rating
from aisle.catalog.importing.records import Record
from aisle.catalog.importing.relations import read_relations
from aisle.catalog.importing.stock import read_stock
from aisle.catalog.importing.vocabulary import Field
from aisle.catalog.types import Image, Rating


@dataclass(frozen=True, slots=True)
class Row:
    """A record's share in a product.

    `keys` are the names that it answers to, `parent` the one that it looks for; rows that share a group may each
    bear a title of their own.
    """

    line: int
    keys: tuple[str, ...]
    parent: str | None
    handle: str
    title: str
    description: str
    brand: str
    category: str
    tags: tuple[str, ...]
    url: str
    images: tuple[Image, ...]
    attributes: dict[str, str]
    rating: Rating | None
    relations: dict[str, tuple[str, ...]]
    options: tuple[tuple[str, str], ...]
    variant: VariantDraft | None
    product_faults: tuple[RowError, ...]
    variant_faults: tuple[RowError, ...]
    hidden: bool
    is_parent: bool
    shares_group: bool

    @property
    def product_refused(self) -> bool:
        """Whether what the row says of the product cannot be used."""
        return any(fault.severity is Severity.ERROR for fault in self.product_faults)

    @property
    def variant_refused(self) -> bool:
        """Whether the row's variant cannot be used."""
        return any(fault.severity is Severity.ERROR for fault in self.variant_faults)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads records under one mapping."""

    mapping: ColumnMapping
    currency: str
    now: datetime

    def read(self, record: Record) -> Row:
        """Never raises: what cannot be read is among the row's faults."""
        product, variant = CellReader(record, self.mapping), CellReader(record, self.mapping)
        keys, parent = _belonging(record, product)
        kind = product.raw(Field.KIND).casefold()
        options = _options(variant, is_variation=parent is not None)
        return Row(
            line=record.line,
            keys=keys,
            parent=parent,
            handle=_handle(record, product),
            title=product.line(Field.TITLE),
            description=_description(product),
            brand=product.line(Field.BRAND),
            category=category_path(product.line(Field.CATEGORY)),
            tags=_tags(product),
            url=_url(product),
            images=_images(product),
            attributes=_attributes(product) if parent is None else {},
            rating=read_rating(product),
            relations=read_relations(product),
            options=options,
            variant=_variant(variant, options, self.currency, self.now),
            product_faults=tuple(product.errors),
            variant_faults=tuple(variant.errors),
            hidden=_hidden(product),
            is_parent=kind == "variable",
            shares_group=bool(product.raw(Field.GROUP)),
        )


def _belonging(record: Record, cells: CellReader) -> tuple[tuple[str, ...], str | None]:
    """The keys that name this row's product, and the parent that it points to.

    Rows of one nested item belong together; else rows with the same group or handle; else, as in WooCommerce, a
    row that names a parent's SKU or id. A row with none of these is a product of its own.
    """
    if record.item is not None:
        return (f"item {record.item}",), None
    if parent := cells.raw(Field.PARENT).strip():
        return (), parent.removeprefix("id:").strip() if parent.startswith("id:") else f"sku {parent}"
    if cells.column(Field.KIND):
        keys = (cells.raw(Field.PRODUCT_ID).strip(), cells.raw(Field.SKU).strip())
        return tuple(key for key in (keys[0], f"sku {keys[1]}" if keys[1] else "") if key), None
    shared = cells.raw(Field.GROUP).strip() or cells.raw(Field.HANDLE).strip()
    return ((shared,) if shared else ()), None


def _handle(record: Record, cells: CellReader) -> str:
    """The file's own handle, else what most likely stays the same from one export to the next; it may be blank."""
    if handle := cells.line(Field.HANDLE) or cells.line(Field.GROUP):
        return handle
    own = cells.raw(Field.PRODUCT_ID), cells.raw(Field.SKU)
    if record.item is not None:
        # The SKU of a nested item is that of its first variant.
        own = own[0], "" if "." in (cells.column(Field.SKU) or "") else own[1]
    else:
        own = own[1], own[0]
    return clean_line((own[0] or own[1])[:1_000])[:255]


def _description(cells: CellReader) -> str:
    summary, text = cells.body(Field.SUMMARY), cells.body(Field.DESCRIPTION)
    if summary and summary not in text:
        text = f"{summary}\n\n{text}".strip()
    return cells.checked(Field.DESCRIPTION, text)


def _tags(cells: CellReader) -> tuple[str, ...]:
    texts = cells.listed(Field.TAGS)
    if len(texts) > 1 and not cells.checked(Field.TAGS, ",".join(texts)):
        return ()
    parts = split_list(cells.checked(Field.TAGS, texts[0])) if len(texts) == 1 else texts
    return tuple(dict.fromkeys(tag for part in parts if (tag := clean_line(part))))


def _url(cells: CellReader) -> str:
    url = cells.raw(Field.URL).strip()
    if not url or is_web_address(url):
        return url
    reason = "The address must begin with http://, https:// or /. The product was taken without it."
    cells.fault(Field.URL, "bad_url", reason, url, Severity.WARNING)
    return ""


def _images(cells: CellReader) -> tuple[Image, ...]:
    alts = list(cells.all(Field.IMAGE_ALT))
    found: list[Image] = []
    refused = 0
    for place, cell in enumerate(cells.all(Field.IMAGES)):
        for url in split_addresses(cell):
            if is_picture_address(url) and len(found) < MOST_IMAGES:
                found.append(Image(url, clean_line(alts[place])[:500] if place < len(alts) else ""))
                continue
            refused += 1
            if refused > MOST_REFUSED_IMAGES:
                return tuple(found)
            if len(found) >= MOST_IMAGES:
                code, reason = (
                    "too_many_images",
                    f"A row can have {MOST_IMAGES} pictures; this one was left out.",
                )
            elif is_web_address(url):
                code = "picture_not_https"
                reason = "Shoppers' browsers block pictures from http:// addresses. It was left out; write https://."
            else:
                code, reason = (
                    "bad_url",
                    "A picture's address must begin with https:// or /. It was left out.",
                )
            cells.fault(Field.IMAGES, code, reason, url, Severity.WARNING)
    return tuple(found)


def _attributes(cells: CellReader) -> dict[str, str]:
    paired = {name: value for name, value in cells.paired(cells.mapping.attribute_pairs) if name and value}
    return cells.named(cells.mapping.attributes) | paired


def _options(cells: CellReader, *, is_variation: bool) -> tuple[tuple[str, str], ...]:
    """Option names and values; Shopify's "Title: Default Title" says that there are none.

    WooCommerce writes a variation's options where its parent has attributes; a blank value there means any.
    """
    if is_variation:
        return tuple(pair for pair in cells.paired(cells.mapping.attribute_pairs) if all(pair))
    named = list(cells.named(cells.mapping.options).items())
    paired = [(name, value) for name, value in cells.paired(cells.mapping.option_pairs) if name or value]
    return tuple(pair for pair in (*named, *paired) if pair[1] != "Default Title")


def _variant(
    cells: CellReader, options: tuple[tuple[str, str], ...], currency: str, now: datetime
) -> VariantDraft | None:
    prices = read_prices(cells, cells.mapping.currency or currency, now)
    stock, availability = read_stock(cells)
    sku, barcode = cells.line(Field.SKU), cells.line(Field.BARCODE)
    title = cells.line(Field.VARIANT_TITLE)
    if not _says_anything(cells, prices, sku, options):
        return None
    return VariantDraft(
        sku=sku or None,
        barcode=barcode or None,
        title="" if title == "Default Title" else title,
        options={},
        price=prices.price,
        compare_at=prices.compare_at,
        stock=stock,
        availability=availability,
    )


def _says_anything(cells: CellReader, prices: Prices, sku: str, options: tuple[tuple[str, str], ...]) -> bool:
    """A row with a picture and nothing more is no variant."""
    if sku or prices.price or cells.errors or any(value for _, value in options):
        return True
    return bool(cells.raw(Field.STOCK).strip() or cells.raw(Field.AVAILABILITY).strip())


def _hidden(cells: CellReader) -> bool:
    if any(yes_or_no(text) is False for text in cells.all(Field.PUBLISHED)):
        return True
    return cells.raw(Field.VISIBILITY).strip().casefold() in ("hidden", "none", "not visible individually")
