"""Word documents (DOCX), opened with python-docx after the archive was checked."""

from aisle.adapters.parsers.docx.parser import EXTENSIONS, MEDIA_TYPES, parse, sniff

__all__ = ["EXTENSIONS", "MEDIA_TYPES", "parse", "sniff"]
