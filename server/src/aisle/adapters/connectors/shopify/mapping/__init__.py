"""From Shopify's objects to records."""
