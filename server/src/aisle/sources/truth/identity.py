"""By what a product of one source is known again in another: bar codes, SKUs, its handle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aisle.catalog.identifiers import GTIN_LENGTHS, identifier_key
from aisle.sources.records import ProductRecord, VariantRecord

# The strongest first: a bar code names one thing in the world, a SKU one in a company, a handle one in a shop.
STRENGTH = {"gtin": 0, "sku": 1, "handle": 2}
SHORTEST_SKU = 3  # characters: "1" or "M" is no name for a thing
LONGEST_KEY = 300


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A name of a product. kind: one of STRENGTH."""

    kind: str
    key: str


def keys_of(record: ProductRecord, variants: Iterable[VariantRecord]) -> set[Key]:
    """Return the names by which a product is known again."""
    keys = {Key("handle", record.handle.casefold()[:LONGEST_KEY])} if record.handle else set()
    for variant in variants:
        if gtin := gtin_of(variant.barcode):
            keys.add(Key("gtin", gtin))
        if sku := sku_of(variant.sku):
            keys.add(Key("sku", sku))
    return keys


def sku_of(sku: str | None) -> str | None:
    """Return an SKU as it is compared; None for one that is too short to tell things apart."""
    key = identifier_key(sku) if sku else ""
    return key[:LONGEST_KEY] if len(key) >= SHORTEST_SKU else None


def gtin_of(barcode: str | None) -> str | None:
    """Return a bar code with 14 digits; None for one whose check digit is wrong, or that is none (GS1 General Specifications)."""
    digits = "".join(mark for mark in barcode or "" if mark not in " -")
    if (
        not digits.isascii()
        or not digits.isdigit()
        or len(digits) not in GTIN_LENGTHS
        or not digits.strip("0")
    ):
        return None
    padded = digits.zfill(14)
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(padded[:-1]))
    return padded if (10 - total % 10) % 10 == int(padded[-1]) else None
