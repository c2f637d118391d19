"""What BigCommerce's fields mean in Aisle's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.sources.records import Amount, OrderState, PaymentState

# By number: labels can be renamed by the shop.
ORDER_STATES = {
    0: OrderState.CART,  # "Incomplete": an abandoned checkout, listed among the orders
    1: OrderState.PENDING,
    2: OrderState.COMPLETED,
    3: OrderState.PROCESSING,
    4: OrderState.REFUNDED,
    5: OrderState.CANCELLED,
    6: OrderState.FAILED,
    7: OrderState.PENDING,
    8: OrderState.PROCESSING,
    9: OrderState.PROCESSING,
    10: OrderState.COMPLETED,
    11: OrderState.PROCESSING,
    12: OrderState.ON_HOLD,
    13: OrderState.DISPUTED,
    14: OrderState.COMPLETED,
}
PAYMENT_STATES = {
    "authorized": PaymentState.AUTHORIZED,
    "captured": PaymentState.PAID,
    "paid": PaymentState.PAID,
    "partially captured": PaymentState.PARTIALLY_PAID,
    "capture pending": PaymentState.PENDING,
    "pending": PaymentState.PENDING,
    "held for review": PaymentState.PENDING,
    "declined": PaymentState.FAILED,
    "refunded": PaymentState.REFUNDED,
    "partially refunded": PaymentState.PARTIALLY_REFUNDED,
    "void": PaymentState.VOIDED,
    "voided": PaymentState.VOIDED,
}


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What products need to be understood. categories: paths by id. brands: names by id."""

    currency: str
    home: str = ""
    weight_unit: str = ""
    categories: Mapping[str, str] = field(default_factory=dict)
    brands: Mapping[str, str] = field(default_factory=dict)


def rfc_time(row: Fields, name: str) -> datetime | None:
    """Return a time of v2: RFC 2822, where v3 writes ISO 8601."""
    said = row.word(name)
    if said is None:
        return None
    try:
        found = parsedate_to_datetime(said)
    except (ValueError, IndexError, OverflowError):
        raise Unreadable(name, "should be a time") from None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def amount(row: Fields, name: str, currency: str) -> Amount | None:
    """Return an amount with the decimals that were written."""
    found = row.number(name)
    return None if found is None else Amount(found, currency)
