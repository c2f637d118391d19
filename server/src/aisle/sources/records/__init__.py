"""What a shop keeps, in one form whatever platform it came from.

Records are copies, not judgements: a state that nobody knows is kept as it was said, what the shop does not say is None
and never empty, amounts may be negative or finer than can be paid. Ids are the shop's own, as text.
"""

from aisle.sources.records.buying import (
    Address,
    CartRecord,
    CustomerRecord,
    OrderLine,
    OrderRecord,
    RefundRecord,
    ShipmentRecord,
)
from aisle.sources.records.documents import DocumentRecord
from aisle.sources.records.products import (
    Picture,
    PriceRecord,
    ProductRecord,
    StockRecord,
    VariantRecord,
)
from aisle.sources.records.resources import Record, Resource, record_type
from aisle.sources.records.states import (
    FulfilmentState,
    OrderState,
    PaymentState,
    ProductState,
    ShipmentState,
)
from aisle.sources.records.values import Amount, Stated

__all__ = [
    "Address",
    "Amount",
    "CartRecord",
    "CustomerRecord",
    "DocumentRecord",
    "FulfilmentState",
    "OrderLine",
    "OrderRecord",
    "OrderState",
    "PaymentState",
    "Picture",
    "PriceRecord",
    "ProductRecord",
    "ProductState",
    "Record",
    "RefundRecord",
    "Resource",
    "ShipmentRecord",
    "ShipmentState",
    "Stated",
    "StockRecord",
    "VariantRecord",
    "record_type",
]
