"""What a thing costs, and whether it can be bought (https://schema.org/Offer, https://schema.org/AggregateOffer)."""

from dataclasses import dataclass
from decimal import Decimal

from aisle.adapters.connectors.schema_org.nodes import Node, first, is_a, nodes, text, word
from aisle.catalog.importing.amounts import NegativeAmount, UnknownCurrency, UnreadableAmount, parse_amount
from aisle.sources.records import Amount

BEFORE = ("ListPrice", "StrikethroughPrice", "MSRP", "SRP")
# What is sold though there is none of it now.
WAITED_FOR = frozenset({"BackOrder", "PreOrder", "PreSale", "MadeToOrder"})


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer in the records' words."""

    price: Amount | None = None
    compare_at: Amount | None = None
    availability: str | None = None
    stock: int | None = None
    sells_without_stock: bool | None = None


def offers_of(node: Node) -> list[Node]:
    """Return the single offers of a thing; those within a sum of offers stand for it, where it lists them."""
    found: list[Node] = []
    for one in nodes(node.get("offers")):
        inner = nodes(one.get("offers"))
        found += inner if is_a(one, "AggregateOffer") and inner else [one]
    return found


def offered(offer: Node) -> Offered:
    """Read an offer. A sum of offers costs its lowest price."""
    parts = nodes(offer.get("priceSpecification"))
    now = [one for one in parts if word(one.get("priceType")) not in BEFORE]
    before = [one for one in parts if word(one.get("priceType")) in BEFORE]
    price = _amount(offer, offer, "price", "lowPrice") or next(
        (_amount(one, offer, "price") for one in now), None
    )
    availability = word(offer.get("availability"))
    return Offered(
        price,
        _above(next((_amount(one, offer, "price") for one in before), None), price),
        availability or None,
        _count(offer),
        True if availability in WAITED_FOR else None,
    )


def _amount(node: Node, offer: Node, *names: str) -> Amount | None:
    said, currency = first(node, *names), first(node, "priceCurrency") or first(offer, "priceCurrency")
    try:
        amount, found = parse_amount(said, ".", currency.upper())
    except (UnreadableAmount, NegativeAmount, UnknownCurrency):
        return None
    return Amount(amount, found) if len(found) == 3 else None


def _above(before: Amount | None, price: Amount | None) -> Amount | None:
    if before is None or price is None or before.currency != price.currency:
        return None
    return before if before.amount > price.amount else None


def _count(offer: Node) -> int | None:
    level = offer.get("inventoryLevel")
    said = first(level, "value") if isinstance(level, dict) else text(level)
    try:
        count = Decimal(said)
    except ArithmeticError:
        return None
    return int(count) if count.is_finite() and abs(count) < 10**9 else None
