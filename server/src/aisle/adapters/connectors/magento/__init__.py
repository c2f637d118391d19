"""Magento Open Source and Adobe Commerce (REST V1)."""

from aisle.adapters.connectors.magento.kind import MAGENTO

__all__ = ["MAGENTO"]
