"""Web sites: pages found by sitemaps, feeds and links, politely, and the product data in them."""

from aisle.adapters.connectors.website.kind import WEBSITE

__all__ = ["WEBSITE"]
