"""Presentations (PPTX), opened with python-pptx after the package was checked."""

from aisle.adapters.parsers.pptx.parser import EXTENSIONS, MEDIA_TYPES, parse, sniff

__all__ = ["EXTENSIONS", "MEDIA_TYPES", "parse", "sniff"]
