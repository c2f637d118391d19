"""What a WooCommerce shop's fields mean in Aisle's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from aisle.adapters.connectors.fields import Fields
from aisle.sources.records import Amount, OrderState, Picture, ProductState, Stated

S = TypeVar("S", bound=StrEnum)

PRODUCT_STATES = {
    "publish": ProductState.ACTIVE,
    "draft": ProductState.DRAFT,
    "pending": ProductState.DRAFT,
    "future": ProductState.DRAFT,
    "private": ProductState.DRAFT,
    "trash": ProductState.ARCHIVED,
}
ORDER_STATES = {
    "checkout-draft": OrderState.CART,
    "pending": OrderState.PENDING,
    "on-hold": OrderState.ON_HOLD,
    "processing": OrderState.PROCESSING,
    "completed": OrderState.COMPLETED,
    "cancelled": OrderState.CANCELLED,
    "failed": OrderState.FAILED,
    "refunded": OrderState.REFUNDED,
    "trash": OrderState.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What prices and sizes need to be understood. parents: of a category, by id; names likewise."""

    currency: str
    weight_unit: str = ""
    size_unit: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)

    def path(self, category: str, name: str) -> str:
        """Return the names from the widest category to this one, joined by " / "."""
        found = [self.names.get(category, name)]
        seen = {category}
        while (category := self.parents.get(category, "0")) in self.names and category not in seen:
            seen.add(category)
            found.append(self.names[category])
        return " / ".join(reversed(found))


def stated(states: Mapping[str, S], said: str) -> Stated[S] | None:
    """Return a state in both words; None where the shop says nothing."""
    return Stated(states.get(said), said) if said else None


def amount(row: Fields, name: str, currency: str) -> Amount | None:
    """Return an amount, as many decimals as were entered."""
    found = row.number(name)
    return None if found is None else Amount(found, currency)


def picture(row: Fields) -> Picture | None:
    """Return a picture; None without an address."""
    url = row.word("src")
    return Picture(url, row.text("alt")) if url else None
