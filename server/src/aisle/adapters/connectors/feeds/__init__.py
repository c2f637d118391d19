"""Product feeds by address: CSV, TSV, JSON, JSON lines, workbooks, and the XML of search engines."""

from aisle.adapters.connectors.feeds.kind import FEED

__all__ = ["FEED"]
