"""Whether a product meets what the shopper limited the search to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from aisle.answering.measures import Measure, only_measure
from aisle.answering.words import keys
from aisle.catalog.types import Product
from aisle.retrieval.filters import RANGE_OPS, names_of
from aisle.retrieval.types import Filter, FilterOp

_ATTRIBUTE = "attribute."
_YES = re.compile(r"^\W*(?:yes|ja|oui|s[ií])\b", re.IGNORECASE)
_NO = re.compile(r"^\W*(?:no|none|not|nein|keine?|non|aucun\w*|ningun\w*)\b", re.IGNORECASE)


def unmet(product: Product, filters: Iterable[Filter]) -> tuple[Filter, ...]:
    """The filters the product does not meet; what it says nothing about counts as met only for guides' fields."""
    return tuple(one for one in filters if not meets(product, one))


def meets(product: Product, one: Filter) -> bool:
    """Whether the product meets one filter."""
    if one.field == "price":
        return _price_meets(product, one)
    if one.field == "stock":
        return product.in_stock is not False
    if one.field == "rating":
        numbers = [number for number in map(_decimal, one.values) if number is not None]
        return (
            product.rating is not None and bool(numbers) and _within(product.rating.average, one.op, numbers)
        )
    if one.field in {"source", "language"}:
        return True
    found = any(_says(value, one) for value in values_of(product, one.field)) or _tells(product, one)
    return not found if one.op is FilterOp.NOT else found


def _tells(product: Product, one: Filter) -> bool:
    """Shops tag some of their goods: what the product says of itself elsewhere counts as much as the tag."""
    if one.field != "tag":
        return False
    said = (
        value if not _YES.search(value) else f"{name} {value}"
        for name, value in product.attributes.items()
        if not _NO.search(value)
    )
    text = " ".join((product.title, *said, product.description))
    return any(keys(value, "en") <= keys(text, "en") for value in one.values)


def excess(product: Product, one: Filter) -> float:
    """How far a product misses a limit on what it measures, as a share of the limit; 1 where it cannot be told."""
    if not one.field.startswith(_ATTRIBUTE):
        return 0.0
    limit = only_measure(one.values[0])
    own = next((m for value in values_of(product, one.field) if (m := only_measure(value))), None)
    if limit is None or own is None or own.kind != limit.kind:
        return 1.0
    return min(1.0, abs(own.middle - limit.middle) / (abs(limit.middle) or 1.0))


def values_of(product: Product, field: str) -> tuple[str, ...]:
    """What a product has under a filter field; attributes and options share their names."""
    if field.startswith(_ATTRIBUTE):
        names = {name.casefold() for name in names_of(field)}
        attributes = [value for key, value in product.attributes.items() if key.casefold() in names]
        options = {
            v for variant in product.variants for k, v in variant.options.items() if k.casefold() in names
        }
        return (*attributes, *sorted(options))
    if field == "category":
        return (product.category or "", *product.path)
    return product.tags if field == "tag" else (product.brand or "",)


def _price_meets(product: Product, one: Filter) -> bool:
    """Any variant within the limits will do; a product without a price meets none."""
    numbers = [number for number in map(_decimal, one.values) if number is not None]
    amounts = [variant.price.amount for variant in product.variants if variant.price is not None]
    return bool(numbers) and any(_within(amount, one.op, numbers) for amount in amounts)


def _within(value: Decimal | float, op: FilterOp, limits: list[Decimal] | list[float]) -> bool:
    if op is FilterOp.LTE:
        return value <= limits[0]
    if op is FilterOp.LT:
        return value < limits[0]
    if op is FilterOp.GTE:
        return value >= limits[0]
    if op is FilterOp.BETWEEN:
        return limits[0] <= value <= limits[-1]
    return value in limits


def _says(value: str, one: Filter) -> bool:
    if one.op in RANGE_OPS:
        measure, limits = only_measure(value), [only_measure(limit) for limit in one.values]
        return measure is not None and _measure_within(measure, one.op, [m for m in limits if m is not None])
    folded = value.casefold().strip()
    return any(_same(folded, wanted.casefold().strip()) for wanted in one.values)


def _measure_within(measure: Measure, op: FilterOp, limits: list[Measure]) -> bool:
    return bool(limits) and _within(measure.middle, op, [limit.middle for limit in limits])


def _same(value: str, wanted: str) -> bool:
    """Equal, or all of the wanted words said: "waterproof" meets "Waterproof membrane"."""
    if value == wanted or value.startswith(f"{wanted}/"):
        return True
    words = keys(wanted, "en")
    return bool(words) and words <= keys(value, "en")


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
