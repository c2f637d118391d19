"""Orders, customers, parcels, refunds and abandoned checkouts."""

from decimal import Decimal

from aisle.adapters.connectors.shopify.mapping.products import Shop
from aisle.adapters.connectors.shopify.mapping.states import FULFILMENTS, PAYMENTS, SHIPMENTS
from aisle.adapters.connectors.shopify.mapping.values import (
    Node,
    address,
    bag,
    id_in,
    id_of,
    needed,
    stated,
    text,
    when,
)
from aisle.sources.records import (
    Amount,
    CartRecord,
    CustomerRecord,
    OrderLine,
    OrderRecord,
    OrderState,
    RefundRecord,
    ShipmentRecord,
    Stated,
)


def order(node: Node, shop: Shop) -> OrderRecord:
    """Read an order as it is after edits and refunds, in the currency that the shopper paid in."""
    return OrderRecord(
        id=id_of(node["id"]),
        number=needed(node, "name"),
        updated_at=when(node, "updatedAt"),
        created_at=when(node, "createdAt"),
        cancelled_at=when(node, "cancelledAt"),
        state=_state(node),
        payment=stated(text(node, "displayFinancialStatus"), PAYMENTS),
        fulfilment=stated(text(node, "displayFulfillmentStatus"), FULFILMENTS),
        customer_id=id_in(node, "customer"),
        email=text(node, "email"),
        phone=text(node, "phone"),
        total=bag(node, "currentTotalPriceSet"),
        refunded=bag(node, "totalRefundedSet"),
        lines=tuple(_order_line(line) for line in node["lineItems"]),
        shipping_address=address(node.get("shippingAddress")),
        billing_address=address(node.get("billingAddress")),
        shipping_method=text(node.get("shippingLine") or {}, "title"),
        note=text(node, "note"),
    )


def customer(node: Node, shop: Shop) -> CustomerRecord:
    """Read a customer. What Shopify protects stays unknown."""
    names = [part for part in (text(node, "firstName"), text(node, "lastName")) if part]
    found = (address(each) for each in node.get("addressesV2") or ())
    return CustomerRecord(
        id=id_of(node["id"]),
        updated_at=when(node, "updatedAt"),
        created_at=when(node, "createdAt"),
        email=text(node.get("defaultEmailAddress") or {}, "emailAddress"),
        name=" ".join(names) or None,
        phone=text(node.get("defaultPhoneNumber") or {}, "phoneNumber"),
        addresses=tuple(each for each in found if each),
    )


def shipment(node: Node, shop: Shop) -> ShipmentRecord:
    """Read a fulfilment: one parcel, or several under one."""
    tracking = node.get("trackingInfo") or ()
    return ShipmentRecord(
        id=id_of(node["id"]),
        order_id=id_of(needed(node, "order")["id"]),
        updated_at=when(node, "updatedAt"),
        state=stated(text(node, "displayStatus") or text(node, "status"), SHIPMENTS),
        carrier=next((each["company"] for each in tracking if each.get("company")), None),
        tracking_numbers=tuple(each["number"] for each in tracking if each.get("number")),
        tracking_urls=tuple(each["url"] for each in tracking if each.get("url")),
        shipped_at=when(node, "inTransitAt") or when(node, "createdAt"),
        delivered_at=when(node, "deliveredAt"),
        expected_at=when(node, "estimatedDeliveryAt"),
        lines=tuple(
            _line(each["lineItem"], each.get("quantity") or 0) for each in node["fulfillmentLineItems"]
        ),
    )


def refund(node: Node, shop: Shop) -> RefundRecord:
    """Read a refund; without lines where it was of an amount alone."""
    lines = (
        _line(each["lineItem"], each["quantity"], total=bag(each, "subtotalSet"))
        for each in node["refundLineItems"]
    )
    return RefundRecord(
        id=id_of(node["id"]),
        order_id=id_of(needed(node, "order")["id"]),
        amount=bag(node, "totalRefundedSet"),
        updated_at=when(node, "updatedAt"),
        created_at=when(node, "createdAt"),
        reason=text(node, "note"),
        lines=tuple(lines),
    )


def cart(node: Node, shop: Shop) -> CartRecord:
    """Read an abandoned checkout."""
    buyer = node.get("customer") or {}
    lines = (
        _line(each, each["quantity"], bag(each, "originalUnitPriceSet"), bag(each, "discountedTotalPriceSet"))
        for each in node["lineItems"]
    )
    return CartRecord(
        id=id_of(node["id"]),
        updated_at=when(node, "updatedAt"),
        created_at=when(node, "createdAt"),
        customer_id=id_in(node, "customer"),
        email=text(buyer.get("defaultEmailAddress") or {}, "emailAddress"),
        total=bag(node, "totalPriceSet"),
        lines=tuple(lines),
        checkout_url=text(node, "abandonedCheckoutUrl"),
    )


def _state(node: Node) -> Stated[OrderState]:
    if node.get("cancelledAt"):
        return Stated(OrderState.CANCELLED, "cancelled")
    if node.get("closedAt"):
        return Stated(OrderState.COMPLETED, "closed")
    return Stated(OrderState.PROCESSING, "open")


def _order_line(node: Node) -> OrderLine:
    quantity = int(node["currentQuantity"])
    return _line(node, quantity, bag(node, "originalUnitPriceSet"), _total(node, quantity))


def _total(node: Node, quantity: int) -> Amount | None:
    """Return what the line comes to now: the shop's own sum is of the quantity that was ordered."""
    if quantity == node["quantity"]:
        return bag(node, "discountedTotalSet")
    each = bag(node, "discountedUnitPriceAfterAllDiscountsSet")
    return Amount(each.amount * Decimal(quantity), each.currency) if each else None


def _line(node: Node, quantity: int, unit: Amount | None = None, total: Amount | None = None) -> OrderLine:
    return OrderLine(
        quantity=quantity,
        id=id_of(node["id"]),
        product_id=id_in(node, "product"),
        variant_id=id_in(node, "variant"),
        sku=text(node, "sku"),
        title=node.get("title") or "",
        unit_price=unit,
        total=total,
    )
