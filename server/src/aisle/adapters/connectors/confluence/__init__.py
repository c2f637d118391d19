"""Confluence, Cloud and Data Center: pages, blog posts and attached files as documents."""

from aisle.adapters.connectors.confluence.kind import CONFLUENCE

__all__ = ["CONFLUENCE"]
