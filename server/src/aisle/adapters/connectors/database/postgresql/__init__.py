"""PostgreSQL: cursors at the server, rows as its own JSON."""

from aisle.adapters.connectors.database.postgresql.session import postgresql

__all__ = ["postgresql"]
