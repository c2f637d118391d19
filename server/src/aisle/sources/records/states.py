"""States that shops give things, as far as they mean the same everywhere."""

from enum import StrEnum


class ProductState(StrEnum):
    """Whether shoppers see a product. UNLISTED: only who has the link."""

    ACTIVE = "active"
    DRAFT = "draft"
    ARCHIVED = "archived"
    UNLISTED = "unlisted"


class OrderState(StrEnum):
    """Where an order stands as a whole."""

    CART = "cart"  # listed among orders by some shops, bought by nobody yet
    PENDING = "pending"
    ON_HOLD = "on_hold"
    PROCESSING = "processing"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    FAILED = "failed"
    REFUNDED = "refunded"
    DISPUTED = "disputed"


class PaymentState(StrEnum):
    """What has been paid."""

    PENDING = "pending"
    AUTHORIZED = "authorized"
    PARTIALLY_PAID = "partially_paid"
    PAID = "paid"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    VOIDED = "voided"
    EXPIRED = "expired"
    FAILED = "failed"


class FulfilmentState(StrEnum):
    """What has been sent."""

    UNFULFILLED = "unfulfilled"
    SCHEDULED = "scheduled"
    ON_HOLD = "on_hold"
    IN_PROGRESS = "in_progress"
    PARTIALLY_FULFILLED = "partially_fulfilled"
    FULFILLED = "fulfilled"
    PARTIALLY_DELIVERED = "partially_delivered"
    DELIVERED = "delivered"
    PARTIALLY_RETURNED = "partially_returned"
    RETURNED = "returned"
    NOT_REQUIRED = "not_required"
    CANCELLED = "cancelled"


class ShipmentState(StrEnum):
    """Where a parcel is."""

    PENDING = "pending"
    READY = "ready"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    ATTEMPTED = "attempted"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"
