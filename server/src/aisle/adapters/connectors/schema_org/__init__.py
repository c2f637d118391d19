"""Product data that pages carry for search engines, as records: https://schema.org/Product and what belongs to it."""

from aisle.adapters.connectors.schema_org.products import products_in

__all__ = ["products_in"]
