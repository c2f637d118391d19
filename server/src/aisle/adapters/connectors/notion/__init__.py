"""Notion: pages as documents, rows of databases as documents or products."""

from aisle.adapters.connectors.notion.kind import NOTION

__all__ = ["NOTION"]
