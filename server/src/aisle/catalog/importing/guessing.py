"""Guessing what a file's columns mean from their headers and from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from aisle.catalog.importing.amounts import decimal_mark, parse_amount
from aisle.catalog.importing.cells import availability_in, is_web_address, split_addresses, stock_in
from aisle.catalog.importing.mapping import ColumnMapping
from aisle.catalog.importing.ratings import average_in
from aisle.catalog.importing.records import Number, Record
from aisle.catalog.importing.vocabulary import (
    ATTRIBUTES,
    HEADERS,
    MANY_COLUMNS,
    OPTIONS,
    Field,
    header_currency,
    plain_header,
)

Samples = dict[str, list[str]]
_PRICES = frozenset({Field.PRICE, Field.SALE_PRICE, Field.COMPARE_AT})
_OF_VARIANTS = _PRICES | {
    *(Field.SKU, Field.BARCODE, Field.VARIANT_TITLE, Field.CURRENCY, Field.STOCK, Field.STOCK_TRACKED),
    *(Field.BACKORDERS, Field.AVAILABILITY),
}
_NAME_COLUMN = re.compile(r"(?i)^(attribute|option) ?(\d+)[ _]name$")
_ATTRIBUTE_PREFIX = re.compile(r"(?i)^(?:attributes?|attr|attribut|spec|property)(?:[:._]|\s*:\s*)\s*(.+)$")
_WILDCARDS = re.compile(
    r"^((?:variants|variations|offers|skus)\.)?(options|attributes|specs|specifications|properties)\."
)
_PAIRED = re.compile(
    r"^(?:attributes\.(?:name|value)|options\.(?:\d+\.)?(?:name|values?|id|position|product_id))$"
)
_PICTURE = re.compile(r"(?i)\.(?:jpe?g|png|webp|gif|svg|avif)(?:\?|$)")


def guess_mapping(columns: Sequence[str], records: Sequence[Record]) -> ColumnMapping:
    """The most likely mapping, with a confidence for each field; whatever it leaves out is unmapped."""
    samples = _samples(columns, records)
    found = _by_header(columns)
    _of_woocommerce(columns, found)
    sure = _by_shape(columns, samples, found, len(records))
    attribute_pairs, option_pairs = _pairs(columns)
    used = {name for names in found.values() for name in names}
    attributes, options = _described(columns, used, Field.GROUP in found)
    decimal = decimal_mark(
        text for field in _PRICES for name in found.get(field, ()) for text in samples[name]
    )
    confidence = {
        field.value: round(sure.get(field, 0.95) * (0.3 + 0.7 * _fit(field, names[0], samples, decimal)), 2)
        for field, names in found.items()
    }
    currency = next((code for name in found.get(Field.PRICE, ()) if (code := header_currency(name))), None)
    return ColumnMapping(
        found, attributes, options, attribute_pairs, option_pairs, decimal, currency, confidence
    )


def _samples(columns: Sequence[str], records: Iterable[Record]) -> Samples:
    samples: Samples = {name: [] for name in columns}
    for record in records:
        for name, cell in record.cells.items():
            texts = [cell] if isinstance(cell, str) else list(cell)
            samples.setdefault(name, []).extend(text for text in texts if text.strip())
    return samples


def _by_header(columns: Sequence[str]) -> dict[Field, tuple[str, ...]]:
    plain: dict[str, list[str]] = {}
    for column in columns:
        plain.setdefault(plain_header(column), []).append(column)
    found: dict[Field, tuple[str, ...]] = {}
    for field, names in HEADERS.items():
        matches = [column for name in names for column in plain.get(name, []) if _may_be(field, column)]
        if field in MANY_COLUMNS:
            known = set(matches)
            many = [column for column in columns if column in known or _numbered(column) in names]
            found |= {field: tuple(many)} if many else {}
        elif matches:
            # What belongs to variants is more exact than what stands on the product.
            found[field] = (
                min(matches, key=lambda column: field in _OF_VARIANTS and not _in_variant(column)),
            )
    for column in columns:
        if _in_variant(column) and plain_header(column) in ("title", "name"):
            found.setdefault(Field.VARIANT_TITLE, (column,))
    return found


def _may_be(field: Field, column: str) -> bool:
    return field in _OF_VARIANTS or not _in_variant(column)


def _in_variant(column: str) -> bool:
    return column.startswith(("variants.", "variations.", "offers.", "skus."))


def _numbered(column: str) -> str:
    return re.sub(r" ?\d+", "", plain_header(column)).strip()


def _of_woocommerce(columns: Sequence[str], found: dict[Field, tuple[str, ...]]) -> None:
    """WooCommerce's "Type" is the kind of row: simple, variable, variation."""
    if {"Type", "Regular price", "Parent"} <= set(columns):
        found[Field.KIND] = ("Type",)
        found.pop(Field.CATEGORY, None)
        found |= {Field.CATEGORY: ("Categories",)} if "Categories" in columns else {}
    else:
        found.pop(Field.PARENT, None)


