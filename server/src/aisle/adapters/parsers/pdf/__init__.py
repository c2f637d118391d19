"""PDF, read with pypdfium2: text by pages, headings by their size, simple tables by their columns."""

from aisle.adapters.parsers.pdf.parser import EXTENSIONS, MEDIA_TYPES, parse, sniff

__all__ = ["EXTENSIONS", "MEDIA_TYPES", "parse", "sniff"]
