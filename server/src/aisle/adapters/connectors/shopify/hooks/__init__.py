"""Webhooks: what they say, and keeping the shop's subscriptions as they should be."""

from aisle.adapters.connectors.shopify.hooks.hooks import ShopifyHooks

__all__ = ["ShopifyHooks"]
