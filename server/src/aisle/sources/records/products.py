"""Products, variants, their stock and their prices."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from aisle.sources.records.states import ProductState
from aisle.sources.records.values import Amount, Stated


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a product. alt: the words that stand in for it."""

    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class VariantRecord:
    """One thing that can be put into a cart.

    stock: None where the shop does not count; it may be negative. sells_without_stock: whether it can be bought at no stock.
    availability: the shop's own word ("backorder"), where it has one beside the count.
    """

    id: str
    product_id: str
    updated_at: datetime | None = None
    sku: str | None = None
    barcode: str | None = None
    title: str = ""
    options: dict[str, str] = field(default_factory=dict)
    price: Amount | None = None
    compare_at: Amount | None = None
    stock: int | None = None
    sells_without_stock: bool | None = None
    availability: str | None = None
    picture: Picture | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """A product under one title and address.

    handle: what tells it apart within its store, in addresses; the connector makes one of the id where the shop has none.
    description: as the shop keeps it, HTML included; it is data, whatever it says. categories: paths from the widest to the
    narrowest, joined by " / ", the main one first. variants: None where the shop gives them as a resource of their own.
    complete: whether fields that are None or empty here are so in the shop; False for a part of a product.
    """

    id: str
    handle: str
    title: str
    updated_at: datetime | None = None
    created_at: datetime | None = None
    state: Stated[ProductState] | None = None  # None: the shop has no such thing, all are for sale
    description: str = ""
    brand: str | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
    pictures: tuple[Picture, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    variants: tuple[VariantRecord, ...] | None = None
    related: tuple[str, ...] = ()  # handles or SKUs
    complementary: tuple[str, ...] = ()
    rating: Decimal | None = None  # 0..5
    rating_count: int | None = None
    language: str | None = None  # ISO 639-1
    complete: bool = True


@dataclass(frozen=True, slots=True)
class StockRecord:
    """How many of a variant there are to be sold. id: the variant's. by_location: the shop's names of places."""

    id: str
    quantity: int | None
    sku: str | None = None
    updated_at: datetime | None = None
    sells_without_stock: bool | None = None
    availability: str | None = None
    by_location: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PriceRecord:
    """What a variant costs. id: the variant's. valid_from, valid_until: of a price for a time, such as an offer."""

    id: str
    price: Amount | None
    sku: str | None = None
    updated_at: datetime | None = None
    compare_at: Amount | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
