"""Queries of a shop's own database: PostgreSQL, MariaDB or MySQL, read only."""

from aisle.adapters.connectors.database.kind import DATABASE

__all__ = ["DATABASE"]
