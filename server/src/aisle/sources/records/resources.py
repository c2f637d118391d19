"""The kinds of records, each with its own feed, watermark and reconcile."""

from __future__ import annotations

from enum import StrEnum

from aisle.sources.records.buying import (
    CartRecord,
    CustomerRecord,
    OrderRecord,
    RefundRecord,
    ShipmentRecord,
)
from aisle.sources.records.documents import DocumentRecord
from aisle.sources.records.products import PriceRecord, ProductRecord, StockRecord, VariantRecord

Record = (
    ProductRecord
    | VariantRecord
    | StockRecord
    | PriceRecord
    | OrderRecord
    | CustomerRecord
    | ShipmentRecord
    | RefundRecord
    | CartRecord
    | DocumentRecord
)


class Resource(StrEnum):
    """What a source can be asked for. STOCK and PRICES go live at once, the others in one step with their sync."""

    PRODUCTS = "products"
    VARIANTS = "variants"
    STOCK = "stock"
    PRICES = "prices"
    ORDERS = "orders"
    CUSTOMERS = "customers"
    SHIPMENTS = "shipments"
    REFUNDS = "refunds"
    CARTS = "carts"
    DOCUMENTS = "documents"


_TYPES: dict[Resource, type[Record]] = {
    Resource.PRODUCTS: ProductRecord,
    Resource.VARIANTS: VariantRecord,
    Resource.STOCK: StockRecord,
    Resource.PRICES: PriceRecord,
    Resource.ORDERS: OrderRecord,
    Resource.CUSTOMERS: CustomerRecord,
    Resource.SHIPMENTS: ShipmentRecord,
    Resource.REFUNDS: RefundRecord,
    Resource.CARTS: CartRecord,
    Resource.DOCUMENTS: DocumentRecord,
}


def record_type(resource: Resource) -> type[Record]:
    """Return what records of a resource are made of."""
    return _TYPES[resource]
