"""Products, variants and money as the rest of Aisle sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from typing import NewType, Self
from uuid import UUID

from aisle.catalog.currencies import MINOR_UNITS, is_currency
from aisle.catalog.errors import InvalidMoney

ProductId = NewType("ProductId", UUID)
VariantId = NewType("VariantId", UUID)
ImportId = NewType("ImportId", UUID)

LARGEST_AMOUNT = Decimal(10) ** 12
LOW_STOCK = 3


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in one currency, always held with exactly the currency's decimals: 129 GBP is 129.00.

    Negative, endless and too finely divided amounts are refused; `Money.rounded` is for sources that
    keep more decimals than can be paid ("19.995").
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not is_currency(self.currency):
            raise InvalidMoney(f"'{self.currency}' is not an ISO 4217 currency code.")
        if not self.amount.is_finite() or not 0 <= self.amount < LARGEST_AMOUNT:
            raise InvalidMoney(f"{self.amount} is not a price: it must be between 0 and {LARGEST_AMOUNT}.")
        exact = self.amount.quantize(_unit(self.currency), rounding=ROUND_HALF_UP)
        if exact != self.amount:
            raise InvalidMoney(f"{self.amount} has more decimals than {self.currency} can be paid in.")
        object.__setattr__(self, "amount", abs(exact))  # abs: minus zero is zero

    @classmethod
    def rounded(cls, amount: Decimal, currency: str) -> Self:
        """The amount in what can be paid, half a unit rounding up."""
        if not is_currency(currency) or not amount.is_finite() or abs(amount) >= LARGEST_AMOUNT:
            return cls(amount, currency)
        return cls(amount.quantize(_unit(currency), rounding=ROUND_HALF_UP), currency)

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


@cache
def _unit(currency: str) -> Decimal:
    return Decimal(1).scaleb(-MINOR_UNITS[currency])


class Availability(StrEnum):
    """Whether a variant can be bought now, in the words shown to shoppers and stored."""

    IN_STOCK = "in_stock"
    LOW_STOCK = "low_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    UNKNOWN = "unknown"


def availability_of(stock: int | None, low: int = LOW_STOCK) -> Availability:
    """What a stock count says; shops report counts below zero for goods sold beyond their stock."""
    if stock is None:
        return Availability.UNKNOWN
    if stock <= 0:
        return Availability.OUT_OF_STOCK
    return Availability.LOW_STOCK if stock <= low else Availability.IN_STOCK


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of a product, with the words that stand in for it."""

    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that can be put into a cart: a product in one size and colour, with its price and stock."""

    id: VariantId
    sku: str | None
    barcode: str | None
    title: str
    options: dict[str, str]
    price: Money | None
    compare_at: Money | None
    stock: int | None
    availability: Availability
    as_of: datetime

    @property
    def in_stock(self) -> bool | None:
        """None when the shop does not say."""
        if self.availability is Availability.UNKNOWN:
            return None
        return self.availability is not Availability.OUT_OF_STOCK


class Relation(StrEnum):
    """How one product stands to another that the shop names beside it."""

    COMPLEMENTARY = "complementary"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Rating:
    """What buyers think of a product. average: 0..5; count: of opinions, None when the shop does not say."""

    average: Decimal
    count: int | None = None


@dataclass(frozen=True, slots=True)
class PriceRange:
    """The lowest and highest price among a product's variants."""

    lowest: Money
    highest: Money

    @property
    def varies(self) -> bool:
        """Whether to say "from" before the lowest price."""
        return self.lowest.amount != self.highest.amount


@dataclass(frozen=True, slots=True)
class Product:
    """What a shop sells under one title and address, with its variants.

    Attributes:
        rating: None when nobody has judged it.
        overridden: Fields that say what the merchant says, in place of what the source says.
        hidden: The assistant leaves it out.
    """

    id: ProductId
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
    variants: tuple[Variant, ...]
    as_of: datetime
    updated_at: datetime
    rating: Rating | None = None
    overridden: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The category from the widest to the narrowest: ("Rucksacks", "Trekking packs")."""
        return tuple(part.strip() for part in (self.category or "").split("/") if part.strip())

    @property
    def price_range(self) -> PriceRange | None:
        """Over the variants priced in the currency of the first priced one; None when none has a price."""
        return price_range_of(variant.price for variant in self.variants)

    @property
    def in_stock(self) -> bool | None:
        """True when any variant is, None when no variant is and at least one does not say."""
        return in_stock_of(variant.availability for variant in self.variants)


def price_range_of(prices: Iterable[Money | None]) -> PriceRange | None:
    """Lowest and highest of the prices in the first one's currency; None when there is no price."""
    known = [price for price in prices if price is not None]
    same = sorted((price for price in known if price.currency == known[0].currency), key=_amount)
    return PriceRange(same[0], same[-1]) if same else None


def in_stock_of(availabilities: Iterable[Availability]) -> bool | None:
    """Whether any can be bought; None when none can and at least one is unknown."""
    states = set(availabilities)
    if states - {Availability.UNKNOWN, Availability.OUT_OF_STOCK}:
        return True
    return False if states == {Availability.OUT_OF_STOCK} else None


def _amount(money: Money) -> Decimal:
    return money.amount
