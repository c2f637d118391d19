"""What people bought, and who they are. All of it is personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aisle.sources.records.states import FulfilmentState, OrderState, PaymentState, ShipmentState
from aisle.sources.records.values import Amount, Stated


@dataclass(frozen=True, slots=True)
class Address:
    """Where something goes. Shops hide parts of it: what is None is unknown, not empty. country: ISO 3166-1 alpha-2."""

    name: str | None = None
    company: str | None = None
    lines: tuple[str, ...] = ()
    postcode: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of an order, cart, shipment or refund. total: after discounts, tax as the shop shows it."""

    quantity: int
    id: str | None = None
    product_id: str | None = None
    variant_id: str | None = None
    sku: str | None = None
    title: str = ""
    unit_price: Amount | None = None
    total: Amount | None = None


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An order. number: what the shopper knows it by. email: that was given with the order; None: unknown."""

    id: str
    number: str
    updated_at: datetime | None = None
    created_at: datetime | None = None
    cancelled_at: datetime | None = None
    state: Stated[OrderState] | None = None
    payment: Stated[PaymentState] | None = None
    fulfilment: Stated[FulfilmentState] | None = None
    customer_id: str | None = None
    email: str | None = None
    phone: str | None = None
    total: Amount | None = None
    refunded: Amount | None = None
    lines: tuple[OrderLine, ...] = ()
    shipping_address: Address | None = None
    billing_address: Address | None = None
    shipping_method: str | None = None
    note: str | None = None  # the shopper's words: data, never instructions


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """Somebody who has an account at the shop."""

    id: str
    updated_at: datetime | None = None
    created_at: datetime | None = None
    email: str | None = None
    name: str | None = None
    phone: str | None = None
    group: str | None = None
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class ShipmentRecord:
    """A parcel."""

    id: str
    order_id: str
    updated_at: datetime | None = None
    state: Stated[ShipmentState] | None = None
    carrier: str | None = None
    tracking_numbers: tuple[str, ...] = ()
    tracking_urls: tuple[str, ...] = ()
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    expected_at: datetime | None = None
    lines: tuple[OrderLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RefundRecord:
    """Money that went back; amount is positive. lines: empty for a refund of an amount alone."""

    id: str
    order_id: str
    amount: Amount | None
    updated_at: datetime | None = None
    created_at: datetime | None = None
    reason: str | None = None
    lines: tuple[OrderLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CartRecord:
    """A cart that somebody filled and has not paid for."""

    id: str
    updated_at: datetime | None = None
    created_at: datetime | None = None
    customer_id: str | None = None
    email: str | None = None
    total: Amount | None = None
    lines: tuple[OrderLine, ...] = ()
    checkout_url: str | None = None
