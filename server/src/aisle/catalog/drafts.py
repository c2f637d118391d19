"""Products as a source gives them, before they have ids and a place in the store."""

from __future__ import annotations

from dataclasses import dataclass, field

from aisle.catalog.types import Availability, Image, Money, Rating


@dataclass(frozen=True, slots=True)
class VariantDraft:
    """A variant without an id; within its product it is told apart by its options and SKU."""

    sku: str | None
    barcode: str | None
    title: str
    options: dict[str, str]
    price: Money | None
    compare_at: Money | None
    stock: int | None
    availability: Availability


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product without an id; within its store it is told apart by its handle.

    relations: handles or SKUs of other products that the shop names beside it, by kind of relation.
    """

    handle: str
    title: str
    description: str
    brand: str | None
    category: str | None
    tags: tuple[str, ...]
    url: str | None
    images: tuple[Image, ...]
    attributes: dict[str, str]
    options: tuple[str, ...]
    variants: tuple[VariantDraft, ...]
    rating: Rating | None = None
    relations: dict[str, tuple[str, ...]] = field(default_factory=dict)
