"""Workbooks: XLSX read as a stream of XML, older and other kinds with calamine."""

from aisle.adapters.parsers.sheets.parser import EXTENSIONS, MEDIA_TYPES, parse, sniff

__all__ = ["EXTENSIONS", "MEDIA_TYPES", "parse", "sniff"]