def _by_shape(
    columns: Sequence[str], samples: Samples, found: dict[Field, tuple[str, ...]], rows: int
) -> dict[Field, float]:
    """Adds fields that no header names, by what stands in the columns left over; returns how sure that is."""
    sure: dict[Field, float] = {}
    shapes: tuple[tuple[Field, Callable[[str], bool]], ...] = (
        (Field.IMAGES, lambda text: is_web_address(text) and bool(_PICTURE.search(text))),
        (Field.URL, lambda text: is_web_address(text) and not _PICTURE.search(text)),
        (Field.PRICE, _looks_like_price),
    )
    for field, fits in shapes:
        for column in _left(columns, found) if field not in found else ():
            if samples[column] and all(map(fits, samples[column])):
                found[field], sure[field] = (column,), 0.5
                break
    titles = [column for column in _left(columns, found) if _looks_like_titles(samples[column], rows)]
    if Field.TITLE not in found and titles:
        found[Field.TITLE], sure[Field.TITLE] = (titles[0],), 0.4
    return sure


def _left(columns: Sequence[str], found: dict[Field, tuple[str, ...]]) -> list[str]:
    used = {name for names in found.values() for name in names}
    return [column for column in columns if column not in used and not _in_variant(column)]


def _looks_like_price(text: str) -> bool:
    return bool(re.search(r"\d[.,]\d\d\b|[€£$]|\b[A-Z]{3}\b", text)) and _readable(text, ".")


def _looks_like_titles(texts: list[str], rows: int) -> bool:
    """A few words in nearly every row, nearly all different."""
    if len(texts) < max(2, 0.9 * rows) or len(set(texts)) < 0.9 * len(texts):
        return False
    words = sum(len(re.findall(r"[^\W\d_]{2,}", text)) for text in texts)
    return 1.8 <= words / len(texts) <= 15


def _pairs(columns: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    pairs: dict[str, list[tuple[str, str]]] = {"attribute": [], "option": []}
    by_lower = {column.lower(): column for column in columns}
    known = set(columns)
    for column in columns:
        named = _NAME_COLUMN.match(column)
        stem = column[: -len("name")] if named else ""
        value = next(
            (by_lower[name] for end in ("value(s)", "value") if (name := (stem + end).lower()) in by_lower),
            "",
        )
        if named and value:
            pairs[named.group(1).lower()].append((column, value))
        numbered = re.fullmatch(r"options\.(\d+)\.name", column)
        if numbered and f"variants.option{numbered.group(1)}" in known:
            pairs["option"].append((column, f"variants.option{numbered.group(1)}"))
    if {"attributes.name", "attributes.value"} <= set(columns):
        pairs["attribute"].append(("attributes.name", "attributes.value"))
    return tuple(pairs["attribute"]), tuple(pairs["option"])


def _described(
    columns: Sequence[str], used: set[str], grouped: bool
) -> tuple[dict[str, str], dict[str, str]]:
    """Attribute and option columns by the name shown to shoppers."""
    attributes: dict[str, str] = {}
    options: dict[str, str] = {}
    for column in columns:
        plain, wild = plain_header(column), _WILDCARDS.match(column)
        if column in used or _PAIRED.match(column):
            continue
        if wild:
            target = options if wild.group(2) == "options" or wild.group(1) else attributes
            target["*" if not target or "*" in target else wild.group()] = f"{wild.group()}*"
        elif grouped and plain in OPTIONS:
            options[_label(column)] = column
        elif plain in ATTRIBUTES or _ATTRIBUTE_PREFIX.match(column):
            attributes[_label(column)] = column
    return attributes, options


def _label(column: str) -> str:
    prefixed = _ATTRIBUTE_PREFIX.match(column)
    name = prefixed.group(1) if prefixed else re.split(r" / |\.|:", column)[-1]
    name = " ".join(name.replace("_", " ").split())
    return name[:1].upper() + name[1:]


def _fit(field: Field, column: str, samples: Samples, decimal: str) -> float:
    """The share of a column's values that the field could hold."""
    fits: dict[Field, Callable[[str], bool]] = {
        **dict.fromkeys(_PRICES, lambda text: _readable(text, decimal)),
        Field.STOCK: lambda text: stock_in(text) is not None,
        Field.AVAILABILITY: lambda text: availability_in(text) is not None,
        Field.RATING: lambda text: average_in(text) is not None,
        Field.URL: is_web_address,
        Field.IMAGES: lambda text: all(map(is_web_address, split_addresses(text))),
        Field.BARCODE: lambda text: text.strip().isdigit() and 8 <= len(text.strip()) <= 14,
    }
    values, fits_field = samples.get(column, [])[:200], fits.get(field)
    if fits_field is None or not values:
        return 1.0
    return sum(map(fits_field, values)) / len(values)


def _readable(text: str, decimal: str) -> bool:
    try:
        parse_amount(text if isinstance(text, Number) else text.strip(), decimal, "USD")
    except ValueError:
        return False
    return True
