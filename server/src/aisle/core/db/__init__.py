"""PostgreSQL: pools, the signed tenant context, and sessions that carry it."""

from aisle.core.db.channel import Channel
from aisle.core.db.context import ContextSigner, Scope
from aisle.core.db.database import Database, DatabaseSlow, DatabaseUnavailable
from aisle.core.db.session import Record, Session

__all__ = [
    "Channel",
    "ContextSigner",
    "Database",
    "DatabaseSlow",
    "DatabaseUnavailable",
    "Record",
    "Scope",
    "Session",
]
