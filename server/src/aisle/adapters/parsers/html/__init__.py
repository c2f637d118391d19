"""HTML, read with selectolax: the main content of a page without what surrounds it."""

from aisle.adapters.parsers.html.parser import EXTENSIONS, MEDIA_TYPES, parse, sniff

__all__ = ["EXTENSIONS", "MEDIA_TYPES", "parse", "sniff"]
