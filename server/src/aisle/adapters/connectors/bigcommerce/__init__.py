"""BigCommerce (REST v3, and v2 where there is nothing newer)."""

from aisle.adapters.connectors.bigcommerce.kind import BIGCOMMERCE

__all__ = ["BIGCOMMERCE"]
