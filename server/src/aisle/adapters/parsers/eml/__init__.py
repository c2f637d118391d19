"""E-mail messages (EML): headers as context, the body, and attachments read by the parsers of their types."""

from aisle.adapters.parsers.eml.parser import EXTENSIONS, MEDIA_TYPES, parse, sniff

__all__ = ["EXTENSIONS", "MEDIA_TYPES", "parse", "sniff"]
