"""Orders of a BigCommerce shop, their parcels and refunds."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from aisle.adapters.connectors.bigcommerce.people import order_address
from aisle.adapters.connectors.bigcommerce.values import ORDER_STATES, PAYMENT_STATES, amount, rfc_time
from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.sources.records import (
    Amount,
    FulfilmentState,
    OrderLine,
    OrderRecord,
    OrderState,
    PaymentState,
    RefundRecord,
    ShipmentRecord,
    Stated,
)

PLACES = ("shipping", "pickups", "downloads")


def is_kept(row: Fields) -> bool:
    """Whether an order is not archived."""
    return not row.flag("is_deleted")


def order(row: Fields) -> Iterator[OrderRecord]:
    """Read an order. Its amounts are in its own currency, not in the shop's default one."""
    currency = row.id("currency_code")
    billing = row.inside("billing_address")
    refunded = row.number("refunded_amount")
    addresses = row.inside("consignments").items("shipping")
    yield OrderRecord(
        id=row.id(),
        number=row.id(),
        updated_at=rfc_time(row, "date_modified"),
        created_at=rfc_time(row, "date_created"),
        state=_state(row),
        payment=_payment(row),
        fulfilment=_fulfilment(row),
        customer_id=row.number_id("customer_id"),
        email=billing.word("email"),
        phone=billing.word("phone"),
        total=amount(row, "total_inc_tax", currency),
        refunded=Amount(refunded, currency) if refunded else None,
        lines=tuple(_line(one, currency) for place in PLACES for one in lines_of(row, place)),
        shipping_address=next((order_address(one) for one in addresses), None),
        billing_address=order_address(billing),
        shipping_method=next((one.word("shipping_method") for one in addresses), None),
        note=row.word("customer_message"),
    )


def lines_of(row: Fields, place: str) -> list[Fields]:
    """Return the lines of an order that go one way. The shop gives lines or links to them; links are followed before."""
    return [line for one in row.inside("consignments").items(place) for line in one.items("line_items")]


def has_links(row: Fields) -> bool:
    """Whether the lines must be asked for on their own."""
    ways = row.inside("consignments")
    lines = [line for place in PLACES for line in lines_of(row, place)]
    return not ways.data or any(not line.has("quantity") for line in lines)


def shipment(row: Fields) -> Iterator[ShipmentRecord]:
    """Read a parcel. Its number is one within its order for us: that is where it is asked for again."""
    link = row.word("tracking_link") or row.word("generated_tracking_link")
    number, parent = row.word("tracking_number"), row.id("order_id")
    yield ShipmentRecord(
        id=f"{parent}:{row.id()}",
        order_id=parent,
        carrier=row.word("shipping_provider_display_name") or row.word("shipping_provider"),
        tracking_numbers=(number,) if number else (),
        tracking_urls=(link,) if link else (),
        shipped_at=rfc_time(row, "date_created"),
        lines=tuple(
            OrderLine(one.whole("quantity") or 0, one.word("order_product_id"), one.number_id("product_id"))
            for one in row.items("items")
        ),
    )


def refund(row: Fields, currencies: Mapping[str, str]) -> Iterator[RefundRecord]:
    """Read a refund. currencies: of the orders, by id; a refund does not say its own."""
    parent = row.id("order_id")
    if (currency := currencies.get(parent)) is None:
        raise Unreadable("order_id", "the order of the refund is gone, and with it the currency")
    goods = [one for one in row.items("items") if one.text("item_type") == "PRODUCT"]
    yield RefundRecord(
        id=row.id(),
        order_id=parent,
        amount=amount(row, "total_amount", currency),
        created_at=row.time("created"),
        reason=row.word("reason"),
        lines=tuple(OrderLine(one.whole("quantity") or 0, one.word("item_id")) for one in goods),
    )


def _state(row: Fields) -> Stated[OrderState] | None:
    number = row.whole("status_id")
    if number is None:
        return None
    return Stated(ORDER_STATES.get(number), row.word("custom_status") or row.word("status") or str(number))


def _payment(row: Fields) -> Stated[PaymentState] | None:
    """The shop's word stays "captured" when money went back: the amount says so."""
    said = row.text("payment_status")
    total, back = row.number("total_inc_tax"), row.number("refunded_amount")
    if back and total is not None:
        whole = back >= total
        return Stated(PaymentState.REFUNDED if whole else PaymentState.PARTIALLY_REFUNDED, said)
    return Stated(PAYMENT_STATES.get(said.lower()), said) if said else None


def _fulfilment(row: Fields) -> Stated[FulfilmentState] | None:
    if row.flag("order_is_digital"):
        return Stated(FulfilmentState.NOT_REQUIRED, "digital")
    total, sent = row.whole("items_total"), row.whole("items_shipped")
    if total is None or sent is None or not total:
        return None
    known = FulfilmentState.PARTIALLY_FULFILLED if sent else FulfilmentState.UNFULFILLED
    return Stated(FulfilmentState.FULFILLED if sent >= total else known, f"{sent} of {total} shipped")


def _line(row: Fields, currency: str) -> OrderLine:
    total = row.number("total_inc_tax")
    less: Sequence[Decimal] = [one.number("amount") or Decimal(0) for one in row.items("applied_discounts")]
    return OrderLine(
        quantity=row.whole("quantity") or 0,
        id=row.word("id"),
        product_id=row.number_id("product_id"),
        variant_id=row.number_id("variant_id"),
        sku=row.word("sku"),
        title=row.text("name"),
        unit_price=amount(row, "price_inc_tax", currency),
        total=None if total is None else Amount(total - sum(less, Decimal(0)), currency),
    )
