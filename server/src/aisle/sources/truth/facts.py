"""What a source says of a variant's stock and price: its own feeds of them, or the variant's record, whichever was read later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aisle.catalog.errors import InvalidMoney
from aisle.catalog.types import Availability, Money, availability_of
from aisle.sources.records import Amount
from aisle.sources.truth.types import Copy, Said, SaidVariant

LARGEST_STOCK = 2**31 - 1
_WORDS = {
    "instock": Availability.IN_STOCK,
    "available": Availability.IN_STOCK,
    "outofstock": Availability.OUT_OF_STOCK,
    "soldout": Availability.OUT_OF_STOCK,
    "discontinued": Availability.OUT_OF_STOCK,
    "unavailable": Availability.OUT_OF_STOCK,
    "onbackorder": Availability.PREORDER,
    "backorder": Availability.PREORDER,
    "preorder": Availability.PREORDER,
    "limited": Availability.LOW_STOCK,
    "lowstock": Availability.LOW_STOCK,
}


@dataclass(frozen=True, slots=True)
class StockSaid:
    """How many there are, and whether it can be bought."""

    quantity: int | None
    availability: Availability


@dataclass(frozen=True, slots=True)
class PriceSaid:
    """What it costs, and what it cost before."""

    price: Money | None
    compare_at: Money | None


def stock_said(variant: SaidVariant) -> Said | None:
    """Return what a source says of a variant's stock; None where it says nothing."""
    record, copy = variant.record, variant.copy
    own = (record.stock, record.sells_without_stock, record.availability)
    if variant.stock is not None:
        fed, fed_copy = variant.stock
        theirs = (
            fed.quantity,
            fed.sells_without_stock if fed.sells_without_stock is not None else record.sells_without_stock,
            fed.availability if fed.availability is not None else record.availability,
        )
        if all(one is None for one in own) or not _later(copy, fed_copy):
            # The word of the variant's record is of an older look than the count.
            own, copy = (theirs[0], theirs[1], fed.availability), fed_copy
    if all(one is None for one in own):
        return None
    quantity, sells_on, word = own
    return Said(StockSaid(_bounded(quantity), availability(quantity, sells_on, word)), copy)


def price_said(variant: SaidVariant, now: datetime) -> Said | None:
    """Return what a source says of a variant's price; None where it says nothing. A price for a time counts within it alone."""
    record, copy = variant.record, variant.copy
    price, before = record.price, record.compare_at
    if variant.price is not None:
        fed, fed_copy = variant.price
        running = (fed.valid_from is None or fed.valid_from <= now) and (
            fed.valid_until is None or now < fed.valid_until
        )
        if running and fed.price is not None and (price is None or not _later(copy, fed_copy)):
            price, before, copy = fed.price, fed.compare_at, fed_copy
    if price is None:
        return None
    paid = money(price)
    return Said(PriceSaid(paid, money(before)), copy) if paid is not None else None


def availability(quantity: int | None, sells_on: bool | None, word: str | None) -> Availability:
    """Say whether a variant can be bought. A shop that says "out of stock" means it, whatever an old count says."""
    stated = _WORDS.get("".join(mark for mark in (word or "").casefold() if mark.isalpha()))
    if stated in (Availability.OUT_OF_STOCK, Availability.PREORDER):
        return stated
    counted = availability_of(quantity)
    if counted is Availability.OUT_OF_STOCK and sells_on:
        return Availability.PREORDER
    if counted is Availability.UNKNOWN:
        return stated or (Availability.IN_STOCK if sells_on else Availability.UNKNOWN)
    return counted


def money(amount: Amount | None) -> Money | None:
    """Return an amount as shoppers pay it; None for what is no price, such as a negative one."""
    try:
        return Money.rounded(amount.amount, amount.currency) if amount is not None else None
    except InvalidMoney:
        return None


def _bounded(quantity: int | None) -> int | None:
    return None if quantity is None else max(-LARGEST_STOCK, min(LARGEST_STOCK, quantity))


def _later(one: Copy, other: Copy) -> bool:
    """Whether the first was read later than the second."""
    return one.as_of > other.as_of
