"""Shopify's words for states, as far as this release knows them. Versions add to them; others are kept as said."""

from aisle.sources.records import FulfilmentState, PaymentState, ShipmentState

PAYMENTS = {
    "AUTHORIZED": PaymentState.AUTHORIZED,
    "EXPIRED": PaymentState.EXPIRED,
    "PAID": PaymentState.PAID,
    "PARTIALLY_PAID": PaymentState.PARTIALLY_PAID,
    "PARTIALLY_REFUNDED": PaymentState.PARTIALLY_REFUNDED,
    "PENDING": PaymentState.PENDING,
    "REFUNDED": PaymentState.REFUNDED,
    "VOIDED": PaymentState.VOIDED,
}
FULFILMENTS = {
    "FULFILLED": FulfilmentState.FULFILLED,
    "FULFILLMENT_NOT_REQUIRED": FulfilmentState.NOT_REQUIRED,  # since 2026-10
    "IN_PROGRESS": FulfilmentState.IN_PROGRESS,
    "ON_HOLD": FulfilmentState.ON_HOLD,
    "OPEN": FulfilmentState.UNFULFILLED,
    "PARTIALLY_FULFILLED": FulfilmentState.PARTIALLY_FULFILLED,
    "PENDING_FULFILLMENT": FulfilmentState.IN_PROGRESS,
    "REQUEST_DECLINED": FulfilmentState.UNFULFILLED,
    "RESTOCKED": FulfilmentState.RETURNED,
    "SCHEDULED": FulfilmentState.SCHEDULED,
    "UNFULFILLED": FulfilmentState.UNFULFILLED,
}
# Fulfillment.displayStatus; where that is missing, Fulfillment.status.
SHIPMENTS = {
    "ATTEMPTED_DELIVERY": ShipmentState.ATTEMPTED,
    "CANCELED": ShipmentState.CANCELLED,
    "CARRIER_PICKED_UP": ShipmentState.IN_TRANSIT,
    "CONFIRMED": ShipmentState.PENDING,
    "DELAYED": ShipmentState.IN_TRANSIT,
    "DELIVERED": ShipmentState.DELIVERED,
    "FAILURE": ShipmentState.FAILED,
    "FULFILLED": ShipmentState.IN_TRANSIT,
    "IN_TRANSIT": ShipmentState.IN_TRANSIT,
    "LABEL_PRINTED": ShipmentState.PENDING,
    "LABEL_PURCHASED": ShipmentState.PENDING,
    "LABEL_VOIDED": ShipmentState.PENDING,
    "MARKED_AS_FULFILLED": ShipmentState.IN_TRANSIT,
    "NOT_DELIVERED": ShipmentState.FAILED,
    "OUT_FOR_DELIVERY": ShipmentState.OUT_FOR_DELIVERY,
    "PICKED_UP": ShipmentState.DELIVERED,
    "READY_FOR_PICKUP": ShipmentState.READY,
    "SUBMITTED": ShipmentState.PENDING,
    "CANCELLED": ShipmentState.CANCELLED,
    "ERROR": ShipmentState.FAILED,
    "OPEN": ShipmentState.PENDING,
    "PENDING": ShipmentState.PENDING,
    "SUCCESS": ShipmentState.IN_TRANSIT,
}
