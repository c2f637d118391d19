"""Use cases on knowledge. Every one works inside the caller's transaction and commits nothing."""

from aisle.knowledge.service.sources import create_source, find_source_by_name, get_source

__all__ = ["create_source", "find_source_by_name", "get_source"]
