"""PostgreSQL: pools, the signed tenant context, and sessions that carry it."""

from aisle.core.db.channel import Channel
from aisle.core.db.context import ContextSigner, Scope
from aisle.core.db.database import Database, DatabaseSlow, DatabaseUnavailable
from aisle.core.db.holding import Holder, present_holder, set_holder
from aisle.core.db.session import Record, Session

__all__ = [
    "Channel",
    "ContextSigner",
    "Database",
    "DatabaseSlow",
    "DatabaseUnavailable",
    "Holder",
    "Record",
    "Scope",
    "Session",
    "present_holder",
    "set_holder",
]
