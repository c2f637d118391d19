"""Shopify, by its GraphQL Admin API: reading by pages and in bulk, tokens that expire, webhooks."""

from aisle.adapters.connectors.shopify.kind import SHOPIFY, ShopifyKind

__all__ = ["SHOPIFY", "ShopifyKind"]
