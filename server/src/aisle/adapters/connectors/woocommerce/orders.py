"""Orders of a WooCommerce shop, their refunds, and the parcels that plugins write beside them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.adapters.connectors.woocommerce.people import address
from aisle.adapters.connectors.woocommerce.values import ORDER_STATES, amount, stated
from aisle.sources.records import (
    Amount,
    OrderLine,
    OrderRecord,
    PaymentState,
    RefundRecord,
    ShipmentRecord,
    Stated,
)

SHIPMENT_FIELDS = "id,status,date_modified_gmt,meta_data"
TRACKED_LIST = "_wc_shipment_tracking_items"  # WooCommerce Shipment Tracking, Advanced Shipment Tracking
TRACKED_ONE = ("_tracking_number", "_aftership_tracking_number", "ywot_tracking_code")
CARRIER_ONE = ("_tracking_provider", "_aftership_tracking_provider_name", "ywot_carrier_name")


def order(row: Fields) -> Iterator[OrderRecord]:
    """Read an order. Its currency is its own: the shop's may have changed since."""
    currency = row.id("currency")
    refunds = [found.amount for one in row.items("refunds") if (found := amount(one, "total", currency))]
    billing = row.inside("billing")
    yield OrderRecord(
        id=row.id(),
        number=row.word("number") or row.id(),
        updated_at=row.time("date_modified_gmt"),
        created_at=row.time("date_created_gmt"),
        state=stated(ORDER_STATES, row.text("status")),
        payment=_payment(row, -sum(refunds, Decimal(0))),
        customer_id=row.number_id("customer_id"),
        email=billing.word("email"),
        phone=billing.word("phone"),
        total=amount(row, "total", currency),
        refunded=Amount(abs(sum(refunds, Decimal(0))), currency) if refunds else None,
        lines=tuple(
            _line(one, currency, bool(row.flag("prices_include_tax"))) for one in row.items("line_items")
        ),
        shipping_address=address(row.inside("shipping")),
        billing_address=address(billing),
        shipping_method=next((one.word("method_title") for one in row.items("shipping_lines")), None),
        note=row.word("customer_note"),
    )


def refund(row: Fields, currencies: Mapping[str, str]) -> Iterator[RefundRecord]:
    """Read a refund. One of an amount alone has no lines. currencies: of the orders; a refund does not say its own."""
    parent = row.id("parent_id")
    if (currency := currencies.get(parent)) is None:
        raise Unreadable("parent_id", "the order of the refund is gone, and with it the currency")
    back = row.number("amount")
    yield RefundRecord(
        id=row.id(),
        order_id=parent,
        amount=None if back is None else Amount(abs(back), currency),
        created_at=row.time("date_created_gmt"),
        reason=row.word("reason"),
        lines=tuple(_line(one, currency, False) for one in row.items("line_items")),
    )


def shipments(row: Fields) -> Iterator[ShipmentRecord]:
    """Read the parcels that a plugin wrote among an order's other data. WooCommerce itself knows none."""
    meta = {one.text("key"): one.data.get("value") for one in row.items("meta_data")}
    tracked = _list_of(meta.get(TRACKED_LIST))
    for one in tracked:
        yield from _tracked(row, Fields(one, TRACKED_LIST))
    number = _first(meta, TRACKED_ONE)
    if number and not tracked:
        yield ShipmentRecord(
            f"{row.id()}:{_short(number)}",
            row.id(),
            row.time("date_modified_gmt"),
            carrier=_first(meta, CARRIER_ONE),
            tracking_numbers=(number,),
        )


def _tracked(row: Fields, one: Fields) -> Iterator[ShipmentRecord]:
    number = one.word("tracking_number")
    if number is None:
        return
    sent = one.word("date_shipped") or ""
    link = (
        one.word("custom_tracking_link") or one.word("formatted_tracking_link") or one.word("tracking_link")
    )
    yield ShipmentRecord(
        f"{row.id()}:{one.word('tracking_id') or _short(number)}",
        row.id(),
        row.time("date_modified_gmt"),
        carrier=one.word("custom_tracking_provider") or one.word("tracking_provider"),
        tracking_numbers=(number,),
        tracking_urls=(link,) if link else (),
        shipped_at=datetime.fromtimestamp(int(sent), UTC) if sent.isdigit() and len(sent) <= 10 else None,
    )


def _payment(row: Fields, refunded: Decimal) -> Stated[PaymentState] | None:
    """WooCommerce has no state of payment: it is read off the order's state, dates and refunds."""
    said = row.text("status")
    if said == "refunded":
        return Stated(PaymentState.REFUNDED, said)
    if refunded > 0:
        return Stated(PaymentState.PARTIALLY_REFUNDED, said)
    if row.has("date_paid_gmt") or row.has("date_paid"):
        return Stated(PaymentState.PAID, said)
    known = {"pending": PaymentState.PENDING, "on-hold": PaymentState.PENDING, "failed": PaymentState.FAILED}
    return Stated(known[said], said) if said in known else None


def _line(row: Fields, currency: str, gross: bool) -> OrderLine:
    """`price` is rounded to a float somewhere on its way; the totals are exact."""
    net = row.number("total")
    total = None if net is None else abs(net + ((row.number("total_tax") or 0) if gross else 0))
    variation = row.number_id("variation_id")
    quantity = abs(row.whole("quantity") or 0)
    return OrderLine(
        quantity=quantity,
        id=row.word("id"),
        product_id=row.number_id("product_id"),
        variant_id=variation or row.number_id("product_id"),
        sku=row.word("sku"),
        title=row.text("name"),
        unit_price=_each(total, quantity, currency),
        total=None if total is None else Amount(total, currency),
    )


def _each(total: Decimal | None, quantity: int, currency: str) -> Amount | None:
    """Return the price of one where it comes out even; a rounded one would be nobody's price."""
    if total is None or not quantity:
        return None
    each = (total / quantity).quantize(total) if total.as_tuple().exponent != 0 else total / quantity
    return Amount(each, currency) if each * quantity == total else None


def _list_of(value: Any) -> list[Any]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    return value if isinstance(value, list) else []


def _first(meta: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    found = (meta.get(key) for key in keys)
    return next((one.strip() for one in found if isinstance(one, str) and one.strip()), None)


def _short(number: str) -> str:
    return hashlib.sha256(number.encode()).hexdigest()[:12]
