"""Orders of a Magento shop, their parcels, their refunds, and carts that are not orders yet."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aisle.adapters.connectors.fields import Fields
from aisle.adapters.connectors.magento.people import address
from aisle.sources.records import (
    Amount,
    CartRecord,
    FulfilmentState,
    OrderLine,
    OrderRecord,
    OrderState,
    PaymentState,
    RefundRecord,
    ShipmentRecord,
    Stated,
)

STATES = {
    "new": OrderState.PENDING,
    "pending_payment": OrderState.PENDING,
    "payment_review": OrderState.ON_HOLD,
    "holded": OrderState.ON_HOLD,
    "processing": OrderState.PROCESSING,
    "complete": OrderState.COMPLETED,
    "closed": OrderState.REFUNDED,
    "canceled": OrderState.CANCELLED,
}


def order(row: Fields) -> Iterator[OrderRecord]:
    """Read an order. Its state is Magento's; the status is the shop's own word for it. `base_` amounts are in another currency."""
    currency = row.id("order_currency_code")
    billing = row.inside("billing_address")
    said = row.word("status") or row.text("state")
    assigned = row.inside("extension_attributes").items("shipping_assignments")
    refunded = row.number("total_refunded")
    yield OrderRecord(
        id=row.id("entity_id"),
        number=row.id("increment_id"),
        updated_at=row.time("updated_at"),
        created_at=row.time("created_at"),
        state=Stated(STATES.get(row.text("state")), said) if said else None,
        payment=_payment(row, said),
        fulfilment=_fulfilment(row),
        customer_id=row.number_id("customer_id"),
        email=row.word("customer_email"),
        phone=billing.word("telephone"),
        total=_amount(row, "grand_total", currency),
        refunded=Amount(refunded, currency) if refunded else None,
        lines=tuple(_lines(row.items("items"), currency)),
        shipping_address=next((address(one.inside("shipping").inside("address")) for one in assigned), None),
        billing_address=address(billing),
        shipping_method=row.word("shipping_description"),
        note=row.word("customer_note"),
    )


def shipment(row: Fields) -> Iterator[ShipmentRecord]:
    """Read a parcel and its tracks."""
    tracks = row.items("tracks")
    yield ShipmentRecord(
        id=row.id("entity_id"),
        order_id=row.id("order_id"),
        updated_at=row.time("updated_at"),
        carrier=next((one.word("title") or one.word("carrier_code") for one in tracks), None),
        tracking_numbers=tuple(number for one in tracks if (number := one.word("track_number"))),
        shipped_at=row.time("created_at"),
        lines=tuple(_part(one, "order_item_id", "qty") for one in row.items("items")),
    )


def refund(row: Fields) -> Iterator[RefundRecord]:
    """Read a credit memo."""
    currency = row.id("order_currency_code")
    yield RefundRecord(
        id=row.id("entity_id"),
        order_id=row.id("order_id"),
        amount=_amount(row, "grand_total", currency),
        updated_at=row.time("updated_at"),
        created_at=row.time("created_at"),
        lines=tuple(_part(one, "order_item_id", "qty", currency) for one in row.items("items")),
    )


def is_cart(row: Fields) -> bool:
    """Whether somebody filled it and has not ordered: the list holds empty ones, and those that became orders."""
    return bool(row.flag("is_active")) and bool(row.whole("items_count"))


def cart(row: Fields) -> Iterator[CartRecord]:
    """Read a cart. What it comes to is not said in the list."""
    customer, currency = row.inside("customer"), row.inside("currency").text("quote_currency_code")
    yield CartRecord(
        id=row.id(),
        updated_at=row.time("updated_at"),
        created_at=row.time("created_at"),
        customer_id=customer.number_id("id"),
        email=customer.word("email"),
        lines=tuple(_part(one, "item_id", "qty", currency or None, "price") for one in row.items("items")),
    )


def _lines(items: Sequence[Fields], currency: str) -> Iterator[OrderLine]:
    """A configurable product comes as two lines: the first has the price, the second says which one it was."""
    which = {one.text("parent_item_id"): one for one in items if one.has("parent_item_id")}
    for one in items:
        if one.has("parent_item_id"):
            continue
        total = one.number("row_total_incl_tax") or one.number("row_total")
        less = one.number("discount_amount") or Decimal(0)
        child = which.get(one.text("item_id"), one) if one.text("product_type") == "configurable" else one
        each = one.number("price_incl_tax") or one.number("price")
        yield OrderLine(
            quantity=one.whole("qty_ordered") or 0,
            id=one.word("item_id"),
            product_id=one.number_id("product_id"),
            variant_id=child.number_id("product_id"),
            sku=one.word("sku"),
            title=one.text("name"),
            unit_price=None if each is None else Amount(each, currency),
            total=None if total is None else Amount(total - less, currency),
        )


def _part(
    row: Fields, key: str, quantity: str, currency: str | None = None, price: str = "row_total_incl_tax"
) -> OrderLine:
    found = row.number(price) if currency else None
    amount = None if found is None or currency is None else Amount(found, currency)
    return OrderLine(
        quantity=row.whole(quantity) or 0,
        id=row.word(key),
        product_id=row.number_id("product_id"),
        variant_id=row.number_id("product_id"),
        sku=row.word("sku"),
        title=row.text("name"),
        unit_price=amount if price == "price" else None,
        total=None if price == "price" else amount,
    )


def _payment(row: Fields, said: str) -> Stated[PaymentState] | None:
    """Magento has no state of payment: it is read off the sums. A partial refund leaves the order complete."""
    paid, back = row.number("total_paid") or Decimal(0), row.number("total_refunded") or Decimal(0)
    due = row.number("total_due")
    if back:
        whole = back >= paid
        return Stated(PaymentState.REFUNDED if whole else PaymentState.PARTIALLY_REFUNDED, said)
    if due is None or row.text("state") == "canceled":
        return None
    if due <= 0:
        return Stated(PaymentState.PAID, said)
    return Stated(PaymentState.PARTIALLY_PAID if paid else PaymentState.PENDING, said)


def _fulfilment(row: Fields) -> Stated[FulfilmentState] | None:
    """Count what was sent: there is no state of it."""
    if row.flag("is_virtual"):
        return Stated(FulfilmentState.NOT_REQUIRED, "virtual")
    sold = [one for one in row.items("items") if not one.has("parent_item_id") and not one.flag("is_virtual")]
    ordered = sum((one.number("qty_ordered") or 0 for one in sold), Decimal(0))
    sent = sum((one.number("qty_shipped") or 0 for one in sold), Decimal(0))
    if not ordered:
        return None
    known = FulfilmentState.PARTIALLY_FULFILLED if sent else FulfilmentState.UNFULFILLED
    return Stated(FulfilmentState.FULFILLED if sent >= ordered else known, f"{sent} of {ordered} sent")


def _amount(row: Fields, name: str, currency: str) -> Amount | None:
    found = row.number(name)
    return None if found is None else Amount(found, currency)
