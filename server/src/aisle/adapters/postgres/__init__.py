"""The PostgreSQL server that Aisle brings along: made, started, shared and stopped without any set-up by hand."""

from aisle.adapters.postgres.address import ServerAddress
from aisle.adapters.postgres.embedded import EmbeddedPostgres, ServerStatus
from aisle.adapters.postgres.options import ServerOptions
from aisle.adapters.postgres.temporary import TemporaryPostgres, temporary_postgres

__all__ = [
    "EmbeddedPostgres",
    "ServerAddress",
    "ServerOptions",
    "ServerStatus",
    "TemporaryPostgres",
    "temporary_postgres",
]
