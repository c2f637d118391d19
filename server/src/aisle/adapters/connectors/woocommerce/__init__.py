"""WooCommerce (REST v3) and the pages and posts of its WordPress."""

from aisle.adapters.connectors.woocommerce.kind import WOOCOMMERCE

__all__ = ["WOOCOMMERCE"]
