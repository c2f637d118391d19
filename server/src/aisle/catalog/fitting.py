"""The limits of a search held against one product: which of its variants fit, and which value met each limit.

Says the same as the conditions in SQL, for products that were read already.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aisle.catalog.criteria import Choice, Criteria, MeasuredRange
from aisle.catalog.measures import measured
from aisle.catalog.types import Availability, Product, Variant

_BUYABLE = frozenset({Availability.IN_STOCK, Availability.LOW_STOCK, Availability.PREORDER})


def fitting_variants(product: Product, criteria: Criteria) -> tuple[Variant, ...]:
    """The variants that meet price, stock and options all at once, the cheapest first."""
    fits = [variant for variant in product.variants if _variant_fits(product, variant, criteria)]
    return tuple(
        sorted(fits, key=lambda one: (one.price is None, one.price.amount if one.price else Decimal(0)))
    )


def values_met(product: Product, criteria: Criteria) -> dict[str, str]:
    """What the product has in each field that is limited, as a person reads it: {"brand": "Pike", "price": "35.00 GBP"}."""
    variant = next(iter(fitting_variants(product, criteria)), None)
    return {field: value for field, value in _met(product, variant, criteria) if value}


def _met(product: Product, variant: Variant | None, criteria: Criteria) -> Iterator[tuple[str, str]]:
    yield "category", product.category or ""
    yield "brand", product.brand or ""
    yield "tag", ", ".join(product.tags)
    if product.rating:
        yield "rating", str(product.rating.average)
    if variant is not None:
        yield "price", str(variant.price) if variant.price else ""
        yield "stock", str(variant.stock) if variant.stock is not None else variant.availability.value
    for one in criteria.attributes:
        yield one.field, next((value for name in one.names for value in _values(product, variant, name)), "")


def _values(product: Product, variant: Variant | None, name: str) -> Iterator[str]:
    if variant is not None and name in variant.options:
        yield variant.options[name]
    if name in product.attributes:
        yield product.attributes[name]


def _variant_fits(product: Product, variant: Variant, criteria: Criteria) -> bool:
    return (
        criteria.prices.holds(variant.price.amount if variant.price else None)
        and (not criteria.in_stock or variant.availability in _BUYABLE)
        and (criteria.quantity is None or (variant.stock is not None and variant.stock >= criteria.quantity))
        and all(_has_value(product, variant, one) for one in criteria.chosen)
        and all(_has_size(product, variant, one) for one in criteria.measured)
        and not any(_has_value(product, variant, one) for one in criteria.unwanted_values)
    )


def _has_value(product: Product, variant: Variant, wanted: Choice) -> bool:
    given = {value.lower() for value in wanted.values}
    return any(value.lower() in given for name in wanted.names for value in _values(product, variant, name))


def _has_size(product: Product, variant: Variant, wanted: MeasuredRange) -> bool:
    """The size of the variant's option counts, or else that of the product's attribute."""
    for name in wanted.names:
        sizes = (measured(value) for value in _values(product, variant, name))
        size = next((one for one in sizes if one is not None), None)
        if size is not None and size[0] == wanted.kind and wanted.sizes.holds(Decimal(repr(size[1]))):
            return True
    return False
